import Flatbush from 'flatbush';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { squareToSegment } from './feature-distance.ts';
import { LineRuns } from './line-runs.ts';
import { orientation } from './orientation.ts';

/** First reach of a search; wider ones follow only where nothing was found. */
const firstReachMetres = 32;

/**
 * Distances to the nearest of many polygons. It looks at pieces of their outlines instead of whole features, so that a lake
 * with ten thousand points costs no more than a square.
 */
export class OutlineIndex {
  readonly #runs: LineRuns;
  /** Polygon (part of a feature) of each ring. */
  readonly #parts: Uint32Array;
  /** Boxes of the polygons: minX, minY, maxX, maxY of each. */
  readonly #boxes: Float64Array;
  readonly #tree: Flatbush | undefined;

  constructor(geometry: PackedGeometry) {
    const { coordinates, ringOffsets, partOffsets } = geometry;
    this.#parts = new Uint32Array(ringOffsets.length - 1);
    for (let part = 0; part < partOffsets.length - 1; part++) {
      this.#parts.fill(part, partOffsets[part]!, partOffsets[part + 1]!);
    }
    this.#runs = new LineRuns(coordinates, ringOffsets.subarray(0, -1), ringOffsets.subarray(1));
    this.#boxes = partBoxes(geometry);
    const count = this.#boxes.length / 4;
    if (count > 0) {
      this.#tree = new Flatbush(count);
      const boxes = this.#boxes;
      for (let at = 0; at < boxes.length; at += 4) {
        this.#tree.add(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
      }
      this.#tree.finish();
    }
  }

  /** Whether (x, y) lies in one of the polygons or on an outline: a ray to the east crosses its rings an odd number of times. */
  contains(x: number, y: number): boolean {
    const around = this.#tree?.search(x, y, x, y) ?? [];
    if (around.length === 0) return false;
    const runs = this.#runs;
    const { coordinates } = runs;
    // The ray ends where the last polygon ends that (x, y) may lie in.
    const east = around.reduce((most, part) => Math.max(most, this.#boxes[4 * part + 2]!), x);
    const inside = new Set<number>();
    for (const run of runs.search(x, y, east, y)) {
      const part = this.#parts[runs.line[run]!]!;
      for (let pair = runs.first[run]!; pair < runs.last[run]!; pair++) {
        const at = 2 * pair;
        const [ax, ay] = [coordinates[at]!, coordinates[at + 1]!];
        const [bx, by] = [coordinates[at + 2]!, coordinates[at + 3]!];
        if (ay > y === by > y) {
          if (ay === y && by === y && Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) return true;
          continue;
        }
        const side = orientation(ax, ay, bx, by, x, y);
        if (side === 0) return true;
        if (side > 0 === by > ay && !inside.delete(part)) inside.add(part);
      }
    }
    return inside.size > 0;
  }

  /** Metres from (x, y) to the nearest polygon, 0 inside one, infinite when none is within `farthest`. */
  distance(x: number, y: number, farthest: number): number {
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.POSITIVE_INFINITY;
    if (this.contains(x, y)) return 0;
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

function partBoxes({ coordinates, ringOffsets, partOffsets }: PackedGeometry): Float64Array {
  const count = partOffsets.length - 1;
  const boxes = new Float64Array(4 * count);
  for (let part = 0; part < count; part++) {
    let minX = Number.POSITIVE_INFINITY;
    let minY = Number.POSITIVE_INFINITY;
    let maxX = Number.NEGATIVE_INFINITY;
    let maxY = Number.NEGATIVE_INFINITY;
    const end = 2 * ringOffsets[partOffsets[part + 1]!]!;
    for (let at = 2 * ringOffsets[partOffsets[part]!]!; at < end; at += 2) {
      minX = Math.min(minX, coordinates[at]!);
      maxX = Math.max(maxX, coordinates[at]!);
      minY = Math.min(minY, coordinates[at + 1]!);
      maxY = Math.max(maxY, coordinates[at + 1]!);
    }
    boxes.set([minX, minY, maxX, maxY], 4 * part);
  }
  return boxes;
}
