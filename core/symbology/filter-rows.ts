import { type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { measuredTable } from '#core/scenario/calculate-field.ts';
import { compileExpression } from '#core/scenario/expression.ts';

/** Signs that tell a condition from words to look for. */
const conditionSigns = /[<>=]|\b(?:is|in|contains|starts)\b/iu;

/** Rows that are looked at between two moments in which other work may go first. */
const rowsAtOnce = 1000;

/** Features that were found, by id and by row. */
export interface FoundRows {
  readonly ids: ReadonlySet<FeatureId>;
  readonly rows: readonly number[];
}

/** Texts of a column that are remembered: most columns repeat a few. */
const mostKnown = 500;

/**
 * The features that meet what a person typed: a condition such as `far > 2`, or words that stand in any of the feature's
 * texts. Null when nothing was typed. Fails with `recipe/expression` for a condition that cannot be worked out. It is found
 * out bit by bit: whoever asks may let other work go first after each.
 */
export function* findRows(table: FeatureTable, typed: string): Generator<void, FoundRows | null> {
  const text = typed.trim();
  if (text === '') return null;
  const meets = conditionSigns.test(text) ? conditionOf(table, text) : wordsOf(table, text.toLowerCase());
  const ids = new Set<FeatureId>();
  const rows: number[] = [];
  for (let row = 0; row < table.ids.length; row++) {
    if (meets(row)) {
      ids.add(table.ids[row]!);
      rows.push(row);
    }
    if (row % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  return { ids, rows };
}

function conditionOf(table: FeatureTable, text: string): (row: number) => boolean {
  const holds = compileExpression(text, measuredTable(table));
  return (row) => holds(row) === true;
}

function wordsOf(table: FeatureTable, wanted: string): (row: number) => boolean {
  const columns = Object.values(table.columns)
    .filter((column) => !isNumberColumn(column))
    .map((column) => ({ column, known: new Map<string, boolean>() }));
  const has = (text: string, known: Map<string, boolean>): boolean => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const found = text.toLowerCase().includes(wanted);
    if (known.size < mostKnown) known.set(text, found);
    return found;
  };
  return (row) => columns.some(({ column, known }) => has(String(column[row] ?? ''), known));
}

/** As {@link findRows}, at once. */
export function filterRows(table: FeatureTable, typed: string): ReadonlySet<FeatureId> | null {
  const work = findRows(table, typed);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value?.ids ?? null;
  }
}
