import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { textWidth } from '#core/model/text-width.ts';
import { writeHtml } from '#core/report/html-report.ts';
import { landUseClasses } from '#core/report/map-classes.ts';
import { MapPool } from '#core/report/map-drawing.ts';
import { frameOf, roundDenominator, scaleBarMetres } from '#core/report/map-frame.ts';
import { placeLabels } from '#core/report/map-labels.ts';
import { paintOverlay } from '#core/report/map-overlay.ts';
import { PathWriter, pathOf } from '#core/report/map-path.ts';
import { MapScene } from '#core/report/map-scene.ts';
import { splitFeatures } from '#core/report/map-split.ts';
import { mapPoolSvg, mapSvg } from '#core/report/map-svg.ts';
import { encodePng } from '#core/report/png.ts';
import type { ReportInput } from '#core/report/report-input.ts';
import { buildReport } from '#core/report/report-model.ts';
import { scenarioMark } from '#core/report/scenario-mark.ts';
import { byClass, byId, elementsOf, readHtml, textOf } from '#tests/fixtures/html-tree.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

const box = (width: number, height: number) => ({ minX: 0, minY: 0, maxX: width, maxY: height });

describe('sheet', () => {
  test('holds its extent at a round scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 60_000 }), fc.integer({ min: 60, max: 60_000 }), (width, height) => {
        const frame = frameOf(box(width, height), 100);
        expect(frame.widthMillimetres).toBeLessThanOrEqual(170);
        expect(frame.heightMillimetres).toBeLessThanOrEqual(108);
        const paper = (metres: number) => (metres / frame.denominator) * 1000;
        expect(paper(width)).toBeLessThanOrEqual(frame.widthMillimetres);
        expect(paper(height)).toBeLessThanOrEqual(frame.heightMillimetres);
        expect(frame.unitsPerMetre * frame.denominator).toBeCloseTo(1000 * frame.unitsPerMillimetre, 6);
        expect(roundDenominator(frame.denominator)).toBe(frame.denominator);
      }),
    );
  });

  test('tall places stand side by side', () => {
    expect(frameOf(box(2000, 6000), 100)).toMatchObject({ widthMillimetres: 82, perFigure: 4 });
    expect(frameOf(box(6000, 4000), 100)).toMatchObject({ widthMillimetres: 170, perFigure: 2 });
  });

  test('scale bars are 1, 2 or 5 times a power of ten and fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 60_000 }), (width) => {
        const frame = frameOf(box(width, width / 2), 100);
        const metres = scaleBarMetres(frame);
        expect(String(metres)).toMatch(/^[125]0*$/);
        const paper = (metres / frame.denominator) * 1000;
        expect(paper).toBeLessThanOrEqual(36);
        expect(paper).toBeGreaterThan(14);
      }),
    );
  });
});

describe('outlines', () => {
  const frame = frameOf(box(3400, 2000), 100);

  test('are whole numbers without vertices that do not show', () => {
    const packer = new GeometryPacker('polygon');
    packer.addFeature([[[100, 100, 200, 100, 300, 100.001, 300, 300, 100, 300, 100, 200, 100, 100]]]);
    const path = pathOf(frame, packer.finish(), [0]);
    expect(path).toMatch(/^m[-\d ]+z$/);
    expect(path.match(/-?\d+/g)).toHaveLength(2 * 4);
  });

  test('holes run the other way round', () => {
    const square = (at: number, size: number) => [at, at, at + size, at, at + size, at + size, at, at + size, at, at];
    const packer = new GeometryPacker('polygon');
    packer.addFeature([[square(100, 800), square(300, 200)]]);
    const rings = pathOf(frame, packer.finish(), [0]).slice(1, -1).split('zm');
    const turn = rings.map((ring) => {
      const steps = ring.match(/-?\d+/g)!.map(Number);
      return Math.sign(steps[2]! * steps[5]! - steps[3]! * steps[4]!);
    });
    expect(rings).toHaveLength(2);
    expect(turn[0]).toBe(-turn[1]!);
  });

  test('what lies far outside is cut off, what is smaller than a dot left out', () => {
    const writer = new PathWriter(frame);
    const packer = new GeometryPacker('polygon');
    packer.addFeature([[[-90_000, 500, 90_000, 500, 90_000, 900, -90_000, 900, -90_000, 500]]]);
    packer.addFeature([[[10, 10, 10.01, 10, 10.01, 10.01, 10, 10]]]);
    const geometry = packer.finish();
    writer.addFeature(geometry, 0);
    const path = writer.toString();
    for (const number of path.match(/-?\d+/g)!)
      expect(Math.abs(Number(number))).toBeLessThan(frame.width + 12 * frame.unitsPerMillimetre);
    writer.addFeature(geometry, 1);
    expect(writer.toString()).toBe(path);
  });
});

function grid(side: number, landUse: (row: number) => readonly [string, string]): FeatureTable {
  const packer = new GeometryPacker('polygon');
  const uses: string[] = [];
  const codes: string[] = [];
  const ids: FeatureId[] = [];
  for (let column = 0; column < side; column++) {
    for (let line = 0; line < side; line++) {
      const x = 512_000 + column * 40 + ((line * 7) % 5);
      const y = 3_350_000 + line * 26;
      packer.addFeature([[[x, y, x + 19, y, x + 39, y + 1, x + 40, y + 25, x + 20, y + 26, x + 1, y + 25, x, y]]]);
      const [use, code] = landUse(ids.length);
      uses.push(use);
      codes.push(code);
      ids.push(`p${column}-${line}` as FeatureId);
    }
  }
  const fields = [
    { name: 'land_use', type: 'text' },
    { name: 'land_use_code', type: 'text' },
  ] as const;
  return { ids, geometry: packer.finish(), fields, columns: { land_use: uses, land_use_code: codes } };
}

const palette = [
  ['residential', 'R2'],
  ['mixed', 'RB'],
  ['commercial', 'B1'],
  ['green', 'G1'],
  ['education', 'A3'],
] as const;

function sceneOf(tables: readonly FeatureTable[]): MapScene {
  const input = reportInput();
  const scenarios = input.scenarios.slice(0, tables.length).map((scenario, index) => ({
    ...scenario,
    table: (role: string) => (role === 'parcel' ? tables[index] : undefined),
  }));
  const marks = scenarios.map(({ scenario }, index) => scenarioMark(scenario, index));
  return MapScene.of({ ...input, scenarios } as ReportInput, marks)!;
}

describe('size', () => {
  test('13,000 parcels in four scenarios stay well under 700 kB a map', () => {
    const baseline = grid(114, (row) => palette[(row * 7) % palette.length]!);
    const changed = grid(114, (row) => (row % 60 === 0 ? ['green', 'G1'] : palette[(row * 7) % palette.length]!));
    const scene = sceneOf([baseline, changed, changed, baseline]);
    const maps = [0, 1, 2, 3].map((index) => mapSvg(scene.landUse(index), 'zh', `m${index}`, ''));
    const pool = mapPoolSvg(scene.pool, scene.frame);
    expect(pool.length).toBeLessThan(700_000);
    for (const map of maps) expect(map.length).toBeLessThan(20_000);
  });

  test('more than 25,000 parcels become a picture with the same legend', () => {
    const table = grid(165, (row) => palette[(row * 7) % palette.length]!);
    const scene = sceneOf([table]);
    const panel = scene.landUse(0);
    expect([...scene.pool.pictures.keys()]).toEqual(['i1']);
    expect(scene.pool.paths.size).toBe(0);
    expect(panel.legend.map(({ label }) => label.zh)).toEqual([
      'R2 二类居住用地',
      'RB 商住混合用地',
      'B1 商业用地',
      'A3 教育科研用地',
      'G1 公园绿地',
    ]);
    expect(mapPoolSvg(scene.pool, scene.frame)).toMatch(/<image id="i1"[^>]*href="data:image\/png;base64,/);
  });
});

test('pictures are valid PNG files', () => {
  const pixels = Uint8Array.from({ length: 6 }, (_, at) => at % 3);
  const png = Buffer.from(encodePng({ width: 3, height: 2, pixels, palette: [null, '#FF8000', '#0080FF'] }));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
  expect([...chunks.get('PLTE')!]).toEqual([0, 0, 0, 255, 128, 0, 0, 128, 255]);
  expect([...chunks.get('tRNS')!]).toEqual([0, 255, 255]);
  expect([...inflateSync(chunks.get('IDAT')!)]).toEqual([0, 0, 1, 2, 0, 0, 1, 2]);
});

describe('scenarios', () => {
  test('what all scenarios have alike is kept once', () => {
    const baseline = grid(4, () => ['residential', 'R2']);
    const changed = grid(4, (row) => (row < 3 ? ['green', 'G1'] : ['residential', 'R2']));
    const { common, own } = splitFeatures([baseline, changed], (table) =>
      landUseClasses(table, gb50137).map(({ key }) => key),
    );
    expect([...common].map(([key, rows]) => [key, rows.length])).toEqual([['residential R2', 13]]);
    expect(own.map((rows) => [...rows].map(([key, members]) => [key, members.length]))).toEqual([
      [['residential R2', 3]],
      [['green G1', 3]],
    ]);
  });

  test('a moved parcel is not the same parcel', () => {
    const first = grid(2, () => ['residential', 'R2']);
    const moved = {
      ...first,
      geometry: {
        ...first.geometry,
        coordinates: first.geometry.coordinates.map((value, at) => (at === 0 ? value + 1 : value)),
      },
    };
    const { own } = splitFeatures([first, moved], (table) => table.ids.map(() => 'x'));
    expect(own[1]!.get('x')).toEqual([0]);
  });
});

describe('labels', () => {
  test('never cover one another, a symbol or the edge', () => {
    const frame = frameOf(box(3400, 2000), 100);
    const place = fc.record({
      x: fc.nat(frame.width),
      y: fc.nat(frame.height),
      text: fc.constantFrom('北山公园', '江', 'Linjiang Road'),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 25 }), (wishes) => {
        const labels = placeLabels(
          frame,
          wishes.map(({ x, y, text }) => ({
            text: { zh: text, en: text },
            x,
            y,
            clearance: 17,
            size: 2.5,
            colour: '#000',
            strong: true,
          })),
          [],
        );
        const boxes = labels.map(({ text, x, y, anchor, size }) => {
          const height = size * frame.unitsPerMillimetre;
          const width = textWidth(text.zh) * height;
          const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
          return [left, y - 0.8 * height, left + width, y + 0.1 * height] as const;
        });
        boxes.forEach((one, at) => {
          expect(one[0]).toBeGreaterThanOrEqual(0);
          expect(one[2]).toBeLessThanOrEqual(frame.width);
          for (const other of boxes.slice(at + 1)) {
            expect(one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3]).toBe(true);
          }
        });
      }),
    );
  });
});

test('result layers have the same classes on every map', () => {
  const frame = frameOf({ minX: 512_000, minY: 3_350_000, maxX: 513_000, maxY: 3_350_600 }, 10);
  const { geometry } = grid(3, () => ['residential', 'R2']);
  const layer = (scale: number) => ({
    id: 'score',
    geometry,
    columns: { score: Float64Array.from({ length: 9 }, (_, at) => at * scale) },
  });
  const declared = {
    id: 'score',
    label: { zh: '得分', en: 'Score' },
    geometry: 'polygon',
    fields: [{ name: 'score', type: 'real', label: { zh: '得分', en: 'Score' } }],
    styleField: 'score',
    style: 'sequential',
  } as const;
  const [first, second, none] = paintOverlay(frame, new MapPool(), declared, [layer(1), layer(2), undefined], '#000');
  const all = new Map([...first!.legend, ...second!.legend].map(({ label, styles }) => [label.zh, styles[0]!.fill]));
  for (const { label, styles } of second!.legend) expect(all.get(label.zh)).toBe(styles[0]!.fill);
  expect(all.size).toBe(5);
  expect(none!.uses).toEqual([]);
});

describe('maps of a report', () => {
  test('share extent and scale, list exactly the classes that are there, and measure right', async () => {
    const input = reportInput();
    const document = buildReport(input);
    const root = readHtml(await writeHtml(document, 'zh', []));
    const maps = byClass(root, 'map');
    expect(maps).toHaveLength(4 + 4 + 4);
    expect(new Set(maps.map(({ attributes }) => attributes['viewBox'])).size).toBe(1);
    const { frame } = document.maps!;
    const metres = scaleBarMetres(frame);
    for (const map of maps) {
      const bar = byClass(map, 'length')[0]!;
      expect(Number(bar.attributes['width'])).toBeCloseTo(metres * frame.unitsPerMetre, 1);
      expect(textOf(byClass(map, 'bar')[0]!)).toBe(`1:${frame.denominator.toLocaleString('en-US')}${metres / 1000} km`);
    }
    input.scenarios.forEach((scenario, index) => {
      const table = scenario.table('parcel')!;
      const expected = new Set(
        landUseClasses(table, gb50137).map(({ code, label }) => (code === null ? label.zh : `${code} ${label.zh}`)),
      );
      const legend = byClass(byId(root, `map-land-${index}`), 'legend')[0]!;
      const lines = elementsOf(legend)
        .filter(({ name }) => name === 'li')
        .map(textOf);
      expect(new Set(lines).size).toBe(lines.length);
      const classes = lines.filter((line) => /^[A-Z]\w* /.test(line));
      expect(new Set(classes)).toEqual(expected);
      expect(lines.includes('有改动的地块')).toBe(index > 0);
    });
    expect(elementsOf(byId(root, 'map-land-0')).map(textOf).join()).not.toContain('商住混合');
  });
});
