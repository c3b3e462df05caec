import { mixEntropy } from '#core/methods/mix.ts';
import { jobPopulationBalance } from '#core/methods/mix-balance.ts';
import { insufficient, type MethodValue, ok, ratio } from '#core/methods/outcome.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import { textColumn } from '#core/model/feature-table.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { landUseOf } from '#core/model/land-use.ts';
import { floorUses } from '#core/model/role.ts';
import { liveDefinitions } from './live-definitions.ts';
import { distanceToPublicGreen, distanceToRapidTransit, type LiveLayers } from './parcel-access.ts';
import type { ParcelQuantities } from './parcel-quantities.ts';
import { publicGreen } from './public-green.ts';

/** Minutes of walking to rapid transit that count as within reach. */
const transitMinutes = 10;
/** Distance to public green that counts as within reach, m (WHO Europe 2016). */
const parkMetres = 300;

function sum(values: Float64Array, counts?: (row: number) => boolean): number {
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!) && (!counts || counts(row))) total += values[row]!;
  }
  return total;
}

function shareWithin(
  people: Float64Array,
  distances: Float64Array | undefined,
  limit: number,
  zh: string,
  en: string,
): MethodValue {
  if (!distances) return insufficient(zh, en);
  const all = sum(people);
  return percent(
    ratio(
      sum(people, (row) => distances[row]! <= limit),
      all,
      '没有居住人口',
      'there are no residents',
    ),
  );
}

function percent(value: MethodValue): MethodValue {
  return value.status === 'ok' ? ok(100 * value.value) : value;
}

/** All live indicators by id, from the quantities of one scenario's parcels. */
function measure(
  layers: LiveLayers,
  quantities: ParcelQuantities,
  assumptions: AssumptionValues,
): Map<string, MethodValue> {
  const { area, developed, floorArea, floorAreaByUse, residents, jobs, dwellings, greenArea } = quantities;
  const landUse = textColumn(layers.parcels, 'land_use') ?? [];
  const use = (row: number) => landUseOf(landUse[row]);
  const isDeveloped = (row: number) => developed[row] === 1;
  const people = sum(residents);
  const work = sum(jobs);
  const land = sum(area);
  const built = sum(area, isDeveloped);
  const floor = sum(floorArea);
  const byUse = floorUses.map((each) => sum(floorAreaByUse[each]));
  const noLand = ['没有建设用地', 'there is no developed land'] as const;
  const noPeople = ['没有居住人口', 'there are no residents'] as const;
  const noArea = ['没有地块', 'there are no parcels'] as const;
  const open = publicGreen(layers.greens, layers.parcels);
  const parks = sum(open.areas, (row) => open.isPark[row]!);
  const green = sum(area, (row) => ['green', 'protective-green', 'square'].includes(use(row)));
  const dry = (row: number) => use(row) !== 'water';
  const hard = sum(area, dry) - sum(greenArea, dry);
  const hardShare = assumptions['impervious-roof-and-road'] ?? 0.85;
  const walkLimit = transitMinutes * (assumptions['walking-speed'] ?? 72);
  const transit = distanceToRapidTransit(layers, quantities.points, walkLimit);
  const parkDistance = distanceToPublicGreen(open, quantities.points, parkMetres);
  return new Map<string, MethodValue>([
    ['residents', ok(people)],
    ['jobs', ok(work)],
    ['dwellings', ok(sum(dwellings))],
    ['floor-area', ok(floor)],
    ['gross-far', ratio(sum(floorArea, isDeveloped), built, ...noLand)],
    ['activity-density', ratio(people + work, built / 10_000, ...noLand)],
    [
      'transit-access',
      shareWithin(residents, transit, walkLimit, '没有大运量公交站点', 'there is no rapid-transit stop'),
    ],
    ['park-access', shareWithin(residents, parkDistance, parkMetres, '没有公园绿地', 'there is no public green')],
    ['park-green-per-resident', ratio(parks, people, ...noPeople)],
    ['green-land-share', percent(ratio(green, land, ...noArea))],
    ['mix-entropy', mixEntropy(byUse, floorUses.length)],
    ['mxi', percent(ratio(byUse[0]!, floor, '没有建筑面积', 'there is no floor area'))],
    ['job-balance', jobPopulationBalance(work, people)],
    ['land-take', ok(built / 10_000)],
    ['impervious-share', percent(ratio(hard * hardShare, sum(area, dry), ...noArea))],
  ]);
}

/** Assumptions whose low and high values make the band of the live indicators. */
export const bandAssumptions = [
  'floor-area-per-resident',
  'household-size',
  'floor-area-per-job-commercial',
  'floor-area-per-job-office',
  'floor-area-per-job-industrial',
  'floor-area-per-job-civic',
  'mixed-share-residential',
  'walking-speed',
  'impervious-roof-and-road',
] as const;

/** One way to see a scenario: the assumptions taken, and the quantities that follow from them. */
export interface LiveVariant {
  readonly assumptions: AssumptionValues;
  readonly quantities: ParcelQuantities;
}

/**
 * The live indicators of one scenario, in the order of `liveDefinitions`. `variants` are the scenario under other values of
 * single assumptions: what they span is the band of each indicator.
 */
export function liveIndicators(
  layers: LiveLayers,
  base: LiveVariant,
  variants: readonly LiveVariant[],
): IndicatorValue[] {
  const values = measure(layers, base.quantities, base.assumptions);
  const others = variants.map(({ assumptions, quantities }) => measure(layers, quantities, assumptions));
  return liveDefinitions.map(({ id }) => {
    const value = values.get(id)!;
    if (value.status !== 'ok') return { id, ...value };
    const span = [value.value];
    for (const other of others) {
      const seen = other.get(id)!;
      if (seen.status === 'ok') span.push(seen.value);
    }
    const low = Math.min(...span);
    const high = Math.max(...span);
    return low < high ? { id, status: 'ok', value: value.value, low, high } : { id, status: 'ok', value: value.value };
  });
}
