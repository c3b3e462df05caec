import type { Random } from '#core/platform/platform.ts';
import { crowding, fronts, isAhead } from './crowding.ts';
import { Effects } from './effects.ts';
import { FrontArchive } from './front-archive.ts';
import { type Plan, planOf, type SearchProblem } from './problem.ts';
import { repaired } from './repair.ts';

export interface SearchOptions {
  /** How many rounds of offspring; the same number, seed and problem give the same plans. */
  readonly rounds: number;
  readonly random: Random;
  /** Plans of a round. */
  readonly population?: number;
  /** Plans that are kept at most. */
  readonly kept?: number;
}

/** How far a search is. */
export interface SearchState {
  readonly done: number;
  readonly total: number;
  /** Plans within the limits that no other beats, so far. */
  readonly plans: readonly Plan[];
  /** The plan nearest to the limits, for when none meets them. */
  readonly nearest: Plan;
}

/** Share of the candidates that greedy plans change. */
const shares = [0.03, 0.1, 0.25, 0.5, 1] as const;
const localTries = 16;

/** Weights of the objectives: one alone, or a random mix. */
function weightsFor(count: number, alone: number, random: Random): number[] {
  if (alone < count) return Array.from({ length: count }, (_, at) => (at === alone ? 1 : 0));
  const drawn = Array.from({ length: count }, () => -Math.log(1 - random.next()));
  const total = drawn.reduce((sum, one) => sum + one, 0);
  return drawn.map((one) => one / total);
}

/**
 * Searches for plans that trade the objectives off within the limits: greedy plans for many weights of the objectives, each
 * brought within the limits, then NSGA-II (rank and crowding, uniform crossover, mutation towards choices that have an effect)
 * with the same repair, and a local search on one plan of the front in each round. Gives its state after every piece of work, so
 * that whoever runs it can pause or stop. Sources: Deb et al. 2002 (NSGA-II, constrained domination); Ishibuchi & Murata 1998
 * (local search with random weights).
 */
export function* search(problem: SearchProblem, options: SearchOptions): Generator<SearchState, SearchState> {
  const { random, rounds, population = 40, kept = 240 } = options;
  const { wishes, changes } = problem;
  const archive = new FrontArchive(wishes, kept);
  const count = changes.length;
  let nearest = planOf(problem, new Uint8Array(count));
  const note = (plan: Plan): Plan => {
    archive.add(plan);
    if (plan.violation < nearest.violation) nearest = plan;
    return plan;
  };
  const state = (done: number): SearchState => ({ done, total: rounds, plans: archive.plans, nearest });
  const mended = (choices: Uint8Array): Plan => note(repaired(problem, planOf(problem, choices), effects, random));
  note(nearest);

  const effects = new Effects(problem);
  for (const _ of effects.measureAll(random)) yield state(0);

  let plans: Plan[] = [nearest];
  for (let greedy = 0; greedy < population; greedy++) {
    const weights = weightsFor(wishes.length, greedy % (2 * wishes.length), random);
    const share = shares[Math.floor(greedy / 2) % shares.length]!;
    plans.push(mended(effects.greedyChoices(weights, share)));
    yield state(0);
  }

  for (let round = 1; round <= rounds; round++) {
    const rank = new Map<number, number>();
    const sorted = fronts(plans, wishes);
    for (const [place, front] of sorted.entries()) for (const at of front) rank.set(at, place);
    const rooms = new Map(sorted.flatMap((front) => [...crowding(front, plans)]));
    const better = (a: number, b: number) => {
      if (rank.get(a) !== rank.get(b)) return rank.get(a)! < rank.get(b)! ? a : b;
      return rooms.get(a)! >= rooms.get(b)! ? a : b;
    };
    const pick = () => Math.floor(random.next() * plans.length);
    const children: Plan[] = [];
    while (children.length < population) {
      const [a, b] = [plans[better(pick(), pick())]!, plans[better(pick(), pick())]!];
      const choices = a.choices.slice();
      if (random.next() < 0.9) for (let at = 0; at < count; at++) if (random.next() < 0.5) choices[at] = b.choices[at]!;
      mutate(choices, effects, random);
      children.push(mended(choices));
    }
    improveOne(problem, archive, effects, random, note);
    plans = survivors([...plans, ...children, ...someOf(archive.plans, 2, random)], population, problem);
    yield state(round);
  }
  return state(rounds);
}

/** Changes a few choices, now and then many, half of them towards choices that are good for some objective. */
function mutate(choices: Uint8Array, effects: Effects, random: Random): void {
  if (choices.length === 0) return;
  const many = random.next() < 0.1 ? Math.ceil(choices.length / 20) : 1 + Math.floor(random.next() * 4);
  const weights = weightsFor(effects.objectives, effects.objectives, random);
  for (let step = 0; step < many; step++) {
    const [candidate, choice] = random.next() < 0.5 ? effects.drawn(random) : effects.drawnFor(weights, random);
    choices[candidate] = choice;
  }
}

/** Tries single changes on one plan of the front and keeps what serves a random mix of the objectives. */
function improveOne(
  problem: SearchProblem,
  archive: FrontArchive,
  effects: Effects,
  random: Random,
  note: (plan: Plan) => Plan,
): void {
  const [first] = someOf(archive.plans, 1, random);
  if (!first || first.choices.length === 0) return;
  let plan = first;
  const weights = weightsFor(problem.wishes.length, problem.wishes.length, random);
  for (let step = 0; step < localTries; step++) {
    const choices = plan.choices.slice();
    const [candidate, choice] = effects.drawnFor(weights, random);
    choices[candidate] = choices[candidate] === choice ? 0 : choice;
    const next = note(planOf(problem, choices));
    if (next.violation === 0 && effects.score(next.values, weights) > effects.score(plan.values, weights)) plan = next;
  }
}

function someOf(plans: readonly Plan[], count: number, random: Random): Plan[] {
  if (plans.length === 0) return [];
  return Array.from({ length: count }, () => plans[Math.floor(random.next() * plans.length)]!);
}

/** The best `count` plans by front, and within the last front those with the most room. */
function survivors(plans: readonly Plan[], count: number, { wishes }: SearchProblem): Plan[] {
  const distinct = plans.filter(
    (plan, place) =>
      !plans.some(
        (other, at) =>
          at < place &&
          other.values.every((value, axis) => value === plan.values[axis]) &&
          !isAhead(plan, other, wishes),
      ),
  );
  const chosen: Plan[] = [];
  for (const front of fronts(distinct, wishes)) {
    const room = crowding(front, distinct);
    const order =
      chosen.length + front.length <= count ? front : [...front].sort((a, b) => room.get(b)! - room.get(a)! || a - b);
    for (const at of order) if (chosen.length < count) chosen.push(distinct[at]!);
  }
  return chosen;
}
