import { dominates, type Wish } from './pareto.ts';
import type { Plan } from './problem.ts';

/**
 * The plans within all limits that no other one beats, as far as they have been seen. What it covers only ever grows: once it
 * is full a plan gets in only where it beats one that is there.
 */
export class FrontArchive {
  readonly #wishes: readonly Wish[];
  readonly #limit: number;
  #plans: Plan[] = [];

  constructor(wishes: readonly Wish[], limit: number) {
    this.#wishes = wishes;
    this.#limit = limit;
  }

  get plans(): readonly Plan[] {
    return this.#plans;
  }

  /** Takes a plan in; false when it is outside the limits, known, or beaten. */
  add(plan: Plan): boolean {
    if (plan.violation > 0) return false;
    const left: Plan[] = [];
    for (const known of this.#plans) {
      if (known.values.every((value, at) => value === plan.values[at])) return false;
      if (dominates(known.values, plan.values, this.#wishes)) return false;
      if (!dominates(plan.values, known.values, this.#wishes)) left.push(known);
    }
    if (left.length === this.#plans.length && left.length >= this.#limit) return false;
    left.push(plan);
    this.#plans = left;
    return true;
  }
}
