import {
  bandOf,
  herfindahl,
  hillNumber,
  IndicatorList,
  jobPopulationBalance,
  mixEntropy,
  mixEvenness,
  mixedUseIndex,
  numbersOf,
  type ResultChart,
  type ResultTable,
  type SnapshotLayer,
  simpson,
  spanSums,
  spansOf,
  sumOf,
} from '#sdk';
import { type Basis, totalsOf, type UseAmounts } from './uses.ts';

/** Measures of the study as a whole. */
export function setWholeMix(
  list: IndicatorList,
  parcels: SnapshotLayer,
  amounts: UseAmounts,
  floors: UseAmounts,
  jobsPerResident: number,
): void {
  const totals = totalsOf(amounts);
  list.set('entropy', mixEntropy(totals, totals.length));
  list.set('evenness', mixEvenness(totals));
  list.set('herfindahl', herfindahl(totals));
  list.set('simpson', simpson(totals));
  for (const q of [0, 1, 2]) list.set(`hill-${q}`, hillNumber(totals, q));
  const floorTotals = totalsOf(floors);
  const floor = floorTotals.reduce((sum, amount) => sum + amount, 0);
  list.set('mixed-use-index', mixedUseIndex(floorTotals[0]!, floor));
  const jobs = sumOf(numbersOf(parcels, 'jobs'));
  const balance = jobPopulationBalance(jobs, sumOf(numbersOf(parcels, 'residents')), jobsPerResident);
  const spans = spansOf(parcels);
  const ends = spans
    ? spanSums(spans.jobs).flatMap((work) =>
        spanSums(spans.residents).map((people) => jobPopulationBalance(work, people, jobsPerResident)),
      )
    : [];
  list.set('job-balance', balance, undefined, bandOf(balance, ends));
}

/** What there is of each class, as a table and as bars. */
export function usesTable(
  amounts: UseAmounts,
  basis: Basis,
): { readonly table: ResultTable; readonly chart: ResultChart } {
  const totals = totalsOf(amounts);
  const sum = totals.reduce((whole, amount) => whole + amount, 0);
  const title =
    basis === 'floor-area' ? { zh: '各类建筑面积', en: 'Floor area by use' } : { zh: '各类用地', en: 'Land by use' };
  const hectares = Array.from(totals, (amount) => amount / 10_000);
  return {
    table: {
      id: 'uses',
      title,
      columns: [
        { id: 'use', label: { zh: '用途', en: 'Use' } },
        { id: 'amount', label: { zh: '数量', en: 'Amount' }, unit: 'ha', decimals: 2 },
        { id: 'share', label: { zh: '占比', en: 'Share' }, unit: '%', decimals: 1 },
      ],
      rows: amounts.classes.map(({ label }, place) => [
        label,
        hectares[place]!,
        sum === 0 ? null : (100 * totals[place]!) / sum,
      ]),
    },
    chart: {
      id: 'uses',
      title,
      kind: 'bar',
      x: { label: { zh: '用途', en: 'Use' } },
      y: { label: { zh: '数量', en: 'Amount' }, unit: 'ha', decimals: 1 },
      categories: amounts.classes.map(({ label }) => label),
      values: hectares,
    },
  };
}
