import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  IndicatorList,
  type Snapshot,
  walkingFor,
} from '#sdk';
import { measureCapacity } from './capacity.ts';
import { measureClosure } from './closure.ts';
import { measureCompleteness } from './completeness.ts';
import { measureCoverage } from './coverage.ts';
import { measureGreen } from './green.ts';
import { hospitalKind, serviceKinds } from './kinds.ts';
import manifest from './manifest.json' with { type: 'json' };
import { residentsOf } from './residents.ts';
import { serviceAreas } from './service-areas.ts';
import { publicGreenOf, serviceOf } from './services.ts';

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const residents = residentsOf(snapshot.layers.parcel!);
  const closure = measureClosure(residents, list, context);
  const walking = walkingFor(snapshot, residents.places, context);
  const green = publicGreenOf(snapshot);
  const services = [...serviceKinds, hospitalKind].map((kind) => serviceOf(snapshot, kind, green));
  context.progress(0.1);
  const coverage = measureCoverage(services, residents, walking, list, context);
  const completeness = measureCompleteness(coverage.known, residents, list);
  const capacity = measureCapacity(services, residents, walking, list, context);
  context.progress(0.7);
  const greenTable = measureGreen(green, residents.people, list, context);
  return {
    indicators: list.finish(),
    features: [
      { id: 'completeness', values: completeness.percent },
      { id: 'missing', values: completeness.missing },
      ...coverage.known.map(({ service, metres }) => ({ id: `walk-${service.kind.id}`, values: metres })),
    ],
    layers: [serviceAreas(coverage.known, walking, context)],
    tables: [...coverage.tables, completeness.table, capacity, greenTable, ...closure],
    charts: [...coverage.charts, completeness.chart],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
