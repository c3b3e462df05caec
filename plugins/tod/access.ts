import {
  coverageWithin,
  detourRatio,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  type MethodValue,
  notDefined,
  numberParameter,
  ok,
  type Points,
  peopleNearTransit,
  type ResultTable,
  stationZone,
  straightWalking,
  transitAccess,
  type Walking,
  weightedQuantile,
} from '#sdk';
import type { ParcelColumns } from './parcel-columns.ts';
import { pointsOf, type Station, type Stops } from './stops.ts';

/** How far walks to stops are followed, m. */
const furthestWalk = 3000;

export interface Access {
  /** Walk to the nearest station of rapid transit, m; NaN beyond the furthest walk. */
  readonly stationWalk: Float64Array;
  readonly nearestStation: Int32Array;
  /** Straight distance to it, m. */
  readonly stationStraight: Float64Array;
  /** Walk to the nearest stop of any kind, m. */
  readonly stopWalk: Float64Array;
  /** Shares on foot beside those in straight lines, which are upper bounds. */
  readonly table: ResultTable;
}

export function stationPoints(stations: readonly Station[]): Points {
  return { x: Float64Array.from(stations, ({ x }) => x), y: Float64Array.from(stations, ({ y }) => y) };
}

export function asPercent(share: MethodValue): MethodValue {
  return share.status === 'ok' ? ok(100 * share.value) : share;
}

function percentOrNull(share: MethodValue): number | null {
  return share.status === 'ok' ? 100 * share.value : null;
}

function finiteOnly(metres: Float64Array): Float64Array {
  return metres.map((value) => (Number.isFinite(value) ? value : Number.NaN));
}

/** Access to public transport: SDG 11.2.1, people near transit, walks, the transit requirement, and the zones of stations. */
export function measureAccess(
  parcels: ParcelColumns,
  stops: Stops,
  stations: readonly Station[],
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): Access {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const { places, residents, jobs } = parcels;
  const walkTo = (targets: Points) => walking.nearest(places, targets, furthestWalk);
  const straightTo = (targets: Points) => straightWalking.nearest(places, targets, furthestWalk).metres;
  const low = walkTo(pointsOf(stops, (stop) => !stops.isHighCapacity[stop]));
  const high = walkTo(pointsOf(stops, (stop) => stops.isHighCapacity[stop]!));
  const sdg = transitAccess(residents, low.metres, high.metres, {
    lowMetres: parameter('lowCapacityWalk'),
    highMetres: parameter('highCapacityWalk'),
  });
  list.set('sdg-11-2-1', asPercent(sdg.share));
  if (sdg.unknown > 0) {
    context.remark(
      'info',
      fillText(
        '{count} 个地块人口未知，未计入可达人口。',
        'The residents of {count|parcel|parcels} are not known; they are left out of access.',
        { count: sdg.unknown },
      ),
    );
  }

  const targets = stationPoints(stations);
  const station = walkTo(targets);
  const straight = straightWalking.nearest(places, targets, Number.MAX_VALUE);
  list.set('people-near-transit', asPercent(peopleNearTransit(residents, straight.metres, 1000).share));
  list.set('jobs-near-transit', asPercent(coverageWithin(jobs, straight.metres, 1000).share));
  const walk = weightedQuantile(station.metres, residents, 0.5);
  const far = notDefined('一半以上居民 3 km 内没有站点', 'more than half of the residents have no station within 3 km');
  list.set('walk-to-station', walk.status === 'undefined' ? far : walk);

  const isFrequent = (stop: number) => stops.headways[stop]! <= parameter('frequentHeadway');
  const frequent = walkTo(pointsOf(stops, (stop) => !stops.isRapid[stop] && isFrequent(stop)));
  const requirement = transitAccess(residents, frequent.metres, station.metres, {
    lowMetres: parameter('frequentWalk'),
    highMetres: parameter('rapidWalk'),
  });
  list.set('transit-requirement', asPercent(requirement.share));

  const people = residents.map((value, row) => (value > 0 ? value : 0) + (jobs[row]! > 0 ? jobs[row]! : 0));
  const within = (zone: 'core' | 'influence') =>
    coverageWithin(people, station.metres, parameter(zone === 'core' ? 'coreRadius' : 'influenceRadius')).share;
  list.set('core-share', asPercent(within('core')));
  list.set('influence-share', asPercent(within('influence')));
  if (walking.kind === 'network') {
    const near = station.metres.map((metres) => (metres <= parameter('influenceRadius') ? metres : Number.NaN));
    list.set('detour', detourRatio(people, near, straight.metres).ratio);
  } else {
    list.set('detour', notDefined('没有路网，只有直线距离', 'there is no street network, only straight distances'));
  }
  const any = walkTo(stops.points);
  const lowStraight = straightTo(pointsOf(stops, (stop) => !stops.isHighCapacity[stop]));
  const highStraight = straightTo(pointsOf(stops, (stop) => stops.isHighCapacity[stop]!));
  const sdgStraight = transitAccess(residents, lowStraight, highStraight, {
    lowMetres: parameter('lowCapacityWalk'),
    highMetres: parameter('highCapacityWalk'),
  });
  const zone = (name: 'coreRadius' | 'influenceRadius', metres: Float64Array) =>
    coverageWithin(people, metres, parameter(name)).share;
  const onFoot = walking.kind === 'network';
  const row = (zh: string, en: string, walked: MethodValue, straightShare: MethodValue) => [
    { zh, en },
    onFoot ? percentOrNull(walked) : null,
    percentOrNull(straightShare),
  ];
  const table: ResultTable = {
    id: 'access',
    title: { zh: '步行与直线距离的覆盖（直线为上限）', en: 'Coverage on foot and in straight lines (an upper bound)' },
    columns: [
      { id: 'measure', label: { zh: '指标', en: 'Measure' } },
      { id: 'walk', label: { zh: '步行', en: 'On foot' }, unit: '%', decimals: 1 },
      { id: 'straight', label: { zh: '直线', en: 'Straight line' }, unit: '%', decimals: 1 },
    ],
    rows: [
      row('公共交通可达人口（SDG 11.2.1）', 'Access to public transport (SDG 11.2.1)', sdg.share, sdgStraight.share),
      row('核心区人岗', 'Residents and jobs in core zones', within('core'), zone('coreRadius', straight.metres)),
      row(
        '影响区人岗',
        'Residents and jobs in influence zones',
        within('influence'),
        zone('influenceRadius', straight.metres),
      ),
    ],
  };
  return {
    table,
    stationWalk: finiteOnly(station.metres),
    nearestStation: station.target,
    stationStraight: finiteOnly(straight.metres),
    stopWalk: finiteOnly(any.metres),
  };
}

/** Number of the zone of every parcel: 1 core, 2 influence, 3 outside; for colouring. */
export function zoneNumbers(stationWalk: Float64Array, context: EvaluatorContext): Float64Array {
  const core = numberParameter(context.parameters, 'coreRadius');
  const influence = numberParameter(context.parameters, 'influenceRadius');
  const numbers = { core: 1, influence: 2, outside: 3 } as const;
  return stationWalk.map((metres) => numbers[stationZone(metres, core, influence)]);
}
