import { roundedParts } from '#core/compare/rounded-parts.ts';
import { formatFixed, type Language } from '#core/model/text.ts';
import type { Explanation } from '#core/rpc/compare-answers.ts';
import { type Cell, paragraph, type Row, text, textCell } from './document.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { ReportFacts } from './report-facts.ts';
import { each, same, scaleOf } from './report-format.ts';
import { labels } from './report-texts.ts';
import { whyTexts } from './section-texts.ts';
import { fill } from './sentence.ts';

const number = (value: string): Cell => ({ kind: 'number', text: same(value) });

/** The parts of one indicator as rows; written numbers add up to the written difference in either language. */
function rowsOf({ definition, from, to, bars }: Explanation): Row[] {
  if (from.value === undefined || to.value === undefined || bars.length === 0) return [];
  const scale = scaleOf(definition.unit, definition.decimals, [from.value, to.value]);
  const parts = (language: Language) => {
    const { divisor, decimals } = scale[language];
    const amounts = bars.map(({ amount }) => amount / divisor);
    return roundedParts(from.value! / divisor, to.value! / divisor, amounts, decimals);
  };
  const shown = { zh: parts('zh'), en: parts('en') };
  const unit = each((language) => (scale[language].unit === '' ? '' : ` (${scale[language].unit})`));
  return bars.map(({ label, features }, at): Row => {
    const amount = each((language) => {
      const value = shown[language][at]!;
      const written = formatFixed(value, scale[language].decimals);
      return value > 0 ? `+${written}` : written;
    });
    const name = each((language) => `${definition.label[language]}${unit[language]}`);
    return {
      kind: 'body',
      cells: [
        at === 0 ? textCell(name) : textCell(),
        textCell(label),
        number(features.length > 0 ? formatFixed(features.length, 0) : ''),
        { kind: 'number', text: amount },
      ],
    };
  });
}

/** Why the main indicators of each scenario differ from the baseline: which changed parcels, in parts that add up. */
export function addReasons(builder: ReportBuilder, facts: ReportFacts): void {
  const tables = facts.input.scenarios.flatMap(({ why }, index) => {
    const rows = (why ?? []).flatMap(rowsOf);
    return rows.length > 0 ? [{ index, rows }] : [];
  });
  if (tables.length === 0) return;
  builder.add(paragraph(text(whyTexts.intro)));
  for (const { index, rows } of tables) {
    builder.add({
      kind: 'table',
      id: `table-why-${index}`,
      caption: text(fill(whyTexts.table, { scenario: facts.marks[index]!.name })),
      columns: [
        { title: text(labels.indicator), align: 'start', width: 28 },
        { title: text(whyTexts.cause), align: 'start' },
        { title: text(whyTexts.parcels), align: 'end', width: 12 },
        { title: text(whyTexts.part), align: 'end', width: 18 },
      ],
      rows,
      headColumn: 0,
      remarks: [],
    });
  }
}
