import { type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { measuredTable } from '#core/scenario/calculate-field.ts';
import { compileExpression } from '#core/scenario/expression.ts';

/** Signs that tell a condition from words to look for. */
const conditionSigns = /[<>=]|\b(?:is|in|contains|starts)\b/iu;

/**
 * The features that meet what a person typed: a condition such as `far > 2`, or words that stand in any of the feature's
 * texts. Null when nothing was typed. Fails with `recipe/expression` for a condition that cannot be worked out.
 */
export function filterRows(table: FeatureTable, typed: string): Set<FeatureId> | null {
  const text = typed.trim();
  if (text === '') return null;
  const found = new Set<FeatureId>();
  if (conditionSigns.test(text)) {
    const holds = compileExpression(text, measuredTable(table));
    table.ids.forEach((id, row) => holds(row) === true && found.add(id));
    return found;
  }
  const wanted = text.toLowerCase();
  const columns = Object.values(table.columns).filter((column) => !isNumberColumn(column));
  table.ids.forEach((id, row) => {
    if (
      columns.some((column) =>
        String(column[row] ?? '')
          .toLowerCase()
          .includes(wanted),
      )
    )
      found.add(id);
  });
  return found;
}
