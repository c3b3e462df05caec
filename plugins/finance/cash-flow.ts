import {
  type AssumptionValues,
  assumed,
  type FloorUse,
  floorUses,
  internalRates,
  type MethodValue,
  modifiedInternalRate,
  netPresentValue,
  notDefined,
  numberParameter,
  ok,
  type ParameterValues,
  paybackPeriod,
  valueOrNaN,
} from '#sdk';
import type { Change, FloorChange } from './change.ts';

const million = 1e6;
/** Floor area that is let; housing is sold, and public services and other floor area bring nothing. */
const letUses = ['commercial', 'office', 'industrial'] as const;

/** When things happen, and the rates that apply to all of it. */
export interface Programme {
  readonly horizonYears: number;
  readonly buildYears: number;
  readonly salesYears: number;
  readonly letYears: number;
  readonly discountRate: number;
  readonly reinvestmentRate: number;
  readonly softCost: number;
  readonly salesCost: number;
  readonly occupancy: number;
  readonly lettingCost: number;
  readonly conversionCost: number;
  readonly exitYield: number;
}

export function programmeOf(parameters: ParameterValues): Programme {
  const number = (name: string) => numberParameter(parameters, name);
  const share = (name: string) => number(name) / 100;
  return {
    horizonYears: number('horizonYears'),
    buildYears: number('buildYears'),
    salesYears: number('salesYears'),
    letYears: number('letYears'),
    discountRate: share('discountRate'),
    reinvestmentRate: share('reinvestmentRate'),
    softCost: share('softCost'),
    salesCost: share('salesCost'),
    occupancy: share('occupancy'),
    lettingCost: share('lettingCost'),
    conversionCost: share('conversionCost'),
    exitYield: share('exitYield'),
  };
}

/** Money by year, million CNY; costs positive as costs. */
export interface CashFlow {
  readonly land: Float64Array;
  readonly construction: Float64Array;
  readonly infrastructure: Float64Array;
  readonly upkeep: Float64Array;
  readonly sales: Float64Array;
  readonly rent: Float64Array;
  readonly net: Float64Array;
}

/** Cost of infrastructure, million CNY: once, and a year. */
export interface InfrastructureCost {
  readonly capex: number;
  readonly opex: number;
}

export function infrastructureCost(
  change: Omit<Change, 'total' | 'byParcel'>,
  values: AssumptionValues,
  softCost: number,
): InfrastructureCost {
  const cost = (id: string) => assumed(values, id);
  const capex =
    change.streetArea * cost('street-cost') +
    change.footbridgeArea * cost('footbridge-cost') +
    change.greenArea * cost('green-cost');
  const paved = change.streetArea + change.footbridgeArea;
  const opex = paved * cost('street-upkeep') + change.greenArea * cost('green-upkeep');
  return { capex: (capex * (1 + softCost)) / million, opex: opex / million };
}

/** Adds `amount` in equal parts to the years from `first` on; what would fall beyond the horizon falls in its last year. */
function spread(years: Float64Array, amount: number, first: number, count: number): void {
  for (let part = 0; part < count; part++) years[Math.min(years.length - 1, first + part)]! += amount / count;
}

function weighted(of: (use: FloorUse) => number): number {
  return floorUses.reduce((sum, use) => sum + of(use), 0);
}

/**
 * The development as a whole over its horizon, at constant prices: what it costs to take down, build and convert, the
 * infrastructure and its upkeep, housing sold, other floor area let and valued at the end by its yield. Payments from one
 * party to another (the price of land, taxes other than on sales) are left out: they move money and make none.
 */
export function cashFlowOf(
  floors: FloorChange,
  land: Omit<Change, 'total' | 'byParcel'>,
  values: AssumptionValues,
  programme: Programme,
): CashFlow {
  const { horizonYears, buildYears, salesYears, letYears, softCost } = programme;
  const year = () => new Float64Array(horizonYears + 1);
  const flow = {
    land: year(),
    construction: year(),
    infrastructure: year(),
    upkeep: year(),
    sales: year(),
    rent: year(),
  };
  const price = (id: string, use: FloorUse) => assumed(values, `${id}-${use}`);
  const compensated = weighted((use) => floors.removed[use]) + floors.givenUp.residential;
  flow.land[0] =
    (compensated * assumed(values, 'demolition-compensation') +
      land.developedLand * assumed(values, 'land-acquisition')) /
    million;
  const works = weighted(
    (use) => (floors.built[use] + programme.conversionCost * floors.converted[use]) * price('construction-cost', use),
  );
  spread(flow.construction, (works * (1 + softCost)) / million, 1, buildYears);
  const { capex, opex } = infrastructureCost(land, values, softCost);
  spread(flow.infrastructure, capex, 0, Math.max(1, buildYears - 1));
  for (let at = Math.max(1, buildYears - 1); at <= horizonYears; at++) flow.upkeep[at]! += opex;

  const homes = floors.built.residential + floors.converted.residential;
  // Housing is sold from the second year of construction on.
  spread(
    flow.sales,
    (homes * assumed(values, 'price-residential') * (1 - programme.salesCost)) / million,
    2,
    salesYears,
  );
  const yearly = (part: 'built' | 'converted' | 'givenUp') =>
    letUses.reduce((sum, use) => sum + floors[part][use] * price('rent', use), 0);
  const perYear = (programme.occupancy * (1 - programme.lettingCost)) / million;
  const gained = (yearly('built') + yearly('converted')) * perYear;
  const lost = yearly('givenUp') * perYear;
  for (let at = 1; at <= horizonYears; at++) {
    const full = Math.min(1, Math.max(0, (at - buildYears) / letYears));
    flow.rent[at]! += gained * full - lost;
  }
  if (programme.exitYield > 0) flow.rent[horizonYears]! += (gained - lost) / programme.exitYield;
  const net = flow.sales.map(
    (sold, at) =>
      sold + flow.rent[at]! - flow.land[at]! - flow.construction[at]! - flow.infrastructure[at]! - flow.upkeep[at]!,
  );
  return { ...flow, net };
}

const percent = (value: MethodValue): MethodValue => (value.status === 'ok' ? ok(100 * value.value) : value);

function presentValue(rate: number, flow: Float64Array): number {
  return valueOrNaN(netPresentValue(rate, flow));
}

/** What the cash flow is worth, by id of the indicator. */
export function returnsOf(flow: CashFlow, programme: Programme): Map<string, MethodValue> {
  const { discountRate, reinvestmentRate } = programme;
  const worth = (part: keyof CashFlow) => presentValue(discountRate, flow[part]);
  const costs = worth('land') + worth('construction') + worth('infrastructure') + worth('upkeep');
  const sum = (part: keyof CashFlow) => flow[part].reduce((total, value) => total + value, 0);
  return new Map<string, MethodValue>([
    ['investment', ok(sum('land') + sum('construction') + sum('infrastructure'))],
    ['npv', netPresentValue(discountRate, flow.net)],
    ['irr', percent(internalRates(flow.net).rate)],
    ['mirr', percent(modifiedInternalRate(flow.net, discountRate, reinvestmentRate))],
    [
      'benefit-cost',
      costs > 0 ? ok((worth('sales') + worth('rent')) / costs) : notDefined('没有成本', 'there are no costs'),
    ],
    ['payback', paybackPeriod(flow.net).years],
    ['discounted-payback', paybackPeriod(flow.net, discountRate).years],
  ]);
}
