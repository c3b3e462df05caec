import { type EvaluatorContext, IndicatorList, numberParameter, type ResultTable, ratio, sumOf } from '#sdk';
import { type Tier, tierLabels, tiers } from './kinds.ts';
import type { PublicGreen } from './services.ts';

/** Parameters with the smallest park of each tier, ha, and with the green wanted per resident, m2. */
const parameters: Readonly<Record<Tier, readonly [size: string, wanted: string]>> = {
  5: ['greenSize5', 'greenTarget5'],
  10: ['greenSize10', 'greenTarget10'],
  15: ['greenSize15', 'greenTarget15'],
};

/**
 * Public green per resident by tier. A park belongs to the highest tier whose smallest size it has, and to no other: the
 * amounts of the tiers are to be had one beside the other.
 */
export function measureGreen(
  { areas }: PublicGreen,
  people: Float64Array,
  list: IndicatorList,
  context: EvaluatorContext,
): ResultTable {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const residents = sumOf(people);
  const rows = tiers.map((tier, place) => {
    const [size, wanted] = parameters[tier];
    const from = 10_000 * parameter(size);
    const next = tiers[place + 1];
    const below = next === undefined ? Number.POSITIVE_INFINITY : 10_000 * parameter(parameters[next][0]);
    const own = areas.filter((area) => area >= from && area < below);
    const perPerson = ratio(sumOf(own), residents, '没有居民', 'there are no residents');
    list.set(`green-${tier}`, perPerson);
    const value = perPerson.status === 'ok' ? perPerson.value : null;
    return [tierLabels[tier], own.length, sumOf(own) / 10_000, value, parameter(wanted)];
  });
  const perPerson = ratio(sumOf(areas), residents, '没有居民', 'there are no residents');
  list.set('green-all', perPerson);
  return {
    id: 'green',
    title: { zh: '各级公共绿地', en: 'Public green by tier' },
    columns: [
      { id: 'tier', label: { zh: '生活圈', en: 'Tier' } },
      { id: 'count', label: { zh: '处数', en: 'Number' }, decimals: 0 },
      { id: 'area', label: { zh: '面积', en: 'Area' }, unit: 'ha', decimals: 2 },
      { id: 'per-person', label: { zh: '人均', en: 'Per resident' }, unit: 'm2/person', decimals: 2 },
      { id: 'wanted', label: { zh: '控制指标', en: 'Wanted' }, unit: 'm2/person', decimals: 2 },
    ],
    rows,
  };
}
