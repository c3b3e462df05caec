import { describe, expect, test } from 'vitest';
import { openArchive } from '#core/formats/archive.ts';
import { findFormat } from '#core/formats/formats.ts';
import { topojson } from '#core/formats/topojson.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile, failureOf, readAll, shapesOf, textFile, valuesOf } from './formats-support.ts';

if (!hasSharedData) console.log(`TopoJSON of real parcels: ${sharedDataReason}`);

/** Two squares side by side that share an arc, and a point, in tenths of a degree. */
const topology = {
  type: 'Topology',
  transform: { scale: [0.1, 0.1], translate: [114, 22] },
  objects: {
    plots: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 7, arcs: [[0, 1]], properties: { code: 'R2', far: 2.5, open: true, list: [1] } },
        { type: 'Polygon', id: 8, arcs: [[-1, 2]], properties: { code: 'B1' } },
        { type: null, properties: { code: 'none' } },
      ],
    },
    stop: { type: 'Point', coordinates: [5, 5] },
  },
  arcs: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ],
    [
      [1, 0],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  ],
};

test('arcs shared both ways, quantised; objects are layers', async () => {
  const source = textFile('a.json', JSON.stringify(topology));
  expect(await findFormat(source)).toBe(topojson);
  const [plots, stop] = await readAll(source);
  expect([plots!.name, stop!.name]).toEqual(['plots', 'stop']);
  const rounded = shapesOf(plots!).map((parts) => parts.flat(2).map((value) => Math.round(value * 10) / 10));
  expect(rounded).toEqual([
    [114.1, 22, 114.1, 22.1, 114, 22.1, 114, 22, 114.1, 22],
    [114.1, 22.1, 114.1, 22, 114.2, 22, 114.2, 22.1, 114.1, 22.1],
    [],
  ]);
  expect(valuesOf(plots!, 'feature_id')).toEqual([7, 8, null]);
  expect(valuesOf(plots!, 'list')).toEqual(['[1]', null, null]);
  expect(shapesOf(stop!)).toEqual([[[[114.5, 22.5]]]]);
  expect(await topojson.layers(source, {}, {})).toEqual([{ name: 'plots' }, { name: 'stop' }]);
  expect(await readAll(source, { layers: ['stop'] })).toHaveLength(1);
});

test('arcs that are not there and files that are no topology are errors with the place', async () => {
  const broken = { ...topology, arcs: topology.arcs.slice(0, 2) };
  const missing = await failureOf(readAll(textFile('a.topojson', JSON.stringify(broken)), {}, topojson));
  expect(missing.describe('en')).toBe('a.topojson is damaged: feature 2: it names arc 2, which is not there.');
  expect((await failureOf(readAll(textFile('a.topojson', '{"type":"Topology"}')))).code).toBe('formats/damaged');
  expect((await failureOf(readAll(textFile('a.topojson', '{"type":"Topology",')))).code).toBe('formats/damaged');
});

describe.runIf(hasSharedData)('Cambridge', () => {
  test('13 thousand parcels with the area that GDAL gives', async () => {
    const archive = diskFile(sharedData('cambridge-ma', 'raw', 'parcels_raw.zip'));
    const entries = await openArchive(archive, new RemarkList(), {});
    const layers = await readAll(entries.find(({ path }) => path.endsWith('.topojson'))!.source);
    const parcels = layers.find(({ geometry }) => geometry.kind === 'polygon')!;
    expect(featureCount(parcels.geometry)).toBe(13_116);
    const total = featureAreas(parcels.geometry).reduce((sum, area) => sum + area, 0);
    // Square degrees, as ogr has them.
    expect(total).toBeCloseTo(0.001_898_554_494_948, 12);
    expect(parcels.fields.map(({ name }) => name)).toContain('ML');
  });
});
