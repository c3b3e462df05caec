import type { Assumption } from '#core/model/assumption.ts';
import { statusLabels, unitLabel } from '#core/model/indicator.ts';
import { roleOf } from '#core/model/role.ts';
import { sourceText } from '#core/model/source-text.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { type Cell, type Content, paragraph, type Row, text, textCell } from './document.ts';
import type { ReportBuilder } from './report-builder.ts';
import { type IndicatorRow, numberOf, type ReportFacts } from './report-facts.ts';
import { bytesText, groupedHash, instantText, same } from './report-format.ts';
import { labels, sectionTitles } from './report-texts.ts';
import { parametersOf } from './section-methods.ts';
import { groupTitle } from './section-summary.ts';
import { appendixTexts } from './section-texts.ts';
import { asSentence, fill, listText, sentences, upperFirst, within } from './sentence.ts';

function numberCell(value: number): Cell {
  return { kind: 'number', text: same(formatNumber(value, 4)) };
}

/** What planning takes for granted, with its range. */
/** Source and year of an assumption. */
function yearOf({ source, year }: Assumption): LocalText {
  const { zh, en } = sourceText(source);
  return { zh: `${zh} ${year}`, en: `${en} ${year}` };
}

export function addAssumptions(builder: ReportBuilder, facts: ReportFacts): void {
  const { assumptions } = facts.input;
  if (assumptions.length === 0) return;
  builder.chapter('assumptions', sectionTitles.assumptions, 'appendix');
  const heads = [labels.description, labels.low, labels.base, labels.high, labels.unit, labels.source, labels.status];
  const widths = [undefined, 8, 8, 8, 11, 14, 22];
  builder.add(paragraph(text(appendixTexts.assumptionIntro)), {
    kind: 'table',
    id: 'table-assumptions',
    caption: text(appendixTexts.assumptionTable),
    columns: heads.map((title, at) => ({
      title: text(at === 0 ? sectionTitles.assumptions : title),
      align: at > 0 && at < 4 ? ('end' as const) : ('start' as const),
      ...(widths[at] !== undefined && { width: widths[at] }),
    })),
    rows: assumptions.map((assumption) => ({
      kind: 'body',
      cells: [
        textCell(assumption.label),
        numberCell(assumption.low),
        numberCell(assumption.base),
        numberCell(assumption.high),
        textCell(unitLabel(assumption.unit)),
        textCell(yearOf(assumption)),
        textCell(assumption.verifyLocally ? labels.verifyLocally : labels.confirmed),
      ],
    })),
    headColumn: 0,
    remarks: [],
  });
}

/** The files the data came from. */
export function addSources(builder: ReportBuilder, facts: ReportFacts): void {
  builder.chapter('sources', sectionTitles.sources, 'appendix');
  const rows = facts.input.layers.flatMap(({ layer }): Row[] => {
    if (!layer.source) return [];
    const { file, format, bytes, sha256 } = layer.source;
    return [
      {
        kind: 'body',
        cells: [
          textCell(same(file)),
          textCell(same(layer.name)),
          textCell(same(format)),
          { kind: 'number', text: same(bytesText(bytes)) },
          textCell({ kind: 'code', text: groupedHash(sha256) }),
        ],
      },
    ];
  });
  if (rows.length === 0) {
    builder.add(paragraph(text(appendixTexts.noSources)));
    return;
  }
  builder.add(paragraph(text(appendixTexts.sourceIntro)), {
    kind: 'table',
    id: 'table-sources',
    caption: text(appendixTexts.sourceTable),
    columns: [
      { title: text(labels.file), align: 'start' },
      { title: text(labels.layer), align: 'start', width: 16 },
      { title: text(labels.format), align: 'start', width: 11 },
      { title: text(labels.bytes), align: 'end', width: 10 },
      { title: text(labels.sha256), align: 'start', width: 38 },
    ],
    rows,
    headColumn: 0,
    remarks: [],
  });
}

/** One reason why an indicator has no number, and the scenarios it holds for. */
interface Unassessed {
  readonly row: IndicatorRow;
  readonly scenarios: readonly number[];
  readonly status: LocalText;
  readonly reason: LocalText;
  readonly unlock: LocalText;
}

function unlockText(row: IndicatorRow, status: string, facts: ReportFacts): LocalText {
  if (status === 'undefined') return appendixTexts.unlockUndefined;
  if (status === 'out-of-method-range') return appendixTexts.unlockRange;
  if (status === 'not-run') return appendixTexts.unlockRun;
  const present = new Set(facts.input.project.layers.map(({ role }) => role));
  const missing = (row.evaluator?.inputs ?? []).filter(
    ({ role }) => !present.has(role) && !facts.input.scenarios[0]?.table(role),
  );
  const roles = missing.map(({ role, purpose }) =>
    fill(appendixTexts.unlockRole, { role: roleOf(role).label, purpose: within(purpose) }),
  );
  return sentences(appendixTexts.unlockData, ...roles);
}

/** Every indicator without a number, scenarios with the same reason together. */
function unassessed(facts: ReportFacts): Unassessed[] {
  return facts.rows.flatMap((row) => {
    const found = new Map<string, { scenarios: number[]; status: string; reason: LocalText | undefined }>();
    row.values.forEach((value, index) => {
      if (numberOf(row, index) !== undefined) return;
      const status = !value ? 'not-run' : value.status === 'ok' ? 'undefined' : value.status;
      const key = `${status} ${value?.reason?.zh ?? ''}`;
      const known = found.get(key);
      if (known) known.scenarios.push(index);
      else found.set(key, { scenarios: [index], status, reason: value?.reason });
    });
    return [...found.values()].map(({ scenarios, status, reason }) => ({
      row,
      scenarios,
      status: status === 'not-run' ? labels.notRun : statusLabels[status as keyof typeof statusLabels],
      reason: reason ? asSentence(reason) : status === 'not-run' ? same('') : appendixTexts.noReason,
      unlock: unlockText(row, status, facts),
    }));
  });
}

function scenariosCell(scenarios: readonly number[], facts: ReportFacts): Cell {
  if (scenarios.length === facts.marks.length) return textCell(labels.all);
  return { kind: 'text', content: scenarios.map((index) => ({ kind: 'scenario', scenario: facts.marks[index]! })) };
}

/** What has no number and why, and with what reservations the rest is to be read. */
export function addLimits(builder: ReportBuilder, facts: ReportFacts): void {
  builder.chapter('limits', sectionTitles.limits, 'appendix');
  const missing = unassessed(facts);
  if (missing.length === 0) builder.add(paragraph(text(appendixTexts.limitsNone)));
  else {
    const heads = [labels.indicator, labels.scenarios, labels.status, labels.reason, labels.unlock];
    const widths = [22, 14, 12, undefined, 24];
    builder.add({
      kind: 'table',
      id: 'table-limits',
      caption: text(appendixTexts.limitTable),
      columns: heads.map((title, at) => ({
        title: text(title),
        align: 'start' as const,
        ...(widths[at] !== undefined && { width: widths[at] }),
      })),
      rows: missing.map((entry) => ({
        kind: 'body',
        cells: [
          textCell({ kind: 'link', target: `formula-${entry.row.number}`, text: entry.row.definition.label }),
          scenariosCell(entry.scenarios, facts),
          textCell(entry.status),
          textCell(entry.reason),
          textCell(entry.unlock),
        ],
      })),
      headColumn: 0,
      remarks: [],
    });
  }
  if (facts.idle.length > 0) {
    const items = listText(facts.idle.map(({ name }) => within(name)));
    builder.add(paragraph(text(fill(appendixTexts.idle, { items }))));
  }
  const mixed = facts.groups
    .filter((group) => parametersOf(group).some(({ values }) => values.length > 1))
    .map((group): Content => text(upperFirst(fill(appendixTexts.limitParameters, { group: groupTitle(group) }))));
  builder.add(paragraph(text(appendixTexts.limitGeneral), 'plain'), {
    kind: 'list',
    ordered: false,
    items: [
      text(appendixTexts.limitModel),
      text(appendixTexts.limitDefaults),
      text(appendixTexts.limitData),
      text(appendixTexts.limitCompare),
      ...mixed,
    ],
  });
}

/** How anybody can check the report. */
export function addVerification(builder: ReportBuilder, facts: ReportFacts, code: string): void {
  builder.chapter('verification', sectionTitles.verification, 'appendix');
  const rows = facts.groups.flatMap(({ records }) =>
    records.flatMap((record, index): Row[] => {
      if (!record) return [];
      const scenario = facts.marks[index]!;
      return [
        {
          kind: 'body',
          cells: [
            textCell(same(`${record.evaluator} ${record.version}`)),
            textCell({ kind: 'scenario', scenario }),
            textCell({ kind: 'code', text: groupedHash(record.inputsHash) }),
            textCell({ kind: 'code', text: groupedHash(record.resultHash) }),
            textCell(same(instantText(record.created))),
          ],
        },
      ];
    }),
  );
  builder.add(
    paragraph(text(appendixTexts.verifyIntro)),
    paragraph(text(appendixTexts.verifyHow)),
    paragraph(text(fill(appendixTexts.verifyCode, { code }))),
    paragraph(
      text(
        fill(appendixTexts.verifyProgram, {
          version: facts.input.programVersion,
          schema: String(facts.input.project.schemaVersion),
        }),
      ),
    ),
  );
  if (rows.length === 0) return;
  const heads = [labels.evaluator, labels.scenario, labels.inputsHash, labels.resultHash, labels.created];
  const widths = [18, 9, 30, 30, undefined];
  builder.add({
    kind: 'table',
    id: 'table-verification',
    caption: text(appendixTexts.verifyTable),
    columns: heads.map((title, at) => ({
      title: text(title),
      align: 'start' as const,
      ...(widths[at] !== undefined && { width: widths[at] }),
    })),
    rows,
    remarks: [],
  });
}
