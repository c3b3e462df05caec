import { type FeatureTable, scalarAt } from '#core/model/feature-table.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { idFields } from './id-fields.ts';

/** Names features for people: by their name, else by an id of the source, else by their row. */
export function featureTitles(table: FeatureTable, role: RoleId): (row: number) => LocalText {
  const named = table.fields.find(({ name }) => name === 'name');
  const fields = [...(named ? [named] : []), ...idFields(table, role)];
  return (row) => {
    for (const field of fields) {
      const value = scalarAt(table, field, row);
      if (value !== null && value !== '') return { zh: String(value), en: String(value) };
    }
    return { zh: `第 ${row + 1} 个要素`, en: `feature ${row + 1}` };
  };
}
