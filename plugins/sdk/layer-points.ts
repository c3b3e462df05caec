import type { SnapshotLayer } from '#core/evaluation/contract.ts';
import { representativePoints as pointsOfShapes } from '#core/geometry/measure.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { Points } from './point-grid.ts';
import { Remembered } from './remembered.ts';

const pairsOf = new Remembered<Float64Array>();
const places = new Remembered<Points>();

/**
 * A point in or on each feature, x and y by turns; NaN for a feature without geometry. Of the same shapes it is the very same
 * array: read it only.
 */
export function representativePoints(geometry: PackedGeometry): Float64Array {
  return pairsOf.of(geometry, [], () => pointsOfShapes(geometry));
}

/**
 * A point for each of the features `rows` of a layer (all of them when absent); NaN for a feature without geometry. All of a layer
 * are the very same object every time.
 */
export function layerPoints(layer: SnapshotLayer | undefined, rows?: readonly number[]): Points {
  return layer && !rows ? places.of(layer.geometry, [], () => chosenPoints(layer)) : chosenPoints(layer, rows);
}

function chosenPoints(layer: SnapshotLayer | undefined, rows?: readonly number[]): Points {
  const pairs = layer ? representativePoints(layer.geometry) : new Float64Array(0);
  const chosen = rows ?? Array.from({ length: pairs.length / 2 }, (_, row) => row);
  return {
    x: Float64Array.from(chosen, (row) => pairs[2 * row]!),
    y: Float64Array.from(chosen, (row) => pairs[2 * row + 1]!),
  };
}
