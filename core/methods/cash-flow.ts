import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/**
 * Net present value Σ CFₜ / (1 + r)ᵗ with t = 0 first: the first flow is not discounted. The NPV() of spreadsheets starts at
 * t = 1; add the first flow outside it to get the same. Unit of the flows. `out-of-method-range` for a rate of −1 or less.
 */
export function netPresentValue(rate: number, flows: ArrayLike<number>): MethodValue {
  if (rate <= -1) return outOfRange('利率不大于 −100 %', 'the rate is −100 % or less');
  let value = 0;
  // From the last flow to the first: one multiplication each, no powers.
  for (let year = flows.length - 1; year >= 0; year--) value = value / (1 + rate) + flows[year]!;
  return ok(value);
}

export interface Annuity {
  /** Rate of one period. */
  readonly rate: number;
  readonly periods: number;
  /** Payments at the beginning of each period instead of its end. */
  readonly due?: boolean;
}

/** (1 + r)ⁿ and the worth of one payment in each period at the end of the last. */
function annuityFactors({ rate, periods, due = false }: Annuity): { readonly growth: number; readonly sum: number } {
  const growth = (1 + rate) ** periods;
  return { growth, sum: rate === 0 ? periods : ((growth - 1) / rate) * (due ? 1 + rate : 1) };
}

/**
 * Payment of each period that pays off `presentValue` and leaves `futureValue`; what is received counts positive, what is
 * paid negative. Source: the annuity identity pv (1 + r)ⁿ + pmt (1 + r·due) ((1 + r)ⁿ − 1) / r + fv = 0.
 */
export function annuityPayment(terms: Annuity, presentValue: number, futureValue = 0): MethodValue {
  if (terms.periods <= 0) return notDefined('期数为 0', 'there are no periods');
  const { growth, sum } = annuityFactors(terms);
  return ok(-(presentValue * growth + futureValue) / sum);
}

/** Present value of `payment` in each period and `futureValue` at the end, by the same identity and signs. */
export function annuityPresentValue(terms: Annuity, payment: number, futureValue = 0): MethodValue {
  const { growth, sum } = annuityFactors(terms);
  return ok(-(payment * sum + futureValue) / growth);
}

/**
 * Modified internal rate of return: outlays discounted at the cost of finance, returns carried to the end at the rate at
 * which they are reinvested, (FV(returns) / PV(outlays))^(1/n) − 1. One value where the internal rate has none or several.
 * `undefined` without both outlays and returns.
 */
export function modifiedInternalRate(
  flows: ArrayLike<number>,
  financeRate: number,
  reinvestmentRate: number,
): MethodValue {
  if (financeRate <= -1 || reinvestmentRate <= -1) return outOfRange('利率不大于 −100 %', 'a rate is −100 % or less');
  const last = flows.length - 1;
  let outlays = 0;
  let returns = 0;
  for (let year = 0; year <= last; year++) {
    const flow = flows[year]!;
    if (flow < 0) outlays -= flow / (1 + financeRate) ** year;
    else returns += flow * (1 + reinvestmentRate) ** (last - year);
  }
  if (outlays === 0 || returns === 0) {
    return notDefined('没有投入或没有回收', 'there are no outlays or no returns');
  }
  return ok((returns / outlays) ** (1 / last) - 1);
}

export interface Payback {
  /** Years until the flows so far add up to 0, linear inside the year. */
  readonly years: MethodValue;
  /** The sum turns negative again after that. */
  readonly negativeAgain: boolean;
}

/**
 * Payback period: when the cumulated flows first reach 0 after having been negative, linear inside the year. With a rate the
 * flows are discounted first. `undefined` where nothing is outlaid or it is never paid back.
 */
export function paybackPeriod(flows: ArrayLike<number>, rate = 0): Payback {
  let sum = 0;
  let years: number | undefined;
  let wasNegative = false;
  let negativeAgain = false;
  for (let year = 0; year < flows.length; year++) {
    const flow = flows[year]! / (1 + rate) ** year;
    const before = sum;
    sum += flow;
    if (years === undefined && wasNegative && sum >= 0) years = year - 1 + -before / flow;
    else if (years !== undefined && sum < 0) negativeAgain = true;
    wasNegative ||= sum < 0;
  }
  if (!wasNegative) return { years: notDefined('没有需要回收的投入', 'there is no outlay to pay back'), negativeAgain };
  if (years === undefined) {
    return { years: notDefined('期内没有回收', 'it is not paid back within the horizon'), negativeAgain };
  }
  return { years: ok(years), negativeAgain };
}

export interface ValueCapture {
  readonly uplift: number;
  readonly captured: number;
}

/**
 * Land value capture: uplift = Σ A V₀ u, captured = rate × uplift. A in m2, V₀ in money per m2 before, u the relative rise.
 * Pitfall: revenue from selling the land holds the uplift already; never add the two.
 */
export function landValueCapture(
  areas: ArrayLike<number>,
  pricesBefore: ArrayLike<number>,
  uplifts: ArrayLike<number>,
  captureRate: number,
): ValueCapture {
  requireSameLength('land-value-capture', { areaSquareMetres: areas, priceBefore: pricesBefore, uplift: uplifts });
  let uplift = 0;
  for (let place = 0; place < areas.length; place++) uplift += areas[place]! * pricesBefore[place]! * uplifts[place]!;
  return { uplift, captured: captureRate * uplift };
}
