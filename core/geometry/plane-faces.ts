import Flatbush from 'flatbush';
import { type PlaneGraph, runToEnd } from './noding.ts';
import { orientation } from './orientation.ts';

/** The face outside of everything. */
export const outside = 0;

/**
 * The faces of a plane graph. Half-edge 2e runs along edge e from its `from` to its `to`, half-edge 2e + 1 back; the face of
 * a half-edge is the one on its left.
 */
export interface PlaneFaces {
  readonly faceCount: number;
  readonly faceOf: Uint32Array;
  /** Half-edges that leave node n, counter-clockwise: `leaving[leavingOffsets[n] .. leavingOffsets[n + 1]]`. */
  readonly leaving: Uint32Array;
  readonly leavingOffsets: Uint32Array;
}

export function startOf(graph: PlaneGraph, half: number): number {
  return (half & 1) === 0 ? graph.from[half >> 1]! : graph.to[half >> 1]!;
}

export function endOf(graph: PlaneGraph, half: number): number {
  return (half & 1) === 0 ? graph.to[half >> 1]! : graph.from[half >> 1]!;
}

/** Pieces whose surroundings are looked for between two stops. */
const piecesPerStretch = 500;

/** Finds the faces of a graph. */
export function findFaces(graph: PlaneGraph): PlaneFaces {
  return runToEnd(findingFaces(graph));
}

/** As {@link findFaces}, with a stop after each stretch of work. */
export function* findingFaces(graph: PlaneGraph): Generator<void, PlaneFaces> {
  const { leaving, leavingOffsets } = sortAroundNodes(graph);
  yield;
  const { cycleOf, cycleCount } = findCycles(graph, leaving, leavingOffsets);
  yield;
  const { componentOf, leftmost } = findComponents(graph, leaving, leavingOffsets);
  // At the westernmost node everything leaves eastward, so what follows the last half-edge is the outside.
  const outerCycles = leftmost.map((node) => cycleOf[leaving[leavingOffsets[node + 1]! - 1]!]!);
  const isOuter = new Uint8Array(cycleCount);
  for (const cycle of outerCycles) isOuter[cycle] = 1;
  const faceOfCycle = new Uint32Array(cycleCount);
  let faceCount = 1;
  for (let cycle = 0; cycle < cycleCount; cycle++) if (isOuter[cycle] === 0) faceOfCycle[cycle] = faceCount++;
  if (leftmost.length > 1) {
    yield;
    const finder = new FaceFinder(graph, cycleOf, componentOf);
    yield;
    // From west to east: whatever surrounds a component begins before it.
    const order = leftmost
      .map((_, component) => component)
      .sort((a, b) => graph.x[leftmost[a]!]! - graph.x[leftmost[b]!]!);
    for (const [place, component] of order.entries()) {
      if (place % piecesPerStretch === piecesPerStretch - 1) yield;
      const around = finder.cycleWestOf(leftmost[component]!);
      faceOfCycle[outerCycles[component]!] = around < 0 ? outside : faceOfCycle[around]!;
    }
  }
  const faceOf = new Uint32Array(cycleOf.length);
  for (let half = 0; half < faceOf.length; half++) faceOf[half] = faceOfCycle[cycleOf[half]!]!;
  return { faceCount, faceOf, leaving, leavingOffsets };
}

function sortAroundNodes(graph: PlaneGraph): Pick<PlaneFaces, 'leaving' | 'leavingOffsets'> {
  const nodes = graph.x.length;
  const halves = 2 * graph.from.length;
  const leavingOffsets = new Uint32Array(nodes + 1);
  for (let half = 0; half < halves; half++) leavingOffsets[startOf(graph, half) + 1]!++;
  for (let node = 0; node < nodes; node++) leavingOffsets[node + 1]! += leavingOffsets[node]!;
  const leaving = new Uint32Array(halves);
  const filled = leavingOffsets.slice(0, nodes);
  for (let half = 0; half < halves; half++) leaving[filled[startOf(graph, half)]!++] = half;
  for (let node = 0; node < nodes; node++) sortRun(graph, leaving, leavingOffsets[node]!, leavingOffsets[node + 1]!);
  return { leaving, leavingOffsets };
}

/** Insertion sort: a node has few edges. */
function sortRun(graph: PlaneGraph, leaving: Uint32Array, start: number, end: number): void {
  for (let place = start + 1; place < end; place++) {
    const half = leaving[place]!;
    let to = place;
    while (to > start && compareAngles(graph, leaving[to - 1]!, half) > 0) leaving[to] = leaving[--to]!;
    leaving[to] = half;
  }
}

/** Order of two half-edges that leave the same node, counter-clockwise from due south (south itself comes last). */
function compareAngles(graph: PlaneGraph, first: number, second: number): number {
  const node = startOf(graph, first);
  const p = endOf(graph, first);
  const q = endOf(graph, second);
  const firstIsEast = isEastward(graph, node, p);
  const secondIsEast = isEastward(graph, node, q);
  if (firstIsEast !== secondIsEast) return firstIsEast ? -1 : 1;
  const { x, y } = graph;
  return -orientation(x[node]!, y[node]!, x[p]!, y[p]!, x[q]!, y[q]!);
}

function isEastward({ x, y }: PlaneGraph, node: number, end: number): boolean {
  return x[end]! > x[node]! || (x[end] === x[node] && y[end]! > y[node]!);
}

/** Follows every half-edge along the face on its left. */
function findCycles(graph: PlaneGraph, leaving: Uint32Array, leavingOffsets: Uint32Array) {
  const placeOf = new Uint32Array(leaving.length);
  for (let place = 0; place < leaving.length; place++) placeOf[leaving[place]!] = place;
  const cycleOf = new Int32Array(leaving.length).fill(-1);
  let cycleCount = 0;
  for (let first = 0; first < cycleOf.length; first++) {
    if (cycleOf[first]! >= 0) continue;
    let half = first;
    do {
      cycleOf[half] = cycleCount;
      const node = endOf(graph, half);
      const place = placeOf[half ^ 1]!;
      half = leaving[place === leavingOffsets[node] ? leavingOffsets[node + 1]! - 1 : place - 1]!;
    } while (half !== first);
    cycleCount++;
  }
  return { cycleOf, cycleCount };
}

/** Connected pieces: the piece of every node, and the westernmost (of several the southernmost) node of every piece. */
function findComponents(graph: PlaneGraph, leaving: Uint32Array, leavingOffsets: Uint32Array) {
  const { x, y } = graph;
  const componentOf = new Int32Array(x.length).fill(-1);
  const leftmost: number[] = [];
  const open: number[] = [];
  for (let first = 0; first < componentOf.length; first++) {
    if (componentOf[first]! >= 0 || leavingOffsets[first] === leavingOffsets[first + 1]) continue;
    const component = leftmost.length;
    componentOf[first] = component;
    let west = first;
    open.push(first);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (x[node]! < x[west]! || (x[node] === x[west] && y[node]! < y[west]!)) west = node;
      for (let place = leavingOffsets[node]!; place < leavingOffsets[node + 1]!; place++) {
        const next = endOf(graph, leaving[place]!);
        if (componentOf[next]! >= 0) continue;
        componentOf[next] = component;
        open.push(next);
      }
    }
    leftmost.push(west);
  }
  return { componentOf, leftmost };
}

/** Finds what surrounds a component: the face of the first edge met when going west. */
class FaceFinder {
  readonly #graph: PlaneGraph;
  readonly #cycleOf: Int32Array;
  readonly #componentOf: Int32Array;
  readonly #index: Flatbush;
  readonly #west: number;
  /** How far west is looked at first. */
  readonly #reach: number;

  constructor(graph: PlaneGraph, cycleOf: Int32Array, componentOf: Int32Array) {
    const { x, y, from, to } = graph;
    this.#graph = graph;
    this.#cycleOf = cycleOf;
    this.#componentOf = componentOf;
    this.#index = new Flatbush(from.length);
    for (let edge = 0; edge < from.length; edge++) {
      const a = from[edge]!;
      const b = to[edge]!;
      this.#index.add(Math.min(x[a]!, x[b]!), Math.min(y[a]!, y[b]!), Math.max(x[a]!, x[b]!), Math.max(y[a]!, y[b]!));
    }
    this.#index.finish();
    // Rounding may put a crossing a hair west of its edge.
    this.#west = this.#index.minX - Math.abs(this.#index.minX) * Number.EPSILON * 8;
    this.#reach = (this.#index.maxX - this.#index.minX) / Math.sqrt(from.length) || 1;
  }

  /** The cycle of another piece that faces `node` from the west; -1 when there is none. */
  cycleWestOf(node: number): number {
    const px = this.#graph.x[node]!;
    // Most surroundings are near: looking all the way west first would come upon every piece in the row.
    for (let reach = this.#reach; ; reach *= 4) {
      const west = Math.max(this.#west, px - reach);
      const found = this.#cycleBetween(node, west);
      if (found >= 0 || west === this.#west) return found;
    }
  }

  /** As `cycleWestOf`, for what is met from `west` on. */
  #cycleBetween(node: number, west: number): number {
    const { x, y, from, to } = this.#graph;
    const px = x[node]!;
    const py = y[node]!;
    const own = this.#componentOf[node]!;
    let best = -1;
    let bestX = west;
    let bestSlope = Number.NEGATIVE_INFINITY;
    for (const edge of this.#index.search(west, py, px, py)) {
      const a = from[edge]!;
      const b = to[edge]!;
      if (y[a]! > py === y[b]! > py || this.#componentOf[a] === own) continue;
      const slope = (x[b]! - x[a]!) / (y[b]! - y[a]!);
      const crossing = x[a]! + (py - y[a]!) * slope;
      if (crossing > px || crossing < bestX || (crossing === bestX && slope < bestSlope)) continue;
      bestX = crossing;
      bestSlope = slope;
      // The half-edge that runs down has the east on its left.
      best = y[a]! > y[b]! ? 2 * edge : 2 * edge + 1;
    }
    return best < 0 ? -1 : this.#cycleOf[best]!;
  }
}
