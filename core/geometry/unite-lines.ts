import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { Noder, type PlaneGraph } from './noding.ts';

/**
 * All lines together: split where they cross or touch, equal pieces kept once. Pieces end at crossings, at forks and where
 * a given line ended.
 */
export function uniteLines(geometry: PackedGeometry, features: Iterable<number>): Float64Array[] {
  const noder = new Noder(1);
  const ends: number[] = [];
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (const feature of features) {
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
      const start = ringOffsets[ring]!;
      const end = ringOffsets[ring + 1]!;
      if (end - start < 2) continue;
      ends.push(...noder.addRing(coordinates, start, end, 0));
    }
  }
  const graph = noder.finish();
  return chains(
    graph,
    ends.map((node) => noder.nodeAt(node)),
  );
}

/** Runs of edges between ends, forks and dead ends, and loops without any. */
function chains(graph: PlaneGraph, ends: readonly number[]): Float64Array[] {
  const { x, y, from, to } = graph;
  const edgesAt: number[][] = x.map(() => []);
  for (let edge = 0; edge < from.length; edge++) {
    edgesAt[from[edge]!]!.push(edge);
    edgesAt[to[edge]!]!.push(edge);
  }
  const isEnd = edgesAt.map((edges) => edges.length !== 2);
  for (const node of ends) isEnd[node] = true;
  const done = new Uint8Array(from.length);
  const lines: Float64Array[] = [];
  const follow = (start: number, first: number): void => {
    const points = [x[start]!, y[start]!];
    let node = start;
    for (let edge: number | undefined = first; edge !== undefined; ) {
      done[edge] = 1;
      node = from[edge] === node ? to[edge]! : from[edge]!;
      points.push(x[node]!, y[node]!);
      edge = isEnd[node] ? undefined : edgesAt[node]!.find((next) => done[next] === 0);
    }
    lines.push(Float64Array.from(points));
  };
  for (let node = 0; node < edgesAt.length; node++) {
    if (!isEnd[node]) continue;
    for (const edge of edgesAt[node]!) if (done[edge] === 0) follow(node, edge);
  }
  for (let edge = 0; edge < done.length; edge++) if (done[edge] === 0) follow(from[edge]!, edge);
  return lines;
}
