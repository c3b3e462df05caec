import { formatNumber, type LocalText } from '#core/model/text.ts';
import { chartsOf } from './chart-merge.ts';
import { type Block, type Content, paragraph, type Row, text } from './document.ts';
import type { MapScene } from './map-scene.ts';
import { indicatorColumns, indicatorRow } from './measure-cells.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { IndicatorRow, ReportFacts, ResultGroup } from './report-facts.ts';
import { numberOf } from './report-facts.ts';
import { shortHash, slug } from './report-format.ts';
import { sectionTitles, summaryTexts } from './report-texts.ts';
import { addResultMaps } from './result-maps.ts';
import { columnTitle, type GatheredTable, isNumberOnly, tablesOf, valueCell } from './result-tables.ts';
import { groupTitle, largestChange, leaderOf, unreachedText } from './section-summary.ts';
import { resultTexts } from './section-texts.ts';
import { asSentence, changePhrase, fill, listText, sentences, subject, upperFirst } from './sentence.ts';
import { tableSheets } from './sheet-names.ts';

/** Rows of an evaluator's table that the page shows, for each scenario. */
const shownRows = 6;
/** Columns that fit on a page; the workbook has them all. */
const shownColumns = 10;

/** Who leads in a group, what changes most, and which targets nobody reaches. */
function conclusion(facts: ReportFacts, rows: readonly IndicatorRow[]): LocalText {
  const several = facts.marks.length > 1;
  const { indexes, count, total } = leaderOf(rows);
  const leaders = indexes.map((index) => subject(facts.marks[index]!));
  const lead =
    !several || total < 2
      ? undefined
      : leaders.length === 0
        ? resultTexts.nobody
        : leaders.length === 1
          ? fill(count === total ? resultTexts.aheadAll : resultTexts.ahead, { scenario: leaders[0]!, count, total })
          : fill(resultTexts.aheadShared, { scenarios: listText(leaders), count });
  const largest = largestChange(facts, rows);
  const unreached = unreachedText(facts, rows);
  return sentences(
    lead && upperFirst(lead),
    largest &&
      fill(resultTexts.largest, {
        scenario: subject(facts.marks[largest.index]!),
        change: changePhrase(largest.row, largest.index),
      }),
    unreached && fill(summaryTexts.unreached, { items: unreached }),
  );
}

/** Where the numbers of a group come from. */
function originNote(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup) {
  if (!group.manifest) {
    return builder.note('live', text(fill(resultTexts.liveNote, { version: facts.input.programVersion })));
  }
  const hashes = group.records.flatMap((record, index) =>
    record ? [fill(resultTexts.hash, { scenario: facts.marks[index]!.short, hash: shortHash(record.inputsHash) })] : [],
  );
  const version = group.records.find((record) => record)!.version;
  const shown = { zh: hashes.map(({ zh }) => zh).join('，'), en: hashes.map(({ en }) => en).join(', ') };
  return builder.note(`evaluator:${group.id}`, text(fill(resultTexts.note, { id: group.id, version, hashes: shown })));
}

function indicatorTable(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup): Block {
  const note = originNote(builder, facts, group);
  const hasRange = group.rows.some(({ values }) => values.some((value) => value?.low !== undefined));
  const several = facts.marks.length > 1;
  const remarks: Content[] = [];
  // What the marks mean is said once in the chapter.
  if (group === facts.groups[0])
    remarks.push(text(summaryTexts.marks), ...(several ? [text(summaryTexts.changeMarks)] : []));
  if (hasRange) remarks.push(text(summaryTexts.rangeMarks));
  return {
    kind: 'table',
    id: `table-${slug(group.id)}`,
    caption: [fill(resultTexts.table, { group: groupTitle(group) }), note],
    columns: indicatorColumns(facts.marks, false),
    rows: group.rows.map((row) => indicatorRow(builder, facts, row, { change: several, range: true })),
    headColumn: 1,
    remarks,
  };
}

function addCharts(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup): void {
  for (const { id, chart } of chartsOf(group, facts)) {
    const alike = facts.marks.length > 1 && chart.series.length === 1 && chart.series[0]!.scenario === undefined;
    const remarks = [
      ...(alike ? [resultTexts.chartAlike] : []),
      ...(chart.omitted > 0 ? [fill(resultTexts.chartOmitted, { count: chart.omitted })] : []),
    ];
    builder.add({
      kind: 'figure',
      id: `chart-${slug(group.id)}-${slug(id)}`,
      caption: [chart.title, ...remarks],
      description: fill(resultTexts.chartDescription, { title: chart.title }),
      picture: chart,
    });
  }
}

function tableRows(table: GatheredTable, facts: ReportFacts): Row[] {
  const body = (rows: NonNullable<GatheredTable['rows'][number]>): Row[] =>
    rows.slice(0, shownRows).map((row) => ({
      kind: 'body',
      cells: table.columns.slice(0, shownColumns).map((column, at) => valueCell(row[at], column.decimals)),
    }));
  const single = table.alike || facts.marks.length === 1;
  if (single) return body(table.rows.find((rows) => rows !== undefined)!);
  return facts.marks.flatMap((scenario, index): Row[] => {
    const rows = table.rows[index];
    if (!rows) return [];
    const head: Row = {
      kind: 'group',
      cells: [
        {
          kind: 'text',
          content: [
            { kind: 'scenario', scenario },
            { kind: 'strong', text: scenario.name },
          ],
        },
      ],
    };
    return [head, ...body(rows)];
  });
}

function addTables(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup): void {
  const sheets = tableSheets(facts);
  for (const table of tablesOf(group)) {
    const total = table.rows.reduce((sum, rows) => sum + (rows?.length ?? 0), 0);
    const longest = Math.max(...table.rows.map((rows) => rows?.length ?? 0));
    const remarks: Content[] = [];
    if (table.alike) remarks.push(text(resultTexts.tableAlike));
    if (longest > shownRows) {
      const sheet = sheets.get(`${group.id}:${table.id}`)!;
      remarks.push(text(fill(resultTexts.shortened, { shown: shownRows, total: formatNumber(total), sheet })));
    }
    if (table.columns.length > shownColumns) {
      const sheet = sheets.get(`${group.id}:${table.id}`)!;
      const counts = { shown: shownColumns, total: table.columns.length };
      remarks.push(text(fill(resultTexts.narrowed, { ...counts, sheet })));
    }
    builder.add({
      kind: 'table',
      id: `table-${slug(group.id)}-${slug(table.id)}`,
      caption: [table.title],
      columns: table.columns.slice(0, shownColumns).map((column, at) => ({
        title: text(columnTitle(column)),
        align: isNumberOnly(table, at) ? ('end' as const) : ('start' as const),
        ...(at === 0 && table.columns.length > 5 && { width: 16 }),
      })),
      rows: tableRows(table, facts),
      headColumn: 0,
      remarks,
    });
  }
}

/** What an evaluator remarked on, each remark once with the scenarios it was made for. */
function remarksOf(facts: ReportFacts, group: ResultGroup): Content[] {
  const found = new Map<string, { text: LocalText; scenarios: number[] }>();
  group.records.forEach((record, index) => {
    for (const { text: said } of record?.result.remarks ?? []) {
      const known = found.get(said.zh);
      if (known) known.scenarios.push(index);
      else found.set(said.zh, { text: said, scenarios: [index] });
    }
  });
  return [...found.values()].map(({ text: said, scenarios }) => [
    ...scenarios.map((index) => ({ kind: 'scenario' as const, scenario: facts.marks[index]! })),
    asSentence(said),
  ]);
}

function addGroup(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup, scene: MapScene | undefined): void {
  builder.part(`results-${slug(group.id)}`, groupTitle(group));
  const said = conclusion(facts, group.rows);
  if (said.zh !== '') builder.add(paragraph(text(said), 'lead'));
  const idle = group.manifest ? facts.marks.filter((_, index) => !group.records[index]) : [];
  builder.add(
    paragraph(
      text(
        sentences(
          group.manifest?.summary ?? resultTexts.liveIntro,
          idle.length > 0 ? fill(resultTexts.notRunIn, { scenarios: listText(idle.map(subject)) }) : undefined,
        ),
      ),
    ),
    indicatorTable(builder, facts, group),
  );
  addCharts(builder, facts, group);
  if (scene) addResultMaps(builder, facts, group, scene);
  addTables(builder, facts, group);
  const remarks = remarksOf(facts, group);
  if (remarks.length > 0) {
    builder.add(paragraph(text(resultTexts.remarks), 'plain'), { kind: 'list', ordered: false, items: remarks });
  }
}

/** Results by evaluator: what follows from them, tables, charts and maps. */
export function addResults(builder: ReportBuilder, facts: ReportFacts, scene: MapScene | undefined): void {
  builder.chapter('results', sectionTitles.results, 'numbered');
  for (const group of facts.groups) addGroup(builder, facts, group, scene);
}

/** Rows in which somebody has a number. */
export function rowsWithNumbers(rows: readonly IndicatorRow[]): IndicatorRow[] {
  return rows.filter((row) => row.values.some((_, index) => numberOf(row, index) !== undefined));
}
