import type { PatchSearch } from './patch-graph.ts';

/** What a way of some length is worth between its two ends, and what is left of that worth when it grows. */
export interface WayValue {
  /** Value of a way of `length`, falling with it; 1 at length 0. */
  readonly of: (length: number) => number;
  /** Set where a longer way loses the same share of its value whatever its length was: of(a + b) = of(a) · of(b). */
  readonly isMultiplicative: boolean;
}

/**
 * What the removal of single patches costs the ways of one search. Only ways that lead through a patch suffer from its
 * loss: those to what hangs below it in the tree of shortest ways. These are lengthened by a "shift", the smallest over all
 * links that enter the subtree from outside of what that link is longer than the present way. A shift is handed down the
 * tree, so that only places with a closer way in have to be looked at. Exact, and far cheaper than a search per removal.
 */
export class PatchRemoval {
  readonly #search: PatchSearch;
  /** Patches in preorder: a subtree is one stretch. Everything below is by place in this order. */
  readonly #places: Int32Array;
  readonly #patches: Int32Array;
  readonly #parents: Int32Array;
  readonly #ends: Int32Array;
  readonly #lengths: Float64Array;
  readonly #worths: Float64Array;
  readonly #rowStarts: Int32Array;
  readonly #rowSources: Int32Array;
  /** How much longer the way over a link is than the present one; ascending within a row. */
  readonly #slacks: Float64Array;
  readonly #shifts: Float64Array;
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  readonly #stack: Int32Array;

  constructor(search: PatchSearch) {
    const { size, targets } = search.graph;
    this.#search = search;
    this.#places = new Int32Array(size);
    this.#patches = new Int32Array(size);
    this.#parents = new Int32Array(size);
    this.#ends = new Int32Array(size);
    this.#lengths = new Float64Array(size);
    this.#worths = new Float64Array(size);
    this.#rowStarts = new Int32Array(size + 1);
    this.#rowSources = new Int32Array(targets.length);
    this.#slacks = new Float64Array(targets.length);
    this.#shifts = new Float64Array(size);
    this.#firstChild = new Int32Array(size);
    this.#nextSibling = new Int32Array(size);
    this.#stack = new Int32Array(size);
  }

  /**
   * For every patch that ways of the last search lead through, adds to `losses` what its removal takes away from them:
   * Σ aₛ a_d (value now − value without it). Ways longer than `limit` are worth nothing; subtrees worth less than
   * `negligible` are passed over.
   */
  addLosses(areas: Float64Array, value: WayValue, limit: number, negligible: number, losses: Float64Array): void {
    const { reached } = this.#search;
    this.#layOut(areas, value);
    const ends = this.#ends;
    const worths = this.#worths;
    const area = areas[this.#patches[0]!]!;
    const sums = new Float64Array(reached + 1);
    for (let place = 0; place < reached; place++) sums[place + 1] = sums[place]! + worths[place]!;
    for (let removed = 1; removed < reached; removed++) {
      const end = ends[removed]!;
      if (end === removed + 1 || area * (sums[end]! - sums[removed + 1]!) <= negligible) continue;
      this.#shift(removed);
      losses[this.#patches[removed]!]! += area * this.#loss(removed, areas, value, limit);
    }
  }

  /** Puts the tree of the last search into preorder, and its links beside it with their slacks. */
  #layOut(areas: Float64Array, value: WayValue): void {
    const { order, reached, parent, distance, graph } = this.#search;
    const places = this.#places;
    const patches = this.#patches;
    for (let position = 0; position < reached; position++) this.#firstChild[order[position]!] = -1;
    for (let position = reached - 1; position > 0; position--) {
      const patch = order[position]!;
      const above = parent[patch]!;
      this.#nextSibling[patch] = this.#firstChild[above]!;
      this.#firstChild[above] = patch;
    }
    const stack = this.#stack;
    let height = 0;
    stack[height++] = order[0]!;
    for (let place = 0; place < reached; place++) {
      const patch = stack[--height]!;
      places[patch] = place;
      patches[place] = patch;
      this.#parents[place] = place === 0 ? -1 : places[parent[patch]!]!;
      for (let child = this.#firstChild[patch]!; child >= 0; child = this.#nextSibling[child]!) stack[height++] = child;
    }
    for (let place = 0; place < reached; place++) this.#ends[place] = place + 1;
    for (let place = reached - 1; place > 0; place--) {
      const above = this.#parents[place]!;
      if (this.#ends[above]! < this.#ends[place]!) this.#ends[above] = this.#ends[place]!;
    }
    const rowSources = this.#rowSources;
    const slacks = this.#slacks;
    let row = 0;
    for (let place = 0; place < reached; place++) {
      const patch = patches[place]!;
      const length = distance[patch]!;
      this.#lengths[place] = length;
      this.#worths[place] = areas[patch]! * value.of(length);
      this.#rowStarts[place] = row;
      // No removal lengthens a way over one link only.
      if (this.#parents[place]! <= 0) continue;
      const first = row;
      for (let link = graph.starts[patch]!; link < graph.starts[patch + 1]!; link++) {
        const other = graph.targets[link]!;
        const slack = distance[other]! + graph.lengths[link]! - length;
        // Patches beyond the limit of the search have no place.
        if (!(slack < Number.POSITIVE_INFINITY)) continue;
        const source = places[other]!;
        if (source === this.#parents[place]) continue;
        // Insertion keeps the row in order of slack: later searches stop at the first link that is too long.
        let at = row++;
        for (; at > first && slacks[at - 1]! > slack; at--) {
          slacks[at] = slacks[at - 1]!;
          rowSources[at] = rowSources[at - 1]!;
        }
        slacks[at] = slack > 0 ? slack : 0;
        rowSources[at] = source;
      }
    }
    this.#rowStarts[reached] = row;
  }

  /** Fills the shifts of all places below `removed`. */
  #shift(removed: number): void {
    const parents = this.#parents;
    const shifts = this.#shifts;
    const rowStarts = this.#rowStarts;
    const rowSources = this.#rowSources;
    const slacks = this.#slacks;
    const end = this.#ends[removed]!;
    let smallest = Number.POSITIVE_INFINITY;
    for (let place = removed + 1; place < end; place++) {
      const above = parents[place]!;
      let shift = above === removed ? Number.POSITIVE_INFINITY : shifts[above]!;
      const last = rowStarts[place + 1]!;
      for (let link = rowStarts[place]!; link < last && slacks[link]! < shift; link++) {
        const source = rowSources[link]!;
        if (source < removed || source >= end) shift = slacks[link]!;
      }
      shifts[place] = shift;
      if (shift < smallest) smallest = shift;
    }
    if (smallest === Number.POSITIVE_INFINITY) return;
    // Ways in further down also serve what lies above and beside them: repeat until nothing gets shorter.
    for (let forward = false, changed = true; changed; forward = !forward) {
      changed = false;
      for (let step = removed + 1; step < end; step++) {
        const place = forward ? step : end + removed - step;
        let shift = shifts[place]!;
        const above = parents[place]!;
        if (above !== removed && shifts[above]! < shift) shift = shifts[above]!;
        const last = rowStarts[place + 1]!;
        for (let link = rowStarts[place]!; link < last && slacks[link]! + smallest < shift; link++) {
          const source = rowSources[link]!;
          if (source <= removed || source >= end) continue;
          const longer = shifts[source]! + slacks[link]!;
          if (longer < shift) shift = longer;
        }
        if (shift < shifts[place]!) {
          shifts[place] = shift;
          changed = true;
        }
      }
    }
  }

  #loss(removed: number, areas: Float64Array, value: WayValue, limit: number): number {
    const shifts = this.#shifts;
    const worths = this.#worths;
    const lengths = this.#lengths;
    const end = this.#ends[removed]!;
    const { isMultiplicative } = value;
    let loss = 0;
    let lastShift = 0;
    let lostShare = 0;
    for (let place = removed + 1; place < end; place++) {
      const shift = shifts[place]!;
      if (shift === 0) continue;
      const worth = worths[place]!;
      if (lengths[place]! + shift > limit) {
        loss += worth;
      } else if (isMultiplicative) {
        // Neighbours in the tree mostly share their shift, and the exponential is what costs.
        if (shift !== lastShift) {
          lastShift = shift;
          lostShare = 1 - value.of(shift);
        }
        loss += worth * lostShare;
      } else {
        loss += Math.max(0, worth - areas[this.#patches[place]!]! * value.of(lengths[place]! + shift));
      }
    }
    return loss;
  }
}
