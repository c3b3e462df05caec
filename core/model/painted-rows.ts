import { type Column, type FeatureTable, isNumberColumn, type Scalar } from './feature-table.ts';
import type { Paint } from './painted-image.ts';

type Values = Readonly<Record<string, Scalar>>;

/** A field under a paint: a value for all rows, or a column of its own. */
interface PaintedField {
  readonly name: string;
  /** Undefined where the paint leaves it alone. */
  readonly painted: Scalar | undefined;
  /** Undefined where no row has a value. */
  readonly column: Column | undefined;
  readonly isBoolean: boolean;
}

function valueIn({ painted, column, isBoolean }: PaintedField, row: number): Scalar {
  if (painted !== undefined) return painted;
  if (!column) return null;
  if (!isNumberColumn(column)) return column[row] ?? null;
  const value = column[row]!;
  if (Number.isNaN(value)) return null;
  return isBoolean ? value !== 0 : value;
}

/** All rows of a table under one paint, to compare values that were written out with: no row is written out for it. */
export class PaintedRows {
  readonly #fields: readonly PaintedField[];
  #names: ReadonlySet<string> | undefined;

  constructor(base: FeatureTable, paint: Paint) {
    this.#fields = base.fields.map(({ name, type }) => {
      return { name, painted: paint[name], column: base.columns[name], isBoolean: type === 'boolean' };
    });
  }

  /** Whether values are those of a row to the bit, in the order of the fields. */
  isWrittenAs(values: Values, row: number): boolean {
    const fields = this.#fields;
    let at = 0;
    for (const name in values) {
      const field = fields[at++];
      if (field?.name !== name || !Object.is(values[name], valueIn(field, row))) return false;
    }
    return at === fields.length;
  }

  /** Whether values are those of a row; one that is missing is no value. */
  says(values: Values, row: number): boolean {
    for (const field of this.#fields) if ((values[field.name] ?? null) !== valueIn(field, row)) return false;
    this.#names ??= new Set(this.#fields.map(({ name }) => name));
    for (const name in values) if (values[name] !== null && !this.#names.has(name)) return false;
    return true;
  }

  /** Fields in which values are not those of a row; undefined where they are not the fields of the table in their order. */
  differing(values: Values, row: number): readonly string[] | undefined {
    const fields = this.#fields;
    const names: string[] = [];
    let at = 0;
    for (const name in values) {
      const field = fields[at++];
      if (field?.name !== name || values[name] === undefined) return undefined;
      if (!Object.is(values[name], valueIn(field, row))) names.push(name);
    }
    return at === fields.length ? names : undefined;
  }
}

const known = new WeakMap<Paint, { readonly base: FeatureTable; readonly rows: PaintedRows }>();

/** The rows of a table under a paint; mostly asked for again. */
export function paintedRows(base: FeatureTable, paint: Paint): PaintedRows {
  let entry = known.get(paint);
  if (entry?.base !== base) {
    entry = { base, rows: new PaintedRows(base, paint) };
    known.set(paint, entry);
  }
  return entry.rows;
}
