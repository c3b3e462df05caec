import { type Column, emptyColumn, type FieldType, isNumberColumn, isNumberType } from '#core/model/feature-table.ts';
import type { CanonicalField } from '#core/model/role.ts';
import { isIsoDate } from './column-builder.ts';
import { isNoValue, isoDateOf } from './csv-values.ts';
import { parseQuantity, quantityOf, sourceUnits } from './field-units.ts';

const yes = new Set(['true', 'yes', 'y', 't', '1', '是', '有', '开放', '采纳', '已采纳', '对', '-1']);
const no = new Set(['false', 'no', 'n', 'f', '0', '否', '无', '不', '未开放', '未采纳', '错', '']);

/** Yes and no in words and signs; undefined for anything else. */
export function parseBoolean(value: string): boolean | undefined {
  const word = value.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** A date or instant as ISO 8601: already so, written year first in another way, or as the digits 20240305. */
export function parseDate(value: string): string | undefined {
  const text = value.trim();
  if (isIsoDate(text)) return text;
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return isoDateOf(digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : text);
}

/** A converted column and what happened on the way; rows count from 0. */
export interface Conversion {
  readonly column: Column;
  /** Rows whose value cannot be read as what the field holds. */
  readonly unreadable: readonly number[];
  /** Rows whose value is below or above what the field allows; kept as it is. */
  readonly outOfRange: readonly number[];
  /** Values outside the field's vocabulary, with how often they occur; their rows have no value. */
  readonly unmapped: ReadonlyMap<string, number>;
}

/** How values are converted. */
export interface ConversionOptions {
  /** Id of the unit the values are in. */
  readonly unit?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

class Converter {
  readonly unreadable: number[] = [];
  readonly outOfRange: number[] = [];
  readonly unmapped = new Map<string, number>();
  readonly #field: CanonicalField;
  readonly #factor: number;

  constructor(field: CanonicalField, unit: string | undefined) {
    this.#field = field;
    this.#factor = factorOf(field, unit);
  }

  number(value: string | number, row: number): number {
    let result: number;
    if (typeof value === 'number') result = value * this.#factor;
    else {
      const quantity = parseQuantity(value);
      // A unit behind the number itself counts more than that of the field.
      const own = quantity?.unit && quantity.unit.quantity === quantityOf(this.#field) ? quantity.unit.id : undefined;
      if (!quantity || (quantity.unit && own === undefined)) {
        if (!isNoValue(value)) this.unreadable.push(row);
        return Number.NaN;
      }
      result = quantity.value * (own === undefined ? this.#factor : factorOf(this.#field, own));
    }
    if (this.#field.type === 'integer' && !Number.isInteger(result)) {
      this.unreadable.push(row);
      return Number.NaN;
    }
    const { minimum, maximum } = this.#field;
    // Rounding in percentages makes ratios a hair larger than 1.
    const isOutside = result < (minimum ?? result) || result > (maximum ?? result) + 1e-9;
    if (isOutside) this.outOfRange.push(row);
    return result;
  }

  boolean(value: string | number, row: number): number {
    const result = typeof value === 'number' ? value !== 0 : parseBoolean(value);
    if (result !== undefined) return result ? 1 : 0;
    this.unreadable.push(row);
    return Number.NaN;
  }

  date(value: string | number, row: number): string | null {
    const result = parseDate(String(value));
    if (result !== undefined) return result;
    if (!isNoValue(String(value))) this.unreadable.push(row);
    return null;
  }

  /** A text; of a closed vocabulary by the value map, or as it is where it is in the vocabulary already. */
  text(value: string, map: Readonly<Record<string, string>> | undefined): string | null {
    const text = value.trim();
    if (text === '') return null;
    const allowed = this.#field.values;
    const mapped = map && Object.hasOwn(map, text) ? map[text]! : undefined;
    if (mapped !== undefined) return mapped;
    if (map === undefined && allowed === undefined) return text;
    if (allowed?.includes(text)) return text;
    this.unmapped.set(text, (this.unmapped.get(text) ?? 0) + 1);
    return null;
  }
}

/** What values in `unit` are multiplied by to be in the unit of the field; 1 where there is nothing to convert. */
function factorOf(field: CanonicalField, unit: string | undefined): number {
  const from = unit === undefined ? undefined : sourceUnits.get(unit);
  const quantity = quantityOf(field);
  return from && quantity === from.quantity ? from.factor / sourceUnits.get(field.unit!)!.factor : 1;
}

/** Converts a column of a file into a canonical field: unit, type and vocabulary. */
export function convertColumn(
  column: Column,
  type: FieldType,
  field: CanonicalField,
  options: ConversionOptions,
): Conversion {
  const converter = new Converter(field, options.unit);
  const count = column.length;
  const result = emptyColumn(field.type, count);
  for (let row = 0; row < count; row++) {
    const value = column[row];
    if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) continue;
    if (isNumberType(field.type)) {
      const target = result as Float64Array;
      target[row] = field.type === 'boolean' ? converter.boolean(value, row) : converter.number(value, row);
      continue;
    }
    const target = result as (string | null)[];
    if (field.type === 'date') target[row] = converter.date(value, row);
    else {
      const isFlag = type === 'boolean' && isNumberColumn(column);
      target[row] = converter.text(isFlag ? String(value !== 0) : String(value), options.values);
    }
  }
  const { unreadable, outOfRange, unmapped } = converter;
  return { column: result, unreadable, outOfRange, unmapped };
}
