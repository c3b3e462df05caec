import { squareToSegment } from '#core/geometry/feature-distance.ts';
import { LineRuns } from '#core/geometry/line-runs.ts';
import { edgeCount, type StreetGraph } from './graph.ts';

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

  /** Open edges whose boxes meet a box, each once, in ascending order. */
  edgesInBox(minX: number, minY: number, maxX: number, maxY: number): number[] {
    const runs = this.#runs;
    const found = new Set<number>();
    for (const run of runs.search(minX, minY, maxX, maxY)) found.add(runs.line[run]!);
    for (let edge = this.#indexedCount; edge < edgeCount(this.graph); edge++) found.add(edge);
    return [...found].filter((edge) => this.graph.ways[edge] !== 0).sort((a, b) => a - b);
  }

  /** The place on an open edge that is nearest to (x, y), at most `farthest` metres away. */
  nearest(x: number, y: number, farthest: number): EdgePlace | undefined {
    const best = { edge: -1, pair: -1, square: farthest * farthest };
    const { ways } = this.graph;
    for (let edge = this.#indexedCount; edge < ways.length; edge++) {
      const { ringOffsets } = this.graph.paths;
      if (ways[edge] !== 0) this.#look(edge, ringOffsets[edge]!, ringOffsets[edge + 1]! - 1, x, y, best);
    }
    const runs = this.#runs;
    // Wider and wider boxes: once something was found within the box, nothing outside can be nearer.
    for (let reach = Math.min(32, farthest); ; reach = Math.min(4 * reach, farthest)) {
      for (const run of runs.search(x - reach, y - reach, x + reach, y + reach)) {
        const edge = runs.line[run]!;
        if (ways[edge] !== 0) this.#look(edge, runs.first[run]!, runs.last[run]!, x, y, best);
      }
      if (reach >= farthest || (best.edge >= 0 && best.square <= reach * reach)) break;
    }
    return best.edge < 0 ? undefined : this.#placeOn(best.edge, best.pair, x, y);
  }

  #look(
    edge: number,
    first: number,
    last: number,
    x: number,
    y: number,
    best: { edge: number; pair: number; square: number },
  ): void {
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
      // Of edges equally near (they meet at a node) the one with the smallest number, whatever the order of the search.
      const isBetter = square < best.square || (square === best.square && (best.edge < 0 || edge < best.edge));
      if (!isBetter) continue;
      best.edge = edge;
      best.pair = pair;
      best.square = square;
    }
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
