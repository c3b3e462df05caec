import type { Field, FieldType } from '#core/model/feature-table.ts';
import type { ReadLayer } from './format.ts';
import { distinctLimit, type PlannedField } from './import-plan.ts';

/** A field with its values counted, for suggestions. */
export interface FieldProfile extends PlannedField {
  /** How often each distinct value occurs in the rows looked at, as text. */
  readonly values: ReadonlyMap<string, number>;
  /** The numbers of the rows looked at; empty for texts. */
  readonly numbers: readonly number[];
}

/** Rows looked at, spread over the whole layer: enough to tell what a field is. */
const sampledRows = 20_000;
const sampleCount = 5;
const longestSample = 60;

function asText(value: number | string, type: FieldType): string {
  return type === 'boolean' && typeof value === 'number' ? String(value !== 0) : String(value);
}

/** Digits of a number that people wrote; further ones are what binary numbers add: 9.600000000000001. */
const writtenDigits = 12;

function withoutNoise(number: string): string {
  return String(Number(Number(number).toPrecision(writtenDigits)));
}

function profileField(field: Field, layer: ReadLayer): FieldProfile {
  const column = layer.columns[field.name]!;
  const values = new Map<string, number>();
  const numbers: number[] = [];
  let filled = 0;
  const step = Math.max(1, Math.floor(column.length / sampledRows));
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) continue;
    filled++;
    if (row % step !== 0) continue;
    if (typeof value === 'number') numbers.push(value);
    const text = asText(value, field.type);
    const count = values.get(text);
    if (count !== undefined) values.set(text, count + 1);
    else if (values.size < distinctLimit) values.set(text, 1);
  }
  const isReal = field.type === 'real';
  const first = [...values.keys()].slice(0, sampleCount);
  const samples = first.map((text) => (isReal ? withoutNoise(text) : text.slice(0, longestSample)));
  return { name: field.name, type: field.type, samples, filled, distinct: values.size, values, numbers };
}

export function profileFields(layer: ReadLayer): FieldProfile[] {
  return layer.fields.map((field) => profileField(field, layer));
}

/** Share of the rows looked at whose value passes a test; 0 when there are no values. */
export function shareOf(values: ReadonlyMap<string, number>, test: (value: string) => boolean): number {
  let all = 0;
  let passed = 0;
  for (const [value, count] of values) {
    all += count;
    if (test(value)) passed += count;
  }
  return all === 0 ? 0 : passed / all;
}
