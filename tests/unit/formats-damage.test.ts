import fc from 'fast-check';
import { zipSync } from 'fflate';
import { geojson as flatgeobufWriter } from 'flatgeobuf';
import { expect, test } from 'vitest';
import { openArchive } from '#core/formats/archive.ts';
import { csv } from '#core/formats/csv.ts';
import { dbf } from '#core/formats/dbf.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { shapefile } from '#core/formats/shapefile.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { writeDbf, writeShapes } from './formats-shapefile-writer.ts';
import { readAll } from './formats-support.ts';

const shell = [0, 0, 0, 10, 10, 10, 10, 0, 0, 0];
const hole = [2, 2, 4, 2, 4, 4, 2, 4, 2, 2];
const collection = {
  type: 'FeatureCollection',
  features: [1, 2, 3].map((x) => ({
    type: 'Feature',
    properties: { name: `点 ${x}`, value: x / 3, flag: x === 1, list: [x] },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 0],
        ],
      ],
    },
  })),
};
const text = new TextEncoder();
const samples: readonly (readonly [Format, string, Uint8Array])[] = [
  [geojson, 'a.geojson', text.encode(JSON.stringify(collection))],
  [csv, 'a.csv', text.encode('名称,lon,lat,n\n"甲, 乙",114.3,23.1,1\n丙,114.4,23.2,2\n')],
  [
    shapefile,
    'a.shp',
    writeShapes(5, [
      { type: 5, parts: [shell, hole] },
      { type: 0, parts: [] },
      { type: 5, parts: [shell] },
    ]).shp,
  ],
  [shapefile, 'b.shp', writeShapes(8, [{ type: 8, parts: [[1, 2, 3, 4]] }]).shp],
  [
    dbf,
    'a.dbf',
    writeDbf(
      [
        { name: 'N', type: 'N', length: 6, decimals: 2 },
        { name: 'C', type: 'C', length: 8 },
      ],
      [
        ['1.5', '居住'],
        ['2', 'b'],
      ],
    ),
  ],
  [
    flatgeobuf,
    'a.fgb',
    flatgeobufWriter.serialize(collection as unknown as Parameters<typeof flatgeobufWriter.serialize>[0]),
  ],
];

/** Bytes changed here and there, and perhaps cut off. */
function damage(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
  return fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 6 }), fc.option(fc.nat({ max: bytes.length })))
    .map(([changes, cut]) => {
      const damaged = bytes.slice();
      for (const [place, byte] of changes) damaged[place] = byte;
      return cut === null ? damaged : damaged.slice(0, cut);
    });
}

test.each(samples)('damaged files of format $id give layers or an error that says why', async (format, name, bytes) => {
  await fc.assert(
    fc.asyncProperty(damage(bytes), async (damaged) => {
      try {
        for (const layer of await readAll(memorySource(name, damaged), {}, format)) {
          const count = featureCount(layer.geometry);
          expect(layer.geometry.ringOffsets.at(-1)).toBe(layer.geometry.coordinates.length / 2);
          for (const { name: field } of layer.fields) expect(layer.columns[field]).toHaveLength(count);
        }
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown;
        expect(thrown.code).not.toBe('internal/bug');
      }
    }),
    { numRuns: 400 },
  );
});

test('damaged archives give entries or an error that says why', async () => {
  const bytes = zipSync({ 'a.csv': text.encode('a,b\n1,2\n'.repeat(50)), 'b/c.geojson': text.encode('{}') });
  await fc.assert(
    fc.asyncProperty(damage(bytes), async (damaged) => {
      try {
        const entries = await openArchive(memorySource('a.zip', damaged), new RemarkList(), {});
        for (const { source } of entries) await source.read(0, 100);
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown;
        expect(thrown.code).not.toBe('internal/bug');
      }
    }),
    { numRuns: 400 },
  );
});
