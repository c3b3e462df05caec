import Flatbush from 'flatbush';
import { NodeTable } from './node-table.ts';
import { orientation } from './orientation.ts';

/**
 * Snapping distance as a share of the largest coordinate: far above what rounding does to a crossing (2^-52), far below
 * anything drawn: 0.8 µm at 3 400 km of northing.
 */
export const snapShare = 2 ** -42;

/** Least snapping distance, m: nothing is drawn in picometres, and far smaller numbers would vanish when squared. */
const leastSnap = 1e-12;

/** Rounds of splitting after which the input is taken for hopeless; three are usual. */
const mostRounds = 20;

/** Up to so many edges all pairs are looked at, above an index finds them. */
const mostForPairs = 48;

/** Edges looked at between two stops of `finishing`: some hundredths of a second. */
const edgesPerStretch = 20_000;

/** Does all of a work that would stop after each stretch. */
export function runToEnd<Result>(work: Generator<void, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** A plane graph: edges meet at nodes only, and no two join the same nodes. */
export interface PlaneGraph {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Nodes of edge e: `from[e]`, `to[e]`. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** How often ring set k runs along edge e from `from` to `to`, less how often against it: `windings[k][e]`. */
  readonly windings: readonly (readonly number[])[];
}

/**
 * Turns rings into a plane graph: crossings become nodes, vertices on or next to another edge split it, edges run
 * together where they coincide. Given vertices keep their exact coordinates, unless another is within the snapping distance.
 */
export class Noder {
  readonly #setCount: number;
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  #nodeOf: ArrayLike<number> = [];
  #from: number[] = [];
  #to: number[] = [];
  /** Windings of edge e in ring set k at `setCount * e + k`. */
  #windings: number[] = [];
  #largest = 0;
  #snap = 0;
  #isPrepared = false;
  #nodes: NodeTable;

  constructor(setCount: number) {
    this.#setCount = setCount;
    this.#nodes = new NodeTable(this.#x, this.#y, 0);
  }

  /**
   * Adds the ring (or open path) between the pairs `start` and `end` to ring set `set`, `reversed` or as it runs. Returns
   * the nodes of its first and last vertex; `nodeAt` tells what has become of them.
   */
  addRing(coordinates: ArrayLike<number>, start: number, end: number, set: number, reversed = false): [number, number] {
    const first = this.#x.length;
    for (let vertex = start; vertex < end; vertex++) {
      // Adding zero makes one zero of two.
      const x = coordinates[2 * vertex]! + 0;
      const y = coordinates[2 * vertex + 1]! + 0;
      this.#largest = Math.max(this.#largest, Math.abs(x), Math.abs(y));
      this.#x.push(x);
      this.#y.push(y);
    }
    for (let node = first; node + 1 < this.#x.length; node++) {
      this.#from.push(reversed ? node + 1 : node);
      this.#to.push(reversed ? node : node + 1);
      for (let k = 0; k < this.#setCount; k++) this.#windings.push(k === set ? 1 : 0);
    }
    return [first, this.#x.length - 1];
  }

  /**
   * Adds edges between the places `x`, `y` to ring set 0; edge e is passed `windings[e]` times from `from[e]` to `to[e]`,
   * a negative number the other way. It stops after each stretch of work.
   */
  *addingEdges(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    from: ArrayLike<number>,
    to: ArrayLike<number>,
    windings: ArrayLike<number>,
  ): Generator<void> {
    const first = this.#x.length;
    for (let node = 0; node < x.length; node++) {
      if (node % edgesPerStretch === edgesPerStretch - 1) yield;
      this.#largest = Math.max(this.#largest, Math.abs(x[node]!), Math.abs(y[node]!));
      this.#x.push(x[node]! + 0);
      this.#y.push(y[node]! + 0);
    }
    for (let edge = 0; edge < from.length; edge++) {
      if (edge % edgesPerStretch === edgesPerStretch - 1) yield;
      this.#from.push(first + from[edge]!);
      this.#to.push(first + to[edge]!);
      for (let k = 0; k < this.#setCount; k++) this.#windings.push(k === 0 ? windings[edge]! : 0);
    }
  }

  /** The node of the graph that stands where `node`, which `addRing` gave, was; once the graph is finished. */
  nodeAt(node: number): number {
    return this.#nodeOf[node]!;
  }

  /**
   * Forgets edges that rings pass as often one way as the other: borders between areas that have the same vertices on both
   * sides. Windings elsewhere stay the same. Returns the share of edges that is left. No ring can be added from now on.
   */
  dropSharedBorders(): number {
    const given = this.#from.length;
    this.#prepare();
    const sets = this.#setCount;
    const kept: number[] = [];
    for (let edge = 0; edge < this.#from.length; edge++) {
      let isPassed = false;
      for (let set = 0; set < sets; set++) isPassed ||= this.#windings[sets * edge + set] !== 0;
      if (isPassed) kept.push(edge);
    }
    this.#windings = kept.flatMap((edge) => this.#windings.slice(sets * edge, sets * edge + sets));
    this.#from = kept.map((edge) => this.#from[edge]!);
    this.#to = kept.map((edge) => this.#to[edge]!);
    return given === 0 ? 0 : kept.length / given;
  }

  /** True when there is an edge to split. No ring can be added from now on. */
  hasCrossings(): boolean {
    this.#prepare();
    return runToEnd(this.#findSplits(new Uint8Array(this.#from.length).fill(1))).length > 0;
  }

  /** The plane graph of all rings added. Throws when splitting does not come to an end. */
  finish(): PlaneGraph {
    return runToEnd(this.finishing());
  }

  /** As {@link finish}, with a stop after each stretch of work, so that whoever runs it can do something else meanwhile. */
  *finishing(): Generator<void, PlaneGraph> {
    yield* this.#preparing();
    yield;
    let changed = new Uint8Array(this.#from.length).fill(1);
    for (let round = 0; ; round++) {
      const splits = yield* this.#findSplits(changed);
      if (splits.length === 0) break;
      if (round === mostRounds) throw new Error('the edges cannot be split at their crossings');
      changed = yield* this.#split(splits);
    }
    const windings = Array.from({ length: this.#setCount }, (_, set) =>
      this.#from.map((_, edge) => this.#windings[this.#setCount * edge + set]!),
    );
    return { x: this.#x, y: this.#y, from: this.#from, to: this.#to, windings };
  }

  #prepare(): void {
    runToEnd(this.#preparing());
  }

  *#preparing(): Generator<void> {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    this.#snap = Math.max(this.#largest * snapShare, leastSnap);
    this.#nodes = new NodeTable(this.#x, this.#y, 4 * this.#snap);
    yield* this.#joinNearNodes();
    yield* this.#mergeEdges();
  }

  /** Vertices within the snapping distance become one node, the first of them; the others are no longer used. */
  *#joinNearNodes(): Generator<void> {
    const nodeOf = new Uint32Array(this.#x.length);
    for (let node = 0; node < nodeOf.length; node++) {
      if (node % edgesPerStretch === edgesPerStretch - 1) yield;
      nodeOf[node] = this.#nodes.nearOrAdd(node, this.#snap);
    }
    this.#nodeOf = nodeOf;
    this.#from = this.#from.map((node) => nodeOf[node]!);
    this.#to = this.#to.map((node) => nodeOf[node]!);
  }

  /**
   * Runs together edges between the same nodes and drops those of no length. `changed` is carried along and returned for
   * the edges that remain.
   */
  *#mergeEdges(changed?: readonly number[]): Generator<void, Uint8Array<ArrayBuffer>> {
    const sets = this.#setCount;
    // The edges at the lesser of their nodes, each leading to the one before it: a node has few.
    const newest = new Int32Array(this.#x.length).fill(-1);
    const before: number[] = [];
    const from: number[] = [];
    const to: number[] = [];
    const windings: number[] = [];
    const carried: number[] = [];
    for (let edge = 0; edge < this.#from.length; edge++) {
      if (edge % edgesPerStretch === edgesPerStretch - 1) yield;
      const a = this.#from[edge]!;
      const b = this.#to[edge]!;
      if (a === b) continue;
      const low = Math.min(a, b);
      let known = newest[low]!;
      while (known >= 0 && from[known]! + to[known]! !== a + b) known = before[known]!;
      if (known < 0) {
        before.push(newest[low]!);
        newest[low] = from.length;
        from.push(a);
        to.push(b);
        for (let set = 0; set < sets; set++) windings.push(this.#windings[sets * edge + set]!);
        carried.push(changed?.[edge] ?? 1);
        continue;
      }
      const sign = from[known] === a ? 1 : -1;
      for (let set = 0; set < sets; set++) windings[sets * known + set]! += sign * this.#windings[sets * edge + set]!;
    }
    this.#from = from;
    this.#to = to;
    this.#windings = windings;
    return Uint8Array.from(carried);
  }

  /** Where edges must be split: edge and node in turn. Only pairs with a changed edge are looked at. */
  *#findSplits(changed: Uint8Array): Generator<void, number[]> {
    const splits: number[] = [];
    const count = this.#from.length;
    if (count <= mostForPairs) {
      for (let e = 0; e < count; e++) {
        for (let f = e + 1; f < count; f++) {
          if (changed[e] === 1 || changed[f] === 1) this.#checkPair(e, f, splits);
        }
      }
      return splits;
    }
    const index = new Flatbush(count);
    const snap = this.#snap;
    for (let e = 0; e < count; e++) {
      const a = this.#from[e]!;
      const b = this.#to[e]!;
      index.add(
        Math.min(this.#x[a]!, this.#x[b]!) - snap,
        Math.min(this.#y[a]!, this.#y[b]!) - snap,
        Math.max(this.#x[a]!, this.#x[b]!) + snap,
        Math.max(this.#y[a]!, this.#y[b]!) + snap,
      );
    }
    index.finish();
    yield;
    for (let e = 0; e < count; e++) {
      if (e % edgesPerStretch === edgesPerStretch - 1) yield;
      if (changed[e] === 0) continue;
      const a = this.#from[e]!;
      const b = this.#to[e]!;
      const others = index.search(
        Math.min(this.#x[a]!, this.#x[b]!),
        Math.min(this.#y[a]!, this.#y[b]!),
        Math.max(this.#x[a]!, this.#x[b]!),
        Math.max(this.#y[a]!, this.#y[b]!),
      );
      for (const f of others) if (f > e || changed[f] === 0) this.#checkPair(e, f, splits);
    }
    return splits;
  }

  #checkPair(e: number, f: number, splits: number[]): void {
    const a = this.#from[e]!;
    const b = this.#to[e]!;
    const c = this.#from[f]!;
    const d = this.#to[f]!;
    if (this.#boxesApart(a, b, c, d)) return;
    const before = splits.length;
    if (c !== a && c !== b && this.#isOnEdge(c, a, b)) splits.push(e, c);
    if (d !== a && d !== b && this.#isOnEdge(d, a, b)) splits.push(e, d);
    if (a !== c && a !== d && this.#isOnEdge(a, c, d)) splits.push(f, a);
    if (b !== c && b !== d && this.#isOnEdge(b, c, d)) splits.push(f, b);
    if (splits.length > before || a === c || a === d || b === c || b === d) return;
    if (!this.#cross(a, b, c, d)) return;
    const node = this.#crossing(a, b, c, d);
    if (node !== a && node !== b) splits.push(e, node);
    if (node !== c && node !== d) splits.push(f, node);
  }

  #boxesApart(a: number, b: number, c: number, d: number): boolean {
    const x = this.#x;
    const y = this.#y;
    const snap = this.#snap;
    return (
      Math.max(x[a]!, x[b]!) + snap < Math.min(x[c]!, x[d]!) ||
      Math.max(x[c]!, x[d]!) + snap < Math.min(x[a]!, x[b]!) ||
      Math.max(y[a]!, y[b]!) + snap < Math.min(y[c]!, y[d]!) ||
      Math.max(y[c]!, y[d]!) + snap < Math.min(y[a]!, y[b]!)
    );
  }

  /** True when node `n` lies within the snapping distance of the inner part of the edge from a to b. */
  #isOnEdge(n: number, a: number, b: number): boolean {
    const ux = this.#x[b]! - this.#x[a]!;
    const uy = this.#y[b]! - this.#y[a]!;
    const vx = this.#x[n]! - this.#x[a]!;
    const vy = this.#y[n]! - this.#y[a]!;
    const along = ux * vx + uy * vy;
    const square = ux * ux + uy * uy;
    if (along <= 0 || along >= square) return false;
    const across = ux * vy - uy * vx;
    return across * across <= this.#snap * this.#snap * square;
  }

  #cross(a: number, b: number, c: number, d: number): boolean {
    const x = this.#x;
    const y = this.#y;
    const sideC = orientation(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!);
    const sideD = orientation(x[a]!, y[a]!, x[b]!, y[b]!, x[d]!, y[d]!);
    if (sideC > 0 === sideD > 0 || sideC === 0 || sideD === 0) return false;
    const sideA = orientation(x[c]!, y[c]!, x[d]!, y[d]!, x[a]!, y[a]!);
    const sideB = orientation(x[c]!, y[c]!, x[d]!, y[d]!, x[b]!, y[b]!);
    return sideA > 0 !== sideB > 0 && sideA !== 0 && sideB !== 0;
  }

  /** The node at the crossing of two edges: an old one where one is within the snapping distance. */
  #crossing(a: number, b: number, c: number, d: number): number {
    const x = this.#x;
    const y = this.#y;
    const ux = x[b]! - x[a]!;
    const uy = y[b]! - y[a]!;
    const wx = x[d]! - x[c]!;
    const wy = y[d]! - y[c]!;
    const share = ((x[c]! - x[a]!) * wy - (y[c]! - y[a]!) * wx) / (ux * wy - uy * wx);
    // Edges so nearly parallel that the division overflows cross everywhere: the middle is as good as any point.
    const along = share > 0 && share < 1 ? share : 0.5;
    const px = x[a]! + along * ux;
    const py = y[a]! + along * uy;
    const near = this.#nodes.near(px, py, this.#snap);
    if (near >= 0) return near;
    x.push(px);
    y.push(py);
    return this.#nodes.nearOrAdd(x.length - 1, 0);
  }

  /** Splits edges at nodes (edge and node in turn) and returns which of the new edges are changed. */
  *#split(splits: readonly number[]): Generator<void, Uint8Array<ArrayBuffer>> {
    const sets = this.#setCount;
    const nodesByEdge = new Map<number, number[]>();
    for (let at = 0; at < splits.length; at += 2) {
      const nodes = nodesByEdge.get(splits[at]!);
      if (nodes) nodes.push(splits[at + 1]!);
      else nodesByEdge.set(splits[at]!, [splits[at + 1]!]);
    }
    const from: number[] = [];
    const to: number[] = [];
    const windings: number[] = [];
    const changed: number[] = [];
    for (let edge = 0; edge < this.#from.length; edge++) {
      if (edge % edgesPerStretch === edgesPerStretch - 1) yield;
      const nodes = nodesByEdge.get(edge);
      let previous = this.#from[edge]!;
      for (const node of [...(nodes ? this.#inOrder(edge, nodes) : []), this.#to[edge]!]) {
        from.push(previous);
        to.push(node);
        for (let set = 0; set < sets; set++) windings.push(this.#windings[sets * edge + set]!);
        changed.push(nodes ? 1 : 0);
        previous = node;
      }
    }
    this.#from = from;
    this.#to = to;
    this.#windings = windings;
    return yield* this.#mergeEdges(changed);
  }

  #inOrder(edge: number, nodes: readonly number[]): number[] {
    const a = this.#from[edge]!;
    const ux = this.#x[this.#to[edge]!]! - this.#x[a]!;
    const uy = this.#y[this.#to[edge]!]! - this.#y[a]!;
    const along = (node: number) => ux * (this.#x[node]! - this.#x[a]!) + uy * (this.#y[node]! - this.#y[a]!);
    return [...new Set(nodes)].sort((first, second) => along(first) - along(second));
  }
}
