import { type Column, type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { isSameFeature } from '#core/store/geometry-runs.ts';

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

/** No value is the same as no value, whatever kind of column holds it. */
function known(value: string | number | null | undefined): string | number | null {
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}

/** Calls `found` with each row after whose value differs from that of its earlier row (−1: there is none). */
function eachDifferent(
  a: Column | undefined,
  b: Column | undefined,
  earlier: Int32Array,
  found: (row: number) => void,
): void {
  const bothNumbers = a && b && isNumberColumn(a) && isNumberColumn(b);
  // The plain comparison of numbers is what most of the time goes into.
  if (bothNumbers) {
    for (let row = 0; row < earlier.length; row++) {
      const from = earlier[row]!;
      if (from < 0 || a[from] === b[row]) continue;
      if (!Number.isNaN(a[from]!) || !Number.isNaN(b[row]!)) found(row);
    }
    return;
  }
  for (let row = 0; row < earlier.length; row++) {
    const from = earlier[row]!;
    if (from >= 0 && known(a?.[from]) !== known(b?.[row])) found(row);
  }
}

/** The row before of each row after with the same id; −1 for features that are new. */
export function earlierRows(before: FeatureTable, after: FeatureTable): Int32Array {
  const rows = new Int32Array(after.ids.length);
  const isSameRows = before.ids === after.ids;
  let rowBefore: ReadonlyMap<FeatureId, number> | undefined;
  for (let row = 0; row < rows.length; row++) {
    const id = after.ids[row]!;
    // Rows mostly stay in their place: then nothing has to be looked up.
    if (isSameRows || before.ids[row] === id) rows[row] = row;
    else {
      rowBefore ??= rowsOf(before.ids);
      rows[row] = rowBefore.get(id) ?? -1;
    }
  }
  return rows;
}

/** A list of fields for each row, of which many are the same: each list there is stands once. */
class FieldLists {
  readonly #lists: (readonly string[])[] = [[]];
  readonly #places: Uint32Array;

  constructor(rows: number) {
    this.#places = new Uint32Array(rows);
  }

  at(row: number): readonly string[] {
    return this.#lists[this.#places[row]!]!;
  }

  /** Adds a field, once for each row, to the lists of those rows that it is called with. */
  adder(name: string): (row: number) => void {
    const longer = new Map<number, number>();
    let [last, next] = [-1, -1];
    return (row) => {
      const place = this.#places[row]!;
      if (place !== last) {
        last = place;
        next = longer.get(place) ?? this.#lists.push([...this.#lists[place]!, name]) - 1;
        longer.set(place, next);
      }
      this.#places[row] = next;
    };
  }
}

const differences = new WeakMap<FeatureTable, WeakMap<FeatureTable, TableDifference>>();

/** What differs between two states of one layer, worked out once for the same tables. */
export function rememberedDifference(before: FeatureTable, after: FeatureTable): TableDifference {
  const byAfter = differences.get(before) ?? new WeakMap<FeatureTable, TableDifference>();
  differences.set(before, byAfter);
  const difference = byAfter.get(after) ?? tableDifference(before, after);
  byAfter.set(after, difference);
  return difference;
}

/**
 * What differs between two states of one layer: features by id, their fields and their shapes. The cost is one look at each
 * value of the columns that the two do not share.
 */
export function tableDifference(before: FeatureTable, after: FeatureTable): TableDifference {
  if (before === after) return { added: [], removed: [], changed: [] };
  const isSameRows = before.ids === after.ids;
  const earlier = earlierRows(before, after);
  const fieldsOf = new FieldLists(after.ids.length);
  for (const name of new Set([...before.fields, ...after.fields].map((field) => field.name))) {
    const [a, b] = [before.columns[name], after.columns[name]];
    if (a === b && isSameRows) continue;
    eachDifferent(a, b, earlier, fieldsOf.adder(name));
  }
  const isSameShape = before.geometry === after.geometry && isSameRows;
  const added: FeatureId[] = [];
  const changed: ChangedFeature[] = [];
  for (let row = 0; row < earlier.length; row++) {
    const id = after.ids[row]!;
    const from = earlier[row]!;
    if (from < 0) {
      added.push(id);
      continue;
    }
    const fields = fieldsOf.at(row);
    const reshaped = !isSameShape && !isSameFeature(before.geometry, from, after.geometry, row);
    if (fields.length > 0 || reshaped) changed.push({ id, fields, reshaped });
  }
  if (isSameRows || after.ids.length - added.length === before.ids.length) return { added, removed: [], changed };
  const rowAfter = rowsOf(after.ids);
  return { added, removed: before.ids.filter((id) => !rowAfter.has(id)), changed };
}
