import type { Field, Scalar } from '#core/model/feature-table.ts';
import { landUses } from '#core/model/land-use.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { isPercent, wordOf } from '#core/symbology/field-text.ts';

export { fieldLabel, fieldUnit, fieldValue } from '#core/symbology/field-text.ts';

/** A value as it stands in a field to be edited: with all its digits. */
export function fieldInput(field: Field, value: Scalar): string {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  return String(isPercent(field) ? Number((value * 100).toPrecision(12)) : value);
}

const yesWords: ReadonlySet<string> = new Set(['true', 'yes', '1', '是']);
const noWords: ReadonlySet<string> = new Set(['false', 'no', '0', '否']);

/** What a person typed for a field; empty is no value. Undefined when it is none of the field's type. */
export function readFieldInput(field: Field, typed: string): Scalar | undefined {
  const text = typed.trim();
  if (text === '') return null;
  switch (field.type) {
    case 'text':
      return text;
    case 'date':
      return /^\d{4}(-\d{2}(-\d{2}.*)?)?$/u.test(text) ? text : undefined;
    case 'boolean':
      return yesWords.has(text.toLowerCase()) ? true : noWords.has(text.toLowerCase()) ? false : undefined;
    default: {
      const number = Number(text.replaceAll(/[\s,\u2009]/gu, '').replace(/%$/u, ''));
      if (!Number.isFinite(number) || (field.type === 'integer' && !Number.isInteger(number))) return undefined;
      return isPercent(field) ? number / 100 : number;
    }
  }
}

/** The values a field takes where its vocabulary is closed, with their words; undefined where it takes any. */
export function fieldChoices(
  role: RoleId,
  field: Field,
): { readonly value: string; readonly label: LocalText }[] | undefined {
  const canonical = roleOf(role).fields.find(({ name }) => name === field.name);
  const values = role === 'parcel' && field.name === 'land_use' ? landUses : canonical?.values;
  return values?.map((value) => ({ value, label: wordOf(field.name, value) ?? { zh: value, en: value } }));
}
