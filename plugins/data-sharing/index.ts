import {
  countOf,
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  IndicatorList,
  insufficient,
  numberParameter,
  type Snapshot,
} from '#sdk';
import { measureAnonymity } from './anonymity-steps.ts';
import { classify, setTextIdentifiers } from './classification.ts';
import { measureConformance } from './conformance.ts';
import manifest from './manifest.json' with { type: 'json' };
import { maskPlaces } from './masking.ts';
import { personRecords } from './people.ts';
import { publishedCounts, setSmallAreas } from './small-counts.ts';
import { measureSources } from './sources.ts';

/** Indicators that need records of persons. */
const personIndicators = [
  'text-identifiers',
  'k-stored',
  'k',
  'records-below-k',
  'distinct-l',
  'entropy-l',
  'highest-risk',
  'mean-risk',
  'suppressed-cells',
  'suppressed-records',
  'exposed-totals',
  'mask-move',
  'mask-k',
  'masked',
] as const;

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const { parameters } = context;
  const list = new IndicatorList(evaluator.manifest);
  const k = numberParameter(parameters, parameters.audience === 'public' ? 'publicK' : 'internalK');
  list.set('open-fields', insufficient('没有字段', 'there are no fields'));
  const tables = [classify(snapshot, list, context)];
  context.progress(0.1);
  const small = setSmallAreas(snapshot, parameters, list);
  // What layers say of the same datum is a matter of the data: a scenario changes parcels and leaves the others as they are.
  tables.push(
    measureSources(snapshot.baseline ?? snapshot, list, context),
    measureConformance(snapshot, list, context),
  );
  context.progress(0.7);

  const { comment } = snapshot.layers;
  const features = small ? [{ id: 'small-area', values: small }] : [];
  if (!comment || countOf(comment) === 0) {
    const none = insufficient('没有公众意见等个人记录', 'there are no records of persons such as public comments');
    for (const id of personIndicators) list.set(id, none);
    return { indicators: list.finish(), features, tables };
  }
  const noText = insufficient('意见没有文字', 'comments have no text');
  list.set('text-identifiers', noText);
  setTextIdentifiers(snapshot, list, context);
  const records = personRecords(comment);
  const anonymised = measureAnonymity(records, k, list, context);
  const counts = publishedCounts(records, numberParameter(parameters, 'smallCount'), list);
  const masked = maskPlaces(records, snapshot, k, list, context);
  return {
    indicators: list.finish(),
    features: [
      ...features,
      { id: 'class-size', values: anonymised.classSizes },
      { id: 'may-leave', values: anonymised.mayLeave },
      { id: 'moved', values: masked.moved },
    ],
    layers: [masked.layer],
    tables: [...tables, anonymised.table, counts],
    charts: [anonymised.chart],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
