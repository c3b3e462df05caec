import type { PatchGraph } from './patch-graph.ts';
import { PatchWays, wayLanes } from './patch-ways.ts';

/** What ways are worth by their length, up to a limit, inclusive. */
export interface WayWorth {
  readonly of: (length: number) => number;
  readonly limit: number;
}

/**
 * For each way of counting, the sum for every patch of Σ a_other × worth(length of the way) over all other patches: the ways are
 * measured once for all of them.
 */
export function waySums(
  graph: PatchGraph,
  areas: Float64Array,
  worths: readonly WayWorth[],
  progress?: (share: number) => void,
): readonly Float64Array[] {
  const ways = new PatchWays(graph, Math.max(...worths.map(({ limit }) => limit)));
  const { patches, size } = ways;
  const all = worths.map(() => new Float64Array(size));
  ways.pairs(({ patches: sources, count, lengths }, lowest) => {
    for (const [which, { of, limit }] of worths.entries()) {
      const sums = all[which]!;
      for (let lane = 0; lane < count; lane++) {
        const source = sources[lane]!;
        const own = areas[source]!;
        let sum = 0;
        for (let place = lowest + lane + 1; place < size; place++) {
          const length = lengths[wayLanes * place + lane]!;
          if (length > limit) continue;
          const worth = of(length);
          const other = patches[place]!;
          sum += areas[other]! * worth;
          sums[other]! += own * worth;
        }
        sums[source]! += sum;
      }
    }
  }, progress);
  return all;
}

/** Sources that are searched from at once: the bits of a number. */
const bits = 32;

/** Patches in an order in which those that follow one another lie close together. */
function spreadOrder({ size, starts, targets }: PatchGraph): Int32Array {
  const order = new Int32Array(size);
  const isSeen = new Uint8Array(size);
  let count = 0;
  for (let first = 0; first < size; first++) {
    if (isSeen[first]) continue;
    isSeen[first] = 1;
    let next = count;
    order[count++] = first;
    for (; next < count; next++) {
      const patch = order[next]!;
      for (let link = starts[patch]!; link < starts[patch + 1]!; link++) {
        const other = targets[link]!;
        if (isSeen[other]) continue;
        isSeen[other] = 1;
        order[count++] = other;
      }
    }
  }
  return order;
}

/**
 * For every patch Σ a_other × value(links on the shortest way) over all other patches that it reaches. Many searches go side by
 * side, one to a bit (Then et al. 2014).
 */
export function stepSums(
  graph: PatchGraph,
  areas: Float64Array,
  value: (links: number) => number,
  progress?: (share: number) => void,
): Float64Array {
  const { size, starts, targets } = graph;
  const sums = new Float64Array(size);
  const order = spreadOrder(graph);
  const seen = new Int32Array(size);
  const fresh = new Int32Array(size);
  const coming = new Int32Array(size);
  let front = new Int32Array(size);
  let next = new Int32Array(size);
  for (let first = 0; first < size; first += bits) {
    progress?.(first / size);
    seen.fill(0);
    let count = 0;
    for (let bit = 0; bit < bits && first + bit < size; bit++) {
      const patch = order[first + bit]!;
      seen[patch] = 1 << bit;
      fresh[patch] = 1 << bit;
      front[count++] = patch;
    }
    for (let links = 1; count > 0; links++) {
      let reached = 0;
      for (let at = 0; at < count; at++) {
        const patch = front[at]!;
        const own = fresh[patch]!;
        for (let link = starts[patch]!; link < starts[patch + 1]!; link++) {
          const other = targets[link]!;
          const found = own & ~seen[other]!;
          if (found === 0) continue;
          if (coming[other] === 0) next[reached++] = other;
          coming[other]! |= found;
        }
      }
      const worth = value(links);
      for (let at = 0; at < reached; at++) {
        const patch = next[at]!;
        const found = coming[patch]!;
        coming[patch] = 0;
        seen[patch]! |= found;
        fresh[patch] = found;
        const amount = areas[patch]! * worth;
        for (let left = found; left !== 0; left &= left - 1) {
          sums[order[first + 31 - Math.clz32(left & -left)]!]! += amount;
        }
      }
      [front, next] = [next, front];
      count = reached;
    }
  }
  return sums;
}
