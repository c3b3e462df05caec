import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';

function total(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

/**
 * How far the make-up of those who took part is that of the population: 1 − ½ Σ |s − p| over groups, with s and p their
 * shares. 1 when equal; 0 when the two have no group in common. `undefined` without participants or population.
 */
export function representativeness(participants: ArrayLike<number>, population: ArrayLike<number>): MethodValue {
  requireSameLength('representativeness', { participants, population });
  const [sample, whole] = [total(participants), total(population)];
  if (sample === 0) return notDefined('没有参与者', 'nobody took part');
  if (whole === 0) return notDefined('总体无人', 'the population is nobody');
  let apart = 0;
  for (let group = 0; group < participants.length; group++) {
    apart += Math.abs(participants[group]! / sample - population[group]! / whole);
  }
  return ok(Math.max(0, 1 - apart / 2));
}

export interface PostStratification {
  /** Weight of each participant of the group: p / s, at most the cap; NaN where nobody of the group took part. */
  readonly weights: Float64Array;
  /** Groups whose weight was cut. */
  readonly capped: number;
  /** Share of the population in groups of which nobody took part: no weight makes up for them. */
  readonly unheard: MethodValue;
  /** Size of an unweighted sample of the same precision: (Σ w)² / Σ w² (Kish 1965). */
  readonly effectiveSize: MethodValue;
}

/** Weights that give each group its share of the population. Pitfall: they correct for the groups named and nothing else. */
export function postStratify(
  participants: ArrayLike<number>,
  population: ArrayLike<number>,
  cap = 5,
): PostStratification {
  requireSameLength('post-stratification', { participants, population });
  const [sample, whole] = [total(participants), total(population)];
  const weights = new Float64Array(participants.length).fill(Number.NaN);
  let capped = 0;
  let unheard = 0;
  let sum = 0;
  let squares = 0;
  for (let group = 0; group < participants.length; group++) {
    const count = participants[group]!;
    if (count === 0) unheard += population[group]!;
    if (count === 0 || whole === 0) continue;
    const full = population[group]! / whole / (count / sample);
    const weight = Math.min(cap, full);
    if (full > cap) capped++;
    weights[group] = weight;
    sum += count * weight;
    squares += count * weight * weight;
  }
  return {
    weights,
    capped,
    unheard: whole === 0 ? notDefined('总体无人', 'the population is nobody') : ok(unheard / whole),
    effectiveSize: squares === 0 ? notDefined('权重全为 0', 'all weights are 0') : ok((sum * sum) / squares),
  };
}
