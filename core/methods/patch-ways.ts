import { type PatchGraph, PatchSearch } from './patch-graph.ts';

/** Patches from which ways are measured at once. */
export const wayLanes = 16;

/** Links a patch has on average beyond which taking patches out only makes more of them: then each is searched from. */
const sparseLinks = 20;
/** Steps a patch on average that are given to taking patches out before it is left. */
const steadySteps = 5000;

/** Lengths from some patches at once: `lengths[wayLanes * place + lane]` is that from `patches[lane]` to the patch at a place. */
export interface WayBatch {
  readonly patches: ArrayLike<number>;
  readonly count: number;
  readonly lengths: Float64Array;
}

/** As {@link WayBatch}, with exp(−length) instead of the length; 0 where there is no way. */
export interface ChanceBatch {
  readonly patches: ArrayLike<number>;
  readonly count: number;
  readonly chances: Float64Array;
}

interface UpwardLinks {
  readonly starts: Uint32Array;
  readonly targets: Int32Array;
  readonly lengths: Float64Array;
}

/**
 * Shortest lengths between all patches, for many sources far cheaper than a search from each. Patches are taken out of the graph
 * one by one, the one with the fewest links first, and a link is put in for every shortest way that led through it. A shortest way
 * then climbs in the order of removal and descends again: from a source it is followed upwards, and one sweep down the order, for
 * several sources at once and without a queue, gives all lengths. Where patches have so many links that this would not pay, each is
 * searched from. Exact either way.
 * Sources: Geisberger, Sanders, Schultes & Delling 2008 (contraction); Delling, Goldberg, Nowatzyk & Werneck 2011 (sweep).
 */
export class PatchWays {
  readonly size: number;
  /** The patch at each place of the order, and the place of each patch. */
  readonly patches: Int32Array;
  readonly places: Int32Array;
  readonly #links: UpwardLinks | undefined;
  readonly #search: PatchSearch | undefined;
  readonly #limit: number;
  /** Lengths or chances of the present batch. */
  readonly #found: Float64Array;
  readonly #factors = new Map<number, Float64Array>();

  /** Lengths beyond `limit` may be infinite. */
  constructor(graph: PatchGraph, limit = Number.MAX_VALUE) {
    const contracted = graph.targets.length <= sparseLinks * graph.size ? contract(graph) : undefined;
    this.size = graph.size;
    this.#limit = limit;
    this.patches = contracted?.patches ?? Int32Array.from({ length: graph.size }, (_, patch) => patch);
    this.places = new Int32Array(graph.size);
    for (const [place, patch] of this.patches.entries()) this.places[patch] = place;
    this.#links = contracted && placed(contracted.upward, this.patches, this.places);
    this.#search = contracted ? undefined : new PatchSearch(graph);
    this.#found = new Float64Array(wayLanes * graph.size);
  }

  /** Lengths from the given patches to all, some of them at a time. What is given out holds until the next batch. */
  from(sources: ArrayLike<number>, visit: (batch: WayBatch) => void): void {
    for (let first = 0; first < sources.length; first += wayLanes) {
      const patches = Array.prototype.slice.call(sources, first, first + wayLanes) as number[];
      visit(this.#measure(patches, 0));
    }
  }

  /**
   * Lengths from every patch to those at higher places, some sources at a time: each pair once. Lengths to lower places are
   * not to be used. `progress` is told the share done.
   */
  pairs(visit: (batch: WayBatch, lowest: number) => void, progress?: (share: number) => void): void {
    for (let end = this.size; end > 0; end -= wayLanes) {
      progress?.(1 - (end / this.size) ** 2);
      const lowest = Math.max(0, end - wayLanes);
      const patches = Array.from(this.patches.subarray(lowest, end));
      visit(this.#measure(patches, lowest), lowest);
    }
  }

  /**
   * As `from`, with exp(−rate × length) for the lengths. They are multiplied along the ways, so that none has to be worked out
   * pair by pair.
   */
  chancesFrom(rate: number, sources: ArrayLike<number>, visit: (batch: ChanceBatch) => void): void {
    for (let first = 0; first < sources.length; first += wayLanes) {
      const patches = Array.prototype.slice.call(sources, first, first + wayLanes) as number[];
      visit(this.#measureChances(rate, patches, 0));
    }
  }

  /** As `pairs`, with exp(−rate × length) for the lengths; each batch is visited when it is asked for. */
  *chancePairs(
    rate: number,
    visit: (batch: ChanceBatch, lowest: number) => void,
    progress?: (share: number) => void,
  ): Generator<void, void> {
    for (let end = this.size; end > 0; end -= wayLanes) {
      progress?.(1 - (end / this.size) ** 2);
      const lowest = Math.max(0, end - wayLanes);
      visit(this.#measureChances(rate, Array.from(this.patches.subarray(lowest, end)), lowest), lowest);
      yield;
    }
  }

  #measure(patches: readonly number[], lowest: number): WayBatch {
    const lengths = this.#found;
    lengths.fill(Number.POSITIVE_INFINITY);
    if (this.#links) {
      this.#climb(this.#links, patches);
      descend(this.#links, lengths, this.size, lowest);
    } else this.#searchFrom(patches, (at, length) => (lengths[at] = length));
    return { patches, count: patches.length, lengths };
  }

  #measureChances(rate: number, patches: readonly number[], lowest: number): ChanceBatch {
    const chances = this.#found;
    chances.fill(0);
    if (this.#links) {
      const factors = this.#factors.get(rate) ?? this.#links.lengths.map((length) => Math.exp(-rate * length));
      this.#factors.set(rate, factors);
      this.#climbChances(this.#links, factors, patches);
      descendChances(this.#links, factors, chances, this.size, lowest);
    } else this.#searchFrom(patches, (at, length) => (chances[at] = Math.exp(-rate * length)));
    return { patches, count: patches.length, chances };
  }

  #searchFrom(patches: readonly number[], put: (at: number, length: number) => void): void {
    const search = this.#search!;
    const { order, distance } = search;
    for (const [lane, patch] of patches.entries()) {
      search.run(patch, this.#limit);
      for (let at = 0; at < search.reached; at++) {
        put(wayLanes * this.places[order[at]!]! + lane, distance[order[at]!]!);
      }
    }
  }

  #climb({ starts, targets, lengths: steps }: UpwardLinks, patches: readonly number[]): void {
    const lengths = this.#found;
    const { size } = this;
    for (const [lane, patch] of patches.entries()) {
      const own = this.places[patch]!;
      lengths[wayLanes * own + lane] = 0;
      for (let place = own; place < size; place++) {
        const length = lengths[wayLanes * place + lane]!;
        if (length === Number.POSITIVE_INFINITY) continue;
        for (let link = starts[place]!; link < starts[place + 1]!; link++) {
          const at = wayLanes * targets[link]! + lane;
          const over = length + steps[link]!;
          if (over < lengths[at]!) lengths[at] = over;
        }
      }
    }
  }

  #climbChances({ starts, targets }: UpwardLinks, factors: Float64Array, patches: readonly number[]): void {
    const chances = this.#found;
    const { size } = this;
    for (const [lane, patch] of patches.entries()) {
      const own = this.places[patch]!;
      chances[wayLanes * own + lane] = 1;
      for (let place = own; place < size; place++) {
        const chance = chances[wayLanes * place + lane]!;
        if (chance === 0) continue;
        for (let link = starts[place]!; link < starts[place + 1]!; link++) {
          const at = wayLanes * targets[link]! + lane;
          const over = chance * factors[link]!;
          if (over > chances[at]!) chances[at] = over;
        }
      }
    }
  }
}

/** Takes the lengths at all places down to the lowest, from those above them. */
function descend(links: UpwardLinks, lengths: Float64Array, size: number, lowest: number): void {
  const { starts, targets, lengths: steps } = links;
  for (let place = size - 1; place >= lowest; place--) {
    const here = wayLanes * place;
    for (let link = starts[place]!; link < starts[place + 1]!; link++) {
      const above = wayLanes * targets[link]!;
      const step = steps[link]!;
      for (let lane = 0; lane < wayLanes; lane++) {
        const over = lengths[above + lane]! + step;
        if (over < lengths[here + lane]!) lengths[here + lane] = over;
      }
    }
  }
}

function descendChances(
  { starts, targets }: UpwardLinks,
  factors: Float64Array,
  chances: Float64Array,
  size: number,
  lowest: number,
): void {
  for (let place = size - 1; place >= lowest; place--) {
    const here = wayLanes * place;
    for (let link = starts[place]!; link < starts[place + 1]!; link++) {
      const above = wayLanes * targets[link]!;
      const factor = factors[link]!;
      for (let lane = 0; lane < wayLanes; lane++) {
        const over = chances[above + lane]! * factor;
        if (over > chances[here + lane]!) chances[here + lane] = over;
      }
    }
  }
}

/** The links of each patch by the other end, of several links the shortest. */
function neighboursOf({ size, starts, targets, lengths }: PatchGraph): Map<number, number>[] {
  return Array.from({ length: size }, (_, patch) => {
    const links = new Map<number, number>();
    for (let link = starts[patch]!; link < starts[patch + 1]!; link++) {
      const known = links.get(targets[link]!);
      if (known === undefined || lengths[link]! < known) links.set(targets[link]!, lengths[link]!);
    }
    return links;
  });
}

/** Whether two patches are at most `length` apart without a new link: directly or over one patch other than `removed`. */
function hasWitness(
  one: ReadonlyMap<number, number>,
  two: ReadonlyMap<number, number>,
  removed: number,
  length: number,
): boolean {
  const [few, many] = one.size <= two.size ? [one, two] : [two, one];
  for (const [between, step] of few) {
    if (between === removed || step > length) continue;
    const rest = many.get(between);
    if (rest !== undefined && step + rest <= length) return true;
  }
  return false;
}

/** Takes the patches out, and gives their order and, by patch, its links when it was taken out: all to later ones. Undefined when that is too much work. */
function contract(
  graph: PatchGraph,
): { patches: Int32Array; upward: readonly ReadonlyMap<number, number>[] } | undefined {
  const neighbours = neighboursOf(graph);
  const patches = new Int32Array(graph.size);
  const isOut = new Uint8Array(graph.size);
  // Patches by their number of links; where that has changed since, they stand in another list as well.
  const byDegree: number[][] = [];
  const put = (patch: number) => {
    const degree = neighbours[patch]!.size;
    while (byDegree.length <= degree) byDegree.push([]);
    byDegree[degree]!.push(patch);
  };
  for (let patch = graph.size - 1; patch >= 0; patch--) put(patch);
  let steps = 0;
  for (let place = 0, degree = 0; place < graph.size; ) {
    const patch = byDegree[degree]?.pop();
    if (patch === undefined) {
      degree++;
      continue;
    }
    const links = neighbours[patch]!;
    if (isOut[patch] || links.size !== degree) continue;
    steps += degree ** 3;
    if (steps > steadySteps * graph.size) return undefined;
    isOut[patch] = 1;
    patches[place++] = patch;
    const ends = [...links.keys()];
    const lengths = [...links.values()];
    for (let a = 0; a < ends.length; a++) {
      const one = neighbours[ends[a]!]!;
      for (let b = a + 1; b < ends.length; b++) {
        const length = lengths[a]! + lengths[b]!;
        const two = neighbours[ends[b]!]!;
        const known = one.get(ends[b]!);
        if ((known !== undefined && known <= length) || hasWitness(one, two, patch, length)) continue;
        one.set(ends[b]!, length);
        two.set(ends[a]!, length);
      }
    }
    for (const end of ends) {
      neighbours[end]!.delete(patch);
      degree = Math.min(degree, neighbours[end]!.size);
      put(end);
    }
  }
  return { patches, upward: neighbours };
}

/** Links by place instead of by patch. */
function placed(upward: readonly ReadonlyMap<number, number>[], patches: Int32Array, places: Int32Array): UpwardLinks {
  const starts = new Uint32Array(patches.length + 1);
  for (const [place, patch] of patches.entries()) starts[place + 1] = starts[place]! + upward[patch]!.size;
  const targets = new Int32Array(starts[patches.length]!);
  const lengths = new Float64Array(targets.length);
  let link = 0;
  for (const patch of patches) {
    for (const [other, length] of upward[patch]!) {
      targets[link] = places[other]!;
      lengths[link++] = length;
    }
  }
  return { starts, targets, lengths };
}
