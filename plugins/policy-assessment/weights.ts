import {
  ahp,
  dimensions,
  entropyWeights,
  fillText,
  judgementMatrix,
  type LocalText,
  type ParameterValues,
  type Priorities,
  valueOrNaN,
} from '#sdk';
import { coreIndicators } from './catalogue.ts';
import { type Assessment, sharedIndicators } from './scores.ts';

/** Weights of a run; all add up to 1. */
export interface Weights {
  /** By core indicator, before the scenarios are looked at. */
  readonly agreed: Float64Array;
  /** By core indicator as used: the same, unless entropy shares them out anew. */
  readonly used: Float64Array;
  /** By dimension, of `agreed`. */
  readonly byDimension: Float64Array;
  readonly priorities: Priorities | undefined;
  /** Where those used come from. */
  readonly source: 'given' | 'ahp' | 'entropy';
  /** Why entropy could not be used. */
  readonly noEntropy: LocalText | undefined;
}

function scaled(values: readonly number[]): Float64Array | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? Float64Array.from(values, (value) => value / total) : undefined;
}

function lengthFault(zh: string, en: string, seen: number, expected: number): LocalText {
  return fillText(
    '参数“{name}”应有 {expected} 个数，现有 {seen} 个',
    'the parameter "{name}" needs {expected} numbers and has {seen}',
    { name: { zh, en }, seen, expected },
  );
}

/** What of the parameters for weights cannot be used. */
function weightFault(parameters: ParameterValues): LocalText | undefined {
  const expected = [
    ['dimensionWeights', '维度权重', 'Weights of the dimensions', dimensions.length],
    ['comparisons', '维度两两判断', 'Judgements of the dimensions in pairs', 15],
    ['indicatorWeights', '指标权重', 'Weights of the indicators', coreIndicators.length],
  ] as const;
  for (const [name, zh, en, count] of expected) {
    const { length } = parameters[name] as readonly number[];
    if (length !== count) return lengthFault(zh, en, length, count);
  }
  return undefined;
}

/** Entropy moves weight among the indicators that all scenarios have and leaves the others what they had. */
function sharedOut(
  agreed: Float64Array,
  assessments: readonly Assessment[],
  shift: 'none' | 'min-max',
): { readonly weights: Float64Array } | { readonly reason: LocalText } {
  const shared = sharedIndicators(assessments);
  const rows = assessments.map(({ assessed }) => shared.map((at) => valueOrNaN(assessed[at]!.value)));
  const directions = shared.map((at) => (coreIndicators[at]!.better === 'lower' ? 'cost' : 'benefit'));
  const { weights, telling } = entropyWeights(rows, shift, directions);
  if (telling.status !== 'ok') return { reason: telling.reason };
  const total = shared.reduce((sum, at) => sum + agreed[at]!, 0);
  const used = agreed.slice();
  for (const [place, at] of shared.entries()) used[at] = total * weights[place]!;
  return { weights: used };
}

/** The weights that the parameters ask for, or what is wrong with them. */
export function weightsOf(
  parameters: ParameterValues,
  assessments: readonly Assessment[],
): Weights | { readonly fault: LocalText } {
  const fault = weightFault(parameters);
  if (fault) return { fault };
  const judged = parameters.comparisons as readonly number[];
  const priorities =
    parameters.weighting === 'ahp'
      ? ahp(
          judgementMatrix(judged, dimensions.length),
          parameters.priorities === 'geometric-mean' ? 'geometric-mean' : 'eigenvector',
        )
      : undefined;
  const byDimension = priorities?.weights ?? scaled(parameters.dimensionWeights as readonly number[]);
  if (!byDimension) return { fault: { zh: '维度权重全为 0', en: 'the weights of all dimensions are 0' } };
  const given = parameters.indicatorWeights as readonly number[];
  const agreed = new Float64Array(coreIndicators.length);
  for (const [place, dimension] of dimensions.entries()) {
    const rows = coreIndicators.flatMap((indicator, at) => (indicator.dimension === dimension ? [at] : []));
    const within = scaled(rows.map((at) => given[at]!));
    if (!within && byDimension[place]! > 0) {
      return {
        fault: fillText('维度“{d}”的指标权重全为 0', 'all indicators of the dimension {d} weigh 0', { d: dimension }),
      };
    }
    for (const [at, row] of rows.entries()) agreed[row] = byDimension[place]! * (within?.[at] ?? 0);
  }
  const plain = { agreed, byDimension, priorities, source: priorities ? 'ahp' : 'given' } as const;
  if (parameters.weighting !== 'entropy') return { ...plain, used: agreed, noEntropy: undefined };
  const moved = sharedOut(agreed, assessments, parameters.entropyShift === 'none' ? 'none' : 'min-max');
  return 'weights' in moved
    ? { ...plain, source: 'entropy', used: moved.weights, noEntropy: undefined }
    : { ...plain, used: agreed, noEntropy: moved.reason };
}
