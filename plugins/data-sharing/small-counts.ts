import {
  IndicatorList,
  insufficient,
  type LocalText,
  numberParameter,
  numbersOf,
  ok,
  type ParameterValues,
  plainText,
  type ResultTable,
  type Snapshot,
  sameText,
  sumOf,
  suppressSmallCells,
} from '#sdk';
import type { PersonRecords } from './people.ts';

/** Population areas with too few people to tell their figures, 1 and 0 by area; NaN where nobody lives. */
export function setSmallAreas(
  snapshot: Snapshot,
  parameters: ParameterValues,
  list: IndicatorList,
): Float64Array | undefined {
  const { population } = snapshot.layers;
  const residents = numbersOf(population, 'residents');
  const households = numbersOf(population, 'households');
  const inhabited = residents.filter((count) => count > 0).length;
  if (!population || inhabited === 0) {
    const none = insufficient('没有人口分区', 'there are no population areas');
    list.set('small-areas', none);
    list.set('small-area-residents', none);
    return undefined;
  }
  const least = numberParameter(parameters, 'leastResidents');
  const leastHouseholds = numberParameter(parameters, 'leastHouseholds');
  const small = residents.map((count, area) => {
    if (!(count > 0)) return Number.NaN;
    return count < least || households[area]! < leastHouseholds ? 1 : 0;
  });
  const held = residents.filter((_, area) => small[area] === 1);
  list.set('small-areas', ok((100 * held.length) / inhabited));
  list.set('small-area-residents', ok((100 * sumOf(held)) / sumOf(residents)));
  return small;
}

const withheld: Readonly<Record<number, string>> = { 1: '●', 2: '○' };
const unnamed = { zh: '未注明', en: 'not stated' };
const labelOf = (name: string | null): LocalText => (name === null ? unnamed : sameText(name));

/** Comments by topic and group as a table that may be published: small counts and those that give them away are withheld. */
export function publishedCounts(records: PersonRecords, threshold: number, list: IndicatorList): ResultTable {
  const namesOf = (column: readonly (string | null)[]) => [...new Set(column.map(plainText))].sort();
  const [groups, topics] = [namesOf(records.groups), namesOf(records.topics)];
  const counts = topics.map(() => groups.map(() => 0));
  for (let row = 0; row < records.count; row++) {
    const topic = topics.indexOf(plainText(records.topics[row]!));
    counts[topic]![groups.indexOf(plainText(records.groups[row]!))]!++;
  }
  const { marks, small, complementary, exposedTotals } = suppressSmallCells(counts, threshold);
  const shown = counts.flat().filter((count) => count > 0).length;
  list.set('suppressed-cells', ok((100 * (small + complementary)) / shown));
  const hidden = counts.flatMap((row, topic) => row.filter((_, group) => marks[topic]![group]! > 0));
  list.set('suppressed-records', ok((100 * sumOf(hidden)) / records.count));
  list.set('exposed-totals', ok(exposedTotals));
  return {
    id: 'counts',
    title: {
      zh: `可发布的主题 × 人群计数（● 小于 ${threshold}，○ 补充隐匿）`,
      en: `Counts by topic and group fit to publish (● below ${threshold}, ○ withheld besides)`,
    },
    columns: [
      { id: 'topic', label: { zh: '主题', en: 'Topic' } },
      ...groups.map((group, at) => ({ id: `group-${at + 1}`, label: labelOf(group), decimals: 0 })),
      { id: 'total', label: { zh: '合计', en: 'Total' }, decimals: 0 },
    ],
    rows: topics.map((topic, at) => {
      const row = counts[at]!;
      const total = row.reduce((sum, count) => sum + count, 0);
      const isAlone = [...marks[at]!].filter((mark) => mark > 0).length === 1;
      const cells = row.map((count, group) => withheld[marks[at]![group]!] ?? count);
      return [labelOf(topic), ...cells, isAlone ? withheld[2]! : total];
    }),
  };
}
