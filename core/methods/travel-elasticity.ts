import type { LocalText } from '#core/model/text.ts';
import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/** One thing about a place that driving depends on: its elasticity and how it changes. */
export interface DVariable {
  /** Named where it is the reason that there is no number. */
  readonly label?: LocalText | undefined;
  readonly elasticity: number;
  /** Value after over value before; proximity for distances, which is the inverse of their ratio. */
  readonly ratio: number;
}

/**
 * Weighted mean elasticities of vehicle miles travelled. The two distances are printed for proximity, so that halving the
 * distance to transit multiplies VKT by 2^−0.05. Source: Ewing & Cervero 2010, JAPA 76:265, table 3.
 */
export const vktElasticities = {
  populationDensity: -0.04,
  jobDensity: 0,
  landUseMix: -0.09,
  jobsHousingBalance: -0.02,
  intersectionDensity: -0.12,
  fourWayShare: -0.12,
  jobAccessByCar: -0.2,
  jobAccessByTransit: -0.05,
  downtownProximity: -0.22,
  transitProximity: -0.05,
} as const;

/** A variable whose elasticity is published. */
export type VktVariable = keyof typeof vktElasticities;

export interface VktChange {
  /** Change as a share: Π (x₁/x₀)^e − 1, capped. */
  readonly product: MethodValue;
  /** Change as a share: Σ e (x₁/x₀ − 1), capped. */
  readonly linear: MethodValue;
  /** True when a reduction was cut to the cap. */
  readonly isCapped: boolean;
  /** Both before the cap. */
  readonly uncapped: { readonly product: number; readonly linear: number };
}

const unnamed: LocalText = { zh: '有变量', en: 'a variable' };

/**
 * Change of vehicle kilometres from a set of D variables, in two forms that differ; say which one is quoted. Reductions
 * are capped, because adding up elasticities over several variables is an approximation. Elasticities hold for moderate
 * changes: a ratio beyond `largestRatio`, up or down, is out of range, and `undefined` when a value before is 0.
 *
 * Source: Ewing & Cervero 2010. The cap of 25 % is customary.
 */
export function vktChange(variables: readonly DVariable[], cap = 0.25, largestRatio = 4): VktChange {
  // Whatever a variable without an elasticity does, it changes nothing.
  const counting = variables.filter(({ elasticity }) => elasticity !== 0);
  let product = 1;
  let linear = 0;
  for (const { elasticity, ratio } of counting) {
    product *= ratio ** elasticity;
    linear += elasticity * (ratio - 1);
  }
  const uncapped = { product: product - 1, linear };
  const isCapped = uncapped.product < -cap || linear < -cap;
  const unknown = counting.find(({ ratio }) => !(ratio > 0 && Number.isFinite(ratio)));
  if (unknown) {
    const { zh, en } = unknown.label ?? unnamed;
    const none = notDefined(
      `${zh}的基准值或现值为 0，比值无定义`,
      `${en} is 0 before or after, so that its ratio has no value`,
    );
    return { product: none, linear: none, isCapped: false, uncapped };
  }
  const worst = counting.find(({ ratio }) => ratio > largestRatio || ratio < 1 / largestRatio);
  if (worst) {
    const { zh, en } = worst.label ?? unnamed;
    const seen = worst.ratio.toPrecision(3);
    const far = outOfRange(
      `${zh}变为基准的 ${seen} 倍，弹性只适用于 1/${largestRatio} 到 ${largestRatio} 倍`,
      `${en} becomes ${seen} times the baseline; elasticities hold from 1/${largestRatio} to ${largestRatio}`,
    );
    return { product: far, linear: far, isCapped: false, uncapped };
  }
  return {
    product: ok(Math.max(-cap, uncapped.product)),
    linear: ok(Math.max(-cap, linear)),
    isCapped,
    uncapped,
  };
}
