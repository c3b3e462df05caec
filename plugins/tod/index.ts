import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  landOf,
  ok,
  type Snapshot,
  studyAreaOf,
  walkingFor,
} from '#sdk';
import { measureAccess, zoneNumbers } from './access.ts';
import { catchmentLayer } from './catchments.ts';
import manifest from './manifest.json' with { type: 'json' };
import { measureStations } from './node-place.ts';
import { parcelColumns } from './parcel-columns.ts';
import { measureRings } from './rings.ts';
import { blockLayer, scoreStations, serviceWalks } from './scorecard.ts';
import { remarkOnStations, stationAreas } from './station-areas.ts';
import { type Stops, stationsOf, stopsOf } from './stops.ts';
import { streetForm } from './street-form.ts';

/** Indicators that need a station of rapid transit. */
const stationIndicators = [
  'density',
  'station-far',
  'inner-far',
  'far-gradient',
  'far-monotone',
  'balanced-stations',
  'tod-index',
  'itdp-points',
  'itdp-maximum',
] as const;

/** Values of stations handed to the stops they are made of. */
function byStop(stops: Stops, stations: ReturnType<typeof stationsOf>, values: Float64Array): Float64Array {
  const result = new Float64Array(stops.count).fill(Number.NaN);
  for (const [place, { stops: members }] of stations.entries()) {
    for (const stop of members) result[stop] = values[place]!;
  }
  return result;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const parcels = parcelColumns(snapshot.layers.parcel!);
  const stops = stopsOf(snapshot);
  const stations = stationsOf(stops, context);
  const walking = walkingFor(snapshot, parcels.places, context);
  list.set('stations', ok(stations.length));
  const access = measureAccess(parcels, stops, stations, walking, list, context);
  context.progress(0.4);

  const features = [
    { id: 'station-walk', values: access.stationWalk },
    { id: 'stop-walk', values: access.stopWalk },
    { id: 'zone', values: zoneNumbers(access.stationWalk, context) },
  ];
  if (stations.length === 0) {
    const none = insufficient('没有轨道或快速公交站点', 'there is no station of rapid transit');
    for (const id of stationIndicators) list.set(id, none);
    return { indicators: list.finish(), features, tables: [access.table] };
  }
  const study = studyAreaOf(snapshot, context);
  const land = landOf(study, snapshot, context);
  const rings = measureRings(parcels, stations, access, land, list, context);
  context.progress(0.5);
  const form = streetForm(snapshot, context);
  context.progress(0.7);
  const areas = stationAreas(parcels, stops, stations, form, land, walking, context);
  remarkOnStations(areas, context);
  const scores = measureStations(areas, list, context);
  const walks = serviceWalks(snapshot, parcels.places, walking, context);
  context.progress(0.9);
  const cards = scoreStations(areas, parcels, form, walks, walking, context);
  const assessed = cards.scores.map((score) => score.assessed);
  list.set('itdp-points', ok(mean(assessed.map(({ points }) => points))));
  list.set('itdp-maximum', ok(mean(assessed.map(({ maximum }) => maximum))));
  const failing = cards.scores.filter(({ disqualified }) => disqualified).length;
  if (failing > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 个站点地区不满足公交要求，按 TOD 标准不能定级，与得分无关。',
        '{count|station area does|station areas do} not meet the transit requirement and can have no rank in the TOD Standard, whatever the points.',
        { count: failing },
      ),
    );
  }
  return {
    indicators: list.finish(),
    features: [
      ...features,
      { id: 'station-straight', values: access.stationStraight },
      { id: 'node', values: byStop(stops, stations, scores.node) },
      { id: 'place', values: byStop(stops, stations, scores.place) },
      { id: 'gap', values: byStop(stops, stations, scores.gap) },
      { id: 'station-index', values: byStop(stops, stations, scores.index) },
      {
        id: 'station-points',
        values: byStop(
          stops,
          stations,
          Float64Array.from(assessed, ({ points }) => points),
        ),
      },
    ],
    layers: [
      catchmentLayer(stations, walking, context),
      rings.layer,
      scores.layer,
      ...(form ? [blockLayer(form)] : []),
    ],
    tables: [access.table, rings.table, scores.table, cards.table],
    charts: [...rings.charts, scores.chart],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
