import {
  type AssumptionValues,
  assumed,
  type EvaluatorContext,
  insufficient,
  type MethodValue,
  notDefined,
  numberParameter,
  ok,
  ratio,
  vktChange,
} from '#sdk';
import { type Buildings, type EnergyYear, energyYear } from './energy.ts';
import type { DChange } from './travel.ts';

/** Change of vehicle kilometres per resident against the baseline, as shares. */
export interface Travel {
  readonly product: MethodValue;
  readonly linear: MethodValue;
  readonly isCapped: boolean;
}

/** The change of travel from the D variables; without a baseline it is not known. */
export function travelOf(changes: readonly DChange[] | undefined, context: EvaluatorContext): Travel {
  const none = (zh: string, en: string) => ({
    product: insufficient(zh, en),
    linear: insufficient(zh, en),
    isCapped: false,
  });
  if (!changes) return none('没有基准情景可比', 'there is no baseline to compare with');
  if (changes.length === 0) return none('没有可用的 D 变量', 'none of the D variables is known');
  const parameter = (name: string) => numberParameter(context.parameters, name);
  return vktChange(changes, parameter('largestReduction') / 100, parameter('largestRatio'));
}

function percent(value: MethodValue): MethodValue {
  return value.status === 'ok' ? ok(100 * value.value) : value;
}

/** CO2 of a year by source, t. */
export interface Carbon {
  readonly year: EnergyYear;
  readonly electricity: MethodValue;
  readonly gas: number;
  readonly travel: MethodValue;
  readonly total: MethodValue;
}

/** Vehicle kilometres per resident and day: those of the baseline changed by the quoted form. */
function vehicleKilometres(travel: Travel, context: EvaluatorContext, assumptions: AssumptionValues): MethodValue {
  const change = context.parameters.form === 'linear' ? travel.linear : travel.product;
  if (change.status !== 'ok') return change;
  return ok(assumed(assumptions, 'vehicle-km-per-resident') * (1 + change.value));
}

export function carbonOf(
  buildings: Buildings,
  travel: Travel,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): Carbon {
  const year = energyYear(buildings, context, assumptions);
  const kilometres = vehicleKilometres(travel, context, assumptions);
  const perKilometre = assumed(assumptions, 'vehicle-emission-factor');
  const driven =
    kilometres.status === 'ok' ? ok((365 * kilometres.value * buildings.residents * perKilometre) / 1000) : kilometres;
  const { electricityTonnes, gasTonnes, totalTonnes } = year.account;
  const total =
    totalTonnes.status !== 'ok' ? totalTonnes : driven.status === 'ok' ? ok(totalTonnes.value + driven.value) : driven;
  return { year, electricity: electricityTonnes, gas: gasTonnes, travel: driven, total };
}

const unchanged: Travel = { product: ok(0), linear: ok(0), isCapped: false };

/** All indicators under one set of assumptions. */
export function energyIndicators(
  now: Buildings,
  before: Buildings | undefined,
  travel: Travel,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): ReadonlyMap<string, MethodValue> {
  const carbon = carbonOf(now, travel, context, assumptions);
  const { year } = carbon;
  const { account } = year;
  const noFloor = ['没有建筑面积', 'there is no floor area'] as const;
  const noPeople = ['没有居民', 'there are no residents'] as const;
  const built = (value: number) => (year.floorArea === 0 ? notDefined(...noFloor) : ok(value));
  const perResident = (value: MethodValue) =>
    value.status === 'ok' ? ratio(value.value, now.residents, ...noPeople) : value;
  const share = ratio(100 * account.photovoltaics, year.electricity, '没有用电', 'no electricity is used');
  return new Map<string, MethodValue>([
    ['energy', built(year.energy / 1e6)],
    ['energy-intensity', ratio(year.energy, year.floorArea, ...noFloor)],
    ['energy-per-person', ratio(year.energy, now.residents, ...noPeople)],
    ['electricity', built(year.electricity / 1e6)],
    ['gas', built(year.gasCubicMetres)],
    ['pv-potential', built(year.potential / 1e6)],
    ['pv-yield', built(account.photovoltaics / 1e6)],
    ['pv-share', share],
    ['coal-equivalent', built(account.coalEquivalent / 1000)],
    ['coal-at-power-stations', built(year.coalAtPowerStations / 1000)],
    ['co2-electricity', carbon.electricity],
    ['co2-gas', ok(carbon.gas)],
    ['co2-travel', carbon.travel],
    ['co2', carbon.total],
    ['co2-per-person', perResident(carbon.total)],
    ['co2-change', changeOf(carbon, now, before, context, assumptions)],
    ['vkt-change', percent(travel.product)],
    ['vkt-change-linear', percent(travel.linear)],
    ['vkt-per-person', vehicleKilometres(travel, context, assumptions)],
  ]);
}

/** CO2 per resident against the baseline under the same assumptions, %. */
function changeOf(
  carbon: Carbon,
  now: Buildings,
  before: Buildings | undefined,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): MethodValue {
  if (!before) return insufficient('没有基准情景可比', 'there is no baseline to compare with');
  const base = carbonOf(before, unchanged, context, assumptions).total;
  if (carbon.total.status !== 'ok') return carbon.total;
  if (base.status !== 'ok') return base;
  if (now.residents === 0 || before.residents === 0 || base.value === 0) {
    return notDefined(
      '基准或情景没有居民或排放',
      'there are no residents or emissions in the baseline or the scenario',
    );
  }
  return ok(100 * (carbon.total.value / now.residents / (base.value / before.residents) - 1));
}
