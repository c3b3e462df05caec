import { featureAreas } from '#core/geometry/measure.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { type LandUse, landUseOf } from '#core/model/land-use.ts';

/** Land of one use in two scenarios, m². */
export interface LandBalance {
  readonly use: LandUse;
  readonly left: number;
  readonly right: number;
}

function areasByUse(table: FeatureTable): Map<LandUse, number> {
  const areas = featureAreas(table.geometry);
  const uses = textColumn(table, 'land_use');
  const sums = new Map<LandUse, number>();
  areas.forEach((area, row) => {
    const use = landUseOf(uses?.[row]);
    sums.set(use, (sums.get(use) ?? 0) + area);
  });
  return sums;
}

/** Land uses whose area differs between two scenarios by more than a square metre, the largest difference first. */
export function landBalance(left: FeatureTable, right: FeatureTable): LandBalance[] {
  const before = areasByUse(left);
  const after = areasByUse(right);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((use) => ({ use, left: before.get(use) ?? 0, right: after.get(use) ?? 0 }))
    .filter((one) => Math.abs(one.right - one.left) > 1)
    .sort((a, b) => Math.abs(b.right - b.left) - Math.abs(a.right - a.left));
}
