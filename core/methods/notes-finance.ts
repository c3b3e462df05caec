import { type NotesByMethod, output } from './method-notes.ts';

/** Cost and return. Money is in the unit of the input. */
export const financeNotes: NotesByMethod = {
  npv: {
    formula: 'NPV = Σ_{t=0} CFₜ/(1 + r)ᵗ',
    outputs: [
      output('netPresentValue', '净现值，首项为第 0 年', 'net present value, first flow at year 0'),
      output(
        'fromYearOne',
        '首项按第 1 年折现，同电子表格 NPV()',
        'first flow discounted as year 1, as NPV() of spreadsheets',
      ),
    ],
  },
  irr: {
    formula: 'Σ CFₜ/(1 + r)ᵗ = 0, every r > −1',
    outputs: [
      output('rates[]', '不低于 −50 % 的全部解，升序', 'all solutions of at least −50 %, ascending', '1'),
      output('extremeRates[]', '−100 % 与 −50 % 之间的解', 'solutions between −100 % and −50 %', '1'),
      output('rate', '唯一解；没有或多个时给出原因', 'the rate where there is one; otherwise why not', '1'),
      output('signChanges', '现金流变号次数', 'changes of sign of the flows'),
    ],
  },
  mirr: {
    formula: '(FV of returns at the reinvestment rate/PV of outlays at the finance rate)^(1/n) − 1',
    outputs: [output('modifiedInternalRate', '修正内部收益率', 'modified internal rate', '1')],
  },
  payback: {
    formula: 'first t with Σ CF ≥ 0, linear inside the year; discounted: the same of CF/(1 + r)ᵗ',
    outputs: [
      output(
        'simple',
        '静态：years、negativeAgain（其后又转负）',
        'simple: years, negativeAgain (turns negative again)',
        'a',
      ),
      output('discounted', '动态，给出 rate 时', 'discounted, with rate', 'a'),
    ],
  },
  pmt: {
    formula: 'pv (1 + r)ⁿ + pmt (1 + r·due)((1 + r)ⁿ − 1)/r + fv = 0',
    outputs: [output('payment', '每期支付，支出为负', 'payment of a period, negative when paid')],
  },
  'present-value': {
    formula: 'pv (1 + r)ⁿ + pmt (1 + r·due)((1 + r)ⁿ − 1)/r + fv = 0',
    outputs: [output('presentValue', '现值', 'present value')],
  },
  'viability-gap': {
    formula:
      'straight: capex (1 + profit)(1 + discount)ⁿ/years + opex (1 + profit) − fees; annuity: capex k (1 + k)ᴺ/((1 + k)ᴺ − 1) + opex (1 + profit) − fees, k = profit',
    outputs: [
      output('straight.gap', '直线式缺口', 'gap of the straight form'),
      output('straight.subsidy', '直线式补助，不小于 0', 'subsidy of the straight form, at least 0'),
      output('annuity.gap', '年金式缺口', 'gap of the annuity form'),
      output('annuity.subsidy', '年金式补助，不小于 0', 'subsidy of the annuity form, at least 0'),
    ],
  },
  'budget-share': {
    formula: 'share = payments/budget ≤ limit',
    outputs: [
      output('share', '占比', 'share', '1'),
      output('withinLimit', '是否不超过上限', 'whether it is within the limit'),
    ],
  },
  'land-value-capture': {
    formula: 'uplift = Σ A V₀ u; captured = rate · uplift',
    outputs: [output('uplift', '增值', 'uplift'), output('captured', '回收', 'captured')],
  },
};
