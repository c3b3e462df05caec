import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  numberParameter,
  ok,
  type Snapshot,
} from '#sdk';
import { areasOf } from './areas.ts';
import { type Comments, readComments } from './comments.ts';
import manifest from './manifest.json' with { type: 'json' };
import { setResponses } from './responses.ts';
import { areaLayer, chartsOf, commentRates, tablesOf } from './results.ts';
import { areaStrata, groupStrata } from './strata.ts';
import { setBalance, setSupport, setWeightedSupport } from './support.ts';

const upperBound = {
  zh: '意见没有作者标识，每条按一人计，为上限',
  en: 'comments do not name their authors: each counts as a person, an upper bound',
};

function setParticipation(comments: Comments, population: number, list: IndicatorList): void {
  const note = comments.areAuthorsKnown ? undefined : upperBound;
  list.set('comments', ok(comments.count));
  list.set('participants', ok(comments.participants), note);
  const none = insufficient('没有居住人口，也没有给出目标人口', 'neither residents nor a target population are known');
  list.set('participation', population > 0 ? ok((100 * comments.participants) / population) : none, note);
}

function remarkOnPlaces(ofComment: Int32Array, context: EvaluatorContext): void {
  const outside = ofComment.filter((area) => area < 0).length;
  if (outside === 0) return;
  context.remark(
    'info',
    fillText(
      '{count} 条意见没有位置或在有人居住的分区之外，不计入空间指标。',
      '{count|comment has|comments have} no place or {count|lies|lie} outside inhabited areas and {count|is|are} left out of measures by place.',
      { count: outside },
    ),
  );
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const { parameters } = context;
  const list = new IndicatorList(evaluator.manifest);
  const comments = readComments(snapshot.layers.comment!, context);
  const areas = areasOf(snapshot, comments.points, context);
  if (areas) remarkOnPlaces(areas.ofComment, context);
  const groups = groupStrata(parameters.populationShares as string, comments, context);
  context.progress(0.4);

  const given = numberParameter(parameters, 'targetPopulation');
  const residents = areas?.residents.reduce((sum, people) => sum + people, 0) ?? 0;
  setParticipation(comments, given > 0 ? given : residents, list);
  setBalance(groups, areas, list);
  setSupport(comments, list);
  const strata = groups ?? (areas && areaStrata(areas));
  const weights = setWeightedSupport(comments, strata, numberParameter(parameters, 'weightCap'), list);
  const responses = setResponses(comments, numberParameter(parameters, 'responseDays'), list);
  const overdue = list.get('overdue') ?? 0;
  if (overdue > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 条意见超过 {days} 天没有答复（以意见中的最后日期为今天）。',
        '{count|comment has|comments have} waited more than {days} days for an answer (the last date among the comments is taken as today).',
        { count: overdue, days: numberParameter(parameters, 'responseDays') },
      ),
    );
  }
  const features = [
    { id: 'response-days', values: comments.responseDays },
    { id: 'weight', values: weights },
  ];
  if (areas?.kind === 'population') features.push({ id: 'comment-rate', values: commentRates(areas) });
  return {
    indicators: list.finish(),
    features,
    layers: areas ? [areaLayer(areas)] : [],
    tables: tablesOf(comments, groups, areas),
    charts: chartsOf(comments, responses),
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
