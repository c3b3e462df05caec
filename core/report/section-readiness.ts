import { roleOf } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import { checkOf } from '#core/readiness/checks.ts';
import { type Content, paragraph, type Row, text, textCell } from './document.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { ReportFacts } from './report-facts.ts';
import { same } from './report-format.ts';
import { labels, sectionTitles } from './report-texts.ts';
import { readinessTexts, severityTexts } from './section-texts.ts';
import { fill } from './sentence.ts';

/** How ready the data is: the score of each layer, and what was found in it. Nothing where it was not checked. */
export function addReadiness(builder: ReportBuilder, { input }: ReportFacts): void {
  const { readiness } = input;
  if (!readiness || readiness.layers.length === 0) return;
  const rows = readiness.layers.flatMap(({ layer: id, score, features, checks }): Row[] => {
    const layer = input.project.layers.find((each) => each.id === id);
    if (!layer) return [];
    const found = checks.filter(({ count }) => count > 0);
    const content: Content = found.flatMap(({ check, count }, at): Content => {
      const { label, severity } = checkOf(check);
      const line = fill(readinessTexts.found, {
        severity: severityTexts[severity],
        check: label,
        count: formatNumber(count),
      });
      return at === 0 ? [line] : [{ kind: 'break' }, line];
    });
    return [
      {
        kind: 'body',
        cells: [
          textCell(same(layer.name)),
          textCell(roleOf(layer.role).label),
          { kind: 'number', text: same(formatNumber(features)) },
          { kind: 'number', text: same(String(score)) },
          { kind: 'text', content: found.length > 0 ? content : text(readinessTexts.nothing) },
        ],
      },
    ];
  });
  builder.part('readiness', sectionTitles.readiness);
  const score = readiness.score === null ? '–' : String(readiness.score);
  builder.add(paragraph(text(fill(readinessTexts.intro, { score, count: rows.length }))), {
    kind: 'table',
    id: 'table-readiness',
    caption: text(readinessTexts.table),
    columns: [
      { title: text(labels.layer), align: 'start', width: 20 },
      { title: text(labels.role), align: 'start', width: 12 },
      { title: text(labels.count), align: 'end', width: 10 },
      { title: text(readinessTexts.score), align: 'end', width: 10 },
      { title: text(readinessTexts.findings), align: 'start' },
    ],
    rows,
    headColumn: 0,
    remarks: [text(readinessTexts.note)],
  });
}
