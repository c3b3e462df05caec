import { nodeCount, type StreetGraph } from './graph.ts';

/** `outward`: what it costs from the seeds to each node. `inward`: from each node to the seeds, as one-way streets allow. */
export type SearchDirection = 'outward' | 'inward';

/**
 * Shortest paths from one or many places (Dijkstra 1959), by a heap of four children on typed arrays. One search object
 * serves one network and any number of searches, one after another; its arrays are used again, so that a limited search
 * costs only what it touches.
 *
 * `begin`, then `seed` once for each place, then `run`.
 */
export class PathSearch {
  readonly graph: StreetGraph;
  readonly direction: SearchDirection;
  readonly #cost: Float64Array;
  readonly #source: Int32Array;
  /** Number of the search that last touched each node. */
  readonly #touched: Uint32Array;
  readonly #settled: Uint8Array;
  readonly #reached: Uint32Array;
  #reachedCount = 0;
  #search = 0;
  #limit = Number.POSITIVE_INFINITY;
  #heapNode = new Uint32Array(1024);
  #heapCost = new Float64Array(1024);
  #heapSize = 0;

  constructor(graph: StreetGraph, direction: SearchDirection = 'outward') {
    this.graph = graph;
    this.direction = direction;
    const nodes = nodeCount(graph);
    this.#cost = new Float64Array(nodes);
    this.#source = new Int32Array(nodes);
    this.#touched = new Uint32Array(nodes);
    this.#settled = new Uint8Array(nodes);
    this.#reached = new Uint32Array(nodes);
  }

  /** Forgets the last search. Nodes that cost more than `limit` will not be reached; those that cost just so much will. */
  begin(limit = Number.POSITIVE_INFINITY): void {
    this.#search++;
    this.#limit = limit;
    this.#heapSize = 0;
    this.#reachedCount = 0;
  }

  /** Starts from `node` at a cost of `cost`; `source` is told of every node that is reached from here first. */
  seed(node: number, cost: number, source = 0): void {
    this.#offer(node, cost, source);
  }

  run(): void {
    const {
      offsets,
      node: ends,
      cost: arcCosts,
    } = this.direction === 'outward' ? this.graph.arcs : this.graph.arcsBack;
    while (this.#heapSize > 0) {
      const cost = this.#heapCost[0]!;
      const node = this.#heapNode[0]!;
      this.#pop();
      // A cheaper way has been found since this one was noted.
      if (this.#settled[node] === 1) continue;
      this.#settled[node] = 1;
      this.#reached[this.#reachedCount++] = node;
      const source = this.#source[node]!;
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        this.#offer(ends[arc]!, cost + arcCosts[arc]!, source);
      }
    }
  }

  /** Cost of the cheapest way to `node`; infinite when it was not reached. */
  cost(node: number): number {
    return this.#touched[node] === this.#search && this.#settled[node] === 1
      ? this.#cost[node]!
      : Number.POSITIVE_INFINITY;
  }

  /** The seed's source that `node` was reached from; -1 when it was not. */
  source(node: number): number {
    return this.#touched[node] === this.#search && this.#settled[node] === 1 ? this.#source[node]! : -1;
  }

  /** Nodes that were reached, cheapest first; a view that the next search writes over. */
  reached(): Uint32Array {
    return this.#reached.subarray(0, this.#reachedCount);
  }

  get limit(): number {
    return this.#limit;
  }

  #offer(node: number, cost: number, source: number): void {
    if (!(cost <= this.#limit)) return;
    if (this.#touched[node] === this.#search) {
      if (this.#settled[node] === 1 || cost >= this.#cost[node]!) return;
    } else {
      this.#touched[node] = this.#search;
      this.#settled[node] = 0;
    }
    this.#cost[node] = cost;
    this.#source[node] = source;
    this.#push(node, cost);
  }

  #push(node: number, cost: number): void {
    if (this.#heapSize === this.#heapNode.length) this.#growHeap();
    const nodes = this.#heapNode;
    const costs = this.#heapCost;
    let place = this.#heapSize++;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (costs[parent]! <= cost) break;
      costs[place] = costs[parent]!;
      nodes[place] = nodes[parent]!;
      place = parent;
    }
    costs[place] = cost;
    nodes[place] = node;
  }

  #growHeap(): void {
    const nodes = new Uint32Array(2 * this.#heapNode.length);
    const costs = new Float64Array(2 * this.#heapCost.length);
    nodes.set(this.#heapNode);
    costs.set(this.#heapCost);
    this.#heapNode = nodes;
    this.#heapCost = costs;
  }

  #pop(): void {
    const nodes = this.#heapNode;
    const costs = this.#heapCost;
    const size = --this.#heapSize;
    const node = nodes[size]!;
    const cost = costs[size]!;
    let place = 0;
    for (;;) {
      const first = 4 * place + 1;
      if (first >= size) break;
      let least = first;
      const last = Math.min(first + 4, size);
      for (let child = first + 1; child < last; child++) if (costs[child]! < costs[least]!) least = child;
      if (costs[least]! >= cost) break;
      costs[place] = costs[least]!;
      nodes[place] = nodes[least]!;
      place = least;
    }
    costs[place] = cost;
    nodes[place] = node;
  }
}
