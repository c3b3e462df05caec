import { dimensionLabels, dimensions } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';
import { type Cell, type Inline, paragraph, type Row, text, textCell } from './document.ts';
import { indicatorColumns, indicatorRow } from './measure-cells.ts';
import type { ReportBuilder } from './report-builder.ts';
import { changesBy, type IndicatorRow, isMet, type ReportFacts, targetedRows, verdictOf } from './report-facts.ts';
import { same } from './report-format.ts';
import { labels, sectionTitles, summaryTexts } from './report-texts.ts';
import { rowsWithNumbers } from './section-results.ts';
import { leaderOf } from './section-summary.ts';
import { comparisonTexts, dimensionTexts } from './section-texts.ts';
import { addReasons } from './section-why.ts';
import { changePhrase, fill, listText, sentences, subject, upperFirst, within } from './sentence.ts';
import { stripOf } from './strip.ts';

/** Gains and losses named for each scenario. */
const namedChanges = 5;

function dimensionSentence(facts: ReportFacts, rows: readonly IndicatorRow[]): LocalText {
  const { indexes, count } = leaderOf(rows);
  const wording = rows.length === 1 ? 'leaderOfOne' : count === rows.length ? 'leaderOfAll' : 'leader';
  const leader =
    indexes.length === 1 && facts.marks.length > 1
      ? upperFirst(fill(dimensionTexts[wording], { scenario: subject(facts.marks[indexes[0]!]!), count }))
      : same('');
  const targets = rows.filter(({ target }) => target).length;
  const template = targets > 0 ? dimensionTexts.sentence : dimensionTexts.sentenceNoTargets;
  const sentence = fill(template, { count: rows.length, targets, leader });
  return { zh: sentence.zh.trim(), en: sentence.en.trim() };
}

/** The same indicators by the six dimensions of the assessment, each on one line with all scenarios. */
export function addDimensions(builder: ReportBuilder, facts: ReportFacts): void {
  builder.chapter('dimensions', sectionTitles.dimensions, 'numbered');
  builder.add(paragraph(text(dimensionTexts.intro)));
  const shown = rowsWithNumbers(facts.rows);
  for (const dimension of dimensions) {
    const rows = facts.rows.filter(({ definition }) => definition.dimension === dimension);
    if (rows.length === 0) continue;
    builder.part(`dimension-${dimension}`, dimensionLabels[dimension]);
    builder.add(paragraph(text(dimensionSentence(facts, rows))), {
      kind: 'table',
      id: `table-dimension-${dimension}`,
      caption: text(fill(dimensionTexts.table, { dimension: dimensionLabels[dimension] })),
      columns: indicatorColumns(facts.marks, true),
      rows: rows.map((row) =>
        indicatorRow(builder, facts, row, {
          change: false,
          range: false,
          strip: shown.includes(row) ? stripOf(row, facts.marks) : textCell(),
        }),
      ),
      headColumn: 1,
      remarks: [],
    });
  }
  const absent = dimensions.filter(
    (dimension) => !facts.rows.some(({ definition }) => definition.dimension === dimension),
  );
  if (absent.length > 0) {
    const names = listText(absent.map((dimension) => within(dimensionLabels[dimension])));
    builder.add(paragraph(text(fill(dimensionTexts.none, { dimensions: names }))));
  }
}

function tallyRow(facts: ReportFacts, index: number): Row {
  const directed = facts.rows.filter(({ definition }) => definition.better !== 'neutral');
  const count = (verdict: string | undefined) => directed.filter((row) => verdictOf(row, index) === verdict).length;
  const targets = targetedRows(facts);
  const met = targets.filter((row) => isMet(row, index)).length;
  const number = (value: number): Cell => ({ kind: 'number', text: same(String(value)) });
  const scenario = facts.marks[index]!;
  return {
    kind: 'body',
    cells: [
      textCell({ kind: 'scenario', scenario }, scenario.name),
      number(count('better')),
      number(count('worse')),
      number(count('same')),
      number(count(undefined)),
      { kind: 'number', text: same(`${met} / ${targets.length}`) },
    ],
  };
}

function changesCell(index: number, rows: readonly IndicatorRow[], empty: LocalText): Cell {
  if (rows.length === 0) return textCell(empty);
  const lines = rows.slice(0, namedChanges).flatMap((row, at): Inline[] => {
    const phrase = changePhrase(row, index);
    const line = { zh: phrase.zh, en: upperFirst(phrase).en };
    return at === 0 ? [line] : [{ kind: 'break' }, line];
  });
  if (rows.length > namedChanges) {
    lines.push({ kind: 'break' }, fill(comparisonTexts.more, { count: rows.length - namedChanges }));
  }
  return { kind: 'text', content: lines };
}

/** How the scenarios stand against the baseline, and what each gains and costs. */
export function addComparison(builder: ReportBuilder, facts: ReportFacts): void {
  const others = facts.marks.map((_, index) => index).filter((index) => index > 0);
  if (others.length === 0) return;
  builder.chapter('comparison', sectionTitles.comparison, 'numbered');
  const heads = [labels.betterCount, labels.worseCount, labels.sameCount, labels.notComparable, labels.targetsMet];
  builder.add(
    {
      kind: 'table',
      id: 'table-tally',
      caption: text(comparisonTexts.tally),
      columns: [
        { title: text(labels.scenario), align: 'start' },
        ...heads.map((title) => ({ title: text(title), align: 'end' as const, width: 13 })),
      ],
      rows: others.map((index) => tallyRow(facts, index)),
      headColumn: 0,
      remarks: [text(comparisonTexts.tallyNote)],
    },
    {
      kind: 'table',
      id: 'table-trade-offs',
      caption: text(comparisonTexts.gainsAndLosses),
      columns: [
        { title: text(labels.scenario), align: 'start', width: 16 },
        { title: text(labels.gains), align: 'start' },
        { title: text(labels.losses), align: 'start' },
      ],
      rows: others.map((index) => ({
        kind: 'body',
        cells: [
          textCell({ kind: 'scenario', scenario: facts.marks[index]! }, facts.marks[index]!.name),
          changesCell(index, changesBy(facts, index, 'better'), summaryTexts.noGains),
          changesCell(index, changesBy(facts, index, 'worse'), summaryTexts.noLosses),
        ],
      })),
      headColumn: 0,
      remarks: [],
    },
    paragraph(text(sentences(summaryTexts.noScore))),
  );
  addReasons(builder, facts);
}
