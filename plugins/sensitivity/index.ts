import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  type IndicatorDefinition,
  IndicatorList,
  insufficient,
  type MethodValue,
  meetsTarget,
  mostSobolInputs,
  notDefined,
  type Others,
  ok,
  outOfRange,
  type ParameterValues,
  type PlannedRun,
  type Snapshot,
} from '#sdk';
import { type Design, designOf, plannedRuns, tooManyFactors } from './design.ts';
import { type Effects, effectsOf } from './effects.ts';
import manifest from './manifest.json' with { type: 'json' };
import { orderOf, orderShare, type ScenarioOrder } from './order.ts';
import { effectChart, effectTable, indicatorsTable, orderTables, rangeOf } from './tables.ts';

function plan(snapshot: Snapshot, { parameters }: { readonly parameters: ParameterValues }): readonly PlannedRun[] {
  const others = snapshot.others!;
  return plannedRuns(others, designOf(others, parameters));
}

/** Values of an indicator by row of the design, in one of its scenarios; NaN where a run gave none. */
function outputsIn(others: Others, design: Design, scenario: number, indicator: string): Float64Array {
  const start = scenario * design.rows.length;
  return Float64Array.from(design.rows, (_, row) => {
    const found = others.runs[start + row]?.indicators.find(({ id }) => id === indicator);
    return found?.status === 'ok' ? found.value! : Number.NaN;
  });
}

/** Why there is nothing to analyse. */
function obstacleOf(others: Others, design: Design, chosen: string): MethodValue | undefined {
  const { subject } = others;
  const [evaluatorId, indicator] = chosen.split('/');
  if (!subject) {
    const text = fillText(
      '没有评估器“{id}”；装上它，或换一个指标',
      'there is no evaluator "{id}"; add it, or choose another indicator',
      { id: evaluatorId! },
    );
    return insufficient(text.zh, text.en);
  }
  if (!subject.indicators.some(({ id }) => id === indicator)) {
    const text = fillText(
      '评估器“{name}”没有指标“{indicator}”；有：{known}',
      'the evaluator "{name}" has no indicator "{indicator}"; it has: {known}',
      { name: subject.name, indicator: indicator ?? '', known: subject.indicators.map(({ id }) => id).join(', ') },
    );
    return insufficient(text.zh, text.en);
  }
  if (design.factors.length === 0) {
    return insufficient(
      '没有可变动的因素：假设的低值与高值相同，或评估器没有这类参数',
      'there is no factor to change: assumptions with low equal to high, or an evaluator without such parameters',
    );
  }
  if (!tooManyFactors(design)) return undefined;
  const text = fillText(
    '{count} 个因素，Sobol 至多 {most} 个；先用 Morris 筛选',
    '{count} factors, of which Sobol takes {most} at most; screen with Morris first',
    { count: design.factors.length, most: mostSobolInputs },
  );
  return outOfRange(text.zh, text.en);
}

function shareOf(value: number, base: number): MethodValue {
  if (base === 0) return notDefined('基准值为 0', 'the base value is 0');
  return ok((100 * value) / Math.abs(base));
}

interface Findings {
  readonly design: Design;
  readonly definition: IndicatorDefinition;
  readonly outputs: Float64Array;
  readonly effects: Effects;
  readonly order: ScenarioOrder | undefined;
}

function setEffects(list: IndicatorList, { design, outputs, effects }: Findings): void {
  const base = outputs[0]!;
  const { low, high } = rangeOf(outputs);
  const [strongest] = effects.list;
  const isSobol = design.method === 'sobol';
  list.set('spread', shareOf(high - low, base));
  const unknown = insufficient('没有一个因素的作用可知', 'the effect of no factor is known');
  const unusedIndex = notDefined('只有 Sobol 给出', 'Sobol alone gives it');
  const unusedEffect = notDefined('Sobol 只给方差份额', 'Sobol gives shares of variance alone');
  const strength = strongest?.strength ?? Number.NaN;
  list.set('strongest-effect', isSobol ? unusedEffect : strongest ? shareOf(strength, base) : unknown);
  list.set('strongest-index', isSobol ? (strongest ? ok(strength) : unknown) : unusedIndex);
  const { interactions } = effects;
  list.set('interactions', interactions.status === 'ok' ? ok(100 * interactions.value) : interactions);
  const influential = effects.list.filter((effect) => effect.strength > 0 && effect.strength >= strength / 10).length;
  list.set('influential', strongest ? ok(influential) : unknown);
}

function targetKept({ definition, outputs }: Findings): MethodValue {
  const { target } = definition;
  if (!target) return notDefined('该指标没有目标值', 'the indicator has no target');
  const known = outputs.filter((value) => !Number.isNaN(value));
  const isMet = meetsTarget(outputs[0]!, target);
  return ok((100 * known.filter((value) => meetsTarget(value, target) === isMet).length) / known.length);
}

function remark({ design, definition, outputs, effects }: Findings, context: EvaluatorContext): void {
  const [strongest] = effects.list;
  if (strongest && strongest.strength > 0) {
    const { factor, atLow, atHigh } = strongest;
    const round = (value: number) => Number(value.toFixed(definition.decimals));
    const words = { factor: factor.label, indicator: definition.label, low: factor.low, high: factor.high };
    context.remark(
      'info',
      design.method === 'one-at-a-time' && !Number.isNaN(atLow + atHigh)
        ? fillText(
            '“{indicator}”最受“{factor}”左右：后者由 {low} 到 {high} 时，前者由 {from} 到 {to}。',
            '{indicator} depends most on: {factor}. From {low} to {high} of the latter it goes from {from} to {to}.',
            { ...words, from: round(atLow), to: round(atHigh) },
          )
        : fillText('“{indicator}”最受“{factor}”左右。', '{indicator} depends most on: {factor}.', words),
    );
  }
  const failed = outputs.filter(Number.isNaN).length;
  if (failed > 0) {
    context.remark(
      'warning',
      fillText('{count} 次运行没有数值，未参与计算。', '{count|run|runs} gave no value and were left out.', {
        count: failed,
      }),
    );
  }
  const uncertain = effects.list.some(({ totalConfidence }) => totalConfidence > 0.1);
  if (design.method === 'sobol' && uncertain) {
    context.remark('warning', {
      zh: 'Sobol 指数的置信半宽超过 0.1：增加样本数再下结论。',
      en: 'Half-widths of the Sobol indices exceed 0.1: take more samples before drawing conclusions.',
    });
  }
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const others = snapshot.others!;
  const { parameters } = context;
  const list = new IndicatorList(evaluator.manifest);
  const design = designOf(others, parameters);
  const chosen = String(parameters.indicator);
  const obstacle = obstacleOf(others, design, chosen);
  if (obstacle) {
    list.setMissing(obstacle);
    return { indicators: list.finish() };
  }
  const [, indicator] = chosen.split('/');
  const definition = others.subject!.indicators.find(({ id }) => id === indicator)!;
  const byScenario = design.scenarios.map((_, at) => outputsIn(others, design, at, definition.id));
  const outputs = byScenario[0]!;
  const base = outputs[0]!;
  list.set('runs', ok(design.rows.length));
  list.set('without-value', ok((100 * outputs.filter(Number.isNaN).length) / outputs.length));
  if (Number.isNaN(base)) {
    const first = others.runs[0]!;
    const reason = first.failure ?? first.indicators.find(({ id }) => id === definition.id)?.reason;
    const text = fillText('基准运行没有数值：{reason}', 'the base run has no value: {reason}', {
      reason: reason ?? { zh: '原因不明', en: 'for no known reason' },
    });
    list.setMissing(insufficient(text.zh, text.en));
    return { indicators: list.finish() };
  }
  context.progress(0.2);
  const findings: Findings = {
    design,
    definition,
    outputs,
    effects: effectsOf(design, outputs),
    order: orderOf(byScenario, definition.better),
  };
  const { effects, order } = findings;
  setEffects(list, findings);
  list.set(
    'keeps-place',
    orderShare(order, ({ keeps }) => keeps[0]!),
  );
  list.set(
    'same-order',
    orderShare(order, ({ same }) => same),
  );
  list.set('target-kept', targetKept(findings));
  remark(findings, context);
  context.progress(0.6);
  const chart = effectChart(design, effects, definition, base);
  return {
    indicators: list.finish(),
    tables: [
      effectTable(design, effects, definition, base),
      ...(order ? orderTables(others, design, byScenario, order, definition) : []),
      indicatorsTable(others, design, (id) => outputsIn(others, design, 0, id)),
    ],
    charts: chart ? [chart] : [],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate, plan);
