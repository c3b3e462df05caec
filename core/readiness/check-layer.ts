import { OutlineIndex } from '#core/geometry/outline-index.ts';
import { checkBoundary } from './check-boundary.ts';
import { checkDuplicateIds } from './check-ids.ts';
import { checkStops, checkStreets } from './check-network.ts';
import { checkShapes } from './check-shapes.ts';
import { checkUnits } from './check-units.ts';
import { checkAbsurdValues, checkMissingValues } from './check-values.ts';
import { checkIds } from './checks.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import type { CheckResult, LayerReadiness } from './readiness.ts';
import { belongsInside } from './role-checks.ts';
import { layerScore } from './score.ts';

/**
 * Checks one layer: what its role asks for, and nothing is changed. It stops after each stretch of work. Errors: those of
 * the geometry engine.
 */
export function* checkLayer(input: LayerToCheck): Generator<void, LayerReadiness> {
  const { layer, table, boundary } = input;
  const results: CheckResult[] = [];
  let areas = new Float64Array(table.ids.length).fill(Number.NaN);
  const isMap = table.geometry.kind !== 'none';
  const outline = boundary && layer.role !== 'boundary' ? new OutlineIndex(boundary) : undefined;
  if (isMap) {
    const shapes = yield* checkShapes(input, outline);
    results.push(...shapes.results);
    areas = Float64Array.from(shapes.areas);
  }
  yield;
  if (layer.role !== 'reference') {
    results.push(checkMissingValues(input));
    yield;
    results.push(checkAbsurdValues(input, areas));
    yield;
  }
  results.push(checkDuplicateIds(input));
  yield;
  if (isMap) results.push(checkUnits(input, areas));
  yield;
  if (outline && belongsInside(layer.role) && isMap) results.push(checkBoundary(input, outline));
  if (layer.role === 'street') results.push(...(yield* checkStreets(input)));
  if (layer.role === 'transit-stop' && isMap && input.network) results.push(checkStops(input));
  results.sort((a, b) => checkIds.indexOf(a.check) - checkIds.indexOf(b.check));
  return { layer: layer.id, features: table.ids.length, score: layerScore(results), checks: results };
}
