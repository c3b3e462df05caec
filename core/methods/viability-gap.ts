import { type MethodValue, notDefined, ok } from './outcome.ts';

/** Terms of a project in which the government makes up what users do not pay. Money in one unit throughout. */
export interface GapTerms {
  readonly capex: number;
  /** Reasonable profit as a share of cost; in the annuity form the yearly return on the investment. */
  readonly profitRate: number;
  readonly discountRate: number;
  /** Years over which the government pays. */
  readonly subsidyYears: number;
  /** Operating cost of the year. */
  readonly opex: number;
  /** What users pay in the year. */
  readonly userFees: number;
}

export interface ViabilityGap {
  /** What is missing in the year; negative where users pay more than is needed. */
  readonly gap: number;
  /** What the government pays: the gap, at least 0. */
  readonly subsidy: number;
}

function gapOf(construction: number, { opex, profitRate, userFees }: GapTerms): ViabilityGap {
  const gap = construction + opex * (1 + profitRate) - userFees;
  return { gap, subsidy: Math.max(0, gap) };
}

/**
 * Viability-gap subsidy of year n by the straight form: capex (1 + profit) (1 + discount)ⁿ / years + opex (1 + profit) − user
 * fees. Without user fees it is the payment of a project the government pays for wholly. Source: 财金〔2015〕21 号, from memory.
 */
export function straightViabilityGap(terms: GapTerms, year: number): ViabilityGap {
  const { capex, profitRate, discountRate, subsidyYears } = terms;
  return gapOf((capex * (1 + profitRate) * (1 + discountRate) ** year) / subsidyYears, terms);
}

/**
 * Viability-gap subsidy of any year by the level annuity of contracts: capex k (1 + k)ᴺ / ((1 + k)ᴺ − 1) + opex (1 + profit) −
 * user fees, where k is the yearly return on the investment. The same every year.
 */
export function annuityViabilityGap(terms: GapTerms): ViabilityGap {
  const { capex, profitRate: k, subsidyYears } = terms;
  const factor = k === 0 ? 1 / subsidyYears : (k * (1 + k) ** subsidyYears) / ((1 + k) ** subsidyYears - 1);
  return gapOf(capex * factor, terms);
}

export interface BudgetShare {
  /** Payments of the year over the budget expenditure of the year. */
  readonly share: MethodValue;
  readonly withinLimit: boolean | null;
}

/** Payments for all such projects in a year against the general public budget expenditure; at most 10 % (inclusive). */
export function budgetShare(payments: number, budget: number, limit = 0.1): BudgetShare {
  if (budget === 0) return { share: notDefined('预算支出为 0', 'the budget is 0'), withinLimit: null };
  return { share: ok(payments / budget), withinLimit: payments / budget <= limit };
}
