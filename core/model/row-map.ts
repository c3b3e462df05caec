import type { FeatureId } from './ids.ts';
import { rowsOf } from './rows-of.ts';

/**
 * A map of features that all are rows of one table, in the order of the rows: found by row, which takes no look at ids, and by id as
 * in any map. Of most of a city it takes a tenth of the room and of the time.
 */
export class RowMap<Value extends object | string | null> implements ReadonlyMap<FeatureId, Value> {
  /** The ids of the rows. */
  readonly ids: readonly FeatureId[];
  readonly #values: (Value | undefined)[];
  #size = 0;

  constructor(ids: readonly FeatureId[]) {
    this.ids = ids;
    // Filled, so that it is no list with holes.
    this.#values = Array.from({ length: ids.length });
  }

  /** The entries of a map as one of rows; undefined where some feature is none of them. */
  static from<Value extends object | string | null>(
    ids: readonly FeatureId[],
    entries: ReadonlyMap<FeatureId, Value>,
  ): RowMap<Value> | undefined {
    const map = new RowMap<Value>(ids);
    const rows = rowsOf(ids);
    for (const [id, value] of entries) {
      const row = rows.get(id);
      if (row === undefined) return undefined;
      map.setRow(row, value);
    }
    return map;
  }

  get size(): number {
    return this.#size;
  }

  atRow(row: number): Value | undefined {
    return this.#values[row];
  }

  setRow(row: number, value: Value): void {
    if (this.#values[row] === undefined) this.#size++;
    this.#values[row] = value;
  }

  deleteRow(row: number): void {
    if (this.#values[row] === undefined) return;
    this.#size--;
    this.#values[row] = undefined;
  }

  get(id: FeatureId): Value | undefined {
    if (this.#size === 0) return undefined;
    const row = rowsOf(this.ids).get(id);
    return row === undefined ? undefined : this.#values[row];
  }

  has(id: FeatureId): boolean {
    return this.get(id) !== undefined;
  }

  forEach(visit: (value: Value, id: FeatureId, map: ReadonlyMap<FeatureId, Value>) => void): void {
    this.forEachRow((row, value) => visit(value, this.ids[row]!, this));
  }

  forEachRow(visit: (row: number, value: Value) => void): void {
    const values = this.#values;
    let left = this.#size;
    for (let row = 0; left > 0; row++) {
      const value = values[row];
      if (value === undefined) continue;
      left--;
      visit(row, value);
    }
  }

  *entries(): MapIterator<[FeatureId, Value]> {
    for (const [row, value] of this.#values.entries()) if (value !== undefined) yield [this.ids[row]!, value];
  }

  *keys(): MapIterator<FeatureId> {
    for (const [row, value] of this.#values.entries()) if (value !== undefined) yield this.ids[row]!;
  }

  *values(): MapIterator<Value> {
    for (const value of this.#values) if (value !== undefined) yield value;
  }

  [Symbol.iterator](): MapIterator<[FeatureId, Value]> {
    return this.entries();
  }
}

/** Looks features up in a map, by row of a table where that is what the map knows, otherwise by id. */
export function lookupIn<Value extends object | string | null>(
  map: ReadonlyMap<FeatureId, Value>,
  ids: readonly FeatureId[] | undefined,
): (row: number, id: FeatureId) => Value | undefined {
  if (map instanceof RowMap && map.ids === ids) return (row) => map.atRow(row) as Value | undefined;
  return (_, id) => map.get(id);
}
