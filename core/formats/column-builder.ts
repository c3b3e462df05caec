import type { Column, Field, FieldType } from '#core/model/feature-table.ts';

/** ISO 8601 dates and instants, and nothing else: 2024-03-05, 2024-03-05T12:30:00Z. */
const isoDate =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether a text is a date or an instant in ISO 8601. */
export function isIsoDate(text: string): boolean {
  return isoDate.test(text);
}

/** Rows that there will be, to judge from what has been read when row `row` is; 0 where that cannot be told. */
export type ExpectedRows = (row: number) => number;

/** From so many rows on it is told how many there will be. */
const tellingRows = 2048;

/**
 * Gathers the values of one attribute row by row. Without a declared type the values decide: numbers, booleans or texts;
 * a mixture becomes texts. Rows that get no value have none.
 */
export class ColumnBuilder {
  readonly name: string;
  readonly #declared: FieldType | undefined;
  readonly #expectedRows: ExpectedRows | undefined;
  #kind: 'empty' | 'number' | 'boolean' | 'text' = 'empty';
  #numbers: Float64Array = new Float64Array(0);
  /** The texts of `#textCount` rows, and room behind them. */
  #texts: (string | null)[] = [];
  #textCount = 0;
  #isWhole = true;
  #allDates = true;

  constructor(name: string, declared?: FieldType, expectedRows?: ExpectedRows) {
    this.name = name;
    this.#declared = declared;
    this.#expectedRows = expectedRows;
  }

  /** Rows to make room for when there is none left for row `row`: all that will come, where that is known, so that little is moved. */
  #wantedRows(row: number, room: number): number {
    const expected = row < tellingRows ? 0 : (this.#expectedRows?.(row) ?? 0);
    const least = Math.max(64, row + 1, Math.ceil(1.5 * room));
    return expected > row ? Math.max(row + 1, Math.min(Math.ceil(expected), 512 * row)) : least;
  }

  setNumber(row: number, value: number): void {
    if (this.#kind === 'text' || this.#kind === 'boolean') {
      this.setText(row, String(value));
      return;
    }
    this.#kind = 'number';
    if (this.#isWhole && !Number.isSafeInteger(value)) this.#isWhole = false;
    this.#setRaw(row, value);
  }

  setBoolean(row: number, value: boolean): void {
    if (this.#kind === 'text' || this.#kind === 'number') {
      this.setText(row, String(value));
      return;
    }
    this.#kind = 'boolean';
    this.#setRaw(row, value ? 1 : 0);
  }

  setText(row: number, value: string): void {
    if (this.#kind !== 'text') this.#becomeText();
    if (this.#allDates && !isoDate.test(value)) this.#allDates = false;
    if (row >= this.#texts.length) this.#texts.length = this.#wantedRows(row, this.#texts.length);
    while (this.#textCount < row) this.#texts[this.#textCount++] = null;
    this.#texts[row] = value;
    if (this.#textCount === row) this.#textCount++;
  }

  /** Sets the rows from 0 on from a column that has its type already. */
  setAll(field: Field, column: Column): void {
    for (let row = 0; row < column.length; row++) {
      const value = column[row];
      if (typeof value === 'string') this.setText(row, value);
      else if (typeof value === 'number' && !Number.isNaN(value)) {
        if (field.type === 'boolean') this.setBoolean(row, value !== 0);
        else this.setNumber(row, value);
      }
    }
  }

  #setRaw(row: number, value: number): void {
    if (row >= this.#numbers.length) {
      const larger = new Float64Array(this.#wantedRows(row, this.#numbers.length));
      larger.set(this.#numbers);
      larger.fill(Number.NaN, this.#numbers.length);
      this.#numbers = larger;
    }
    this.#numbers[row] = value;
  }

  #becomeText(): void {
    const before = this.#kind;
    this.#kind = 'text';
    if (before === 'empty') return;
    this.#allDates = false;
    this.#texts = Array.from(this.#numbers, (value) => {
      if (Number.isNaN(value)) return null;
      return before === 'boolean' ? String(value !== 0) : String(value);
    });
    this.#textCount = this.#texts.length;
    this.#numbers = new Float64Array(0);
  }

  /** The attribute with its values for `count` rows. */
  finish(count: number): { readonly field: Field; readonly column: Column } {
    const { name } = this;
    if (this.#kind === 'number' || this.#kind === 'boolean') {
      const column = new Float64Array(count);
      column.set(this.#numbers.subarray(0, count));
      if (this.#numbers.length < count) column.fill(Number.NaN, this.#numbers.length);
      const found = this.#kind === 'boolean' ? 'boolean' : this.#isWhole ? 'integer' : 'real';
      return { field: { name, type: this.#declared ?? found }, column };
    }
    const isNumeric = this.#declared === 'integer' || this.#declared === 'real' || this.#declared === 'boolean';
    if (this.#kind === 'empty' && isNumeric) {
      return { field: { name, type: this.#declared! }, column: new Float64Array(count).fill(Number.NaN) };
    }
    const column = this.#texts;
    column.length = count;
    if (this.#textCount < count) column.fill(null, this.#textCount);
    const found = this.#kind === 'text' && this.#allDates ? 'date' : 'text';
    return { field: { name, type: isNumeric ? found : (this.#declared ?? found) }, column };
  }
}

/** The attributes of a file under names that differ in more than upper and lower case. */
export class ColumnSet {
  readonly builders: ColumnBuilder[] = [];
  /** Where it can be told, so that little is moved as columns grow. */
  expectedRows: ExpectedRows | undefined;
  readonly #byName = new Map<string, ColumnBuilder>();
  readonly #taken = new Set<string>();
  /** Names that had to be changed, old and new. */
  readonly renamed: (readonly [from: string, to: string])[] = [];

  constructor(expectedRows?: ExpectedRows) {
    this.expectedRows = expectedRows;
  }

  /** The attribute called `name`, made when it is not there. */
  named(name: string): ColumnBuilder {
    return this.#byName.get(name) ?? this.add(name);
  }

  /** A new attribute, under another name where `name` is empty or taken. */
  add(name: string, declared?: FieldType): ColumnBuilder {
    const wanted = name === '' ? `field_${this.builders.length + 1}` : name;
    let free = wanted;
    for (let number = 2; this.#taken.has(free.toLowerCase()); number++) free = `${wanted}_${number}`;
    if (free !== name) this.renamed.push([name, free]);
    const builder = new ColumnBuilder(free, declared, (row) => this.expectedRows?.(row) ?? 0);
    this.builders.push(builder);
    this.#taken.add(free.toLowerCase());
    if (!this.#byName.has(name)) this.#byName.set(name, builder);
    return builder;
  }
}
