import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { findFormat } from '#core/formats/formats.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { kml } from '#core/formats/kml.ts';
import { kmz } from '#core/formats/kmz.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { featureCount, GeometryPacker } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { codesOf, diskFile, failureOf, readAll, readOne, shapesOf, textFile, valuesOf } from './formats-support.ts';
import { parcelsToWrite, written } from './formats-written.ts';

if (!hasSharedData) console.log(`KML fixtures: ${sharedDataReason}`);

const kmlFolder = sharedData('format-fixtures', 'kml');

interface Expected {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: readonly Expected[];
}

/** All positions of a GeoJSON geometry as texts, rings closed, in no order. */
function positionsOf(geometry: Expected | null): string[] {
  if (!geometry) return [];
  if (geometry.geometries) return geometry.geometries.flatMap(positionsOf);
  const found: string[] = [];
  const visit = (value: unknown, isRing: boolean): void => {
    if (value === null) return;
    const list = value as unknown[];
    if (typeof list[0] === 'number') found.push(`${list[0]} ${String(list[1])}`);
    else {
      for (const item of list) visit(item, isRing);
      const isPath = Array.isArray(list[0]) && typeof list[0][0] === 'number';
      if (isRing && isPath && String(list[0]) !== String(list.at(-1))) visit(list[0], false);
    }
  };
  visit(geometry.coordinates ?? [], geometry.type.includes('Polygon'));
  return found;
}

describe.runIf(hasSharedData)('fixtures with the GeoJSON they should give', () => {
  const names = hasSharedData ? readdirSync(kmlFolder).filter((name) => name.endsWith('.kml')) : [];

  test.each(names)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(`${kmlFolder}/expected/${name}.geojson`, 'utf8')) as {
      features: { geometry: Expected | null; properties: Record<string, unknown> }[];
    };
    const layers = await readAll(diskFile(`${kmlFolder}/${name}`));
    const seen = expected.features.map((): string[] => []);
    const values = expected.features.map((): Record<string, unknown> => ({}));
    for (const layer of layers) {
      for (const [feature, shape] of shapesOf(layer).entries()) {
        const row = layer.rowOf(feature) - 1;
        // Placemarks without a place are none in the expected file.
        if (row >= seen.length) continue;
        for (const ring of shape.flat()) {
          for (let place = 0; place < ring.length; place += 2) seen[row]!.push(`${ring[place]} ${ring[place + 1]}`);
        }
        for (const field of layer.fields) values[row]![field.name] = valuesOf(layer, field.name)[feature];
      }
    }
    for (const [row, { geometry, properties }] of expected.features.entries()) {
      // A line without places is no line.
      expect(seen[row]!.sort()).toEqual(positionsOf(geometry).sort());
      for (const field of ['name', 'description', 'address', 'TrailLength', 'foo']) {
        const value = properties[field];
        if (typeof value === 'string' && value.trim() !== '') expect(String(values[row]![field])).toBe(value.trim());
      }
    }
  });

  test('numbers of extended data are numbers, mixtures are split', async () => {
    const typed = await readOne(diskFile(`${kmlFolder}/simpledata.kml`));
    expect(typed.fields.map(({ name, type }) => [name, type])).toEqual([
      ['name', 'text'],
      ['TrailHeadName', 'text'],
      ['TrailLength', 'real'],
      ['ElevationGain', 'integer'],
    ]);
    const mixed = await readAll(diskFile(`${kmlFolder}/multigeometry_discrete.kml`));
    expect(mixed.map(({ geometry }) => geometry.kind)).toEqual(['line', 'point']);
    expect(codesOf(mixed[0]!)).toContain('formats/kinds-split');
  });

  test('KMZ', async () => {
    const layers = await readAll(diskFile(`${kmlFolder}/Albania.kmz`));
    // As many as ogrinfo finds.
    expect(layers.map(({ geometry }) => [geometry.kind, featureCount(geometry)])).toEqual([['point', 63]]);
  });

  test('Huizhou: KML and KMZ have the parcels of the shapefile, codes and areas', async () => {
    for (const name of ['huizhou_land.kml', 'huizhou_land.kmz']) {
      const session = new ImportSession([diskFile(sharedData('huizhou-beijing-drl', 'derived', name))], {
        clock: { now: () => 0 },
        random: seededRandom(1),
      });
      const plan = await session.inspect();
      const [planned] = plan.files[0]!.layers;
      expect(planned).toMatchObject({ features: 79, role: 'parcel', codeTable: 'gb50137-2011', entry: '' });
      expect(planned!.fields.find(({ name: field }) => field === '面积')?.type).toBe('real');
      for await (const file of session.run(plan, 4547)) {
        const [layer] = file.layers;
        expect(layer).toHaveProperty('table');
        if (!layer || !('table' in layer)) continue;
        expect(featureCount(layer.table.geometry)).toBe(79);
        expect(layer.table.columns['land_use_code']).toContain('R2');
      }
    }
  });
});

const placemark = (inside: string) =>
  `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`;
const point = '<Placemark><Point><coordinates>114.1,22.5</coordinates></Point></Placemark>';

test('prefixes, folders in folders, blanks around commas, undeclared encodings', async () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?><kml:kml xmlns:kml="http://www.opengis.net/kml/2.2"><kml:Folder>
    <kml:name>惠州</kml:name><kml:Folder><kml:name>用地</kml:name><kml:Placemark id="a1"><kml:name>甲 &amp; 乙</kml:name>
    <kml:Point><kml:coordinates> 114.1, 22.5 , 3 </kml:coordinates></kml:Point></kml:Placemark></kml:Folder></kml:Folder></kml:kml>`;
  const layer = await readOne(textFile('a.kml', text));
  expect(shapesOf(layer)).toEqual([[[[114.1, 22.5]]]]);
  expect(valuesOf(layer, 'name')).toEqual(['甲 & 乙']);
  expect(valuesOf(layer, 'folder')).toEqual(['惠州 / 用地']);
  expect(valuesOf(layer, 'feature_id')).toEqual(['a1']);
  expect(codesOf(layer)).toContain('formats/z-dropped');
  // The bytes of 居住用地 in GBK, which a file that claims UTF-8 has now and then.
  const head = new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?><kml><Placemark><name>');
  const gbk = [0xbe, 0xd3, 0xd7, 0xa1, 0xd3, 0xc3, 0xb5, 0xd8];
  const tail = new TextEncoder().encode('</name></Placemark></kml>');
  const mislabelled = await readOne(memorySource('b.kml', Uint8Array.from([...head, ...gbk, ...tail])));
  expect(valuesOf(mislabelled, 'name')).toEqual(['居住用地']);
  expect(codesOf(mislabelled)).toContain('formats/encoding-guessed');
});

test('what is no feature is told, coordinates that are no numbers are left out', async () => {
  const layer = await readOne(
    textFile(
      'a.kml',
      placemark(
        `<NetworkLink><name>x</name></NetworkLink>${point}<Placemark><Point><coordinates>a,b</coordinates></Point></Placemark>`,
      ),
    ),
  );
  expect(codesOf(layer)).toEqual(
    expect.arrayContaining(['formats/elements-left-out', 'formats/record-damaged', 'formats/no-geometry']),
  );
});

test('entities of its own, endless nesting and broken XML are refused with the place', async () => {
  const swelling = `<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${placemark(`<name>&b;</name>${point}`)}`;
  const entities = await failureOf(readAll(textFile('a.kml', swelling), {}, kml));
  expect(entities.describe('en')).toContain('a.kml is damaged: it has a document type');
  const outside = `<!DOCTYPE kml SYSTEM "file:///etc/passwd">${placemark(`<name>&passwd;</name>${point}`)}`;
  expect((await failureOf(readAll(textFile('a.kml', outside), {}, kml))).describe('en')).toContain('undefined entity');
  const nested = await failureOf(readAll(textFile('a.kml', placemark('<Folder>'.repeat(100_000))), {}, kml));
  expect(nested.describe('zh')).toContain('256 层');
  const broken = await failureOf(readAll(textFile('a.kml', placemark(`\n\n<Placemark></Point>`)), {}, kml));
  expect(broken.describe('en')).toContain('line 3');
  const cut = await failureOf(readAll(textFile('a.kml', placemark(point).slice(0, -20)), {}, kml));
  expect(cut.code).toBe('formats/damaged');
});

test.each([
  [{ name: ['甲', null], DKBH: ['a', 'b'] }, ['甲', undefined]],
  [{ YDDM: ['R2', 'R2'], 建筑名称: ['甲楼', '乙楼'] }, ['甲楼', '乙楼']],
  [{ YDDM: ['R2', 'B1'], DKBH: ['YL-01', 'YL-02'] }, ['YL-01', 'YL-02']],
  [{ piano: ['1', '2'], parcel_id: ['p1', 'p2'] }, ['p1', 'p2']],
  [{ 编号: ['1', '1'] }, [undefined, undefined]],
  [{ far: ['1', '2'] }, [undefined, undefined]],
])('placemarks of %j are called %j', async (columns, names) => {
  const fields = Object.keys(columns).map((name) => ({ name, type: 'text' as const }));
  const packer = new GeometryPacker('point');
  for (const x of [114, 115]) packer.addFeature([[[x, 23]]]);
  const ids = ['id-0', 'id-1'] as FeatureId[];
  const table: FeatureTable = { ids, geometry: packer.finish(), fields, columns };
  const text = strFromU8(await written(kml, { name: 'a', table, crs: await coordinateSystem(4326) }));
  const placemarks = text.split('<Placemark>').slice(1);
  expect(placemarks.map((placemark) => /<name>(.*)<\/name>/.exec(placemark)?.[1])).toEqual(names);
});

test('KML and KMZ come back as they were written', async () => {
  const layer = await parcelsToWrite();
  for (const format of [kml, kmz]) {
    const source = memorySource(`a${format.extensions[0]}`, await written(format, layer));
    expect(await findFormat(source)).toBe(format);
    const back = await readOne(source);
    expect(shapesOf(back).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [], [1, 1]]);
    expect(valuesOf(back, 'id')).toEqual(['id-0', 'id-1', 'id-2']);
    expect(valuesOf(back, '名称')).toEqual(['甲, "一" <&>', null, null]);
    expect(valuesOf(back, 'far')).toEqual([2.5, null, null]);
    expect(back.fields.find(({ name }) => name === 'open')?.type).toBe('boolean');
    expect(shapesOf(back)[0]![0]![0]![0]).toBeCloseTo(114, 8);
  }
  const again = unzipSync(await written(kmz, layer));
  expect(strFromU8(again['doc.kml']!)).toContain('<name>地块</name>');
});
