import { pickRows } from '#core/geometry/copy-parts.ts';
import { representativePoints } from '#core/geometry/measure.ts';
import { isRapidStop } from '#core/indicators/rapid-stop.ts';
import { walkNetworkOf, walkToNearest } from '#core/indicators/walk-network.ts';
import { probabilityOfConnectivity } from '#core/methods/connectivity.ts';
import { numberColumn } from '#core/model/feature-table.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { LocalText } from '#core/model/text.ts';
import { catchmentBands } from './catchment-bands.ts';
import { greenPatches } from './green-patches.ts';
import type { ParcelTotals, SketchContext, SketchResult } from './sketch-context.ts';
import { chooseStations } from './stations.ts';
import type { StepMeasure } from './step-measure.ts';

/** Walk to a station that counts as served, minutes: as the live indicator of transit access. */
const servedMinutes = 10;

/** Residents, jobs and floor area of some parcels. What is not known counts as nothing. */
function sumsOf(context: SketchContext, isIn: (row: number) => boolean): ParcelTotals {
  const table = context.layer('parcel')?.table;
  const sums = { residents: 0, jobs: 0, floor_area: 0 };
  if (!table) return sums;
  const rows = table.ids.flatMap((_, row) => (isIn(row) ? [row] : []));
  const derived = context.withDerived(pickRows(table, rows));
  for (const name of ['residents', 'jobs', 'floor_area'] as const) {
    for (const value of numberColumn(derived, name)!) if (!Number.isNaN(value)) sums[name] += value;
  }
  return sums;
}

function measure(
  id: string,
  label: LocalText,
  unit: string,
  decimals: number,
  before: number | null,
  after: number | null,
): StepMeasure {
  return { id, label, unit, decimals, before, after };
}

function people(before: ParcelTotals, after: ParcelTotals, zh: string, en: string): StepMeasure[] {
  return [
    measure('residents', { zh: `${zh}居住人口`, en: `Residents${en}` }, 'person', 0, before.residents, after.residents),
    measure('jobs', { zh: `${zh}就业岗位`, en: `Jobs${en}` }, 'job', 0, before.jobs, after.jobs),
  ];
}

/** Residents and jobs in the catchment of a TOD's stations, without and with it. */
function todMeasures(before: SketchContext, after: SketchContext, step: RecipeStep & { sketch: 'tod' }): StepMeasure[] {
  const inside = (context: SketchContext, stations: ReturnType<typeof chooseStations>) => {
    const table = context.layer('parcel')!.table;
    const { bands } = catchmentBands(context, stations, step.catchment, representativePoints(table.geometry));
    return sumsOf(context, (row) => bands[row]! >= 0);
  };
  const stations = chooseStations(before, step.stations);
  const [was, is] = [inside(before, stations), inside(after, stations)];
  const floor = { zh: '圈内建筑面积', en: 'Floor area in the catchment' };
  return [
    ...people(was, is, '圈内', ' in the catchment'),
    measure('floor-area', floor, 'm2', 0, was.floor_area, is.floor_area),
  ];
}

/** Who is within a walk of rapid transit, and how much of the walk's reach is covered. */
function servedBy(
  context: SketchContext,
): { readonly sums: ParcelTotals; readonly all: ParcelTotals; readonly streetMetres: number } | undefined {
  const parcels = context.layer('parcel')?.table;
  const stops = context.layer('transit-stop')?.table;
  const network = walkNetworkOf(context.layer('street')?.table);
  if (!parcels || !stops || !network) return undefined;
  const isRapid = isRapidStop(stops);
  const places = representativePoints(stops.geometry);
  const rows = [...stops.ids.keys()].filter((row) => isRapid(row) && !Number.isNaN(places[2 * row]!));
  if (rows.length === 0) return undefined;
  const stations = Float64Array.from(rows.flatMap((row) => [places[2 * row]!, places[2 * row + 1]!]));
  const limit = servedMinutes * (context.assumptions['walking-speed'] ?? 72);
  const { cost } = walkToNearest(network, representativePoints(parcels.geometry), stations, limit);
  const streetMetres = network.graph.length.reduce((sum, length, edge) => {
    const near = Math.min(network.search.cost(network.graph.from[edge]!), network.search.cost(network.graph.to[edge]!));
    return near <= limit && network.graph.ways[edge] !== 0 ? sum + Math.min(length, limit - near) : sum;
  }, 0);
  return { sums: sumsOf(context, (row) => cost[row]! <= limit), all: context.totals(), streetMetres };
}

function networkMeasures(before: SketchContext, after: SketchContext): StepMeasure[] {
  const [was, is] = [servedBy(before), servedBy(after)];
  if (!was || !is) return [];
  const share = ({ sums, all }: NonNullable<typeof was>) =>
    all.residents > 0 ? (100 * sums.residents) / all.residents : null;
  const label = {
    zh: `步行 ${servedMinutes} 分钟到轨道站的人口`,
    en: `Residents within a ${servedMinutes} min walk of rapid transit`,
  };
  const jobs = {
    zh: `步行 ${servedMinutes} 分钟到轨道站的岗位`,
    en: `Jobs within a ${servedMinutes} min walk of rapid transit`,
  };
  const covered = { zh: '人口覆盖率', en: 'Residents covered' };
  return [
    measure('served-residents', label, 'person', 0, was.sums.residents, is.sums.residents),
    measure('served-jobs', jobs, 'job', 0, was.sums.jobs, is.sums.jobs),
    measure('coverage', covered, '%', 1, share(was), share(is)),
  ];
}

/** What a corridor adds to the connectivity of green land, beside the land it takes. */
function corridorMeasures(
  before: SketchContext,
  after: SketchContext,
  { areaSquareMetres }: SketchResult,
): StepMeasure[] {
  const [was, is] = [greenPatches(before), greenPatches(after)];
  if (!was || !is) return [];
  const without = probabilityOfConnectivity(was.network, { connectors: false }).numerator;
  const within = probabilityOfConnectivity(is.network, { connectors: false }).numerator;
  const [ecaBefore, ecaAfter] = [Math.sqrt(without), Math.sqrt(within)];
  const hectares = areaSquareMetres / 10_000;
  const [people0, people1] = [before.totals(), after.totals()];
  const share = within > 0 ? (100 * (within - without)) / within : null;
  const perHectare = hectares > 0 ? (ecaAfter - ecaBefore) / hectares : null;
  return [
    measure('eca', { zh: '等效连通面积 ECA', en: 'Equivalent connected area' }, 'ha', 2, ecaBefore, ecaAfter),
    measure('dpc', { zh: '新连接的重要性 dPC', en: 'Importance of the link, dPC' }, '%', 2, null, share),
    measure('land', { zh: '占用土地', en: 'Land taken' }, 'ha', 2, null, hectares),
    measure('gain', { zh: '每公顷增加的 ECA', en: 'ECA gained per hectare' }, 'ha', 2, null, perHectare),
    ...people(people0, people1, '', ''),
  ];
}

/**
 * What a step does to the numbers that its sketch is about: `before` and `after` are the scenario without and with it. Empty
 * where the layers they are measured on are missing.
 */
export function stepMeasures(
  step: RecipeStep,
  before: SketchContext,
  after: SketchContext,
  result: SketchResult,
): readonly StepMeasure[] {
  if (step.sketch === 'corridor') return corridorMeasures(before, after, result);
  if (step.sketch === 'network') return networkMeasures(before, after);
  if (step.sketch === 'tod') return todMeasures(before, after, step);
  if (step.sketch === 'attributes' || !before.layer('parcel')) return [];
  const [was, is] = [before.totals(), after.totals()];
  const floor = { zh: '建筑面积', en: 'Floor area' };
  return [...people(was, is, '', ''), measure('floor-area', floor, 'm2', 0, was.floor_area, is.floor_area)];
}
