import { atOnce } from '#core/model/at-once.ts';

/** Undirected links between patches in compressed rows: the links of patch k are `starts[k] .. starts[k + 1]`. */
export interface PatchGraph {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  /** Length of each link, at least 0: −ln p, or 1 for a count of links. */
  readonly lengths: Float64Array;
}

/** Links in columns; a link stands once, in either direction. */
export interface PatchLinks {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** Builds the rows. Loops are left out; of several links between two patches the searches use the shortest by themselves. */
export function patchGraph(size: number, links: PatchLinks, lengths: ArrayLike<number>): PatchGraph {
  const starts = new Uint32Array(size + 1);
  for (let link = 0; link < links.from.length; link++) {
    const a = links.from[link]!;
    const b = links.to[link]!;
    if (a === b || !Number.isFinite(lengths[link]!)) continue;
    starts[a + 1]!++;
    starts[b + 1]!++;
  }
  for (let patch = 0; patch < size; patch++) starts[patch + 1]! += starts[patch]!;
  const next = starts.slice(0, size);
  const targets = new Uint32Array(starts[size]!);
  const stored = new Float64Array(starts[size]!);
  for (let link = 0; link < links.from.length; link++) {
    const a = links.from[link]!;
    const b = links.to[link]!;
    if (a === b || !Number.isFinite(lengths[link]!)) continue;
    for (const [here, there] of [
      [a, b],
      [b, a],
    ] as const) {
      const place = next[here]!++;
      targets[place] = there;
      stored[place] = lengths[link]!;
    }
  }
  return { size, starts, targets, lengths: stored };
}

/** The same graph with the links of each patch ordered from the shortest, and of several links between two patches the shortest. */
function* orderingRows(graph: PatchGraph): Generator<void, PatchGraph> {
  const { size, lengths } = graph;
  const starts = new Uint32Array(size + 1);
  const targets = new Uint32Array(graph.targets.length);
  const kept = new Float64Array(graph.targets.length);
  const seenFrom = new Int32Array(size).fill(-1);
  let count = 0;
  const keep = (patch: number) => {
    const row = Array.from(
      { length: graph.starts[patch + 1]! - graph.starts[patch]! },
      (_, k) => graph.starts[patch]! + k,
    );
    row.sort((a, b) => lengths[a]! - lengths[b]!);
    for (const link of row) {
      const other = graph.targets[link]!;
      if (seenFrom[other] === patch) continue;
      seenFrom[other] = patch;
      targets[count] = other;
      kept[count++] = lengths[link]!;
    }
    starts[patch + 1] = count;
  };
  for (let patch = 0; patch < size; patch++) {
    keep(patch);
    yield;
  }
  return { size, starts, targets: targets.slice(0, count), lengths: kept.slice(0, count) };
}

/**
 * The same graph without links that no shortest way needs, neither as it is nor after any one patch is removed: those for
 * which ways over two different third patches are strictly shorter. (At least one of the two survives the removal, and its
 * links are shorter still, so that the argument repeats on them and ends.) Exact; turns a complete graph into a sparse one.
 */
export function withoutDominatedLinks(graph: PatchGraph): PatchGraph {
  return atOnce(droppingDominatedLinks(graph));
}

/** {@link withoutDominatedLinks}, patch by patch. */
export function* droppingDominatedLinks(graph: PatchGraph): Generator<void, PatchGraph> {
  const { size, starts, targets, lengths } = yield* orderingRows(graph);
  const fromHere = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const isDropped = new Uint8Array(targets.length);
  const drop = (patch: number) => {
    const [first, last] = [starts[patch]!, starts[patch + 1]!];
    for (let link = first; link < last; link++) fromHere[targets[link]!] = lengths[link]!;
    for (let link = first; link < last; link++) {
      const other = targets[link]!;
      const length = lengths[link]!;
      let shorter = 0;
      for (let step = starts[other]!; step < starts[other + 1]! && lengths[step]! < length; step++) {
        if (fromHere[targets[step]!]! + lengths[step]! >= length) continue;
        if (++shorter < 2) continue;
        isDropped[link] = 1;
        break;
      }
    }
    for (let link = first; link < last; link++) fromHere[targets[link]!] = Number.POSITIVE_INFINITY;
  };
  for (let patch = 0; patch < size; patch++) {
    drop(patch);
    yield;
  }
  const keptStarts = new Uint32Array(size + 1);
  let count = 0;
  const keptTargets = new Uint32Array(targets.length);
  const keptLengths = new Float64Array(targets.length);
  for (let patch = 0; patch < size; patch++) {
    for (let link = starts[patch]!; link < starts[patch + 1]!; link++) {
      if (isDropped[link]) continue;
      keptTargets[count] = targets[link]!;
      keptLengths[count++] = lengths[link]!;
    }
    keptStarts[patch + 1] = count;
  }
  return { size, starts: keptStarts, targets: keptTargets.slice(0, count), lengths: keptLengths.slice(0, count) };
}

/** Binary heap of patches ordered by a key that can be lowered; reused from search to search. */
export class PatchHeap {
  readonly #items: Int32Array;
  /** Place in the heap by patch, −1 when it is not there. */
  readonly #places: Int32Array;
  readonly #keys: Float64Array;
  #length = 0;

  /** `keys` is read when the heap sorts; change a key only through {@link lower}. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#items = new Int32Array(keys.length);
    this.#places = new Int32Array(keys.length).fill(-1);
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Puts `item` in, or moves it up, after its key became `key`. */
  lower(item: number, key: number): void {
    this.#keys[item] = key;
    let place = this.#places[item]!;
    if (place < 0) place = this.#length++;
    const items = this.#items;
    const places = this.#places;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = items[above]!;
      if (this.#keys[other]! <= key) break;
      items[place] = other;
      places[other] = place;
      place = above;
    }
    items[place] = item;
    places[item] = place;
  }

  /** Takes out the item with the smallest key. */
  pop(): number {
    const items = this.#items;
    const places = this.#places;
    const keys = this.#keys;
    const top = items[0]!;
    places[top] = -1;
    const last = items[--this.#length]!;
    if (this.#length === 0) return top;
    const key = keys[last]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#length) break;
      if (child + 1 < this.#length && keys[items[child + 1]!]! < keys[items[child]!]!) child++;
      const other = items[child]!;
      if (keys[other]! >= key) break;
      items[place] = other;
      places[other] = place;
      place = child;
    }
    items[place] = last;
    places[last] = place;
    return top;
  }

  clear(): void {
    while (this.#length > 0) this.#places[this.#items[--this.#length]!] = -1;
  }
}

/** Shortest lengths from one patch after another: arrays of one search are overwritten by the next. */
export class PatchSearch {
  readonly graph: PatchGraph;
  /** Length of the best way from the source; Infinity where there is none. */
  readonly distance: Float64Array;
  readonly parent: Int32Array;
  /** Patches in the order in which they were reached; the first `reached` entries count. */
  readonly order: Int32Array;
  reached = 0;
  readonly #heap: PatchHeap;

  constructor(graph: PatchGraph) {
    this.graph = graph;
    this.distance = new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY);
    this.parent = new Int32Array(graph.size).fill(-1);
    this.order = new Int32Array(graph.size);
    this.#heap = new PatchHeap(this.distance);
  }

  /** Searches from `source` as far as `limit`, inclusive (Dijkstra 1959). */
  run(source: number, limit: number): void {
    const { distance, parent, order, graph } = this;
    const { starts, targets, lengths } = graph;
    const heap = this.#heap;
    distance.fill(Number.POSITIVE_INFINITY);
    parent[source] = -1;
    heap.lower(source, 0);
    let reached = 0;
    while (!heap.isEmpty) {
      const patch = heap.pop();
      order[reached++] = patch;
      const base = distance[patch]!;
      for (let link = starts[patch]!; link < starts[patch + 1]!; link++) {
        const other = targets[link]!;
        const length = base + lengths[link]!;
        if (length < distance[other]! && length <= limit) {
          parent[other] = patch;
          heap.lower(other, length);
        }
      }
    }
    this.reached = reached;
  }
}
