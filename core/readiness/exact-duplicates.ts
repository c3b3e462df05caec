import { type FeatureTable, scalarAt } from '#core/model/feature-table.ts';
import type { RoleId } from '#core/model/role.ts';
import { idFields } from './id-fields.ts';

/** Of rows with the same geometry those that have the same values as well, ids of the source aside: groups of two or more. */
export function sameValueGroups(table: FeatureTable, role: RoleId, rows: readonly number[]): number[][] {
  const ids = new Set(idFields(table, role).map(({ name }) => name));
  const compared = table.fields.filter(({ name }) => !ids.has(name));
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(compared.map((field) => scalarAt(table, field, row)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
