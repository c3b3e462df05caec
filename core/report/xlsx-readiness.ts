import { unitLabel } from '#core/model/indicator.ts';
import { type Check, checkOf } from '#core/readiness/checks.ts';
import { labels } from './report-texts.ts';
import { readinessTexts, severityTexts } from './section-texts.ts';
import { fixedSheets } from './sheet-names.ts';
import { column, numberFormat, type SheetContext } from './xlsx-context.ts';
import type { Sheet, SheetCell } from './xlsx-workbook.ts';

/** What the figures of a check add up to: areas and lengths do, ratios and distances do not. */
const summed = new Set<string>(['overlap', 'gap', 'sliver', 'street-island']);

/** Every check of every layer with its counts, found something or not; no sheet where nothing was checked. */
export function readinessSheet({ facts, language }: SheetContext): Sheet | undefined {
  const { readiness, project } = facts.input;
  if (!readiness || readiness.layers.length === 0) return undefined;
  const heads = [
    labels.layer,
    readinessTexts.score,
    readinessTexts.check,
    labels.severity,
    readinessTexts.findings,
    readinessTexts.fixable,
    readinessTexts.share,
    readinessTexts.total,
    labels.unit,
    labels.description,
  ];
  const widths = [24, 10, 24, 10, 10, 12, 12, 14, 10, 60];
  return {
    name: fixedSheets.readiness[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!, at === 9)),
    rows: readiness.layers.flatMap(({ layer: id, score, checks }) => {
      const name = project.layers.find((each) => each.id === id)?.name ?? id;
      return checks.map(({ check, count, fixable, share, findings }): SheetCell[] => {
        const { label, severity, unit, explanation }: Check = checkOf(check);
        const isWhole = summed.has(check) && findings.length === count && count > 0;
        const total = findings.reduce((sum, { figure }) => sum + (figure ?? 0), 0);
        return [
          name,
          score,
          label[language],
          severityTexts[severity][language],
          count,
          fixable,
          { value: 100 * share, format: numberFormat(2) },
          isWhole ? { value: total, format: numberFormat(2) } : null,
          isWhole && unit ? unitLabel(unit)[language] : null,
          explanation[language],
        ];
      });
    }),
  };
}
