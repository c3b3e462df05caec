import { type Box, boxOfRing, ringArea } from './measure.ts';
import type { PlaneGraph } from './noding.ts';
import { endOf, type PlaneFaces, startOf } from './plane-faces.ts';
import { locateInRing } from './point-in-polygon.ts';

interface Shell {
  readonly rings: Float64Array[];
  readonly area: number;
  readonly box: Box;
}

/**
 * The polygons of all faces that have a number in `inside`, without the edges between faces of the same number; 0 is outside: shells counter-clockwise, then
 * their holes clockwise. Rings that touch themselves are taken apart at the touching node, as the rules want it.
 */
export function assembleAreas(graph: PlaneGraph, faces: PlaneFaces, inside: ArrayLike<number>): Float64Array[][] {
  const { faceOf } = faces;
  const isBorder = new Uint8Array(faceOf.length);
  for (let half = 0; half < isBorder.length; half++) {
    const own = inside[faceOf[half]!]!;
    isBorder[half] = own !== 0 && own !== inside[faceOf[half ^ 1]!] ? 1 : 0;
  }
  const cutter = new RingCutter(graph);
  const shells: Shell[] = [];
  const lostHoles: Float64Array[] = [];
  for (let half = 0; half < isBorder.length; half++) {
    if (isBorder[half] !== 1) continue;
    const holes: Float64Array[] = [];
    const own: Shell[] = [];
    for (const ring of cutter.cut(borderFrom(graph, faces, isBorder, half))) {
      const area = ringArea(ring);
      if (area > 0) own.push({ rings: [ring], area, box: boxOfRing(ring) });
      else if (area < 0) holes.push(ring);
    }
    shells.push(...own);
    if (own.length === 1) own[0]!.rings.push(...holes);
    else lostHoles.push(...holes);
  }
  for (const hole of lostHoles) shellAround(shells, hole)?.rings.push(hole);
  return shells.map(({ rings }) => rings);
}

/** The closed walk along the border that begins with `first`, always next to the same inside; takes its half-edges out. */
function borderFrom(graph: PlaneGraph, faces: PlaneFaces, isBorder: Uint8Array, first: number): number[] {
  const { leaving, leavingOffsets } = faces;
  const nodes: number[] = [];
  let half = first;
  do {
    isBorder[half] = 2;
    nodes.push(startOf(graph, half));
    const node = endOf(graph, half);
    const start = leavingOffsets[node]!;
    const count = leavingOffsets[node + 1]! - start;
    let place = 0;
    while (leaving[start + place] !== (half ^ 1)) place++;
    // Clockwise from where we came: the first border edge closes this inside.
    do place = (place + count - 1) % count;
    while (isBorder[leaving[start + place]!] === 0);
    half = leaving[start + place]!;
  } while (half !== first);
  return nodes;
}

/** Cuts closed walks into rings that visit no node twice. */
class RingCutter {
  readonly #graph: PlaneGraph;
  /** Place in the current walk, plus one. */
  readonly #placeOf: Uint32Array;

  constructor(graph: PlaneGraph) {
    this.#graph = graph;
    this.#placeOf = new Uint32Array(graph.x.length);
  }

  cut(walk: readonly number[]): Float64Array[] {
    const rings: Float64Array[] = [];
    const open: number[] = [];
    for (const node of walk) {
      const place = this.#placeOf[node]!;
      if (place > 0) {
        const loop = open.splice(place - 1);
        for (const visited of loop) this.#placeOf[visited] = 0;
        rings.push(this.#ring(loop));
      }
      open.push(node);
      this.#placeOf[node] = open.length;
    }
    for (const visited of open) this.#placeOf[visited] = 0;
    rings.push(this.#ring(open));
    return rings;
  }

  #ring(nodes: readonly number[]): Float64Array {
    const { x, y } = this.#graph;
    const ring = new Float64Array(2 * nodes.length + 2);
    for (let index = 0; index <= nodes.length; index++) {
      const node = nodes[index % nodes.length]!;
      ring[2 * index] = x[node]!;
      ring[2 * index + 1] = y[node]!;
    }
    return ring;
  }
}

/** The smallest shell around a hole that touches none. */
function shellAround(shells: readonly Shell[], hole: Float64Array): Shell | undefined {
  const x = hole[0]!;
  const y = hole[1]!;
  let smallest: Shell | undefined;
  for (const shell of shells) {
    const { box, area } = shell;
    if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY || area >= (smallest?.area ?? Infinity)) continue;
    const ring = shell.rings[0]!;
    if (locateInRing(ring, 0, ring.length / 2, x, y) === 1) smallest = shell;
  }
  return smallest;
}
