import { type AssumptionValues, type EvaluatorContext, type MethodValue, type ResultTable, valueOrNaN } from '#sdk';

export type Measure = (values: AssumptionValues) => ReadonlyMap<string, MethodValue>;

/** Whether a higher value of an assumption is good for who pays: prices and rents are income, everything else is cost. */
function isIncome(id: string): boolean {
  return id.startsWith('price-') || id.startsWith('rent-');
}

/** All assumptions at once at their unfavourable, base and favourable values. */
export function cornerCases({ assumptions, ranges }: EvaluatorContext): readonly AssumptionValues[] {
  const corner = (isGood: boolean) =>
    Object.fromEntries(
      Object.entries(ranges).map(([id, { low, high }]) => [id, isIncome(id) === isGood ? high : low] as const),
    );
  return [{ ...assumptions, ...corner(false) }, assumptions, { ...assumptions, ...corner(true) }];
}

export interface Sensitivity {
  readonly id: string;
  readonly low: number;
  readonly high: number;
}

/** Net present value at the low and the high of each assumption alone, the widest swing first; none that moves nothing. */
export function sensitivities({ assumptions, ranges }: EvaluatorContext, measure: Measure): readonly Sensitivity[] {
  const npvAt = (id: string, value: number) => {
    const npv = measure({ ...assumptions, [id]: value }).get('npv');
    return npv ? valueOrNaN(npv) : Number.NaN;
  };
  const found = Object.entries(ranges).map(([id, { low, high }]) => ({
    id,
    low: npvAt(id, low),
    high: npvAt(id, high),
  }));
  const swing = ({ low, high }: Sensitivity) => Math.abs(high - low);
  return found.filter((each) => swing(each) > 1e-9).sort((a, b) => swing(b) - swing(a) || (a.id < b.id ? -1 : 1));
}

const caseRows = [
  { id: 'npv', label: { zh: '净现值（百万元）', en: 'Net present value (million CNY)' } },
  { id: 'irr', label: { zh: '内部收益率（%）', en: 'Internal rate of return (%)' } },
  { id: 'mirr', label: { zh: '修正内部收益率（%）', en: 'Modified internal rate (%)' } },
  { id: 'benefit-cost', label: { zh: '效益费用比', en: 'Benefit-cost ratio' } },
  { id: 'payback', label: { zh: '回收期（年）', en: 'Payback (years)' } },
  { id: 'discounted-payback', label: { zh: '动态回收期（年）', en: 'Discounted payback (years)' } },
  { id: 'investment', label: { zh: '总投资（百万元）', en: 'Investment (million CNY)' } },
];

/** The measures of return with all assumptions unfavourable, as they are, and favourable at once. */
export function caseTable(context: EvaluatorContext, measure: Measure): ResultTable {
  const cases = cornerCases(context).map(measure);
  return {
    id: 'cases',
    title: {
      zh: '不利、基准、有利三种情形（全部假设同时取值）',
      en: 'Unfavourable, base and favourable (all assumptions at once)',
    },
    columns: [
      { id: 'measure', label: { zh: '指标', en: 'Measure' } },
      { id: 'low', label: { zh: '不利', en: 'Unfavourable' }, decimals: 2 },
      { id: 'base', label: { zh: '基准', en: 'Base' }, decimals: 2 },
      { id: 'high', label: { zh: '有利', en: 'Favourable' }, decimals: 2 },
    ],
    rows: caseRows.map(({ id, label }) => [
      label,
      ...cases.map((values) => {
        const value = values.get(id);
        return value?.status === 'ok' ? value.value : null;
      }),
    ]),
  };
}
