import { type MethodValue, notDefined, ok } from './outcome.ts';

/** Σ cₜ e^(x t) scaled to keep every term finite, and the sum of the sizes of its terms on the same scale. */
function weigh(coefficients: ArrayLike<number>, x: number): { readonly sum: number; readonly size: number } {
  const last = coefficients.length - 1;
  let sum = 0;
  let size = 0;
  for (let power = 0; power <= last; power++) {
    const term = coefficients[power]! * Math.exp(x * (x > 0 ? power - last : power));
    sum += term;
    size += Math.abs(term);
  }
  return { sum, size };
}

/** Sign of the polynomial at e^x; 0 where it is no more than rounding. */
function signAt(coefficients: ArrayLike<number>, x: number): number {
  const { sum, size } = weigh(coefficients, x);
  return Math.abs(sum) <= 1e-13 * size ? 0 : Math.sign(sum);
}

function bisect(coefficients: ArrayLike<number>, low: number, high: number): number {
  const lowSign = Math.sign(weigh(coefficients, low).sum);
  let [from, to] = [low, high];
  for (let step = 0; step < 200; step++) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (Math.sign(weigh(coefficients, middle).sum) === lowSign) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/**
 * Logarithms of all positive roots of Σ cₜ vᵗ, ascending, each once. Between two places where the derivative of v^(−α) Σ cₜ vᵗ
 * vanishes the polynomial has at most one root; with α inside a change of sign that derivative has one change less
 * (Descartes' rule), so the search ends after as many rounds as there are changes.
 */
function logRoots(coefficients: Float64Array): number[] {
  const places = Array.from(coefficients.keys()).filter((power) => coefficients[power] !== 0);
  const change = places.findIndex((power, at) => at > 0 && coefficients[power]! * coefficients[places[at - 1]!]! < 0);
  if (change < 0) return [];
  const alpha = (places[change]! + places[change - 1]!) / 2;
  const turns = logRoots(coefficients.map((value, power) => value * (power - alpha)));
  // Cauchy's bounds: no root lies outside.
  const largest = coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const bound = (end: number) => Math.log1p(largest / Math.abs(coefficients[end]!)) + 1;
  const ends = [-bound(places[0]!), ...turns, bound(places.at(-1)!)];
  const roots: number[] = [];
  for (let at = 1; at < ends.length; at++) {
    const before = signAt(coefficients, ends[at - 1]!);
    const here = signAt(coefficients, ends[at]!);
    if (before * here < 0) roots.push(bisect(coefficients, ends[at - 1]!, ends[at]!));
    if (here === 0) roots.push(ends[at]!);
  }
  return roots;
}

/** Below it a rate solves the equation and means nothing: money that halves every year. */
const lowestSensible = -0.5;

export interface InternalRates {
  /** All rates of at least −50 % at which the net present value is 0, ascending. */
  readonly rates: readonly number[];
  /** Solutions between −100 % and −50 %. */
  readonly extremeRates: readonly number[];
  /** The rate where there is exactly one; `undefined` with the reason otherwise. */
  readonly rate: MethodValue;
  readonly signChanges: number;
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(2)} %`.replace('-', '−');
}

/** One rate is the rate; of several none is picked. */
function theRate(rates: readonly number[], signChanges: number): MethodValue {
  const [only] = rates;
  if (only !== undefined && rates.length === 1) return ok(only);
  if (signChanges === 0) return notDefined('现金流全部同号', 'all flows have the same sign');
  if (rates.length === 0) return notDefined('没有使净现值为 0 的利率', 'no rate makes the net present value 0');
  const list = rates.map(percent);
  return notDefined(
    `有多个解（${list.join('、')}），请看修正内部收益率`,
    `there are several (${list.join(', ')}): read the modified internal rate`,
  );
}

/**
 * Internal rates of return: every r > −1 with Σ CFₜ / (1 + r)ᵗ = 0. None when all flows have one sign; several are possible
 * when the sign changes more than once, and then none of them is "the" rate: read the modified internal rate instead.
 */
export function internalRates(flows: ArrayLike<number>): InternalRates {
  const coefficients = Float64Array.from(flows);
  const signs = Array.from(coefficients, Math.sign).filter((sign) => sign !== 0);
  const signChanges = signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
  const largest = coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const roots = largest > 0 ? logRoots(coefficients.map((value) => value / largest)) : [];
  const all = roots
    .map((x) => Math.expm1(-x))
    .filter((rate) => rate > -1 && Number.isFinite(rate))
    .sort((a, b) => a - b);
  const rates = all.filter((rate) => rate >= lowestSensible);
  const extremeRates = all.filter((rate) => rate < lowestSensible);
  return { rates, extremeRates, rate: theRate(rates.length > 0 ? rates : extremeRates, signChanges), signChanges };
}
