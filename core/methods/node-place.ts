import { rejectInput, requireSameLength } from './input.ts';
import { type Direction, goalpost, minMax } from './normalise.ts';
import { insufficient, type MethodValue, ok, valueOrNaN } from './outcome.ts';

/** One indicator of the stations: `values[s]` belongs to station s, NaN where it is not known. */
export interface StationIndicator {
  readonly id: string;
  readonly values: ArrayLike<number>;
  /** More of it makes the node or place stronger (`benefit`) or weaker (`cost`, such as a headway). */
  readonly direction?: Direction | undefined;
  /** Logarithm ln(1 + x) before normalising: for counts that are spread over orders of magnitude (Reusser et al. 2008). */
  readonly logarithm?: boolean | undefined;
  /** 1 unless told otherwise; weights are scaled to add up to 1 over the indicators that remain. */
  readonly weight?: number | undefined;
}

/** How node and place relate; `unknown` where one of them has no value. */
type BalanceClass = 'stress' | 'dependence' | 'unbalanced-node' | 'unbalanced-place' | 'balanced' | 'unknown';

export interface NodePlaceOptions {
  /** Largest |N − P| that still counts as balance. Default 0.2, verify locally. */
  readonly tolerance?: number | undefined;
  /** Stress when N and P are both at least this. Default 0.7, verify locally. */
  readonly stressFrom?: number | undefined;
  /** Dependence when N and P are both at most this. Default 0.3, verify locally. */
  readonly dependenceTo?: number | undefined;
}

interface StationScore {
  readonly node: MethodValue;
  readonly place: MethodValue;
  /** N − P. */
  readonly gap: MethodValue;
  readonly balance: BalanceClass;
}

export interface NodePlace {
  readonly stations: readonly StationScore[];
  /** Normalised values by indicator id. */
  readonly scores: Readonly<Record<string, Float64Array>>;
  /** Indicators left out because all stations have the same value. */
  readonly dropped: readonly string[];
}

interface Score {
  readonly values: Float64Array;
  readonly weight: number;
}

function meanScore(scores: readonly Score[], station: number): MethodValue {
  let sum = 0;
  let total = 0;
  for (const { values, weight } of scores) {
    const value = values[station]!;
    if (Number.isNaN(value)) continue;
    sum += weight * value;
    total += weight;
  }
  if (total === 0) return insufficient('没有可比较的指标', 'there is no indicator to compare by');
  return ok(sum / total);
}

/** The class of a station by its node and place values; see {@link NodePlaceOptions} for the bounds (inclusive). */
export function balanceOf(node: number, place: number, options: NodePlaceOptions = {}): BalanceClass {
  const { tolerance = 0.2, stressFrom = 0.7, dependenceTo = 0.3 } = options;
  if (Number.isNaN(node) || Number.isNaN(place)) return 'unknown';
  // A gap that is the tolerance on paper may differ from it in the last binary digit.
  if (node - place > tolerance + 1e-12) return 'unbalanced-node';
  if (place - node > tolerance + 1e-12) return 'unbalanced-place';
  if (node >= stressFrom && place >= stressFrom) return 'stress';
  if (node <= dependenceTo && place <= dependenceTo) return 'dependence';
  return 'balanced';
}

/**
 * Node-place model: each indicator is normalised over the stations, z = (x − min) / (max − min), N and P are the weighted
 * means of the z of node and place, and the gap N − P tells the balance.
 *
 * An indicator that is the same everywhere cannot divide by zero: it is dropped and named. Scores are relative to the
 * stations of this run: adding a station inside the range changes nothing, a new best or worst one changes all.
 * Source: Bertolini 1999; logarithms: Reusser et al. 2008. Unit 1. Bounds of the classes: defaults, verify locally.
 */
export function nodePlace(
  node: readonly StationIndicator[],
  place: readonly StationIndicator[],
  options: NodePlaceOptions = {},
): NodePlace {
  const all = [...node, ...place];
  requireSameLength('node-place', Object.fromEntries(all.map(({ id, values }) => [id, values])));
  const scores: Record<string, Float64Array> = {};
  const dropped: string[] = [];
  const prepare = (indicators: readonly StationIndicator[]): Score[] =>
    indicators.flatMap(({ id, values, direction, logarithm, weight = 1 }) => {
      const numbers = logarithm ? Float64Array.from(values, (value) => logged(id, value)) : values;
      const normalised = minMax(numbers, direction);
      if (normalised.constant) {
        dropped.push(id);
        return [];
      }
      scores[id] = normalised.scores;
      return [{ values: normalised.scores, weight }];
    });
  const nodeScores = prepare(node);
  const placeScores = prepare(place);

  const stations = Array.from({ length: all[0]?.values.length ?? 0 }, (_, station): StationScore => {
    const nodeValue = meanScore(nodeScores, station);
    const placeValue = meanScore(placeScores, station);
    const n = valueOrNaN(nodeValue);
    const p = valueOrNaN(placeValue);
    const gap = nodeValue.status !== 'ok' ? nodeValue : placeValue.status !== 'ok' ? placeValue : ok(n - p);
    return { node: nodeValue, place: placeValue, gap, balance: balanceOf(n, p, options) };
  });
  return { stations, scores, dropped };
}

function logged(id: string, value: number): number {
  if (value < 0) {
    rejectInput({ method: 'node-place', path: `$.${id}` }, value, {
      zh: '取对数的指标不能为负',
      en: 'no negative value in an indicator taken as a logarithm',
    });
  }
  return Math.log1p(value);
}

/** How an indicator of the TOD index is normalised: over the places compared, or between fixed goalposts. */
export interface IndexIndicator extends StationIndicator {
  readonly worst?: number | undefined;
  readonly best?: number | undefined;
}

export interface TodIndex {
  readonly values: readonly MethodValue[];
  /** Weights as used: without dropped indicators, adding up to 1. */
  readonly weights: Readonly<Record<string, number>>;
  readonly dropped: readonly string[];
}

/**
 * TOD index: TODᵢ = Σ wₖ zᵢₖ with weights adding up to 1; z by min-max over the places, or by goalposts where `worst` and
 * `best` are given (preferred across scenarios). A place that lacks an indicator has no index.
 * Source: Evans & Pratt 2007; Singh et al. 2014, 2017 (weights are the stakeholders', not the author's).
 */
export function todIndex(indicators: readonly IndexIndicator[]): TodIndex {
  requireSameLength('tod-index', Object.fromEntries(indicators.map(({ id, values }) => [id, values])));
  const dropped: string[] = [];
  const used: { readonly id: string; readonly scores: Float64Array; readonly weight: number }[] = [];
  for (const { id, values, direction, logarithm, weight = 1, worst, best } of indicators) {
    const numbers = logarithm ? Float64Array.from(values, (value) => logged(id, value)) : Float64Array.from(values);
    if (worst !== undefined && best !== undefined && worst !== best) {
      const ends = logarithm ? [Math.log1p(worst), Math.log1p(best)] : [worst, best];
      const scores = numbers.map((value) => goalpost(value, ends[0]!, ends[1]!));
      used.push({ id, scores, weight });
      continue;
    }
    const normalised = minMax(numbers, direction);
    if (normalised.constant) dropped.push(id);
    else used.push({ id, scores: normalised.scores, weight });
  }
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  const values = Array.from({ length: indicators[0]?.values.length ?? 0 }, (_, place): MethodValue => {
    if (total === 0) return insufficient('没有可比较的指标', 'there is no indicator to compare by');
    const sum = used.reduce((part, { scores, weight }) => part + (weight / total) * scores[place]!, 0);
    return Number.isNaN(sum) ? insufficient('有指标缺值', 'an indicator has no value here') : ok(sum);
  });
  return { values, weights: Object.fromEntries(used.map(({ id, weight }) => [id, weight / total])), dropped };
}
