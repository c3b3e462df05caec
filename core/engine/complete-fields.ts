import { type Column, emptyColumn, type FeatureTable, type Field, isNumberType } from '#core/model/feature-table.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';

/**
 * A table with all canonical fields of its role; those that the file did not have are empty. Sketches write them: a parcel can
 * only be painted when it has a place for its type, its floor-area ratio and its mix.
 */
export function withCanonicalFields(table: FeatureTable, role: RoleId): FeatureTable {
  const present = new Set(table.fields.map(({ name }) => name));
  const lacking = roleOf(role).fields.filter(({ name }) => !present.has(name));
  if (lacking.length === 0) return table;
  const fields = lacking.map(
    ({ name, type, unit }): Field => (unit === undefined ? { name, type } : { name, type, unit }),
  );
  const columns: Record<string, Column> = { ...table.columns };
  // One column without values is as good as another: they are never written to.
  const noNumbers = emptyColumn('real', table.ids.length);
  const noTexts = emptyColumn('text', table.ids.length);
  for (const { name, type } of lacking) columns[name] = isNumberType(type) ? noNumbers : noTexts;
  return { ...table, fields: [...table.fields, ...fields], columns };
}
