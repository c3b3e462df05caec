import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { squareToSegment } from './feature-distance.ts';
import { LineRuns } from './line-runs.ts';
import { SpatialIndex } from './spatial-index.ts';

/** First reach of a search; wider ones follow only where nothing was found. */
const firstReachMetres = 32;

/**
 * Distances to the nearest of many polygons. It looks at pieces of their outlines instead of whole features, so that a lake
 * with ten thousand points costs no more than a square.
 */
export class OutlineIndex {
  readonly #features: SpatialIndex;
  readonly #runs: LineRuns;

  constructor(geometry: PackedGeometry) {
    const { coordinates, ringOffsets } = geometry;
    this.#features = new SpatialIndex(geometry);
    this.#runs = new LineRuns(coordinates, ringOffsets.subarray(0, -1), ringOffsets.subarray(1));
  }

  /** Metres from (x, y) to the nearest polygon, 0 inside one, infinite when none is within `farthest`. */
  distance(x: number, y: number, farthest: number): number {
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.POSITIVE_INFINITY;
    if (this.#features.polygonsAt(x, y).length > 0) return 0;
    const runs = this.#runs;
    const { coordinates } = runs;
    let square = Number.POSITIVE_INFINITY;
    // Wider and wider boxes: once something was found within the reach, nothing outside the box can be nearer.
    for (let reach = Math.min(firstReachMetres, farthest); ; reach = Math.min(4 * reach, farthest)) {
      for (const run of runs.search(x - reach, y - reach, x + reach, y + reach)) {
        for (let pair = runs.first[run]!; pair < runs.last[run]!; pair++) {
          const at = 2 * pair;
          const found = squareToSegment(
            coordinates[at]!,
            coordinates[at + 1]!,
            coordinates[at + 2]!,
            coordinates[at + 3]!,
            x,
            y,
          );
          if (found < square) square = found;
        }
      }
      if (reach >= farthest || square <= reach * reach) break;
    }
    const metres = Math.sqrt(square);
    return metres <= farthest ? metres : Number.POSITIVE_INFINITY;
  }
}
