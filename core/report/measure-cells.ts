import { statusLabels } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';
import type { Cell, Column, Inline, MeasureCell, Row } from './document.ts';
import { text, textCell } from './document.ts';
import type { ReportBuilder } from './report-builder.ts';
import { bestOf, changeOf, type IndicatorRow, isMet, numberOf, type ReportFacts, verdictOf } from './report-facts.ts';
import { differenceText, numberText, same, targetText, unitText } from './report-format.ts';
import { labels } from './report-texts.ts';
import type { ScenarioMark } from './scenario-mark.ts';
import { resultTexts } from './section-texts.ts';
import { asSentence, fill, subject, upperFirst, within } from './sentence.ts';

/** What a cell of an indicator shows besides the value. */
export interface MeasureOptions {
  readonly change: boolean;
  readonly range: boolean;
}

/** The value of an indicator in one scenario; without a number the status in words, its reason as a footnote. */
export function measureCell(
  builder: ReportBuilder,
  facts: ReportFacts,
  row: IndicatorRow,
  index: number,
  options: MeasureOptions,
): MeasureCell {
  const value = numberOf(row, index);
  if (value === undefined) {
    const given = row.values[index];
    if (!given) return { kind: 'measure', status: { text: labels.notRun } };
    const status = { text: statusLabels[given.status === 'ok' ? 'undefined' : given.status] };
    if (!given.reason) return { kind: 'measure', status };
    // Scenarios with the same reason share one footnote.
    const alike = row.values.flatMap((other, place) =>
      other && other.status === given.status && other.reason?.zh === given.reason?.zh ? [place] : [],
    );
    const scenarios =
      alike.length === row.values.length
        ? labels.all
        : {
            zh: alike.map((place) => subject(facts.marks[place]!).zh).join('、'),
            en: alike.map((place) => subject(facts.marks[place]!).en).join(', '),
          };
    const note = builder.note(`reason:${row.key}:${alike.join()}`, [
      upperFirst(
        fill(resultTexts.reason, { scenarios, status: within(status.text), reason: asSentence(given.reason) }),
      ),
    ]);
    return { kind: 'measure', status: { ...status, note: note.note } };
  }
  const { low, high } = row.values[index]!;
  const change = changeOf(row, index);
  const met = isMet(row, index);
  return {
    kind: 'measure',
    value: numberText(value, row.scale),
    ...(options.range && low !== undefined && high !== undefined && rangeOf(low, high, row.scale)),
    ...(options.change &&
      change !== undefined && {
        change: {
          text: differenceText(value, numberOf(row, 0)!, row.scale, row.definition.unit, true),
          verdict: verdictOf(row, index)!,
        },
      }),
    ...(met !== undefined && { target: met ? ('met' as const) : ('missed' as const) }),
    ...(bestOf(row).includes(index) && { best: true }),
  };
}

/** A range as it is written; none where both ends round to the same. */
function rangeOf(low: number, high: number, scale: IndicatorRow['scale']): { readonly range?: LocalText } {
  const [from, to] = [numberText(low, scale), numberText(high, scale)];
  return from.en === to.en ? {} : { range: { zh: `${from.zh}–${to.zh}`, en: `${from.en}–${to.en}` } };
}

/** Name of an indicator, pointing at its formula. */
export function indicatorCell(row: IndicatorRow): Cell {
  const link: Inline = { kind: 'link', target: `formula-${row.number}`, text: row.definition.label };
  return textCell(link);
}

export function targetCell(row: IndicatorRow): Cell {
  return { kind: 'text', content: row.target ? text(targetText(row.target, row.definition, row.scale)) : [] };
}

export function unitCell(row: IndicatorRow): Cell {
  return { kind: 'text', content: text(unitText(row.scale)) };
}

/** Heads of a table of indicators by scenario. */
export function indicatorColumns(marks: readonly ScenarioMark[], strip: boolean): Column[] {
  const scenarioWidth = Math.min(14, Math.round(54 / marks.length));
  return [
    { title: text(labels.number), align: 'start', width: 6 },
    { title: text(labels.indicator), align: 'start' },
    { title: text(labels.unit), align: 'start', width: 9 },
    ...marks.map(
      (scenario): Column => ({
        title: [{ kind: 'scenario', scenario }],
        align: 'end',
        width: strip ? 9 : scenarioWidth,
      }),
    ),
    { title: text(labels.target), align: 'end', width: 8 },
    ...(strip ? [{ title: text(labels.spread), align: 'middle' as const, width: 22 }] : []),
  ];
}

/** One line of a table of indicators. */
export function indicatorRow(
  builder: ReportBuilder,
  facts: ReportFacts,
  row: IndicatorRow,
  options: MeasureOptions & { readonly strip?: Cell },
): Row {
  return {
    kind: 'body',
    cells: [
      textCell(same(row.number)),
      indicatorCell(row),
      unitCell(row),
      ...facts.marks.map((_, index) => measureCell(builder, facts, row, index, options)),
      targetCell(row),
      ...(options.strip ? [options.strip] : []),
    ],
  };
}
