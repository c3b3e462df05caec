import type { SnapshotLayer } from '#core/evaluation/contract.ts';
import { representativePoints } from '#core/geometry/measure.ts';
import type { Points } from './point-grid.ts';

/** A point for each of the features `rows` of a layer (all of them when absent); NaN for a feature without geometry. */
export function layerPoints(layer: SnapshotLayer | undefined, rows?: readonly number[]): Points {
  const pairs = layer ? representativePoints(layer.geometry) : new Float64Array(0);
  const chosen = rows ?? Array.from({ length: pairs.length / 2 }, (_, row) => row);
  return {
    x: Float64Array.from(chosen, (row) => pairs[2 * row]!),
    y: Float64Array.from(chosen, (row) => pairs[2 * row + 1]!),
  };
}
