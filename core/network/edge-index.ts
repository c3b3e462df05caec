import { squareToSegment } from '#core/geometry/feature-distance.ts';
import { LineRuns } from '#core/geometry/line-runs.ts';
import { edgeCount, type StreetGraph } from './graph.ts';

/** Edges nearer to each other than this lie on each other: what parts them is rounding. */
const sameDistanceMetres = 1e-6;

/** A place on an edge. */
export interface EdgePlace {
  readonly edge: number;
  /** Share of the edge's length from its `from`, 0 to 1. */
  readonly share: number;
  /** How far from the point that was asked about, m. */
  readonly distance: number;
  readonly x: number;
  readonly y: number;
}

/** The segment found to be nearest so far; what is no further than `tie`, squared, is as near. */
interface Nearest {
  edge: number;
  pair: number;
  square: number;
  tie: number;
}

/**
 * Finds edges by place. Building it takes a sweep over the network; after an edit `withChanges` keeps what was built and
 * looks at the new edges one by one, which is right for some hundred of them.
 */
export class EdgeIndex {
  readonly graph: StreetGraph;
  readonly #runs: LineRuns;
  /** Edges from this number on are not in the runs. */
  readonly #indexedCount: number;

  constructor(graph: StreetGraph, previous?: EdgeIndex) {
    this.graph = graph;
    const { ringOffsets } = graph.paths;
    this.#runs = previous
      ? previous.#runs
      : new LineRuns(graph.paths.coordinates, ringOffsets.subarray(0, -1), ringOffsets.subarray(1));
    this.#indexedCount = previous ? previous.#indexedCount : edgeCount(graph);
  }

  /** The same index for an edited network. */
  withChanges(graph: StreetGraph): EdgeIndex {
    return new EdgeIndex(graph, this);
  }

  /** Open edges whose boxes meet a box, each once, in ascending order; links between nodes are left out. */
  edgesInBox(minX: number, minY: number, maxX: number, maxY: number): number[] {
    const runs = this.#runs;
    const found = new Set<number>();
    for (const run of runs.search(minX, minY, maxX, maxY)) found.add(runs.line[run]!);
    for (let edge = this.#indexedCount; edge < edgeCount(this.graph); edge++) found.add(edge);
    return [...found].filter((edge) => this.#isStreet(edge)).sort((a, b) => a - b);
  }

  /** Neither closed nor a mere link between nodes, which has no length. */
  #isStreet(edge: number): boolean {
    return this.graph.ways[edge] !== 0 && this.graph.length[edge]! > 0;
  }

  /**
   * The place on an open edge that is nearest to (x, y), at most `farthest` metres away; on edges above or below the ground
   * it is an end, because nobody steps onto a bridge halfway. Of edges that lie on each other (streets drawn twice) it is on
   * the one with the smallest number: what is tied to one stretch can be reached along it.
   */
  nearest(x: number, y: number, farthest: number): EdgePlace | undefined {
    const best: Nearest = { edge: -1, pair: -1, square: farthest * farthest, tie: farthest * farthest };
    for (let edge = this.#indexedCount; edge < edgeCount(this.graph); edge++) {
      const { ringOffsets } = this.graph.paths;
      if (this.#isStreet(edge)) this.#lookFrom(edge, ringOffsets[edge]!, ringOffsets[edge + 1]! - 1, x, y, best);
    }
    const runs = this.#runs;
    // Wider and wider boxes: once something was found within the box, nothing outside can be nearer.
    for (let reach = Math.min(32, farthest); ; reach = Math.min(4 * reach, farthest)) {
      for (const run of runs.search(x - reach, y - reach, x + reach, y + reach)) {
        const edge = runs.line[run]!;
        if (this.#isStreet(edge)) this.#lookFrom(edge, runs.first[run]!, runs.last[run]!, x, y, best);
      }
      if (reach >= farthest || (best.edge >= 0 && best.square <= reach * reach)) break;
    }
    if (best.edge < 0) return undefined;
    if (this.graph.atGrade[best.edge] === 1) return this.#placeOn(best.edge, best.pair, x, y);
    return this.#endOf(best.edge, best.pair, x, y);
  }

  /** The place on one edge that is nearest to (x, y). */
  placeOnEdge(edge: number, x: number, y: number): EdgePlace {
    const { ringOffsets } = this.graph.paths;
    const best: Nearest = { edge: -1, pair: -1, square: Number.POSITIVE_INFINITY, tie: Number.POSITIVE_INFINITY };
    this.#look(edge, ringOffsets[edge]!, ringOffsets[edge + 1]! - 1, x, y, best);
    return this.#placeOn(edge, best.pair, x, y);
  }

  /** As `#look`, of edges that are not at grade the ends alone. */
  #lookFrom(edge: number, first: number, last: number, x: number, y: number, best: Nearest): void {
    if (this.graph.atGrade[edge] === 1) {
      this.#look(edge, first, last, x, y, best);
      return;
    }
    const { coordinates, ringOffsets } = this.graph.paths;
    const [start, end] = [ringOffsets[edge]!, ringOffsets[edge + 1]! - 1];
    for (const pair of [start, end]) {
      if (pair < first || pair > last) continue;
      this.#take(edge, pair, (coordinates[2 * pair]! - x) ** 2 + (coordinates[2 * pair + 1]! - y) ** 2, best);
    }
  }

  #look(edge: number, first: number, last: number, x: number, y: number, best: Nearest): void {
    const { coordinates } = this.graph.paths;
    for (let pair = first; pair < last; pair++) {
      const at = 2 * pair;
      const square = squareToSegment(
        coordinates[at]!,
        coordinates[at + 1]!,
        coordinates[at + 2]!,
        coordinates[at + 3]!,
        x,
        y,
      );
      this.#take(edge, pair, square, best);
    }
  }

  #take(edge: number, pair: number, square: number, best: Nearest): void {
    if (square > best.tie) return;
    const tie = (Math.sqrt(square) + sameDistanceMetres) ** 2;
    const isNearer = best.edge < 0 || tie < best.square;
    if (isNearer || edge < best.edge || (edge === best.edge && pair < best.pair)) {
      best.edge = edge;
      best.pair = pair;
    }
    if (square > best.square) return;
    best.square = square;
    best.tie = Math.min(best.tie, tie);
  }

  #endOf(edge: number, pair: number, x: number, y: number): EdgePlace {
    const { coordinates, ringOffsets } = this.graph.paths;
    const [endX, endY] = [coordinates[2 * pair]!, coordinates[2 * pair + 1]!];
    const share = pair === ringOffsets[edge]! ? 0 : 1;
    return { edge, share, distance: Math.hypot(endX - x, endY - y), x: endX, y: endY };
  }

  #placeOn(edge: number, nearestPair: number, x: number, y: number): EdgePlace {
    const { coordinates, ringOffsets } = this.graph.paths;
    let before = 0;
    for (let pair = ringOffsets[edge]!; pair < nearestPair; pair++) {
      before += Math.hypot(
        coordinates[2 * pair + 2]! - coordinates[2 * pair]!,
        coordinates[2 * pair + 3]! - coordinates[2 * pair + 1]!,
      );
    }
    const ax = coordinates[2 * nearestPair]!;
    const ay = coordinates[2 * nearestPair + 1]!;
    const ux = coordinates[2 * nearestPair + 2]! - ax;
    const uy = coordinates[2 * nearestPair + 3]! - ay;
    const square = ux * ux + uy * uy;
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / square));
    const px = ax + along * ux;
    const py = ay + along * uy;
    const share = Math.min(1, (before + along * Math.sqrt(square)) / this.graph.length[edge]!);
    return { edge, share, distance: Math.hypot(px - x, py - y), x: px, y: py };
  }
}
