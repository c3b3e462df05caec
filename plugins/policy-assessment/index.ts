import {
  attainment,
  defineEvaluator,
  dimensions,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  type LocalText,
  type MethodValue,
  notDefined,
  ok,
  outOfRange,
  type Snapshot,
  type TopsisNorm,
  valueOrNaN,
  weightedSum,
} from '#sdk';
import { coreIndicators } from './catalogue.ts';
import manifest from './manifest.json' with { type: 'json' };
import { noRanking, type Ranking, rankScenarios } from './ranking.ts';
import { type Assessment, assessScenarios, type Normalisation } from './scores.ts';
import { sealOf } from './seal.ts';
import {
  type DimensionScore,
  dimensionChart,
  dimensionScores,
  dimensionTable,
  frameworkTable,
  indicatorTable,
  rankingChart,
  rankingTables,
  sealTable,
} from './tables.ts';
import { type Weights, weightsOf } from './weights.ts';

function percent(value: MethodValue): MethodValue {
  return value.status === 'ok' ? ok(100 * value.value) : value;
}

/** What share of its weight a score speaks for, where that is not all of it. */
function reservation(assessable: MethodValue): LocalText | undefined {
  const share = Math.round(1000 * valueOrNaN(assessable)) / 10;
  if (!(share < 100)) return undefined;
  return fillText('只代表 {share}% 的权重', 'speaks for {share} % of the weight alone', { share });
}

function setTargets(list: IndicatorList, { assessed }: Assessment): void {
  const known = coreIndicators.flatMap(({ target }, at) => {
    const { value } = assessed[at]!;
    return value.status === 'ok' ? [attainment(value.value, target)] : [];
  });
  const nothing = insufficient('没有可评的指标', 'there is no indicator that can be assessed');
  const note = fillText('{known} 项可评，共 {all} 项', '{known} of {all} indicators can be assessed', {
    known: known.length,
    all: coreIndicators.length,
  });
  const degrees = known.flatMap(({ degree }) => (degree.status === 'ok' ? [degree.value] : []));
  const mean = degrees.reduce((sum, degree) => sum + degree, 0) / degrees.length;
  const met = known.filter(({ isMet }) => isMet).length;
  list.set('targets-met', known.length === 0 ? nothing : ok((100 * met) / known.length), note);
  list.set('attainment', degrees.length === 0 ? nothing : ok(100 * mean), note);
}

function setScores(list: IndicatorList, own: Assessment, weights: Weights, scores: readonly DimensionScore[]): void {
  const sum = weightedSum(
    own.assessed.map(({ score }) => score),
    weights.used,
  );
  list.set('points', percent(sum.points), reservation(sum.assessable));
  list.set('assessable-share', percent(sum.assessable));
  list.set('assessable-score', percent(sum.scoreOfAssessable), reservation(sum.assessable));
  for (const [at, dimension] of dimensions.entries()) {
    const { score } = scores[at]!;
    list.set(`score-${dimension}`, percent(score.scoreOfAssessable), reservation(score.assessable));
  }
  const unused = notDefined('没有用 AHP', 'AHP was not used');
  list.set('consistency-ratio', weights.priorities?.consistencyRatio ?? unused);
}

function setRanking(
  list: IndicatorList,
  assessments: readonly Assessment[],
  own: number,
  ranking: Ranking | undefined,
): void {
  if (!ranking) {
    for (const id of ['closeness', 'rank', 'first-share']) list.set(id, noRanking(assessments));
    return;
  }
  const note = fillText('按所有情景都可评的 {count} 项指标', 'over the {count} indicators that all scenarios have', {
    count: ranking.shared.length,
  });
  list.set('closeness', ranking.closeness[own]!, note);
  list.set('rank', ok(ranking.places[own]!), note);
  list.set('first-share', ok(100 * ranking.first[own]!), note);
}

function remarkOnWeights({ priorities, noEntropy }: Weights, context: EvaluatorContext): void {
  if (priorities?.isConsistent === false) {
    const ratio = Math.round(1000 * valueOrNaN(priorities.consistencyRatio)) / 1000;
    context.remark(
      'warning',
      fillText(
        'AHP 一致性比率 {ratio}，大于 0.10：判断前后矛盾，权重不可靠，应修改判断。',
        'The AHP consistency ratio is {ratio}, above 0.10: the judgements contradict each other and the weights cannot be relied on.',
        { ratio },
      ),
    );
  }
  if (noEntropy) {
    context.remark(
      'warning',
      fillText(
        '熵权无法求出（{reason}），采用给定权重。',
        'There are no entropy weights ({reason}); the given weights are used.',
        {
          reason: noEntropy,
        },
      ),
    );
  }
}

function remarkOnRanking(ranking: Ranking, context: EvaluatorContext): void {
  if (ranking.dependsOnNorm) {
    context.remark('warning', {
      zh: 'TOPSIS 换用另一种归一化时名次不同：引用名次须写明归一化方式。',
      en: 'With the other norm TOPSIS gives another order: say which norm was used when quoting a place.',
    });
  }
  if (ranking.reverses) {
    context.remark('warning', {
      zh: '去掉一个情景后，其余情景的 TOPSIS 名次互换：名次取决于与谁比较。',
      en: 'When one scenario is left out, the TOPSIS order of others turns round: places depend on what is compared.',
    });
  }
  if (ranking.places.join() !== ranking.topsisPlaces.join()) {
    context.remark('info', {
      zh: '加权得分与 TOPSIS 的名次不同。',
      en: 'Points and TOPSIS give different places.',
    });
  }
}

/** Why there are no scores although there are values: unusable weights, or a seal that does not fit. */
function obstacleOf(
  weights: Weights | { readonly fault: LocalText },
  seal: string,
  context: EvaluatorContext,
): MethodValue | undefined {
  if ('fault' in weights) return outOfRange(weights.fault.zh, weights.fault.en);
  const { mode, seal: given } = context.parameters;
  if (mode !== 'third-party' || given === seal) return undefined;
  const text =
    given === 'none'
      ? fillText(
          '第三方评估须有事先公布的封印；这组权重、指标表与评估器版本的封印是 {seal}',
          'a third-party assessment needs a seal made known beforehand; that of these weights, indicators and versions is {seal}',
          { seal },
        )
      : fillText(
          '封印不符：权重、指标表或评估器版本改动过。应为 {given}，实为 {seal}',
          'the seal does not fit: weights, indicators or versions were changed. Sealed was {given}, found {seal}',
          { given: String(given), seal },
        );
  return outOfRange(text.zh, text.en);
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const others = snapshot.others!;
  const { parameters } = context;
  const list = new IndicatorList(evaluator.manifest);
  const assessments = assessScenarios(others, parameters.normalisation as Normalisation);
  const place = assessments.findIndex(({ id }) => id === others.own);
  const own = assessments[place]!;
  for (const [at, { id }] of coreIndicators.entries()) list.set(id, own.assessed[at]!.value, own.assessed[at]!.note);
  setTargets(list, own);
  const missing = own.assessed.filter(({ value }) => value.status !== 'ok').length;
  if (missing > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 项核心指标无法评估：不计分，权重也不分给别的指标。',
        '{count|core indicator|core indicators} cannot be assessed: no points are given, and the weight goes to no other.',
        { count: missing },
      ),
    );
  }
  const alike = own.assessed.filter(({ value, score }) => value.status === 'ok' && Number.isNaN(score)).length;
  if (alike > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 项指标在各情景之间没有差别，min-max 得不出得分。',
        '{count|indicator is|indicators are} the same in all scenarios: min-max gives no score.',
        { count: alike },
      ),
    );
  }
  context.progress(0.2);

  const seal = sealOf(evaluator.manifest, parameters, others);
  const weights = weightsOf(parameters, assessments);
  const obstacle = obstacleOf(weights, seal, context);
  const sealed = sealTable(others, seal, parameters.mode === 'third-party');
  if (obstacle || 'fault' in weights) {
    list.setMissing(obstacle!);
    return { indicators: list.finish(), tables: [sealed, frameworkTable(own)] };
  }
  const scores = dimensionScores(own, weights.used);
  const ranking = rankScenarios(assessments, weights.used, parameters.topsisNorm as TopsisNorm, context);
  setScores(list, own, weights, scores);
  setRanking(list, assessments, place, ranking);
  remarkOnWeights(weights, context);
  if (ranking) remarkOnRanking(ranking, context);
  context.progress(0.9);
  return {
    indicators: list.finish(),
    tables: [
      indicatorTable(own, weights.used),
      dimensionTable(scores, weights),
      ...(ranking ? rankingTables(assessments, ranking) : []),
      frameworkTable(own),
      sealed,
    ],
    charts: [dimensionChart(scores), ...(ranking ? [rankingChart(assessments, ranking)] : [])],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
