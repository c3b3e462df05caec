import {
  catchmentArea,
  copyFeature,
  type Driving,
  defineEvaluator,
  drivingFor,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  featureAreas,
  GeometryPacker,
  IndicatorList,
  landOf,
  loadIntegerSolver,
  numberParameter,
  type ResultLayer,
  type Snapshot,
  studyAreaOf,
  sumOf,
  walkingFor,
} from '#sdk';
import { measureHazard } from './hazard.ts';
import manifest from './manifest.json' with { type: 'json' };
import { proposeStations } from './new-stations.ts';
import { builtUpSquareKilometres, measureAmbulance, measureFire } from './response.ts';
import { measureShelters } from './shelters.ts';
import { facilitiesOf, townOf } from './town.ts';

// The solver has to be loaded before anything can be evaluated, which is done without waiting.
const solver = await loadIntegerSolver();

/** Width of the strip along reached streets that is drawn as the area in time, m. */
const strip = 60;

/** Streets that fire engines reach in time, as an area to look at. */
function reachLayer(snapshot: Snapshot, driving: Driving, context: EvaluatorContext): ResultLayer[] {
  const stations = facilitiesOf(snapshot, 'fire-station');
  const limit = numberParameter(context.parameters, 'fireLimit');
  const turnout = numberParameter(context.parameters, 'fireTurnout');
  if (!driving.reachedStreets || stations.rows.length === 0 || limit < turnout) return [];
  const reached = driving.reachedStreets(stations.points, limit - turnout);
  const packer = new GeometryPacker('polygon');
  copyFeature(packer, catchmentArea(context.geometry, reached.lines, strip), 0);
  return [
    {
      id: 'fire-reach',
      geometry: packer.finish(),
      columns: { minutes: Float64Array.of(limit), streets: Float64Array.of(reached.metres / 1000) },
    },
  ];
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const town = townOf(snapshot);
  const study = studyAreaOf(snapshot, context);
  const land = study.source === 'boundary' ? sumOf(featureAreas(landOf(study, snapshot, context))) : 0;
  const driving = drivingFor(snapshot, town.places, context);
  const walking = walkingFor(snapshot, town.places, context);
  context.progress(0.1);
  const fire = measureFire(snapshot, town, driving, builtUpSquareKilometres(town, land), list, context);
  const ambulance = measureAmbulance(snapshot, town, driving, list, context);
  context.progress(0.3);
  const shelters = measureShelters(snapshot, town, walking, list, context);
  context.progress(0.45);
  const hazard = measureHazard(snapshot, town, list, context);
  context.progress(0.6);
  const stations = facilitiesOf(snapshot, 'fire-station');
  const proposals = proposeStations(stations, town, hazard?.area, driving, solver, list, context);
  const features = [];
  if (fire) features.push({ id: 'fire-minutes', values: fire.response.minutes });
  if (ambulance) features.push({ id: 'ambulance-minutes', values: ambulance.response.minutes });
  if (shelters) features.push({ id: 'shelter-walk', values: shelters.walk });
  if (hazard) features.push({ id: 'hazard-share', values: hazard.shares.map((share) => 100 * share) });
  if (proposals && proposals.proposed.rows.length > 0) {
    const turnout = numberParameter(context.parameters, 'fireTurnout');
    const arrivals = driving.first(proposals.proposed.points, town.places, 60).minutes.map((drive) => drive + turnout);
    const now = fire?.response.minutes;
    features.push({
      id: 'fire-minutes-new',
      values: arrivals.map((minutes, row) => {
        const least = Math.min(minutes, now && !Number.isNaN(now[row]!) ? now[row]! : Number.POSITIVE_INFINITY);
        return Number.isFinite(least) ? least : Number.NaN;
      }),
    });
  }
  return {
    indicators: list.finish(),
    features,
    layers: [...reachLayer(snapshot, driving, context), ...(proposals ? [proposals.layer] : [])],
    tables: [
      ...(fire?.tables ?? []),
      ...(proposals?.tables ?? []),
      ...(shelters ? [shelters.table] : []),
      ...(hazard ? [hazard.table] : []),
    ],
    charts: [...(fire ? [fire.chart] : []), ...(ambulance ? [ambulance.chart] : []), ...(proposals?.charts ?? [])],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
