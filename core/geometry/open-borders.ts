import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { ringArea } from './measure.ts';

/** Borders that are passed more often one way than the other, between numbered places. */
export interface OpenBorders {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** How often edge e is passed from `from[e]` to `to[e]`, less how often the other way: never 0. */
  readonly windings: Int32Array;
}

/** Vertices between two stops. */
const perStretch = 1 << 14;

const words = new Uint32Array(4);
const doubles = new Float64Array(words.buffer);

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d) ^ Math.imul(d, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function tableFor(count: number): Int32Array {
  let size = 16;
  while (size < 2 * count) size *= 2;
  return new Int32Array(size).fill(-1);
}

/**
 * The borders of polygons that no neighbour shares with the very same two vertices: in a clean layer the outline of its
 * blocks. What is taken away had the same count of polygons on either side. Features keep the rules each by itself. It stops
 * after each stretch of work.
 */
export function* openBorders(geometry: PackedGeometry): Generator<void, OpenBorders> {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const pairs = coordinates.length / 2;
  const nodeOf = new Uint32Array(pairs);
  const x = new Float64Array(pairs);
  const y = new Float64Array(pairs);
  let nodes = 0;
  const places = tableFor(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % perStretch === perStretch - 1) yield;
    // Adding zero makes one zero of two.
    const px = coordinates[2 * pair]! + 0;
    const py = coordinates[2 * pair + 1]! + 0;
    doubles[0] = px;
    doubles[1] = py;
    let slot = hashOf(words[0]!, words[1]!, words[2]!, words[3]!) & (places.length - 1);
    let node = places[slot]!;
    while (node >= 0 && (x[node] !== px || y[node] !== py)) {
      slot = (slot + 1) & (places.length - 1);
      node = places[slot]!;
    }
    if (node < 0) {
      node = nodes++;
      x[node] = px;
      y[node] = py;
      places[slot] = node;
    }
    nodeOf[pair] = node;
  }

  const from = new Uint32Array(pairs);
  const to = new Uint32Array(pairs);
  const windings = new Int32Array(pairs);
  let edges = 0;
  const known = tableFor(pairs);
  let stopped = 0;
  for (let part = 0; part < partOffsets.length - 1; part++) {
    const shell = partOffsets[part]!;
    if (ringOffsets[shell]! - stopped >= perStretch) {
      stopped = ringOffsets[shell]!;
      yield;
    }
    for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
      const start = ringOffsets[ring]!;
      const end = ringOffsets[ring + 1]!;
      // The inside is on the left: going round a shell counts +1, a hole takes it back.
      const forward = ringArea(coordinates, start, end) > 0 === (ring === shell) ? 1 : -1;
      for (let pair = start; pair + 1 < end; pair++) {
        const a = nodeOf[pair]!;
        const b = nodeOf[pair + 1]!;
        if (a === b) continue;
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        let slot = hashOf(low, high, 0, 0) & (known.length - 1);
        let edge = known[slot]!;
        while (edge >= 0 && (from[edge] !== low || to[edge] !== high)) {
          slot = (slot + 1) & (known.length - 1);
          edge = known[slot]!;
        }
        if (edge < 0) {
          edge = edges++;
          from[edge] = low;
          to[edge] = high;
          known[slot] = edge;
        }
        windings[edge]! += a === low ? forward : -forward;
      }
    }
  }
  yield;
  return kept(x, y, from, to, windings, edges);
}

/** Only the edges with windings and the places they join, in their order. */
function kept(
  x: Float64Array,
  y: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  windings: Int32Array,
  edges: number,
): OpenBorders {
  const numbers = new Int32Array(x.length).fill(-1);
  let nodes = 0;
  let count = 0;
  const numbered = (node: number): number => {
    if (numbers[node]! < 0) {
      x[nodes] = x[node]!;
      y[nodes] = y[node]!;
      numbers[node] = nodes++;
    }
    return numbers[node]!;
  };
  // Places must be taken in their order: each moves down over one that is no longer needed.
  const isUsed = new Uint8Array(x.length);
  for (let edge = 0; edge < edges; edge++) {
    if (windings[edge] === 0) continue;
    isUsed[from[edge]!] = 1;
    isUsed[to[edge]!] = 1;
  }
  for (let node = 0; node < x.length; node++) if (isUsed[node] === 1) numbered(node);
  for (let edge = 0; edge < edges; edge++) {
    if (windings[edge] === 0) continue;
    windings[count] = windings[edge]!;
    from[count] = numbers[from[edge]!]!;
    to[count] = numbers[to[edge]!]!;
    count++;
  }
  return {
    x: x.slice(0, nodes),
    y: y.slice(0, nodes),
    from: from.slice(0, count),
    to: to.slice(0, count),
    windings: windings.slice(0, count),
  };
}
