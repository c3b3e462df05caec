import type { Random } from '#core/platform/platform.ts';
import type { SearchProblem } from './problem.ts';

/** How many single choices are looked at between two pauses, and at most. */
const batch = 400;
const tournament = 4;

/** What each choice alone does to objectives and limits: where a search looks first. Not what it decides by. */
export class Effects {
  readonly #problem: SearchProblem;
  /** By candidate and choice: gains of the objectives, more is better, in units of the largest gain seen. */
  readonly #gains: Float64Array[][];
  /** The same for the limits: how much nearer to being met. */
  readonly #relief: Float64Array[][];
  /** Candidates that have a choice besides being left. */
  readonly #free: number[];
  #ranges: Float64Array;

  constructor(problem: SearchProblem) {
    this.#problem = problem;
    const empty = (count: number) => problem.changes.map((choices) => choices.map(() => new Float64Array(count)));
    this.#gains = empty(problem.wishes.length);
    this.#relief = empty(problem.limits.length);
    this.#free = problem.changes.flatMap((choices, candidate) => (choices.length > 1 ? [candidate] : []));
    this.#ranges = new Float64Array(problem.wishes.length).fill(1);
  }

  get objectives(): number {
    return this.#problem.wishes.length;
  }

  /** Looks at every choice alone; pauses now and then. */
  *measureAll(random: Random): Generator<void> {
    const { start, changes, wishes, limits } = this.#problem;
    const choices = new Uint8Array(changes.length);
    const before = this.#problem.measure(start, choices);
    const amounts = start.slice();
    const largest = new Float64Array(wishes.length);
    let looked = 0;
    // In random order, so that whoever stops early has seen a bit of everything.
    for (const candidate of shuffled(this.#free, random)) {
      for (let choice = 1; choice < changes[candidate]!.length; choice++) {
        const change = changes[candidate]![choice]!;
        for (let at = 0; at < amounts.length; at++) amounts[at] = start[at]! + change[at]!;
        choices[candidate] = choice;
        const { values, limited } = this.#problem.measure(amounts, choices);
        for (const [at, wish] of wishes.entries()) {
          const gain = (wish === 'more' ? 1 : -1) * (values[at]! - before.values[at]!);
          this.#gains[candidate]![choice]![at] = Number.isNaN(gain) ? 0 : gain;
          largest[at] = Math.max(largest[at]!, Math.abs(Number.isNaN(gain) ? 0 : gain));
        }
        for (const [at, { comparison }] of limits.entries()) {
          const relief = (comparison === 'at-least' ? 1 : -1) * (limited[at]! - before.limited[at]!);
          this.#relief[candidate]![choice]![at] = Number.isNaN(relief) ? 0 : relief;
        }
        if (++looked % batch === 0) yield;
      }
      choices[candidate] = 0;
    }
    this.#ranges = largest.map((range) => (range > 0 ? range : 1));
  }

  /** The sum of the objectives by weight, in units of the largest effect of one choice. */
  score(values: readonly number[], weights: readonly number[]): number {
    return this.#problem.wishes.reduce((sum, wish, at) => {
      return sum + (weights[at]! * (wish === 'more' ? values[at]! : -values[at]!)) / this.#ranges[at]!;
    }, 0);
  }

  #gain(candidate: number, choice: number, weights: readonly number[]): number {
    const gains = this.#gains[candidate]![choice]!;
    return weights.reduce((sum, weight, at) => sum + (weight * gains[at]!) / this.#ranges[at]!, 0);
  }

  /** The best choice of each candidate by weight, where it is one of the best `share` of all. */
  greedyChoices(weights: readonly number[], share: number): Uint8Array {
    const { changes } = this.#problem;
    const best = this.#free.map((candidate) => {
      let [choice, gain] = [0, 0];
      for (let each = 1; each < changes[candidate]!.length; each++) {
        const own = this.#gain(candidate, each, weights);
        if (own > gain) [choice, gain] = [each, own];
      }
      return { candidate, choice, gain };
    });
    const order = best.filter(({ choice }) => choice > 0).sort((a, b) => b.gain - a.gain || a.candidate - b.candidate);
    const choices = new Uint8Array(changes.length);
    for (const { candidate, choice } of order.slice(0, Math.ceil(share * this.#free.length)))
      choices[candidate] = choice;
    return choices;
  }

  /** Any candidate with any choice. */
  drawn(random: Random): readonly [candidate: number, choice: number] {
    const candidate = this.#free[Math.floor(random.next() * this.#free.length)] ?? 0;
    return [candidate, Math.floor(random.next() * this.#problem.changes[candidate]!.length)];
  }

  /** Of a few random choices the one with the largest gain by weight. */
  drawnFor(weights: readonly number[], random: Random): readonly [candidate: number, choice: number] {
    return this.#bestDrawn(random, (candidate, choice) => this.#gain(candidate, choice, weights));
  }

  /** Of a few random choices the one that does most for a limit. */
  drawnForLimit(limit: number, random: Random): readonly [candidate: number, choice: number] {
    return this.#bestDrawn(random, (candidate, choice) => this.#relief[candidate]![choice]![limit]!);
  }

  #bestDrawn(
    random: Random,
    worth: (candidate: number, choice: number) => number,
  ): readonly [candidate: number, choice: number] {
    let best = this.drawn(random);
    for (let more = 1; more < tournament; more++) {
      const next = this.drawn(random);
      if (worth(...next) > worth(...best)) best = next;
    }
    return best;
  }
}

function shuffled(list: readonly number[], random: Random): number[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random.next() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
