import { expect, test } from 'vitest';
import { featureAreas } from '#core/geometry/measure.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { plannedVolumes, standingVolumes, type Volume } from '#core/symbology/massing.ts';

const square = (x: number, size: number): number[] => [x, 0, x + size, 0, x + size, size, x, size, x, 0];

function tableOf(rings: readonly number[][][][], columns: Record<string, number[]>): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const parts of rings) packer.addFeature(parts);
  const fields = Object.keys(columns).map((name) => ({ name, type: 'real' as const }));
  return {
    ids: rings.map((_, row) => `f${row}` as FeatureId),
    geometry: packer.finish(),
    fields,
    columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)])),
  };
}

function baseArea({ rings }: Volume): number {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([rings.map((ring) => [...ring])]);
  return featureAreas(packer.finish())[0]!;
}

test('buildings stand by their height, by floors where it is missing, and not at all with neither', () => {
  const table = tableOf([[[square(0, 10)]], [[square(20, 10)]], [[square(40, 10)]]], {
    height: [45, Number.NaN, Number.NaN],
    floors: [3, 6, Number.NaN],
  });
  expect(standingVolumes(table, 3, '#ffffff').map(({ height }) => height)).toEqual([45, 18]);
  expect(standingVolumes(table, 3, '#ffffff', (row) => row !== 0).map(({ height }) => height)).toEqual([18]);
});

test('a planned block holds the floor area of its parcel: base by coverage, storeys by FAR over coverage', () => {
  const hole = [4, 4, 4, 6, 6, 6, 6, 4, 4, 4];
  const table = tableOf([[[square(0, 10)]], [[square(20, 10), hole.map((at, place) => at + (place % 2 ? 0 : 20))]]], {
    far: [2, 3],
    building_coverage: [0.25, 0.5],
  });
  const [plain, court] = plannedVolumes(table, [0, 1], 3, (row) => ['#111111', '#222222'][row]!);
  expect(plain).toMatchObject({ height: 24, colour: '#111111' });
  expect(plain!.box.map((at) => Number(at.toFixed(6)))).toEqual([2.5, 2.5, 7.5, 7.5]);
  expect(court!.rings).toHaveLength(2);
  for (const [volume, far, land] of [
    [plain!, 2, 100],
    [court!, 3, 96],
  ] as const) {
    expect((baseArea(volume) * volume.height) / 3).toBeCloseTo(far * land, 6);
  }
});

test('parcels without FAR or coverage stay flat, and a coverage above the whole parcel counts as all of it', () => {
  const table = tableOf([[[square(0, 10)]], [[square(20, 10)]], [[square(40, 10)]]], {
    far: [2, 0, 1.5],
    building_coverage: [Number.NaN, 0.4, 1.2],
  });
  const volumes = plannedVolumes(table, [0, 1, 2], 3, () => '#000000');
  expect(volumes).toHaveLength(1);
  expect(volumes[0]).toMatchObject({ height: 4.5, box: [40, 0, 50, 10] });
});
