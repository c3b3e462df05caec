import Flatbush from 'flatbush';

/** Most segments in one run. Long lines get many small boxes, short ones a single one. */
const longestRun = 8;

/**
 * The segments of many lines, indexed in runs of up to eight: an eighth of the boxes that single segments would need, and
 * still tight ones. Lines are runs of pairs in one array of coordinates (x and y in turn).
 */
export class LineRuns {
  readonly coordinates: Float64Array;
  /** Line of each run, and the pairs where the run begins and ends (both belong to it). */
  readonly line: Uint32Array;
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly #tree: Flatbush | undefined;

  /** Line l has the pairs `starts[l] .. ends[l]`, the latter left out. */
  constructor(coordinates: Float64Array, starts: ArrayLike<number>, ends: ArrayLike<number>) {
    this.coordinates = coordinates;
    let count = 0;
    for (let line = 0; line < starts.length; line++) count += Math.ceil((ends[line]! - starts[line]! - 1) / longestRun);
    this.line = new Uint32Array(count);
    this.first = new Uint32Array(count);
    this.last = new Uint32Array(count);
    let run = 0;
    for (let line = 0; line < starts.length; line++) {
      const last = ends[line]! - 1;
      for (let first = starts[line]!; first < last; first += longestRun) {
        this.line[run] = line;
        this.first[run] = first;
        this.last[run] = Math.min(last, first + longestRun);
        run++;
      }
    }
    if (count > 0) this.#tree = this.#plant(count);
  }

  #plant(count: number): Flatbush {
    const tree = new Flatbush(count);
    const { coordinates } = this;
    for (let run = 0; run < count; run++) {
      let minX = Number.POSITIVE_INFINITY;
      let minY = Number.POSITIVE_INFINITY;
      let maxX = Number.NEGATIVE_INFINITY;
      let maxY = Number.NEGATIVE_INFINITY;
      for (let pair = this.first[run]!; pair <= this.last[run]!; pair++) {
        const x = coordinates[2 * pair]!;
        const y = coordinates[2 * pair + 1]!;
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
      }
      tree.add(minX, minY, maxX, maxY);
    }
    tree.finish();
    return tree;
  }

  /** Runs whose boxes meet a box; `accept` may turn some down. */
  search(minX: number, minY: number, maxX: number, maxY: number, accept?: (run: number) => boolean): number[] {
    return this.#tree?.search(minX, minY, maxX, maxY, accept) ?? [];
  }

  /** Runs whose boxes meet the box of run `run`, widened by `margin`, with a higher number. */
  laterNeighbours(run: number, margin: number): number[] {
    const { coordinates } = this;
    let minX = Number.POSITIVE_INFINITY;
    let minY = Number.POSITIVE_INFINITY;
    let maxX = Number.NEGATIVE_INFINITY;
    let maxY = Number.NEGATIVE_INFINITY;
    for (let pair = this.first[run]!; pair <= this.last[run]!; pair++) {
      const x = coordinates[2 * pair]!;
      const y = coordinates[2 * pair + 1]!;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    return this.search(minX - margin, minY - margin, maxX + margin, maxY + margin, (other) => other >= run);
  }
}
