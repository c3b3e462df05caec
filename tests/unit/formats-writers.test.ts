import { expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { csv } from '#core/formats/csv.ts';
import { writeDbf } from '#core/formats/dbf-writer.ts';
import type { Format, WritableLayer } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { joinBytes, memorySource } from '#core/formats/source-reading.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { readOne, shapesOf, valuesOf } from './formats-support.ts';

const shell = [500000, 2500000, 500000, 2500100, 500100, 2500100, 500100, 2500000, 500000, 2500000];
const hole = [500010, 2500010, 500020, 2500010, 500020, 2500020, 500010, 2500010];

async function layerOf(
  kind: GeometryKind,
  features: readonly (readonly (readonly number[])[])[][],
): Promise<WritableLayer> {
  const packer = new GeometryPacker(kind);
  for (const parts of features) packer.addFeature(parts);
  const count = features.length;
  return {
    name: '地块',
    crs: await coordinateSystem(4547),
    table: {
      ids: Array.from({ length: count }, (_, index) => `id-${index}` as FeatureId),
      geometry: packer.finish(),
      fields: [
        { name: '名称', type: 'text' },
        { name: 'far', type: 'real', unit: '1' },
        { name: 'open', type: 'boolean' },
      ],
      columns: {
        名称: Array.from({ length: count }, (_, index) => (index === 0 ? '甲, "一"\n' : null)),
        far: Float64Array.from({ length: count }, (_, index) => (index === 0 ? 2.5 : Number.NaN)),
        open: Float64Array.from({ length: count }, () => 1),
      },
    },
  };
}

async function written(format: Format, layer: WritableLayer): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of format.write!(layer, {})) pieces.push(piece);
  return joinBytes(pieces);
}

test('GeoJSON is in WGS 84, with shells counter-clockwise, and comes back', async () => {
  const layer = await layerOf('polygon', [[[shell, hole]], [], [[shell], [shell]]]);
  const before = [...layer.table.geometry.coordinates];
  const bytes = await written(geojson, layer);
  expect([...layer.table.geometry.coordinates]).toEqual(before);
  const parsed = JSON.parse(new TextDecoder().decode(bytes));
  expect(parsed.name).toBe('地块');
  expect(parsed.features[0].id).toBe('id-0');
  expect(parsed.features[0].properties).toEqual({ 名称: '甲, "一"\n', far: 2.5, open: true });
  expect(parsed.features[1]).toMatchObject({ geometry: null, properties: { 名称: null, far: null, open: true } });
  expect(parsed.features[2].geometry.type).toBe('MultiPolygon');
  const [outer, inner] = parsed.features[0].geometry.coordinates as [number, number][][];
  expect(outer![0]![0]).toBeCloseTo(114, 6);
  const area = (ring: [number, number][]) =>
    ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);
  expect(area(outer!)).toBeGreaterThan(0);
  expect(area(inner!)).toBeLessThan(0);
  const back = await readOne(memorySource('a.geojson', bytes));
  expect(valuesOf(back, '名称')).toEqual(['甲, "一"\n', null, null]);
  expect(shapesOf(back).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [], [1, 1]]);
});

test('points and lines, and a table without geometry', async () => {
  const points = JSON.parse(
    new TextDecoder().decode(await written(geojson, await layerOf('point', [[[[500000, 2500000]]]]))),
  );
  expect(points.features[0].geometry).toMatchObject({ type: 'Point' });
  const lines = JSON.parse(
    new TextDecoder().decode(await written(geojson, await layerOf('line', [[[shell], [shell]]]))),
  );
  expect(lines.features[0].geometry.type).toBe('MultiLineString');
  const table = JSON.parse(new TextDecoder().decode(await written(geojson, await layerOf('none', [[]]))));
  expect(table.features[0].geometry).toBeNull();
});

test('CSV has a mark for spreadsheet programs, places in WGS 84, and comes back', async () => {
  const bytes = await written(csv, await layerOf('point', [[[[500000, 2500000]]], []]));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.startsWith('\uFEFFid,名称,far,open,lon,lat\r\n')).toBe(true);
  const back = await readOne(memorySource('a.csv', bytes));
  expect(back.crs?.text).toBe('EPSG:4326');
  expect(shapesOf(back)[0]![0]![0]![0]).toBeCloseTo(114, 8);
  expect(shapesOf(back)[1]).toEqual([]);
  expect(valuesOf(back, '名称')).toEqual(['甲, "一"', null]);
  expect(valuesOf(back, 'far')).toEqual([2.5, null]);
  const polygons = await written(csv, await layerOf('polygon', [[[shell, hole]]]));
  expect(new TextDecoder().decode(polygons)).toContain('POLYGON');
  expect(shapesOf(await readOne(memorySource('b.csv', polygons)))[0]![0]).toHaveLength(2);
  const table = new TextDecoder().decode(await written(csv, await layerOf('none', [[]])));
  expect(table.split('\r\n')[0]).toBe('id,名称,far,open');
});

test('many features are written piece by piece and can be given up', async () => {
  const layer = await layerOf(
    'point',
    Array.from({ length: 5000 }, (_, n) => [[[500000 + n, 2500000]]]),
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of geojson.write!(layer, {})) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(3);
  expect(JSON.parse(new TextDecoder().decode(joinBytes(pieces))).features).toHaveLength(5000);
  const controller = new AbortController();
  const stop = async () => {
    for await (const piece of csv.write!(layer, { signal: controller.signal }))
      if (piece.length > 0) controller.abort();
  };
  await expect(stop()).rejects.toMatchObject({ code: 'command/cancelled' });
});

test('texts of a DBF are cut between characters, and what was cut is told', async () => {
  const texts = [
    'ab',
    '甲'.repeat(100),
    'x'.repeat(254),
    `${'x'.repeat(253)}é`,
    `${'y'.repeat(251)}\u{1F600}`,
    'a\ud800b',
    null,
  ];
  const layer = await layerOf(
    'polygon',
    texts.map(() => [[shell]]),
  );
  const table = { ...layer.table, columns: { ...layer.table.columns, 名称: texts } };
  const remarks = new RemarkList();
  const file = writeDbf({ ...layer, table }, remarks);
  const view = new DataView(file.buffer);
  const [start, length] = [view.getUint16(8, true), view.getUint16(10, true)];
  const at = 1 + 'id-0'.length;
  const cells = texts.map((_, row) => {
    const cell = file.subarray(start + row * length + at, start + row * length + at + 254);
    return new TextDecoder().decode(cell).trimEnd();
  });
  expect(cells).toEqual(['ab', '甲'.repeat(84), 'x'.repeat(254), 'x'.repeat(253), 'y'.repeat(251), 'a\ufffdb', '']);
  const cut = remarks.toArray().find(({ code }) => code === 'formats/texts-cut');
  expect(cut?.places.map(({ row }) => row)).toEqual([2, 4, 5]);
});
