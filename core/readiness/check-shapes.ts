import { featureAreas } from '#core/geometry/measure.ts';
import type { OutlineIndex } from '#core/geometry/outline-index.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { validityFaults } from '#core/geometry/validity-fault.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { sameValueGroups } from './exact-duplicates.ts';
import { findCoverageFaults, findSlivers } from './find-coverage.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findInvalid, repairedAt } from './find-invalid.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { firstPlace, hasParts } from './pick-features.ts';
import { type CheckResult, FindingList } from './readiness.ts';
import { coverageChecksOf } from './role-checks.ts';
import { borderNeighbours } from './shared-border.ts';

/** Everything that geometry alone tells; `areas` are those of the features after repair. */
export function* checkShapes(
  input: LayerToCheck,
  boundary: OutlineIndex | undefined,
): Generator<void, { readonly results: readonly CheckResult[]; readonly areas: Float64Array }> {
  const { table, layer, engine, limits } = input;
  const { geometry, ids } = table;
  const count = ids.length;
  const empty = new FindingList('empty-geometry', input.findings);
  for (let row = 0; row < count; row++) if (!hasParts(geometry, row)) empty.add({ features: [ids[row]!] });
  const results: CheckResult[] = [empty.finish(count)];
  let sound = geometry;
  if (geometry.kind !== 'point') {
    const rows = yield* findInvalid(geometry, engine);
    const invalid = new FindingList('invalid-geometry', input.findings);
    for (const row of rows) {
      const { fault, x, y } = engine.validity(featureWkb(geometry, row));
      const hasPlace = x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y);
      invalid.add({
        features: [ids[row]!],
        place: hasPlace ? [x, y] : firstPlace(geometry, row),
        detail: fault ? validityFaults[fault] : null,
        fixable: true,
      });
    }
    sound = repairedAt(geometry, rows, engine);
    results.push(invalid.finish(count));
    yield;
  }
  const same = findDuplicates(geometry);
  const duplicates = new FindingList('duplicate-geometry', input.findings);
  for (const rows of same) {
    const exact = sameValueGroups(table, layer.role, rows);
    // Several things may stand at one point, and several lines of transit run along one way; only the very same thing twice
    // is a fault.
    const mayShare = geometry.kind === 'point' || layer.role === 'transit-line';
    const groups = mayShare ? exact : [rows];
    for (const group of groups) {
      const features = group.map((row) => ids[row]!);
      duplicates.add({ features, place: firstPlace(geometry, group[0]!), fixable: exact.length > 0 });
    }
  }
  results.push(duplicates.finish(count));
  yield;
  const areas = featureAreas(sound);
  const wanted = geometry.kind === 'polygon' ? coverageChecksOf(layer.role) : [];
  if (wanted.length > 0) {
    const index = new SpatialIndex(sound);
    yield;
    const isInside = (x: number, y: number) => !boundary || boundary.contains(x, y);
    const { overlaps, gaps, holes } = yield* findCoverageFaults(sound, index, engine, limits, isInside);
    const isDuplicate = new Map(same.flatMap((rows) => rows.map((row): [number, number] => [row, rows[0]!])));
    if (wanted.includes('overlap')) {
      const list = new FindingList('overlap', input.findings);
      for (const { first, second, area, place } of overlaps) {
        // Told once, as what it is.
        if (isDuplicate.has(first) && isDuplicate.get(first) === isDuplicate.get(second)) continue;
        const fixable = area <= limits['trim-area'];
        list.add({ features: [ids[first]!, ids[second]!], place, figure: area, fixable });
      }
      results.push(list.finish(count));
    }
    if (wanted.includes('gap')) {
      const list = new FindingList('gap', input.findings);
      for (const { hole, area, place } of gaps)
        list.add({
          features: borderNeighbours(index, holes, hole).map(({ row }) => ids[row]!),
          place,
          figure: area,
          fixable: true,
        });
      results.push(list.finish(count));
    }
    if (wanted.includes('sliver')) {
      const list = new FindingList('sliver', input.findings);
      for (const row of findSlivers(sound, areas, limits))
        list.add({ features: [ids[row]!], place: firstPlace(sound, row), figure: areas[row]!, fixable: true });
      results.push(list.finish(count));
    }
  }
  return { results, areas };
}
