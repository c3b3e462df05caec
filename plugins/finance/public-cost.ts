import {
  type AssumptionValues,
  annuityViabilityGap,
  assumed,
  budgetShare,
  type GapTerms,
  insufficient,
  type MethodValue,
  netPresentValue,
  numberParameter,
  ok,
  type ParameterValues,
  straightViabilityGap,
} from '#sdk';
import { infrastructureCost } from './cash-flow.ts';
import type { Change } from './change.ts';

const million = 1e6;

export interface PublicCost {
  readonly terms: GapTerms;
  /** What the government pays in each year of the subsidy, by both forms, million CNY. */
  readonly straight: readonly number[];
  readonly annuity: readonly number[];
}

/**
 * The public part as one project that users do not pay for wholly: streets, green and floor area of public services, with
 * their upkeep. Million CNY.
 */
export function publicCost(change: Change, values: AssumptionValues, parameters: ParameterValues): PublicCost {
  const number = (name: string) => numberParameter(parameters, name);
  const soft = number('softCost') / 100;
  const ground = infrastructureCost(change, values, soft);
  const civic = change.total.built.civic + (number('conversionCost') / 100) * change.total.converted.civic;
  const civicFloor = change.total.built.civic + change.total.converted.civic;
  const capex = ground.capex + (civic * assumed(values, 'construction-cost-civic') * (1 + soft)) / million;
  const opex = ground.opex + (civicFloor * assumed(values, 'civic-upkeep')) / million;
  const terms: GapTerms = {
    capex,
    profitRate: number('profitRate') / 100,
    discountRate: number('gapDiscountRate') / 100,
    subsidyYears: number('subsidyYears'),
    opex,
    userFees: opex * (number('userFeeShare') / 100),
  };
  const years = Array.from({ length: terms.subsidyYears }, (_, year) => year + 1);
  return {
    terms,
    straight: years.map((year) => straightViabilityGap(terms, year).subsidy),
    annuity: years.map(() => annuityViabilityGap(terms).subsidy),
  };
}

/** By id of the indicator. */
export function publicIndicators(
  { terms, straight, annuity }: PublicCost,
  parameters: ParameterValues,
): Map<string, MethodValue> {
  const number = (name: string) => numberParameter(parameters, name);
  const peak = Math.max(...straight);
  const budget = number('budget');
  const share = budgetShare(peak + number('otherPayments'), budget).share;
  const noBudget = insufficient(
    '没有给出一般公共预算支出（参数“一般公共预算支出”）',
    'the general public budget expenditure is not given (parameter of that name)',
  );
  return new Map<string, MethodValue>([
    ['public-capex', ok(terms.capex)],
    ['gap-first', ok(straight[0]!)],
    ['gap-peak', ok(peak)],
    ['gap-annuity', ok(annuity[0]!)],
    ['gap-present-value', netPresentValue(terms.discountRate, [0, ...straight])],
    ['budget-share', budget > 0 && share.status === 'ok' ? ok(100 * share.value) : noBudget],
  ]);
}

/** Land-sale revenue of what is built, by the price of land for a square metre of floor, million CNY. */
export function landRevenue(change: Change, values: AssumptionValues): number {
  const uses = ['residential', 'commercial', 'office', 'industrial'] as const;
  const sum = uses.reduce((total, use) => total + change.total.built[use] * assumed(values, `land-price-${use}`), 0);
  return sum / million;
}
