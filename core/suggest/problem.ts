import type { Wish } from './pareto.ts';

/** A condition that every suggestion has to meet, on a value of its own. */
export interface SearchLimit {
  readonly comparison: 'at-least' | 'at-most';
  readonly value: number;
}

/** What is known of one way to use the candidates. */
export interface Measurement {
  /** By objective, in its unit; NaN where it has no value. */
  readonly values: readonly number[];
  /** Values that the limits are on, in their order. */
  readonly limited: readonly number[];
}

/**
 * Places that can be left as they are (choice 0) or used in one of several ways. Everything that adds up over places is in
 * `amounts`; what else counts, `measure` finds from the choices themselves.
 */
export interface SearchProblem {
  /** Sums with everything left as it is. */
  readonly start: Float64Array;
  /** By candidate and choice: what the choice adds to the sums; nothing for choice 0. */
  readonly changes: readonly (readonly Float64Array[])[];
  readonly wishes: readonly Wish[];
  readonly limits: readonly SearchLimit[];
  measure(amounts: Float64Array, choices: Uint8Array): Measurement;
}

/** One way to use the candidates, measured. */
export interface Plan {
  readonly choices: Uint8Array;
  readonly values: readonly number[];
  readonly limited: readonly number[];
  /** How far the limits are from being met, as a share of each, added up; 0 when all are. */
  readonly violation: number;
}

/** How far `limited` is from meeting the limits; a value that does not exist meets none. */
export function violationOf(limits: readonly SearchLimit[], limited: readonly number[]): number {
  return limits.reduce((sum, { comparison, value }, at) => {
    const own = limited[at]!;
    if (Number.isNaN(own)) return sum + 1;
    const short = comparison === 'at-least' ? value - own : own - value;
    return sum + Math.max(0, short) / Math.max(Math.abs(value), 1e-9);
  }, 0);
}

/** The sums under some choices. */
export function amountsUnder({ start, changes }: SearchProblem, choices: Uint8Array): Float64Array {
  const amounts = start.slice();
  for (let candidate = 0; candidate < choices.length; candidate++) {
    const choice = choices[candidate]!;
    if (choice === 0) continue;
    const change = changes[candidate]![choice]!;
    for (let at = 0; at < amounts.length; at++) amounts[at]! += change[at]!;
  }
  return amounts;
}

/** Measures choices from the beginning. */
export function planOf(problem: SearchProblem, choices: Uint8Array): Plan {
  const { values, limited } = problem.measure(amountsUnder(problem, choices), choices);
  const lacking = values.some(Number.isNaN) ? 1 : 0;
  return { choices, values, limited, violation: violationOf(problem.limits, limited) + lacking };
}
