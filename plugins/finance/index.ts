import {
  type AssumptionValues,
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  internalRates,
  type MethodValue,
  netPresentValue,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  paybackPeriod,
  type Snapshot,
  setBanded,
  valueOrNaN,
} from '#sdk';
import { caseTable, sensitivities } from './bands.ts';
import { cashFlowOf, programmeOf, returnsOf } from './cash-flow.ts';
import { type Change, changeOf, isNothing, sumOfUses } from './change.ts';
import manifest from './manifest.json' with { type: 'json' };
import { landRevenue, publicCost, publicIndicators } from './public-cost.ts';
import { cashFlowTable, chartsOf, gapTable, quantityTable, sensitivityTable } from './results.ts';
import { upliftOf, upliftShares } from './uplift.ts';

/** Indicators of quantities, which no assumption moves. */
function setQuantities(change: Change, list: IndicatorList): void {
  const { built, converted, removed } = change.total;
  list.set('built-floor', ok(sumOfUses(built)));
  list.set('converted-floor', ok(sumOfUses(converted)));
  list.set('removed-floor', ok(sumOfUses(removed)));
}

function setAll(list: IndicatorList, value: MethodValue): void {
  for (const { id } of evaluator.manifest.indicators) list.set(id, value);
}

/** Net present value of each changed parcel on its own, million CNY; NaN where nothing changes or it is not known. */
function parcelValues(change: Change, context: EvaluatorContext): Float64Array {
  const programme = programmeOf(context.parameters);
  const noLand = { streetArea: 0, footbridgeArea: 0, greenArea: 0, developedLand: 0 };
  return Float64Array.from(change.byParcel, (own) =>
    own
      ? valueOrNaN(netPresentValue(programme.discountRate, cashFlowOf(own, noLand, context.assumptions, programme).net))
      : Number.NaN,
  );
}

function remarkOnPolicy(context: EvaluatorContext): void {
  context.remark(
    'warning',
    fillText(
      '政策提示：2023 年起的政府和社会资本合作新机制（国办函〔2023〕115 号）以使用者付费的特许经营为主，不得因可行性缺口补助新增地方财政未来支出责任；此处按 2015 年指引计算的补助与 10 % 红线只作参考，须按现行规定核实。',
      'Policy: under the mechanism for public-private partnership of 2023 (General Office of the State Council, letter 115) projects are concessions that users pay for, and a viability gap must create no new obligations for local budgets. The subsidy and the limit of 10 % by the guideline of 2015 are for orientation: verify against the rules in force.',
      {},
    ),
  );
}

function remarkOnFlow(net: Float64Array, discountRate: number, context: EvaluatorContext): void {
  const { rates, extremeRates, signChanges } = internalRates(net);
  const all = [...extremeRates, ...rates];
  if (signChanges > 1) {
    context.remark(
      'info',
      fillText(
        '净现金流变号 {count} 次，内部收益率的全部解：{rates}。以净现值与修正内部收益率为准。',
        'The net flow changes sign {count|time|times}; all internal rates: {rates}. Go by the net present value and the modified rate.',
        {
          count: signChanges,
          rates:
            all.length === 0 ? { zh: '无', en: 'none' } : all.map((rate) => `${(100 * rate).toFixed(2)} %`).join(', '),
        },
      ),
    );
  }
  if (paybackPeriod(net).negativeAgain || paybackPeriod(net, discountRate).negativeAgain) {
    context.remark(
      'info',
      fillText(
        '回收之后累计现金流又转负，回收期取首次。',
        'After payback the cumulated flow turns negative again; the first time is given.',
        {},
      ),
    );
  }
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const { parameters, assumptions } = context;
  const number = (name: string) => numberParameter(parameters, name);
  const list = new IndicatorList(evaluator.manifest);
  const { baseline } = snapshot;
  if (!baseline?.layers.parcel) {
    setAll(list, insufficient('没有现状地块可比', 'there are no parcels of the baseline to compare with'));
    return { indicators: list.finish() };
  }
  const change = changeOf(snapshot, baseline, {
    rebuildRatio: 1 + number('rebuildGrowth') / 100,
    streetWidth: number('streetWidth'),
    footbridgeWidth: number('footbridgeWidth'),
  });
  if (isNothing(change)) {
    setAll(
      list,
      notDefined('与现状相同，没有投入与产出', 'it is the same as the baseline: nothing is spent and nothing earned'),
    );
    setQuantities(change, list);
    return { indicators: list.finish() };
  }
  const unknown = numbersOf(snapshot.layers.parcel, 'floor_residential').filter((value) => Number.isNaN(value)).length;
  if (unknown > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 个地块的建筑面积未知，按没有计。',
        'The floor area of {count|parcel|parcels} is not known and counts as none.',
        { count: unknown },
      ),
    );
  }
  const programme = programmeOf(parameters);
  const { total, byParcel: _, ...land } = change;
  const flowAt = (values: AssumptionValues) => cashFlowOf(total, land, values, programme);
  const rises = upliftShares(snapshot, baseline, change, parameters);
  const measure = (values: AssumptionValues) => {
    const uplift = upliftOf(snapshot.layers.parcel!, rises, values, number('captureRate') / 100);
    return new Map<string, MethodValue>([
      ...returnsOf(flowAt(values), programme),
      ...publicIndicators(publicCost(change, values, parameters), parameters),
      ['land-revenue', ok(landRevenue(change, values))],
      ['value-uplift', ok(uplift.uplift)],
      ['value-captured', ok(uplift.captured)],
    ]);
  };
  setQuantities(change, list);
  setBanded(list, context, measure);
  context.progress(0.6);

  const flow = flowAt(assumptions);
  const gap = publicCost(change, assumptions, parameters);
  remarkOnFlow(flow.net, programme.discountRate, context);
  if (gap.terms.capex > 0) remarkOnPolicy(context);
  context.remark(
    'info',
    fillText(
      '土地出让收入与土地增值回收是同一增值的两种取法，不可相加；两者均为转移支付，不在现金流之内。',
      'Revenue from selling land and value capture are two ways to the same gain and must not be added; both move money and are not in the cash flow.',
      {},
    ),
  );
  const swings = sensitivities(context, (values) => returnsOf(flowAt(values), programme));
  return {
    indicators: list.finish(),
    features: [
      { id: 'parcel-npv', values: parcelValues(change, context) },
      {
        id: 'parcel-built',
        values: Float64Array.from(change.byParcel, (own) => (own ? sumOfUses(own.built) : Number.NaN)),
      },
      { id: 'value-rise', values: rises.map((share) => 100 * share) },
    ],
    tables: [
      quantityTable(change),
      caseTable(context, (values) => returnsOf(flowAt(values), programme)),
      cashFlowTable(flow, programme.discountRate),
      sensitivityTable(swings),
      gapTable(gap),
    ],
    charts: chartsOf(flow, programme.discountRate, gap, swings),
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
