import type { LocalText } from '#core/model/text.ts';
import type { Inline, Row } from './document.ts';
import { paragraph, text } from './document.ts';
import { indicatorCell, measureCell, targetCell, unitCell } from './measure-cells.ts';
import type { ReportBuilder } from './report-builder.ts';
import {
  bestOf,
  changeOf,
  changesBy,
  type IndicatorRow,
  isMet,
  numberOf,
  type ReportFacts,
  type ResultGroup,
  targetedRows,
  verdictOf,
  weightOf,
} from './report-facts.ts';
import { quantityText, targetText } from './report-format.ts';
import { labels, sectionTitles, summaryTexts } from './report-texts.ts';
import { changesText } from './scenario-words.ts';
import { changePhrase, fill, listText, semicolons, sentences, subject, upperFirst, within } from './sentence.ts';

/** How many gains, losses and other shifts of a scenario the summary names. */
const named = { gains: 2, losses: 2, others: 1 } as const;
/** Shifts without better or worse are named from this share of the value on. */
const smallestShift = 0.03;

function metCount(facts: ReportFacts, index: number): number {
  return targetedRows(facts).filter((row) => isMet(row, index) === true).length;
}

function alternatives(facts: ReportFacts): number[] {
  return facts.marks.map((_, index) => index).filter((index) => index > 0);
}

/** Who meets most targets. */
function targetSentence(facts: ReportFacts): LocalText {
  const total = targetedRows(facts).length;
  if (total === 0) return summaryTexts.noTargets;
  const baseline = metCount(facts, 0);
  const counts = alternatives(facts).map((index) => ({ index, met: metCount(facts, index) }));
  const met = Math.max(0, ...counts.map((count) => count.met));
  if (counts.length === 0 || met <= baseline) return fill(summaryTexts.noMoreTargets, { baseline, total });
  const first = counts.filter((count) => count.met === met).map(({ index }) => subject(facts.marks[index]!));
  return upperFirst(
    first.length === 1
      ? fill(summaryTexts.mostTargets, { scenario: first[0]!, met, total, baseline })
      : fill(summaryTexts.mostTargetsShared, { scenarios: listText(first), met, total, baseline }),
  );
}

/** Whether the gains have a price. */
function priceSentence(facts: ReportFacts): LocalText | undefined {
  const others = alternatives(facts);
  if (others.length === 0) return undefined;
  const free = others.filter((index) => changesBy(facts, index, 'worse').length === 0);
  const idle = others.filter((index) => changesBy(facts, index, 'better').length === 0);
  if (free.length === 0 && idle.length === 0) return summaryTexts.everyPrice;
  const say = (indexes: readonly number[], one: LocalText, several: LocalText) =>
    indexes.length === 0
      ? undefined
      : upperFirst(
          fill(indexes.length === 1 ? one : several, {
            scenarios: listText(indexes.map((index) => subject(facts.marks[index]!))),
          }),
        );
  return sentences(
    say(free, summaryTexts.noPriceOne, summaryTexts.noPrice),
    say(idle, summaryTexts.noGainOne, summaryTexts.noGain),
  );
}

/** The weightiest rows; one from each evaluator comes before a second of the same, unless it is hardly worth naming. */
function varied(rows: readonly IndicatorRow[], index: number, most: number): IndicatorRow[] {
  const isFirst = (row: IndicatorRow, at: number) =>
    weightOf(row, index) >= smallestShift &&
    rows.findIndex(({ evaluator }) => evaluator?.id === row.evaluator?.id) === at;
  const firsts = rows.filter(isFirst);
  return [...firsts, ...rows.filter((row) => !firsts.includes(row))].slice(0, most);
}

/** What a scenario changes, gains and costs. */
function scenarioItem(facts: ReportFacts, index: number): Inline[] {
  const phrases = (rows: readonly IndicatorRow[], most: number) =>
    semicolons(varied(rows, index, most).map((row) => changePhrase(row, index)));
  const gains = changesBy(facts, index, 'better');
  const losses = changesBy(facts, index, 'worse');
  const others = changesBy(facts, index, 'none').filter((row) => weightOf(row, index) >= smallestShift);
  const changes = changesText(facts.input.scenarios[index]!, facts.input);
  const words = sentences(
    changes ? fill(summaryTexts.changes, { changes }) : summaryTexts.changesNothing,
    gains.length === 0 ? summaryTexts.noGains : fill(summaryTexts.gains, { items: phrases(gains, named.gains) }),
    losses.length === 0 ? summaryTexts.noLosses : fill(summaryTexts.losses, { items: phrases(losses, named.losses) }),
    others.length === 0 ? undefined : fill(summaryTexts.also, { items: phrases(others, named.others) }),
  );
  const scenario = facts.marks[index]!;
  return [
    { kind: 'scenario', scenario },
    { kind: 'strong', text: { zh: `${scenario.name.zh}。`, en: `${scenario.name.en}. ` } },
    words,
  ];
}

/** Targets that nobody reaches, with the scenario that comes closest. */
export function unreachedText(facts: ReportFacts, rows: readonly IndicatorRow[]): LocalText | undefined {
  const items = rows.flatMap((row) => {
    const known = row.values.map((_, index) => index).filter((index) => numberOf(row, index) !== undefined);
    if (!row.target || known.length === 0 || known.some((index) => isMet(row, index))) return [];
    const sign = row.target.comparison === 'at-least' ? 1 : -1;
    const closest = known.reduce((best, index) =>
      sign * numberOf(row, index)! > sign * numberOf(row, best)! ? index : best,
    );
    return [
      fill(summaryTexts.unreachedItem, {
        indicator: within(row.definition.label),
        target: targetText(row.target, row.definition, row.scale, true),
        scenario: subject(facts.marks[closest]!),
        value: quantityText(numberOf(row, closest)!, row.scale),
      }),
    ];
  });
  return items.length === 0 ? undefined : semicolons(items);
}

/** The scenario that is best in most indicators of a group, alone. */
export function leaderOf(rows: readonly IndicatorRow[]): {
  readonly indexes: readonly number[];
  readonly count: number;
  readonly total: number;
} {
  const directed = rows.filter(({ definition }) => definition.better !== 'neutral');
  const counts = new Map<number, number>();
  for (const row of directed) for (const index of bestOf(row)) counts.set(index, (counts.get(index) ?? 0) + 1);
  const count = Math.max(0, ...counts.values());
  const indexes = [...counts]
    .filter(([, times]) => times === count)
    .map(([index]) => index)
    .sort((a, b) => a - b);
  return { indexes: count === 0 ? [] : indexes, count, total: directed.length };
}

export function groupTitle(group: ResultGroup): LocalText {
  return group.manifest?.name ?? sectionTitles.live;
}

function leadSentence(facts: ReportFacts): LocalText | undefined {
  const leaders = facts.groups.flatMap((group) => {
    const { indexes, count, total } = leaderOf(group.rows);
    if (indexes.length !== 1 || total < 2) return [];
    const scenario = subject(facts.marks[indexes[0]!]!);
    return [
      {
        index: indexes[0]!,
        text: fill(summaryTexts.leadsGroup, { group: within(groupTitle(group)), scenario, count, total }),
      },
    ];
  });
  if (leaders.length === 0) return undefined;
  const several = new Set(leaders.map(({ index }) => index)).size > 1;
  return upperFirst(
    fill(several ? summaryTexts.leads : summaryTexts.leadsAll, { items: semicolons(leaders.map(({ text }) => text)) }),
  );
}

function notAssessedSentence(facts: ReportFacts): LocalText {
  const missing = facts.rows.filter((row) => row.values.some((_, index) => numberOf(row, index) === undefined));
  if (missing.length === 0) return summaryTexts.allAssessed;
  const shown = missing.slice(0, 4).map((row) => within(row.definition.label));
  const items = listText(shown);
  const more = missing.length > shown.length;
  return fill(summaryTexts.notAssessed, {
    count: missing.length,
    items: more ? { zh: `${items.zh}等`, en: `${items.en}, among others` } : items,
  });
}

function targetRows(builder: ReportBuilder, facts: ReportFacts): Row[] {
  return targetedRows(facts).map((row) => ({
    kind: 'body',
    cells: [
      indicatorCell(row),
      unitCell(row),
      ...facts.marks.map((_, index) => measureCell(builder, facts, row, index, { change: false, range: false })),
      targetCell(row),
    ],
  }));
}

/** The message of the report in a sentence or two. */
export function summaryLead(facts: ReportFacts): LocalText {
  return sentences(targetSentence(facts), priceSentence(facts));
}

/** What somebody who decides reads in two minutes. */
export function addSummary(builder: ReportBuilder, facts: ReportFacts): void {
  builder.chapter('summary', sectionTitles.summary, 'plain');
  const { input, rows } = facts;
  const targeted = targetedRows(facts);
  const targets = targeted.length;
  const others = alternatives(facts);
  const counts = { place: input.project.name, indicators: rows.length, targets };
  builder.add(
    paragraph(text(summaryLead(facts)), 'lead'),
    paragraph(
      text(
        others.length === 0
          ? fill(summaryTexts.onlyBaseline, counts)
          : fill(summaryTexts.compared, {
              ...counts,
              scenarios: others.length,
              evaluators: facts.groups.filter(({ manifest }) => manifest).length,
            }),
      ),
    ),
  );
  if (others.length > 0)
    builder.add({ kind: 'list', ordered: false, items: others.map((index) => scenarioItem(facts, index)) });
  if (targets > 0) {
    const unreached = unreachedText(facts, targeted);
    if (unreached) builder.add(paragraph(text(fill(summaryTexts.unreached, { items: unreached }))));
    builder.add({
      kind: 'table',
      id: 'table-targets',
      caption: text(summaryTexts.summaryTable),
      columns: [
        { title: text(labels.indicator), align: 'start' },
        { title: text(labels.unit), align: 'start', width: 11 },
        ...facts.marks.map((scenario) => ({
          title: [{ kind: 'scenario' as const, scenario }],
          align: 'end' as const,
          width: 12,
        })),
        { title: text(labels.target), align: 'end', width: 10 },
      ],
      rows: targetRows(builder, facts),
      headColumn: 0,
      remarks: [text(summaryTexts.marks)],
    });
  }
  const open = input.assumptions.filter(({ verifyLocally }) => verifyLocally).length;
  builder.add(
    paragraph(
      text(
        sentences(
          others.length > 0 ? leadSentence(facts) : undefined,
          notAssessedSentence(facts),
          input.assumptions.length > 0
            ? fill(open === input.assumptions.length ? summaryTexts.assumptionsAllOpen : summaryTexts.assumptions, {
                count: input.assumptions.length,
                open,
              })
            : undefined,
        ),
      ),
    ),
  );
}

/** Indicators that change from the baseline, however: the weightiest of a group and its scenario. */
export function largestChange(
  facts: ReportFacts,
  rows: readonly IndicatorRow[],
): { row: IndicatorRow; index: number } | undefined {
  const changed = rows.flatMap((row) =>
    alternatives(facts).flatMap((index) =>
      changeOf(row, index) === undefined || verdictOf(row, index) === 'same'
        ? []
        : [{ row, index, weight: weightOf(row, index) }],
    ),
  );
  return changed.sort((a, b) => b.weight - a.weight)[0];
}
