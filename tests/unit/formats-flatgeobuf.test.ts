import { geojson } from 'flatgeobuf';
import { expect, test } from 'vitest';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { failureOf, readAll, readOne, shapesOf, valuesOf } from './formats-support.ts';

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const inner = [
  [1, 1],
  [1, 2],
  [2, 2],
  [1, 1],
];

function write(geometries: readonly object[], properties: (index: number) => object = () => ({})): Uint8Array {
  const features = geometries.map((geometry, index) => ({ type: 'Feature', properties: properties(index), geometry }));
  return geojson.serialize({ type: 'FeatureCollection', features } as unknown as Parameters<
    typeof geojson.serialize
  >[0]);
}

test('every geometry type, as another writer writes it', async () => {
  const cases: readonly (readonly [object, number[][][]])[] = [
    [{ type: 'Point', coordinates: [1, 2] }, [[[1, 2]]]],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      [[[1, 2]], [[3, 4]]],
    ],
    [
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      [[[1, 2, 3, 4]]],
    ],
    [
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      [[[1, 2, 3, 4]], [[5, 6, 7, 8]]],
    ],
    [{ type: 'Polygon', coordinates: [square, inner] }, [[square.flat(), inner.flat()]]],
    [
      { type: 'MultiPolygon', coordinates: [[square, inner], [square]] },
      [[square.flat(), inner.flat()], [square.flat()]],
    ],
  ];
  for (const [geometry, expected] of cases) {
    const layer = await readOne(memorySource('a.fgb', write([geometry, geometry])));
    expect(shapesOf(layer)).toEqual([expected, expected]);
  }
});

test('values of every type it writes, and kinds of geometry mixed', async () => {
  const properties = (index: number) => ({ text: `字${index}`, number: index + 0.5, flag: index === 0 });
  const bytes = write(
    [
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    properties,
  );
  const [lines, points] = await readAll(memorySource('a.fgb', bytes));
  expect([valuesOf(points!, 'text'), valuesOf(points!, 'number'), valuesOf(points!, 'flag')]).toEqual([
    ['字0'],
    [0.5],
    [1],
  ]);
  expect([valuesOf(lines!, 'text'), valuesOf(lines!, 'number'), valuesOf(lines!, 'flag')]).toEqual([
    ['字1'],
    [1.5],
    [0],
  ]);
  expect(points!.fields.find(({ name }) => name === 'flag')?.type).toBe('boolean');
});

test('cut off anywhere, it says so', async () => {
  const bytes = write(Array.from({ length: 5 }, (_, x) => ({ type: 'Point', coordinates: [x, x] })));
  for (let length = 8; length < bytes.length; length += 7) {
    const error = await failureOf(readAll(memorySource('a.fgb', bytes.slice(0, length)), {}, flatgeobuf));
    expect(['formats/truncated', 'formats/damaged']).toContain(error.code);
  }
});

test('lengths that cannot be are refused before anything is reserved', async () => {
  const bytes = write([{ type: 'Point', coordinates: [1, 2] }]);
  const huge = bytes.slice();
  new DataView(huge.buffer).setUint32(8, 0xfffffff0, true);
  expect((await failureOf(readAll(memorySource('a.fgb', huge)))).code).toBe('formats/damaged');
});
