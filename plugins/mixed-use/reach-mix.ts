import {
  betaOfDistance,
  branchDiversityOf,
  type EvaluatorContext,
  hillOf,
  jobPopulationBalance,
  type Points,
  valueOrNaN,
  type Walking,
} from '#sdk';
import { amountsOf, type UseAmounts } from './uses.ts';

/** What each place has within reach, by radius. */
export interface ReachMix {
  readonly radii: readonly number[];
  /** By radius and place; NaN where nothing is within reach or the place is no origin. */
  readonly hill: readonly (readonly [q0: Float64Array, q1: Float64Array, q2: Float64Array])[];
  /** Hill number of order 1 with each class weighted by how near its nearest instance is. */
  readonly effective: readonly Float64Array[];
  readonly balance: readonly Float64Array[];
  /** Largest share of a single class. */
  readonly dominance: readonly Float64Array[];
}

export interface ReachInputs {
  readonly amounts: UseAmounts;
  readonly places: Points;
  /** Places that are looked from. */
  readonly origins: readonly number[];
  readonly residents: Float64Array;
  readonly jobs: Float64Array;
  readonly jobsPerResident: number;
}

function columns(count: number, number: number): Float64Array[] {
  return Array.from({ length: number }, () => new Float64Array(count).fill(Number.NaN));
}

/** Mix of uses within several distances of every origin. */
export function reachMix(
  inputs: ReachInputs,
  radii: readonly number[],
  walking: Walking,
  context: EvaluatorContext,
): ReachMix {
  const { amounts, places, origins, residents, jobs } = inputs;
  const { count } = amounts;
  const width = amounts.classes.length;
  const result = {
    radii,
    hill: radii.map(() => columns(count, 3) as [Float64Array, Float64Array, Float64Array]),
    effective: columns(count, radii.length),
    balance: columns(count, radii.length),
    dominance: columns(count, radii.length),
  };
  // Sums of one origin: what lies between one radius and the next, then added up outwards.
  const sums = new Float64Array(radii.length * width);
  const people = new Float64Array(radii.length);
  const work = new Float64Array(radii.length);
  const nearest = new Float64Array(width);
  let current = -1;

  const finish = () => {
    if (current < 0) return;
    const place = origins[current]!;
    for (let step = 0; step < radii.length; step++) {
      if (step > 0) {
        for (let kind = 0; kind < width; kind++) sums[step * width + kind]! += sums[(step - 1) * width + kind]!;
        people[step]! += people[step - 1]!;
        work[step]! += work[step - 1]!;
      }
      const own = sums.subarray(step * width, (step + 1) * width);
      const total = own.reduce((sum, amount) => sum + amount, 0);
      for (const q of [0, 1, 2] as const) result.hill[step]![q][place] = hillOf(own, q);
      // Classes first met beyond this radius have no amount in it, so their distance does not matter.
      result.effective[step]![place] = branchDiversityOf(own, nearest, 1, betaOfDistance(radii[step]!));
      result.balance[step]![place] = valueOrNaN(
        jobPopulationBalance(work[step]!, people[step]!, inputs.jobsPerResident),
      );
      result.dominance[step]![place] = total > 0 ? Math.max(...own) / total : Number.NaN;
    }
  };
  const begin = (origin: number) => {
    current = origin;
    sums.fill(0);
    people.fill(0);
    work.fill(0);
    nearest.fill(Number.POSITIVE_INFINITY);
  };

  const from: Points = {
    x: Float64Array.from(origins, (place) => places.x[place]!),
    y: Float64Array.from(origins, (place) => places.y[place]!),
  };
  // Most land has neither floor nor people: walks to it would be counted for nothing.
  const { values } = amounts;
  const hasSomething = (place: number) =>
    residents[place]! > 0 || jobs[place]! > 0 || amountsOf(amounts, place).some((amount) => amount > 0);
  const ends = Array.from(places.x, (_, place) => place).filter(hasSomething);
  const to: Points = {
    x: Float64Array.from(ends, (place) => places.x[place]!),
    y: Float64Array.from(ends, (place) => places.y[place]!),
  };
  // What is at each end, in the order of the ends: of all classes most places have one or two.
  const starts = new Uint32Array(ends.length + 1);
  const kinds: number[] = [];
  const sizes: number[] = [];
  for (const [end, place] of ends.entries()) {
    for (let kind = 0; kind < width; kind++) {
      const amount = values[place * width + kind]!;
      if (amount === 0) continue;
      kinds.push(kind);
      sizes.push(amount);
    }
    starts[end + 1] = kinds.length;
  }
  const kindAt = Uint16Array.from(kinds);
  const amountAt = Float64Array.from(sizes);
  const peopleAt = Float64Array.from(ends, (place) => (residents[place]! > 0 ? residents[place]! : 0));
  const workAt = Float64Array.from(ends, (place) => (jobs[place]! > 0 ? jobs[place]! : 0));
  walking.pairs(
    from,
    to,
    radii.at(-1)!,
    (origin, end, metres) => {
      if (origin !== current) {
        finish();
        begin(origin);
      }
      let step = 0;
      while (metres > radii[step]!) step++;
      for (let at = starts[end]!; at < starts[end + 1]!; at++) {
        const kind = kindAt[at]!;
        sums[step * width + kind]! += amountAt[at]!;
        if (metres < nearest[kind]!) nearest[kind] = metres;
      }
      people[step]! += peopleAt[end]!;
      work[step]! += workAt[end]!;
    },
    (share) => context.progress(0.2 + 0.7 * share),
  );
  finish();
  return result;
}
