import {
  type LocalText,
  monthNumber,
  monthText,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  sameText,
  valueOrNaN,
} from '#sdk';
import type { Areas } from './areas.ts';
import type { Comments } from './comments.ts';
import type { Responses } from './responses.ts';
import type { Strata } from './strata.ts';
import { meanStance, percentShare, supportAmong } from './support.ts';

const orNull = (value: number) => (Number.isFinite(value) ? value : null);
const unnamed = { zh: '未注明', en: 'not stated' };
const label = (name: string | null) => (name === null ? unnamed : sameText(name));

interface Group {
  readonly name: string | null;
  readonly rows: readonly number[];
}

/** Comments by a text of theirs, the most frequent first. */
function groupsBy(names: readonly (string | null)[]): readonly Group[] {
  const rows = new Map<string | null, number[]>();
  for (const [row, name] of names.entries()) {
    const own = rows.get(name);
    if (own) own.push(row);
    else rows.set(name, [row]);
  }
  const groups = [...rows].map(([name, own]) => ({ name, rows: own }));
  return groups.sort((a, b) => b.rows.length - a.rows.length || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

function number(id: string, zh: string, en: string, decimals: number, unit?: string) {
  return { id, label: { zh, en }, decimals, ...(unit === undefined ? {} : { unit }) };
}

const opinionColumns = [
  number('comments', '意见', 'Comments', 0),
  number('mean', '平均态度', 'Mean stance', 2),
  number('support', '支持', 'In favour', 1, '%'),
  number('low', '95 % 下限', '95 % low', 1, '%'),
  number('high', '95 % 上限', '95 % high', 1, '%'),
  number('adopted', '采纳（占已答复）', 'Adopted (of those told)', 1, '%'),
];

function opinionCells(comments: Comments, rows: readonly number[]): (number | null)[] {
  const { share, low, high } = supportAmong(comments, rows);
  const told = rows.filter((row) => !Number.isNaN(comments.adopted[row]!));
  const adopted = told.filter((row) => comments.adopted[row]! !== 0).length;
  return [
    rows.length,
    orNull(meanStance(comments, rows)),
    orNull(valueOrNaN(share)),
    orNull(low),
    orNull(high),
    orNull((100 * adopted) / told.length),
  ];
}

function topicTable(comments: Comments): ResultTable {
  return {
    id: 'topics',
    title: { zh: '各主题的意见', en: 'Comments by topic' },
    columns: [{ id: 'topic', label: { zh: '主题', en: 'Topic' } }, ...opinionColumns],
    rows: groupsBy(comments.topics).map(({ name, rows }) => [label(name), ...opinionCells(comments, rows)]),
  };
}

function groupTable(comments: Comments, strata: Strata | undefined): ResultTable {
  const whole = strata?.population.reduce((sum, people) => sum + people, 0) ?? Number.NaN;
  return {
    id: 'groups',
    title: { zh: '各人群的意见', en: 'Comments by group' },
    columns: [
      { id: 'group', label: { zh: '人群', en: 'Group' } },
      ...opinionColumns,
      number('share', '占参与者', 'Share of participants', 1, '%'),
      number('population', '占目标人群', 'Share of the population', 1, '%'),
    ],
    rows: groupsBy(comments.groups).map(({ name, rows }) => [
      label(name),
      ...opinionCells(comments, rows),
      (100 * rows.length) / comments.count,
      orNull((100 * (strata?.population[strata.names.indexOf(name)] ?? Number.NaN)) / whole),
    ]),
  };
}

/** Most areas that are listed. */
const listedAreas = 20;

/** Name of an area, or its number where it has none. */
function areaLabel({ names, kind }: Areas, area: number): LocalText {
  const name = names[area];
  if (name) return sameText(name);
  return kind === 'grid'
    ? { zh: `格网 ${area + 1}`, en: `cell ${area + 1}` }
    : { zh: `分区 ${area + 1}`, en: `area ${area + 1}` };
}

function silentTable(areas: Areas): ResultTable {
  const { residents, comments } = areas;
  const silent = [...residents.keys()].filter((area) => residents[area]! > 0 && comments[area] === 0);
  silent.sort((a, b) => residents[b]! - residents[a]! || a - b);
  return {
    id: 'silent-areas',
    title: { zh: '没有意见的分区（人口最多者）', en: 'Areas without a comment (most residents first)' },
    columns: [
      { id: 'area', label: { zh: '分区', en: 'Area' } },
      number('residents', '居住人口', 'Residents', 0, 'person'),
    ],
    rows: silent.slice(0, listedAreas).map((area) => [areaLabel(areas, area), residents[area]!]),
  };
}

export function tablesOf(comments: Comments, groups: Strata | undefined, areas: Areas | undefined): ResultTable[] {
  return [topicTable(comments), groupTable(comments, groups), ...(areas ? [silentTable(areas)] : [])];
}

const stances = [
  { zh: '1 反对', en: '1 against' },
  { zh: '2', en: '2' },
  { zh: '3 中立', en: '3 neutral' },
  { zh: '4', en: '4' },
  { zh: '5 支持', en: '5 in favour' },
];

export function chartsOf(comments: Comments, { days, due }: Responses): ResultChart[] {
  const topics = groupsBy(comments.topics);
  const months = new Map<number, number>();
  for (const day of comments.received) {
    if (Number.isNaN(day)) continue;
    const month = monthNumber(day);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  const commentAxis = { label: { zh: '意见', en: 'Comments' }, decimals: 0 };
  const charts: ResultChart[] = [
    {
      id: 'stances',
      title: { zh: '态度分布', en: 'Stances' },
      kind: 'bar',
      x: { label: { zh: '态度', en: 'Stance' } },
      y: commentAxis,
      categories: stances,
      values: stances.map((_, at) => comments.stances.filter((stance) => Math.round(stance) === at + 1).length),
    },
    {
      id: 'support-by-topic',
      title: { zh: '各主题的支持率', en: 'In favour by topic' },
      kind: 'bar',
      x: { label: { zh: '主题', en: 'Topic' } },
      y: { label: { zh: '支持', en: 'In favour' }, unit: '%', decimals: 1 },
      categories: topics.map(({ name }) => label(name)),
      values: topics.map(({ rows }) => orNull(valueOrNaN(supportAmong(comments, rows).share))),
    },
  ];
  if (months.size > 0) {
    charts.push({
      id: 'comments-by-month',
      title: { zh: '逐月收到的意见', en: 'Comments received by month' },
      kind: 'line',
      x: { label: { zh: '年', en: 'Year' } },
      y: commentAxis,
      points: [...months]
        .sort(([a], [b]) => a - b)
        .map(([month, count]) => [month / 12, count, monthText(month)] as const),
    });
  }
  if (days.length > 0) {
    const steps = [...new Set(days)];
    charts.push({
      id: 'answered-within',
      title: { zh: '在若干天内答复的意见（占应答复）', en: 'Answered within so many days (of those due)' },
      kind: 'line',
      x: { label: { zh: '天', en: 'Days' }, unit: 'd' },
      y: { label: { zh: '已答复', en: 'Answered' }, unit: '%', decimals: 1 },
      points: steps.map((step) => [
        step,
        valueOrNaN(percentShare(days.filter((day) => day <= step).length, due, { status: 'ok', value: 0 }).share),
      ]),
    });
  }
  return charts;
}

/** Comments by thousand residents of each area; NaN where nobody lives. */
export function commentRates({ residents, comments }: Areas): Float64Array {
  return comments.map((count, area) => (residents[area]! > 0 ? (1000 * count) / residents[area]! : Number.NaN));
}

export function areaLayer(areas: Areas): ResultLayer {
  const { geometry, residents, comments } = areas;
  return { id: 'areas', geometry, columns: { residents, comments, rate: commentRates(areas) } };
}
