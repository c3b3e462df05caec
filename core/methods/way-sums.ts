import { atOnce } from '#core/model/at-once.ts';
import type { PatchGraph } from './patch-graph.ts';
import { PatchWays, wayLanes } from './patch-ways.ts';

/** What ways are worth by their length, exp(−rate × length), up to a limit, inclusive. */
export interface WayWorth {
  readonly rate: number;
  readonly limit: number;
}

/** Powers up to this are multiplied out, many times as fast as `**`. Those of dispersal distances mostly are small and whole. */
const smallPower = 32;

/** The exponent where it is small and whole, else 0. */
function smallWhole(exponent: number): number {
  const whole = Math.round(exponent);
  return whole <= smallPower && Math.abs(exponent - whole) <= 1e-15 * exponent ? whole : 0;
}

function wholePower(base: number, exponent: number): number {
  let power = 1;
  for (let left = exponent, square = base; left > 0; left >>= 1, square *= square) if (left & 1) power *= square;
  return power;
}

/**
 * For each way of counting, the sum for every patch of Σ a_other × worth(length of the way) over all other patches: the ways are
 * measured once for all of them, and what they are worth is multiplied along them.
 */
export function waySums(
  graph: PatchGraph,
  areas: Float64Array,
  worths: readonly WayWorth[],
  progress?: (share: number) => void,
): readonly Float64Array[] {
  return sumsOver(new PatchWays(graph, Math.max(...worths.map(({ limit }) => limit))), areas, worths, progress);
}

/** As {@link waySums}, over ways that are measured already, as far as the longest limit. */
export function sumsOver(
  ways: PatchWays,
  areas: Float64Array,
  worths: readonly WayWorth[],
  progress?: (share: number) => void,
): readonly Float64Array[] {
  return atOnce(summingOver(ways, areas, worths, progress));
}

/** {@link sumsOver}, some patches at a time. */
export function* summingOver(
  ways: PatchWays,
  areas: Float64Array,
  worths: readonly WayWorth[],
  progress?: (share: number) => void,
): Generator<void, readonly Float64Array[]> {
  const { patches, size } = ways;
  const slowest = Math.min(...worths.map(({ rate }) => rate));
  const areaAt = Float64Array.from(patches, (patch) => areas[patch]!);
  const counted = worths.map(({ rate, limit }) => ({
    sums: new Float64Array(size),
    least: Math.exp(-slowest * limit),
    exponent: rate / slowest,
    whole: smallWhole(rate / slowest),
  }));
  const own = new Float64Array(wayLanes);
  yield* ways.chancePairs(
    slowest,
    ({ count, chances }, lowest) => {
      for (const { sums, least, exponent, whole } of counted) {
        own.fill(0);
        for (let place = lowest + 1; place < size; place++) {
          const area = areaAt[place]!;
          const lanes = Math.min(count, place - lowest);
          let sum = 0;
          for (let lane = 0; lane < lanes; lane++) {
            const chance = chances[wayLanes * place + lane]!;
            if (chance === 0 || chance < least) continue;
            const worth = whole === 1 ? chance : whole > 0 ? wholePower(chance, whole) : chance ** exponent;
            own[lane]! += area * worth;
            sum += areaAt[lowest + lane]! * worth;
          }
          sums[place]! += sum;
        }
        for (let lane = 0; lane < count; lane++) sums[lowest + lane]! += own[lane]!;
      }
    },
    progress,
  );
  return counted.map(({ sums }) => Float64Array.from(ways.places, (place) => sums[place]!));
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
