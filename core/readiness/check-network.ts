import { findIslands, findShortEnds } from './find-street-faults.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { firstPlace } from './pick-features.ts';
import { type CheckResult, FindingList } from './readiness.ts';

/** Streets that do not connect, and ends that stop just short of another street. */
export function* checkStreets(input: LayerToCheck): Generator<void, CheckResult[]> {
  const { table, limits } = input;
  const islands = new FindingList('street-island', input.findings);
  const ends = new FindingList('dangling-end', input.findings);
  const network = input.network?.();
  yield;
  if (network) {
    for (const { rows, lengthMetres, place } of findIslands(network))
      islands.add({ features: rows.map((row) => table.ids[row]!), place, figure: lengthMetres });
    yield;
    for (const { row, other, end, distanceMetres } of findShortEnds(network, limits)) {
      const features = [...new Set([table.ids[row]!, table.ids[other]!])];
      ends.add({ features, place: end, figure: distanceMetres, fixable: true });
    }
  }
  return [islands.finish(table.ids.length), ends.finish(table.ids.length)];
}

/** Stops with no street near them. */
export function checkStops(input: LayerToCheck): CheckResult {
  const { table, limits } = input;
  const list = new FindingList('far-stop', input.findings);
  const network = input.network?.();
  const farthest = limits['stop-distance'];
  if (!network) return list.finish(table.ids.length);
  for (let row = 0; row < table.ids.length; row++) {
    const place = firstPlace(table.geometry, row);
    if (!place || network.nearest(place[0], place[1], farthest)) continue;
    // Whatever the distance is: somewhere there is a street.
    const nearest = network.nearest(place[0], place[1], 1e7);
    list.add({ features: [table.ids[row]!], place, figure: nearest?.distance ?? null });
  }
  return list.finish(table.ids.length);
}
