import { type MethodValue, morrisEffects, notDefined, ok, seededRandom, sobolIndices, tornado, valueOrNaN } from '#sdk';
import type { Design, SensitivityMethod } from './design.ts';
import type { Factor } from './factors.ts';

/** What one factor does to one indicator. Numbers that the method does not give are NaN. */
export interface Effect {
  readonly factor: Factor;
  /** By which factors are put in order: swing, μ* or ST. */
  readonly strength: number;
  /** One at a time: the indicator with the factor low and high. */
  readonly atLow: number;
  readonly atHigh: number;
  /** Morris. */
  readonly mean: number;
  readonly deviation: number;
  /** Sobol. */
  readonly first: number;
  readonly firstConfidence: number;
  readonly totalConfidence: number;
}

const none = {
  atLow: Number.NaN,
  atHigh: Number.NaN,
  mean: Number.NaN,
  deviation: Number.NaN,
  first: Number.NaN,
  firstConfidence: Number.NaN,
  totalConfidence: Number.NaN,
};

export interface Effects {
  /** Strongest first; factors whose effect is not known are left out. */
  readonly list: readonly Effect[];
  /** Sobol: 1 − Σ S1. */
  readonly interactions: MethodValue;
}

const unseen: Readonly<Record<Exclude<SensitivityMethod, 'sobol'>, MethodValue>> = {
  'one-at-a-time': notDefined('单因素分析看不到共同作用', 'one at a time does not see factors acting together'),
  morris: notDefined('Morris 不给方差份额', 'Morris gives no shares of variance'),
};

function sobolEffects({ factors }: Design, outputs: Float64Array): Effects {
  const { indices } = sobolIndices(outputs.slice(1), factors.length, seededRandom(1).next);
  const list = indices.map(({ first, total, firstConfidence, totalConfidence }, at) => ({
    ...none,
    factor: factors[at]!,
    strength: valueOrNaN(total),
    first: valueOrNaN(first),
    firstConfidence: valueOrNaN(firstConfidence),
    totalConfidence: valueOrNaN(totalConfidence),
  }));
  const failed = indices.find(({ first }) => first.status !== 'ok');
  const interactions = failed?.first ?? ok(1 - list.reduce((sum, { first }) => sum + first, 0));
  return { list, interactions };
}

/** The effects of all factors on an indicator whose values by row of the design are `outputs`. */
export function effectsOf(design: Design, outputs: Float64Array): Effects {
  const { method, factors, points } = design;
  // What differs by rounding alone is no effect.
  const largest = outputs.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  const isNoise = (strength: number) => strength <= 1e-12 * (method === 'sobol' ? 1 : largest);
  const inOrder = ({ list, interactions }: Effects): Effects => ({
    list: list
      .filter(({ strength }) => !Number.isNaN(strength))
      .map((effect) => (isNoise(effect.strength) ? { ...effect, strength: 0 } : effect))
      .sort((a, b) => b.strength - a.strength),
    interactions,
  });
  if (method === 'sobol') return inOrder(sobolEffects(design, outputs));
  if (method === 'morris') {
    const effects = morrisEffects(points, outputs.subarray(1)).map(({ mean, meanAbsolute, deviation }, at) => ({
      ...none,
      factor: factors[at]!,
      strength: valueOrNaN(meanAbsolute),
      mean: valueOrNaN(mean),
      deviation: valueOrNaN(deviation),
    }));
    return inOrder({ list: effects, interactions: unseen.morris });
  }
  const end = (offset: number) => factors.map((_, at) => outputs[1 + 2 * at + offset]!);
  const swings = tornado(outputs[0]!, end(0), end(1)).map(({ input, low, high, swing }) => ({
    ...none,
    factor: factors[input]!,
    strength: swing,
    atLow: low,
    atHigh: high,
  }));
  return inOrder({ list: swings, interactions: unseen[method] });
}
