import type { Snapshot } from '#sdk';
import {
  coverageWithin,
  type Driving,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  insufficient,
  type LocalText,
  type MethodValue,
  numberParameter,
  ok,
  outOfRange,
  type ResultChart,
  type ResultTable,
  ratio,
  weightedQuantile,
} from '#sdk';
import { type Facilities, facilitiesOf, type Town } from './town.ts';

/** Longest response that is followed, minutes. */
const longest = 60;

/** How soon a service is at every parcel. */
export interface Response {
  readonly stations: Facilities;
  /** Minutes from the call to the arrival, turnout included; NaN where nobody comes within an hour. */
  readonly minutes: Float64Array;
  /** Number of the station that is there first, −1 where none is. */
  readonly first: Int32Array;
}

export function asPercent(share: MethodValue): MethodValue {
  return share.status === 'ok' ? ok(100 * share.value) : share;
}

export function valueOrNull(value: MethodValue): number | null {
  return value.status === 'ok' ? value.value : null;
}

function responseOf(stations: Facilities, town: Town, driving: Driving, turnout: number): Response {
  const { minutes, station } = driving.first(stations.points, town.places, longest);
  return {
    stations,
    minutes: minutes.map((value) => (Number.isFinite(value) ? value + turnout : Number.NaN)),
    first: station,
  };
}

/** Minutes within which `share` of the residents are reached. */
function quantileOf({ minutes }: Response, residents: Float64Array, share: number): MethodValue {
  const reached = minutes.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const result = weightedQuantile(reached, residents, share);
  return result.status === 'undefined'
    ? outOfRange('这一比例的居民一小时内不可达', 'so many residents are not reached within an hour')
    : result;
}

/** Built-up land of the plan in km2: parcels in use and the streets between them, without water and open country. */
export function builtUpSquareKilometres(town: Town, landSquareMetres: number): number {
  let open = 0;
  let built = 0;
  for (const [row, use] of town.uses.entries()) {
    const area = town.areas[row]! > 0 ? town.areas[row]! : 0;
    if (use === 'agriculture' || use === 'undeveloped') open += area;
    else if (use !== 'water') built += area;
  }
  return Math.max(built, landSquareMetres - open) / 1e6;
}

/** Response of fire engines: by residents, built-up land and floor area, and how much land each station has. */
export function measureFire(
  snapshot: Snapshot,
  town: Town,
  driving: Driving,
  builtUp: number,
  list: IndicatorList,
  context: EvaluatorContext,
): { readonly response: Response; readonly tables: readonly ResultTable[]; readonly chart: ResultChart } | undefined {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const stations = facilitiesOf(snapshot, 'fire-station');
  const count = stations.rows.length;
  list.set('fire-stations', ok(count));
  if (count === 0) {
    const none = insufficient('设施图层中没有消防站', 'the layer of facilities holds no fire station');
    for (const id of [
      'fire-coverage',
      'fire-coverage-land',
      'fire-coverage-floor',
      'fire-median',
      'fire-p90',
      'fire-area-per-station',
      'fire-largest-district',
    ]) {
      list.set(id, none);
    }
    return undefined;
  }
  const response = responseOf(stations, town, driving, parameter('fireTurnout'));
  const limit = parameter('fireLimit');
  const { minutes, first } = response;
  list.set('fire-coverage', asPercent(coverageWithin(town.residents, minutes, limit).share));
  list.set('fire-coverage-land', asPercent(coverageWithin(town.built, minutes, limit).share));
  list.set('fire-coverage-floor', asPercent(coverageWithin(town.floorArea, minutes, limit).share));
  list.set('fire-median', quantileOf(response, town.residents, 0.5));
  list.set('fire-p90', quantileOf(response, town.residents, 0.9));
  list.set('fire-area-per-station', ratio(builtUp, count, '没有消防站', 'there is no fire station'));
  const positive = (value: number) => (value > 0 ? value : 0);
  const sums = stations.names.map(() => ({ land: 0, people: 0, inTime: 0 }));
  for (const [row, station] of first.entries()) {
    const sum = sums[station];
    // Further away than an hour counts as served by nobody.
    if (!sum || Number.isNaN(minutes[row]!)) continue;
    sum.land += positive(town.built[row]!);
    sum.people += positive(town.residents[row]!);
    if (minutes[row]! <= limit) sum.inTime += positive(town.residents[row]!);
  }
  const districts = stations.names.map((name, station) => {
    const { land, people, inTime } = sums[station]!;
    return { name, land: land / 1e6, people, inTime };
  });
  const most = parameter('largestDistrict');
  const largest = districts.reduce((top, { land }) => Math.max(top, land), 0);
  list.set('fire-largest-district', ok(largest));
  const tooLarge = districts.filter(({ land }) => land > most).length;
  if (tooLarge > 0) {
    const text = [
      '{count} 个消防站的责任区（只计地块）已大于 {most} km²。',
      '{count|station serves|stations serve} more than {most} km² of parcels alone.',
    ] as const;
    context.remark('warning', fillText(...text, { count: tooLarge, most }));
  }
  return {
    response,
    tables: [
      {
        id: 'districts',
        title: { zh: '各消防站最先到达的地区', en: 'Where each fire station is first' },
        columns: [
          { id: 'station', label: { zh: '消防站', en: 'Station' } },
          { id: 'land', label: { zh: '建设用地地块', en: 'Built-up parcels' }, unit: 'km2', decimals: 2 },
          { id: 'people', label: { zh: '居民', en: 'Residents' }, unit: 'person', decimals: 0 },
          {
            id: 'in-time',
            label: { zh: '时限内居民', en: 'Residents in time' },
            unit: '%',
            decimals: 1,
          },
        ],
        rows: districts.map(({ name, land, people, inTime }) => [
          name,
          land,
          people,
          people > 0 ? (100 * inTime) / people : null,
        ]),
      },
    ],
    chart: arrivalChart(
      'fire-arrival',
      { zh: '消防到达时间与居民', en: 'Residents reached by fire engines' },
      response,
      town,
    ),
  };
}

/** Response of ambulances; where there is no ambulance station the hospitals stand in. */
export function measureAmbulance(
  snapshot: Snapshot,
  town: Town,
  driving: Driving,
  list: IndicatorList,
  context: EvaluatorContext,
): { readonly response: Response; readonly chart: ResultChart } | undefined {
  let stations = facilitiesOf(snapshot, 'ambulance-station');
  if (stations.rows.length === 0) {
    stations = facilitiesOf(snapshot, 'hospital');
    if (stations.rows.length > 0) {
      context.remark('info', {
        zh: '没有急救站，以医院代替。',
        en: 'There are no ambulance stations; hospitals stand for them.',
      });
    }
  }
  if (stations.rows.length === 0) {
    const none = insufficient('没有急救站也没有医院', 'there are neither ambulance stations nor hospitals');
    for (const id of ['ambulance-coverage', 'ambulance-median', 'ambulance-p90']) list.set(id, none);
    return undefined;
  }
  const response = responseOf(stations, town, driving, numberParameter(context.parameters, 'ambulanceTurnout'));
  const limit = numberParameter(context.parameters, 'ambulanceLimit');
  list.set('ambulance-coverage', asPercent(coverageWithin(town.residents, response.minutes, limit).share));
  list.set('ambulance-median', quantileOf(response, town.residents, 0.5));
  list.set('ambulance-p90', quantileOf(response, town.residents, 0.9));
  const title = { zh: '救护车到达时间与居民', en: 'Residents reached by ambulances' };
  return { response, chart: arrivalChart('ambulance-arrival', title, response, town) };
}

/** Share of the residents who are reached by each minute. */
function arrivalChart(id: string, title: LocalText, { minutes }: Response, town: Town): ResultChart {
  const latest = Math.min(30, Math.ceil(minutes.reduce((most, value) => (value > most ? value : most), 1)));
  const points = Array.from({ length: latest + 1 }, (_, minute): [number, number] => {
    const { share } = coverageWithin(town.residents, minutes, minute);
    return [minute, share.status === 'ok' ? 100 * share.value : 0];
  });
  const isKnown = coverageWithin(town.residents, minutes, 0).share.status === 'ok';
  return {
    id,
    title,
    kind: 'line',
    x: { label: { zh: '到达时间', en: 'Arrival' }, unit: 'min' },
    y: { label: { zh: '居民', en: 'Residents' }, unit: '%', decimals: 1 },
    points: isKnown ? points : [],
  };
}
