import { type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { isSameFeature } from '#core/store/geometry-runs.ts';
import { rowsOf } from '#core/store/overlay.ts';

/** A feature that two scenarios both have, and what of it differs. */
export interface ChangedFeature {
  readonly id: FeatureId;
  /** Names of the fields with other values. */
  readonly fields: readonly string[];
  /** Whether its shape differs as well. */
  readonly reshaped: boolean;
}

/** How one layer differs from one scenario to another. */
export interface TableDifference {
  readonly added: readonly FeatureId[];
  readonly removed: readonly FeatureId[];
  readonly changed: readonly ChangedFeature[];
}

/** Whether both columns hold the same at their rows; no value is the same as no value. */
type Comparison = (rowBefore: number, rowAfter: number) => boolean;

/** Fields whose columns are not the very same, with the way to compare them. */
function comparisons(before: FeatureTable, after: FeatureTable): [name: string, isSame: Comparison][] {
  const names = new Set([...before.fields, ...after.fields].map(({ name }) => name));
  return [...names].flatMap((name): [string, Comparison][] => {
    const [a, b] = [before.columns[name], after.columns[name]];
    if (a === b && before.ids === after.ids) return [];
    if (a && b && isNumberColumn(a) && isNumberColumn(b)) {
      return [[name, (x, y) => a[x] === b[y] || (Number.isNaN(a[x]!) && Number.isNaN(b[y]!))]];
    }
    const known = (value: string | number | null | undefined) =>
      value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
    return [[name, (x, y) => known(a?.[x]) === known(b?.[y])]];
  });
}

/**
 * What differs between two states of one layer: features by id, their fields and their shapes. The cost is one look at each
 * value of the columns that the two do not share.
 */
export function tableDifference(before: FeatureTable, after: FeatureTable): TableDifference {
  if (before === after) return { added: [], removed: [], changed: [] };
  const isSameRows = before.ids === after.ids;
  const rowBefore = isSameRows ? undefined : rowsOf(before.ids);
  const compared = comparisons(before, after);
  const isSameShape = before.geometry === after.geometry && isSameRows;
  const added: FeatureId[] = [];
  const changed: ChangedFeature[] = [];
  for (const [row, id] of after.ids.entries()) {
    const earlier = rowBefore ? rowBefore.get(id) : row;
    if (earlier === undefined) {
      added.push(id);
      continue;
    }
    let fields: string[] | undefined;
    for (const [name, isSame] of compared) {
      if (isSame(earlier, row)) continue;
      fields ??= [];
      fields.push(name);
    }
    const reshaped = !isSameShape && !isSameFeature(before.geometry, earlier, after.geometry, row);
    if (fields || reshaped) changed.push({ id, fields: fields ?? [], reshaped });
  }
  if (isSameRows) return { added, removed: [], changed };
  const rowAfter = rowsOf(after.ids);
  return { added, removed: before.ids.filter((id) => !rowAfter.has(id)), changed };
}
