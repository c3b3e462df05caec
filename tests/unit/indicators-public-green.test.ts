import { expect, test } from 'vitest';
import { publicGreen } from '#core/indicators/public-green.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';

type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

function boxes(rows: readonly Box[], columns: FeatureTable['columns']): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const [minX, minY, maxX, maxY] of rows)
    packer.addFeature([[[minX, minY, maxX, minY, maxX, maxY, minX, maxY, minX, minY]]]);
  const fields = Object.entries(columns).map(([name, column]) => ({
    name,
    type: ArrayBuffer.isView(column) ? ('boolean' as const) : ('text' as const),
  }));
  return { ids: rows.map((_, row) => `f${row}` as FeatureId), fields, columns, geometry: packer.finish() };
}

const parcels = boxes(
  [
    [0, 0, 100, 100],
    [200, 0, 300, 100],
    [400, 0, 500, 50],
    [600, 0, 700, 100],
  ],
  { land_use: ['green', 'green', 'square', 'residential'] },
);

test('park land of parcels counts where no green space lies, and no land counts twice', () => {
  const greens = boxes([[0, 0, 100, 100]], { kind: ['park'], public: Float64Array.of(1) });
  const green = publicGreen(greens, parcels);
  expect([...green.areas]).toEqual([10_000, 10_000, 5000]);
  expect(green.isPark).toEqual([true, true, false]);
  expect(publicGreen(greens, parcels)).toBe(green);
});

test('a closed garden takes its parcel with it, and linear parks are parks', () => {
  const greens = boxes(
    [
      [0, 0, 100, 100],
      [800, 0, 900, 20],
      [800, 30, 900, 50],
    ],
    { kind: ['park', 'corridor', 'protective'], public: Float64Array.of(0, Number.NaN, Number.NaN) },
  );
  const green = publicGreen(greens, parcels);
  expect([...green.areas]).toEqual([2000, 10_000, 5000]);
  expect(green.isPark).toEqual([true, true, false]);
});

test('without green spaces the parcels tell', () => {
  expect([...publicGreen(undefined, parcels).areas]).toEqual([10_000, 10_000, 5000]);
});
