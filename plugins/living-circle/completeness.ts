import {
  IndicatorList,
  insufficient,
  type MethodValue,
  notDefined,
  ok,
  type ResultChart,
  type ResultTable,
  weightedMean,
} from '#sdk';
import { asPercent, type ServiceAccess } from './coverage.ts';
import { type Tier, tierLabels, tiers } from './kinds.ts';
import type { Residents } from './residents.ts';

export interface Completeness {
  /** Percent of the kinds within their radius, per parcel. */
  readonly percent: Float64Array;
  /** Kinds that are not within their radius, per parcel. */
  readonly missing: Float64Array;
  readonly chart: ResultChart;
  readonly table: ResultTable;
}

const nothing = insufficient('没有这一级的设施资料', 'there are no data of services of this tier');

function mean(values: Float64Array, weights: Float64Array): MethodValue {
  const clean = weights.map((weight) => (weight > 0 ? weight : 0));
  const result = weightedMean(values, clean);
  return result.status === 'ok' ? result : notDefined('没有居民', 'there are no residents');
}

/** Share of the kinds of `access` that each parcel has within their radius; NaN where the parcel has no place. */
function sharesOf(access: readonly ServiceAccess[], { places, count }: Residents): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    if (access.length === 0 || Number.isNaN(places.x[row]!)) return Number.NaN;
    return access.filter(({ metres, radius }) => metres[row]! <= radius).length / access.length;
  });
}

/**
 * Mean of `values` over the tenth of the people with the lowest values; the last parcel counts as far as it is needed.
 */
export function worstTenth(values: Float64Array, people: Float64Array): MethodValue {
  const rows = Array.from(values.keys()).filter((row) => people[row]! > 0 && !Number.isNaN(values[row]!));
  rows.sort((a, b) => values[a]! - values[b]! || a - b);
  const tenth = rows.reduce((sum, row) => sum + people[row]!, 0) / 10;
  if (tenth === 0) return notDefined('没有居民', 'there are no residents');
  let left = tenth;
  let sum = 0;
  for (const row of rows) {
    const taken = Math.min(left, people[row]!);
    sum += taken * values[row]!;
    left -= taken;
    if (left <= 0) break;
  }
  return ok(sum / tenth);
}

/**
 * Completeness by tier: its own kinds, and, because tiers do not contain each other, who has those of all lower tiers too.
 * The score weights every tier alike, whatever the number of its kinds.
 */
export function measureCompleteness(
  known: readonly ServiceAccess[],
  residents: Residents,
  list: IndicatorList,
): Completeness {
  const { people, land } = residents;
  const ofTier = (accept: (tier: Tier) => boolean) => known.filter(({ service }) => accept(service.kind.tier));
  const rows = tiers.map((tier) => {
    const own = ofTier((each) => each === tier);
    const upTo = ofTier((each) => each <= tier);
    const shares = sharesOf(own, residents);
    const isFull = sharesOf(upTo, residents).map((share) => (share === 1 ? 1 : Number.isNaN(share) ? share : 0));
    const hasOwn = own.length > 0;
    const byPeople = hasOwn ? asPercent(mean(shares, people)) : nothing;
    const byLand = hasOwn ? asPercent(mean(shares, land)) : nothing;
    const full = hasOwn ? asPercent(mean(isFull, people)) : nothing;
    list.set(`completeness-${tier}`, byPeople);
    list.set(`full-${tier}`, full);
    const cell = (value: MethodValue) => (value.status === 'ok' ? value.value : null);
    return { own, byPeople, cells: [tierLabels[tier], own.length, cell(byPeople), cell(byLand), cell(full)] };
  });
  const all = sharesOf(known, residents);
  const noKinds = insufficient('没有任何设施资料', 'there are no data of any service');
  list.set('completeness', known.length > 0 ? asPercent(mean(all, people)) : noKinds);
  list.set('completeness-land', known.length > 0 ? asPercent(mean(all, land)) : noKinds);
  list.set('worst-tenth', known.length > 0 ? asPercent(worstTenth(all, people)) : noKinds);
  const scored = rows.flatMap(({ byPeople }) => (byPeople.status === 'ok' ? [byPeople.value] : []));
  list.set(
    'circle-score',
    scored.length === tiers.length
      ? ok(scored.reduce((sum, value) => sum + value, 0) / scored.length)
      : insufficient('有的生活圈级别没有任何设施资料', 'a tier has no data of any service'),
  );
  const missing = all.map((share) => Math.round((1 - share) * known.length));
  return {
    percent: all.map((share) => 100 * share),
    missing,
    chart: missingChart(missing, people, known.length),
    table: {
      id: 'tiers',
      title: { zh: '各级生活圈完整度', en: 'Completeness by tier' },
      columns: [
        { id: 'tier', label: { zh: '生活圈', en: 'Tier' } },
        { id: 'kinds', label: { zh: '设施类数', en: 'Kinds' }, decimals: 0 },
        { id: 'people', label: { zh: '按居民', en: 'By residents' }, unit: '%', decimals: 1 },
        { id: 'land', label: { zh: '按居住用地', en: 'By residential land' }, unit: '%', decimals: 1 },
        {
          id: 'full',
          label: { zh: '本级及以下齐全的居民', en: 'Residents with all of this and lower tiers' },
          unit: '%',
          decimals: 1,
        },
      ],
      rows: rows.map(({ cells }) => cells),
    },
  };
}

function missingChart(missing: Float64Array, people: Float64Array, kinds: number): ResultChart {
  const counts = new Float64Array(kinds + 1);
  for (const [row, count] of missing.entries()) if (people[row]! > 0 && count >= 0) counts[count]! += people[row]!;
  return {
    id: 'missing',
    title: { zh: '缺少的设施类数与居民', en: 'Residents by number of services missing' },
    kind: 'bar',
    x: { label: { zh: '缺少的类数', en: 'Services missing' } },
    y: { label: { zh: '居民', en: 'Residents' }, unit: 'person', decimals: 0 },
    categories: Array.from(counts, (_, count) => ({ zh: String(count), en: String(count) })),
    values: [...counts],
  };
}
