import {
  annuityPayment,
  annuityPresentValue,
  landValueCapture,
  modifiedInternalRate,
  netPresentValue,
  paybackPeriod,
} from './cash-flow.ts';
import { flagInput, numberInput, numbersInput, optional, rejectInput, shapeInput, withDefault } from './input.ts';
import { internalRates } from './internal-rate.ts';
import { defineMethod, type Method } from './method.ts';
import { ok } from './outcome.ts';
import { annuityViabilityGap, budgetShare, straightViabilityGap } from './viability-gap.ts';

const cashFlows = numbersInput(
  numberInput('现金流，支出为负', 'a flow, outlays negative'),
  '逐年现金流，首项为第 0 年',
  'flows by year, the first at year 0',
  1,
);
const rateInput = (zh: string, en: string) => numberInput(zh, en, { minimum: -0.999999, maximum: 1000 });
const discountRate = rateInput('折现率（0.08 为 8 %）', 'discount rate (0.08 is 8 %)');
const share = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, maximum: 1 });
const money = (zh: string, en: string) => numberInput(zh, en, { minimum: 0 });
const annuity = {
  rate: rateInput('每期利率', 'rate of a period'),
  periods: numberInput('期数', 'periods', { exclusiveMinimum: 0, maximum: 10_000 }),
  due: withDefault(flagInput('期初支付', 'paid at the beginning of each period'), false),
  futureValue: withDefault(numberInput('终值', 'future value'), 0),
};
const annuitySource = 'Brealey, Myers & Allen, Principles of Corporate Finance';

/** Longest series whose internal rates are looked for: with every change of sign there is more to search. */
const mostFlows = 200;

/** Cost and return. */
export const financeMethods: readonly Method[] = [
  defineMethod({
    name: 'npv',
    title: { zh: '净现值', en: 'Net present value' },
    summary: {
      zh: 'Σ CFₜ / (1 + r)ᵗ，首项为第 0 年、不折现。电子表格的 NPV() 从第 1 年起折现，另给为 fromYearOne。',
      en: 'Σ CFₜ / (1 + r)ᵗ, the first flow at year 0 and not discounted. NPV() of spreadsheets discounts from year 1: given as fromYearOne.',
    },
    source: annuitySource,
    input: shapeInput({ rate: discountRate, cashFlows }),
    example: { rate: 0.05, cashFlows: [-15000, 1500, 2500, 3500, 4500, 6000] },
    calculate({ rate, cashFlows: flows }) {
      const value = netPresentValue(rate, flows);
      return { netPresentValue: value, fromYearOne: value.status === 'ok' ? ok(value.value / (1 + rate)) : value };
    },
  }),
  defineMethod({
    name: 'irr',
    title: { zh: '内部收益率', en: 'Internal rate of return' },
    summary: {
      zh: '使净现值为 0 的全部利率（大于 −100 %）。全部同号时没有；多次变号时可能有几个，此时不取其一，请看修正内部收益率。',
      en: 'All rates above −100 % at which the net present value is 0. None when all flows have one sign; several are possible when the sign changes more than once, and then none is picked: read the modified internal rate.',
    },
    source: annuitySource,
    input: shapeInput({ cashFlows }),
    example: { cashFlows: [-5, 10.5, 1, -8, 1] },
    calculate({ cashFlows: flows }) {
      if (flows.length > mostFlows) {
        rejectInput({ method: 'irr', path: '$.cashFlows' }, flows.length, {
          zh: `不超过 ${mostFlows} 项的列表`,
          en: `a list of at most ${mostFlows}`,
        });
      }
      return internalRates(flows);
    },
  }),
  defineMethod({
    name: 'mirr',
    title: { zh: '修正内部收益率', en: 'Modified internal rate of return' },
    summary: {
      zh: '投入按融资利率折现，回收按再投资利率计至期末，(FV / PV)^(1/n) − 1。总是只有一个值。',
      en: 'Outlays discounted at the finance rate, returns carried to the end at the reinvestment rate, (FV / PV)^(1/n) − 1. Always one value.',
    },
    source: 'Lin 1976',
    input: shapeInput({
      cashFlows,
      financeRate: rateInput('融资利率', 'finance rate'),
      reinvestmentRate: rateInput('再投资利率', 'reinvestment rate'),
    }),
    example: {
      cashFlows: [-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000],
      financeRate: 0.08,
      reinvestmentRate: 0.055,
    },
    calculate: ({ cashFlows: flows, financeRate, reinvestmentRate }) => ({
      modifiedInternalRate: modifiedInternalRate(flows, financeRate, reinvestmentRate),
    }),
  }),
  defineMethod({
    name: 'payback',
    title: { zh: '投资回收期', en: 'Payback period' },
    summary: {
      zh: '累计现金流首次回到 0 的年数，年内线性；给出折现率时另算动态回收期。',
      en: 'Years until the cumulated flows first reach 0, linear inside the year; with a rate the discounted period as well.',
    },
    source: annuitySource,
    input: shapeInput({ cashFlows, rate: optional(discountRate) }),
    example: { cashFlows: [-150000, 15000, 25000, 35000, 45000, 60000], rate: 0.03 },
    calculate: ({ cashFlows: flows, rate }) => ({
      simple: paybackPeriod(flows),
      ...(rate === undefined ? {} : { discounted: paybackPeriod(flows, rate) }),
    }),
  }),
  defineMethod({
    name: 'pmt',
    title: { zh: '等额支付', en: 'Level payment' },
    summary: {
      zh: '还清现值、留下终值所需的每期支付。收入为正，支出为负。',
      en: 'Payment of each period that pays off a present value and leaves a future value. Receipts are positive, payments negative.',
    },
    source: annuitySource,
    input: shapeInput({ ...annuity, presentValue: numberInput('现值', 'present value') }),
    example: { rate: 0.08 / 12, periods: 60, presentValue: 15000 },
    calculate: ({ presentValue, futureValue, ...terms }) => ({
      payment: annuityPayment(terms, presentValue, futureValue),
    }),
  }),
  defineMethod({
    name: 'present-value',
    title: { zh: '年金现值', en: 'Present value of an annuity' },
    summary: {
      zh: '每期等额支付与期末终值的现值。收入为正，支出为负。',
      en: 'Present value of level payments and of a value at the end. Receipts are positive, payments negative.',
    },
    source: annuitySource,
    input: shapeInput({ ...annuity, payment: numberInput('每期支付', 'payment of a period') }),
    example: { rate: 0.07, periods: 20, payment: 12000 },
    calculate: ({ payment, futureValue, ...terms }) => ({
      presentValue: annuityPresentValue(terms, payment, futureValue),
    }),
  }),
  defineMethod({
    name: 'viability-gap',
    title: { zh: '可行性缺口补助', en: 'Viability gap' },
    summary: {
      zh: '第 n 年的政府补助：直线式（财金〔2015〕21 号）与合同中常用的等额年金式。公式系记忆所得，用前请核对原文。2023 年新机制（国办函〔2023〕115 号）以使用者付费为主，不得因此新增政府债务。',
      en: 'What the government pays in year n: the straight form of the guideline of 2015 and the level annuity usual in contracts. The formula is recalled: check it against the text. Under the mechanism of 2023 users pay, and no gap is to be filled from new debt.',
    },
    source: '财金〔2015〕21 号 (verify locally); contract practice',
    input: shapeInput({
      capex: money('全部建设成本', 'cost of construction'),
      profitRate: share('合理利润率', 'reasonable profit'),
      discountRate: share('年度折现率', 'yearly discount rate'),
      subsidyYears: numberInput('补贴年数', 'years of subsidy', { minimum: 1, maximum: 200 }),
      opex: money('当年运营成本', 'operating cost of the year'),
      userFees: withDefault(money('当年使用者付费', 'user fees of the year'), 0),
      year: numberInput('第几年', 'year', { minimum: 0, maximum: 200 }),
    }),
    example: {
      capex: 10000,
      profitRate: 0.06,
      discountRate: 0.05,
      subsidyYears: 10,
      opex: 400,
      userFees: 900,
      year: 3,
    },
    calculate: ({ year, ...terms }) => ({
      straight: straightViabilityGap(terms, year),
      annuity: annuityViabilityGap(terms),
    }),
  }),
  defineMethod({
    name: 'budget-share',
    title: { zh: '财政支出责任占比', en: 'Share of the budget' },
    summary: {
      zh: '当年全部此类项目的支出占一般公共预算支出的比例，上限 10 %（含）。默认、需本地核实。',
      en: 'Payments for all such projects of a year over the general public budget expenditure; at most 10 % (inclusive). Default, verify locally.',
    },
    source: '财金〔2015〕21 号 (verify locally)',
    input: shapeInput({
      payments: money('当年支出', 'payments of the year'),
      budget: money('一般公共预算支出', 'general public budget expenditure'),
      limit: withDefault(share('上限', 'limit'), 0.1),
    }),
    example: { payments: 751, budget: 9000 },
    calculate: ({ payments, budget, limit }) => budgetShare(payments, budget, limit),
  }),
  defineMethod({
    name: 'land-value-capture',
    title: { zh: '土地增值回收', en: 'Land value capture' },
    summary: {
      zh: '增值 = Σ 面积 × 原价 × 涨幅，回收 = 比例 × 增值。土地出让收入已含增值，两者不可相加。',
      en: 'Uplift = Σ area × price before × rise, captured = rate × uplift. Revenue from selling land holds the uplift already: do not add the two.',
    },
    source: 'Suzuki et al. 2015, Financing Transit-Oriented Development with Land Values',
    input: shapeInput({
      areaSquareMetres: numbersInput(money('面积', 'area'), '各处面积', 'areas', 1),
      priceBefore: numbersInput(money('原单价', 'price before'), '各处原单价', 'prices before', 1),
      uplift: numbersInput(numberInput('涨幅', 'rise', { minimum: -1 }), '各处涨幅', 'rises', 1),
      captureRate: share('回收比例', 'share captured'),
    }),
    example: { areaSquareMetres: [50000, 80000], priceBefore: [6000, 5000], uplift: [0.15, 0.08], captureRate: 0.3 },
    calculate: ({ areaSquareMetres, priceBefore, uplift, captureRate }) =>
      landValueCapture(areaSquareMetres, priceBefore, uplift, captureRate),
  }),
];
