import { describe, expect, test } from 'vitest';
import { gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { FeatureSymbol, LayerStyle } from '#core/model/layer-style.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { newPrintLayout, type PrintLayout } from '#core/model/print-layout.ts';
import { printLayoutFault } from '#core/model/print-layout-fault.ts';
import type { RoleId } from '#core/model/role.ts';
import { checkLayout } from '#core/print/check-layout.ts';
import { pixelsOf, withJpegDensity, withPngDensity } from '#core/print/picture-density.ts';
import { gridMillimetres, sheetBoxes, snapBox } from '#core/print/sheet-boxes.ts';
import type { SheetInput, SheetMap } from '#core/print/sheet-input.ts';
import { drawSheet } from '#core/print/sheet-svg.ts';
import { sheetDate } from '#core/print/sheet-words.ts';
import { charactersOf, wrapText } from '#core/print/svg-text.ts';
import { encodePng } from '#core/report/png.ts';
import { scenarioMark } from '#core/report/scenario-mark.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';

const other = 'other' as ScenarioId;

function layer(id: string, role: RoleId, table: FeatureTable, more: Partial<Layer> = {}): LayerData {
  const { kind } = table.geometry;
  const whole: Layer = {
    id: id as LayerId,
    name: id,
    table: id,
    role,
    geometry: kind,
    fields: table.fields,
    order: 0,
    visible: true,
    opacity: 1,
    ...more,
  };
  return { layer: whole, table, codes: gb50137, style: undefined };
}

/** Rectangles with a land use each; `[left, bottom, right, top, code]`. */
function parcels(rows: readonly (readonly [number, number, number, number, string])[]): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const [left, bottom, right, top] of rows)
    packer.addFeature([[[left, bottom, right, bottom, right, top, left, top, left, bottom]]]);
  return {
    ids: rows.map((_, at) => `parcel ${at}` as FeatureId),
    geometry: packer.finish(),
    fields: [
      { name: 'land_use', type: 'text' },
      { name: 'land_use_code', type: 'text' },
    ],
    columns: {
      land_use: rows.map(([, , , , code]) => gb50137.codes[code]!.landUse),
      land_use_code: rows.map(([, , , , code]) => code),
    },
  };
}

function sheetInput(layers: readonly LayerData[], changes: Partial<PrintLayout> = {}, epsg = 4528): SheetInput {
  const layout: PrintLayout = { ...newPrintLayout('one', '测试 Test', 'zh', baselineId), ...changes };
  const maps = layout.scenarios.map((id, order): SheetMap => {
    const scenario = {
      id,
      name: { zh: order === 0 ? '基准' : '绿廊', en: order === 0 ? 'Baseline' : 'Green' },
      parent: order === 0 ? null : baselineId,
      letter: order === 0 ? '' : 'B',
      order,
    };
    return { mark: scenarioMark(scenario as Parameters<typeof scenarioMark>[0], order), layers };
  });
  const crsName = `EPSG:${epsg} CGCS2000 / 3-degree Gauss-Kruger zone 40`;
  return { layout, maps, epsg, crsName, project: '临江', programVersion: '9', date: '2026 年 1 月 2 日' };
}

/** Corners of the outline with this fill, in mm from the map's upper-left corner. */
function cornersOf(svg: string, fill: string): [number, number][] {
  const [, outline] = new RegExp(`<path d="([^"]+)" fill="${fill}"`).exec(svg)!;
  const numbers = (text: string) => (text.match(/-?\d+/g) ?? []).map(Number);
  let [x, y] = [0, 0];
  const corners: [number, number][] = [];
  const values = numbers(outline!);
  for (let at = 0; at < values.length; at += 2) {
    x += values[at]!;
    y += values[at + 1]!;
    corners.push([x / 20, y / 20]);
  }
  return corners;
}

/** Longest side of the box around the corners, mm. */
function widthOf(corners: readonly (readonly [number, number])[]): number {
  const xs = corners.map(([x]) => x);
  return Math.max(...xs) - Math.min(...xs);
}

describe('the scale of a sheet', () => {
  // The middle of zone 40: lengths of the projection are true there.
  const [x, y] = [40_500_000, 3_300_000];
  const square = parcels([[x, y, x + 1000, y + 1000, 'R2']]);

  test('a kilometre is 100 mm at 1:10,000', async () => {
    const sheet = await drawSheet(sheetInput([layer('land', 'parcel', square)], { scale: 10_000 }));
    expect(sheet.denominator).toBe(10_000);
    expect(widthOf(cornersOf(sheet.svg, '#F5E199'))).toBeCloseTo(100, 1);
  });

  test('Web Mercator is measured on the ground: at 50° north a kilometre is 1,556 m of its own', async () => {
    const [east, north] = [1_600_000, 6_446_275];
    const wide = parcels([[east, north, east + 1555.7, north + 1555.7, 'R2']]);
    const sheet = await drawSheet(sheetInput([layer('land', 'parcel', wide)], { scale: 10_000 }, 3857));
    expect(widthOf(cornersOf(sheet.svg, '#F5E199'))).toBeGreaterThan(99.5);
    expect(widthOf(cornersOf(sheet.svg, '#F5E199'))).toBeLessThan(100.5);
    expect(sheet.metresPerMillimetre).toBeCloseTo(15.56, 1);
  });

  test('the scale bar is as long as it says', async () => {
    for (const scale of [2000, 5000, 12_500, 30_000]) {
      const { svg } = await drawSheet(sheetInput([layer('land', 'parcel', square)], { scale }));
      const [, length, metres] = /class="scale-length"[^>]* width="([\d.]+)"[^>]*data-metres="([\d.]+)"/.exec(svg)!;
      expect((Number(length) / 1000) * scale).toBeCloseTo(Number(metres), 1);
    }
  });

  test('without a scale the plan fits into the map, at a round one', async () => {
    for (const paper of ['a4', 'a3'] as const) {
      for (const landscape of [true, false]) {
        const sheet = await drawSheet(sheetInput([layer('land', 'parcel', square)], { paper, landscape }));
        const map = sheet.boxes.find(({ id }) => id === 'map')!.box;
        const side = widthOf(cornersOf(sheet.svg, '#F5E199'));
        expect(side).toBeLessThanOrEqual(Math.min(map.width, map.height));
        expect(side).toBeGreaterThan(Math.min(map.width, map.height) * 0.7);
        expect(sheet.denominator % 50).toBe(0);
      }
    }
  });

  test('two maps show the same place at the same scale', async () => {
    const sheet = await drawSheet(sheetInput([layer('land', 'parcel', square)], { scenarios: [baselineId, other] }));
    const outlines = [...sheet.svg.matchAll(/<path d="([^"]+)" fill="#F5E199"/g)].map(([, outline]) => outline);
    expect(outlines).toHaveLength(2);
    expect(outlines[0]).toBe(outlines[1]);
    expect(sheet.svg).toContain('>B  绿廊</text>');
  });

  test('a centre of its own lies in the middle of the map', async () => {
    const sheet = await drawSheet(
      sheetInput([layer('land', 'parcel', square)], { scale: 5000, centre: [x + 1000, y + 1000] }),
    );
    const { box } = sheet.boxes.find(({ id }) => id === 'map')!;
    const corners = cornersOf(sheet.svg, '#F5E199');
    const right = Math.max(...corners.map(([at]) => at));
    const top = Math.min(...corners.map(([, at]) => at));
    expect(right).toBeCloseTo(box.width / 2, 1);
    expect(top).toBeCloseTo(box.height / 2, 1);
  });

  test('scales and logos that cannot be printed are refused', () => {
    const codeOf = (layout: Parameters<typeof checkLayout>[0]) => {
      try {
        checkLayout(layout);
        return '';
      } catch (thrown) {
        return (thrown as { code: string }).code;
      }
    };
    expect(codeOf({ scale: 10_000, logo: 'data:image/png;base64,AAAA' })).toBe('');
    expect(codeOf({ scale: 10 })).toBe('print/scale');
    expect(codeOf({ logo: 'https://example.org/logo.png' })).toBe('print/logo');
    expect(codeOf({ logo: 'data:image/svg+xml;base64,AAAA' })).toBe('print/logo');
  });
});

describe('what is on a sheet', () => {
  const [x, y] = [40_500_000, 3_300_000];
  const land = layer(
    '现状用地',
    'parcel',
    parcels([
      [x, y, x + 400, y + 400, 'R2'],
      [x + 400, y, x + 800, y + 400, 'RB'],
      [x + 90_000, y, x + 90_400, y + 400, 'M2'],
    ]),
  );

  test('the legend names what is on the map, in the language of the sheet', async () => {
    const chinese = (await drawSheet(sheetInput([land], { scale: 5000, centre: [x + 400, y + 200] }))).svg;
    expect(chinese).toContain('>图例</text>');
    expect(chinese).toContain('>R2 二类居住用地</text>');
    expect(chinese).toContain('>RB 商住混合用地</text>');
    expect(chinese).not.toContain('M2 二类工业用地');
    const english = (await drawSheet(sheetInput([land], { language: 'en', scale: 5000, centre: [x + 400, y + 200] })))
      .svg;
    expect(english).toContain('>Legend</text>');
    expect(english).toContain('>R2 Residential 2</text>');
    expect(english).not.toContain('图例');
  });

  test('drawings have saturated colours', async () => {
    const { svg } = await drawSheet(sheetInput([land], { colours: 'drawing' }));
    expect(svg).toContain('fill="#FFFF00"');
    expect(svg).not.toContain('fill="#F5E199"');
  });

  test('a style of a person decides colours, hatches, legend and labels', async () => {
    const symbol = (fill: string, hatch?: FeatureSymbol['hatch']): FeatureSymbol => ({
      fill,
      stroke: '#123456',
      strokeWidth: 2,
      size: 9,
      shape: 'circle',
      ...(hatch ? { hatch } : {}),
    });
    const style: LayerStyle = {
      id: land.layer.id,
      symbology: {
        kind: 'rules',
        rules: [{ where: "land_use_code = 'R2'", label: '保留 <住宅>', symbol: symbol('#ABCDEF', 'diagonal') }],
        others: symbol('#FEDCBA'),
      },
      labels: { field: 'land_use_code', sizePixels: 14, bold: true, colour: '#0000AA', from: 100_000 },
    };
    const { svg } = await drawSheet(sheetInput([{ ...land, style }], { scale: 5000, centre: [x + 400, y + 200] }));
    expect(svg).toContain('fill="#ABCDEF"');
    expect(svg).toContain('>保留 &lt;住宅&gt;</text>');
    expect(svg).toContain('>其他</text>');
    expect(svg).toMatch(/<g clip-path="url\(#s\d+\)" fill="none"><path d="M[^"]+" stroke="#123456"/);
    expect(svg).toMatch(/fill="#0000AA" font-weight="600">R2<\/text>/);
    // Two pixels of a screen are half a mm: 10.58 units.
    expect(svg).toContain('stroke="#123456" stroke-width="10.58"');
  });

  test('a layer that is half seen through is so on paper, and one out of its scales is not there', async () => {
    const faint = { ...land, layer: { ...land.layer, opacity: 0.5 } };
    expect((await drawSheet(sheetInput([faint]))).svg).toContain('<g opacity="0.5">');
    const style: LayerStyle = { id: land.layer.id, farthest: 3000 };
    const { svg } = await drawSheet(sheetInput([{ ...land, style }], { scale: 5000, centre: [x + 400, y + 200] }));
    expect(svg).not.toContain('#F5E199');
    expect(svg).not.toContain('R2');
  });

  test('labels do not cross each other', async () => {
    const packer = new GeometryPacker('point');
    for (let at = 0; at < 40; at++) packer.addFeature([[[x + (at % 8) * 12, y + Math.floor(at / 8) * 8]]]);
    const table: FeatureTable = {
      ids: Array.from({ length: 40 }, (_, at) => `stop ${at}` as FeatureId),
      geometry: packer.finish(),
      fields: [
        { name: 'name', type: 'text' },
        { name: 'mode', type: 'text' },
      ],
      columns: {
        name: Array.from({ length: 40 }, (_, at) => `站点名称${at}`),
        mode: Array.from({ length: 40 }, () => 'metro'),
      },
    };
    const { svg } = await drawSheet(
      sheetInput([layer('stops', 'transit-stop', table)], { scale: 2000, graticule: false }),
    );
    const boxes = [
      ...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)" text-anchor="(\w+)"[^>]*>站点/g),
    ].map(([, left, baseline, size, anchor]) => {
      const width = Number(size) * 5;
      const from = Number(left) - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width);
      return [from, Number(baseline) - Number(size), from + width, Number(baseline)] as const;
    });
    expect(boxes.length).toBeGreaterThan(3);
    expect(boxes.length).toBeLessThan(40);
    boxes.forEach((a, place) => {
      for (const b of boxes.slice(place + 1))
        expect(a[0] < b[2] && b[0] < a[2] && a[1] + 0.3 < b[3] && b[1] + 0.3 < a[3]).toBe(false);
    });
  });

  test('what is left out takes no room, what was moved stays where it was put', async () => {
    const { layout } = sheetInput([land], {
      shown: { ...newPrintLayout('', '', 'zh', baselineId).shown, title: false, legend: false },
      boxes: { north: { x: 20, y: 30, width: 15, height: 20 } },
    });
    const boxes = sheetBoxes(layout);
    expect(boxes.has('legend')).toBe(false);
    expect(boxes.get('map')!.y).toBe(10);
    expect(boxes.get('north')).toEqual({ x: 20, y: 30, width: 15, height: 20 });
    expect(boxes.has('logo')).toBe(false);
    expect(sheetBoxes({ ...layout, logo: 'data:image/png;base64,AAAA' }).has('logo')).toBe(true);
  });

  test('a layout of a file is looked at before it is used', () => {
    const { layout } = sheetInput([land]);
    const fault = (change: object) => printLayoutFault({ ...layout, ...change })?.en ?? '';
    expect(fault({})).toBe('');
    expect(fault({ paper: 'a0' })).toContain('paper');
    expect(fault({ scenarios: [] })).toContain('scenarios');
    expect(fault({ boxes: { map: { x: 1, y: 2, width: 0, height: 3 } } })).toContain('boxes');
    expect(fault({ shown: {} })).toContain('shown');
    expect(fault({ logo: 'data:text/html;base64,AAAA' })).toContain('logo');
  });

  test('boxes come to rest on the grid and on the paper', () => {
    const a4 = { paper: 'a4', landscape: false } as const;
    expect(gridMillimetres).toBe(5);
    expect(snapBox(a4, { x: 11.9, y: -20, width: 33, height: 1 })).toEqual({ x: 10, y: 0, width: 35, height: 5 });
    expect(snapBox(a4, { x: 500, y: 500, width: 500, height: 100 })).toEqual({ x: 0, y: 197, width: 210, height: 100 });
  });
});

describe('words on a sheet', () => {
  test('lines are broken between words and letters, not before closing signs', () => {
    expect(wrapText('one two three', 6, 1)).toEqual(['one two', 'three']);
    expect(wrapText('城市用地规划。', 6, 1)).toEqual(['城市用地规划。']);
    expect(wrapText('城市用地（现状）规划', 5, 1)).toEqual(['城市用地', '（现状）规', '划']);
    expect(wrapText('a\nb', 10, 1)).toEqual(['a', 'b']);
  });

  test('the date is the one that was typed, or the day itself', () => {
    const noon = new Date(2026, 10, 28, 12).getTime();
    expect(sheetDate({ language: 'zh' }, noon)).toBe('2026 年 11 月 28 日');
    expect(sheetDate({ language: 'en' }, noon)).toBe('28 November 2026');
    expect(sheetDate({ language: 'en', date: ' May 2030 ' }, noon)).toBe('May 2030');
  });

  test('the letters of a sheet are known for its fonts', () => {
    const found = charactersOf('<svg><title>not</title><text x="1">A&amp;&#39;城</text></svg>');
    expect([...found].map((letter) => String.fromCodePoint(letter)).join('')).toBe("A&'城");
  });
});

describe('pictures for print', () => {
  test('A3 is 4,961 × 3,508 pixels at 300 dpi', () => {
    expect([pixelsOf(420), pixelsOf(297)]).toEqual([4961, 3508]);
  });

  test('a PNG and a JPEG say how large they are on paper', () => {
    const png = withPngDensity(encodePng({ width: 1, height: 1, pixels: Uint8Array.of(0), palette: ['#FFFFFF'] }));
    expect(new TextDecoder('latin1').decode(png.subarray(37, 41))).toBe('pHYs');
    expect(new DataView(png.buffer).getUint32(41)).toBe(11_811);
    const head = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9];
    expect([...withJpegDensity(Uint8Array.from(head)).subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  });
});
