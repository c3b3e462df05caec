import { representativePoints } from '#core/geometry/measure.ts';
import { OutlineIndex } from '#core/geometry/outline-index.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { type CheckResult, FindingList } from './readiness.ts';

/** Features whose middle lies outside the plan boundary by more than the limit. */
export function checkBoundary(input: LayerToCheck, boundary: OutlineIndex): CheckResult {
  const { table, limits } = input;
  const list = new FindingList('outside-boundary', input.findings);
  const points = representativePoints(table.geometry);
  for (const [row, id] of table.ids.entries()) {
    const [x, y] = [points[2 * row]!, points[2 * row + 1]!];
    if (Number.isNaN(x) || boundary.contains(x, y)) continue;
    const distance = boundary.distance(x, y, 1e7);
    if (distance > limits['outside-distance']) list.add({ features: [id], place: [x, y], figure: distance });
  }
  return list.finish(table.ids.length);
}
