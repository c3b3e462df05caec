import {
  dimensions,
  type EvaluatorContext,
  type MethodValue,
  notDefined,
  rankRobustness,
  ranksOf,
  type TopsisNorm,
  topsis,
  valueOrNaN,
  weightedSum,
} from '#sdk';
import { coreIndicators } from './catalogue.ts';
import { type Assessment, sharedIndicators } from './scores.ts';

/** Weights over which robustness is sampled. */
const weightSamples = 2048;

/** The scenarios beside each other, by the indicators that all of them have. */
export interface Ranking {
  readonly shared: readonly number[];
  /** Points of 100 over the shared indicators, by scenario. */
  readonly points: readonly MethodValue[];
  readonly places: readonly number[];
  readonly closeness: readonly MethodValue[];
  readonly topsisPlaces: readonly number[];
  /** Share of the weight space (of the dimensions) in which a scenario is first, and in which one beats another. */
  readonly first: readonly number[];
  readonly beats: readonly Float64Array[];
  /** TOPSIS puts the scenarios in another order with the other norm. */
  readonly dependsOnNorm: boolean;
  /** Leaving out one scenario turns the order of others in TOPSIS. */
  readonly reverses: boolean;
}

/** Mean score by dimension over the shared indicators, for the dimensions that have any. */
function dimensionScores(
  assessments: readonly Assessment[],
  shared: readonly number[],
  weights: Float64Array,
): Float64Array[] {
  const groups = dimensions
    .map((dimension) => shared.filter((at) => coreIndicators[at]!.dimension === dimension && weights[at]! > 0))
    .filter((group) => group.length > 0);
  return assessments.map(({ assessed }) =>
    Float64Array.from(groups, (group) =>
      valueOrNaN(
        weightedSum(
          group.map((at) => assessed[at]!.score),
          group.map((at) => weights[at]!),
        ).points,
      ),
    ),
  );
}

function order(places: readonly number[]): string {
  return ranksOf(places.map((place) => -place)).join();
}

/** Ranks the scenarios; undefined when there are fewer than two, or nothing that all of them have. */
export function rankScenarios(
  assessments: readonly Assessment[],
  weights: Float64Array,
  norm: TopsisNorm,
  context: EvaluatorContext,
): Ranking | undefined {
  const shared = sharedIndicators(assessments).filter((at) => weights[at]! > 0);
  if (assessments.length < 2 || shared.length === 0) return undefined;
  const used = shared.map((at) => weights[at]!);
  const whole = used.reduce((sum, weight) => sum + weight, 0);
  const points = assessments.map(({ assessed }): MethodValue => {
    const { points: sum } = weightedSum(
      shared.map((at) => assessed[at]!.score),
      used,
    );
    return sum.status === 'ok' ? { status: 'ok', value: 100 * whole * sum.value } : sum;
  });
  const rows = assessments.map(({ assessed }) => shared.map((at) => valueOrNaN(assessed[at]!.value)));
  const directions = shared.map((at) => (coreIndicators[at]!.better === 'lower' ? 'cost' : 'benefit'));
  const { closeness, ranks } = topsis(rows, used, directions, norm);
  const other = topsis(rows, used, directions, norm === 'vector' ? 'min-max' : 'vector').ranks;
  const reverses =
    rows.length > 2 &&
    rows.some((_, left) => {
      const rest = rows.filter((__, at) => at !== left);
      const before = ranks.filter((__, at) => at !== left);
      return order(topsis(rest, used, directions, norm).ranks) !== order(before);
    });
  context.progress(0.5);
  const { pairs, places } = rankRobustness(dimensionScores(assessments, shared, weights), weightSamples, 1);
  return {
    shared,
    points,
    places: ranksOf(points.map(valueOrNaN)),
    closeness,
    topsisPlaces: ranks,
    first: places.map((shares) => shares[0]!),
    beats: pairs,
    dependsOnNorm: order(other) !== order(ranks),
    reverses,
  };
}

/** Why there is no ranking. */
export function noRanking(assessments: readonly Assessment[]): MethodValue {
  return assessments.length < 2
    ? notDefined(
        '只有一个情景，没有可比的；新建情景后再评',
        'there is only one scenario and nothing to compare it with; make another',
      )
    : notDefined('没有所有情景都可评的指标', 'there is no indicator that can be assessed in all scenarios');
}
