import { type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { KeyForm, KeySuggestion } from '#core/model/join.ts';
import { roles } from '#core/model/role.ts';

/** A key as it is compared; null for no value. */
export function keyForm(value: string | number | null, form: KeyForm): string | null {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return null;
  let text = String(value);
  if (form.width) text = text.normalize('NFKC');
  if (form.trim) text = text.trim();
  if (form.case) text = text.toLowerCase();
  if (form.zeros) text = text.replace(/^0+(?=\d)/, '');
  return text === '' ? null : text;
}

/** The keys of a field, row by row. */
export function keysOf(table: FeatureTable, field: string, form: KeyForm): (string | null)[] {
  const column = table.columns[field];
  if (!column) return table.ids.map(() => null);
  return isNumberColumn(column)
    ? Array.from(column, (value) => keyForm(value, form))
    : column.map((value) => keyForm(value, form));
}

/** Rows by key, of rows with one. */
export function rowsByKey(keys: readonly (string | null)[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) {
    if (key === null) continue;
    const known = rows.get(key);
    if (known) known.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

const mostSuggestions = 5;
/** Pairs that match far less than the best one do so by chance. */
const leastOfBest = 0.2;
/** Fields with fewer different values for each row are classes, not keys. */
const leastDistinct = 0.5;
/** Fields that hold amounts, such as jobs or storeys: numbers that are equal by chance. */
const amounts: ReadonlySet<string> = new Set(
  [...roles.values()].flatMap(({ fields }) => fields.flatMap(({ name, type }) => (type === 'text' ? [] : [name]))),
);

/** Pairs of fields whose values occur in both tables, those that match the most features first. */
export function suggestKeys(layer: FeatureTable, table: FeatureTable, form: KeyForm): KeySuggestion[] {
  const candidates = (of: FeatureTable, isLayer: boolean) =>
    of.fields.flatMap(({ name, type }) => {
      if (type === 'boolean' || type === 'date' || amounts.has(name)) return [];
      const keys = keysOf(of, name, form);
      const distinct = rowsByKey(keys);
      const filled = keys.reduce((count, key) => count + (key === null ? 0 : 1), 0);
      // Several features may share a row; a row has to be told apart from the others.
      const isKey = filled > 0 && (isLayer || distinct.size >= leastDistinct * filled);
      return isKey ? [{ name, keys, distinct }] : [];
    });
  const others = candidates(table, false);
  const pairs = candidates(layer, true).flatMap((own) =>
    others.map((other): KeySuggestion & { readonly isSame: boolean } => {
      let matched = 0;
      for (const [key, rows] of own.distinct) if (other.distinct.has(key)) matched += rows.length;
      const share = layer.ids.length === 0 ? 0 : matched / layer.ids.length;
      const isSame = own.name.toLowerCase() === other.name.toLowerCase();
      return { layer: own.name, table: other.name, matched: share, isSame };
    }),
  );
  const best = Math.max(0, ...pairs.map(({ matched }) => matched));
  return pairs
    .filter(({ matched }) => matched > 0 && matched >= leastOfBest * best)
    .sort((a, b) => b.matched - a.matched || Number(b.isSame) - Number(a.isSame))
    .slice(0, mostSuggestions)
    .map(({ layer: own, table: other, matched }) => ({ layer: own, table: other, matched }));
}
