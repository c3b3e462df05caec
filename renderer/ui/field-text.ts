import type { Field, Scalar } from '#core/model/feature-table.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { isLandUse, landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { type FloorUse, floorUseLabels, type RoleId, roleOf } from '#core/model/role.ts';
import { formatNumber, type Language, type LocalText } from '#core/model/text.ts';
import { vocabularyTexts } from '#renderer/texts/vocabulary-texts.ts';

const yesNo = { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } } as const;

/** Ratios that a planner reads as percentages. */
const percentFields: ReadonlySet<string> = new Set(['building_coverage', 'green_ratio']);

function isPercent(field: Pick<Field, 'name' | 'unit'>): boolean {
  return percentFields.has(field.name) || field.name.startsWith('share_');
}

/** The name of a field: that of the role's vocabulary, or what the source file called it. */
export function fieldLabel(role: RoleId, name: string): LocalText {
  return roleOf(role).fields.find((field) => field.name === name)?.label ?? { zh: name, en: name };
}

/** The unit that stands in the head of a column or behind a value. */
export function fieldUnit(field: Pick<Field, 'name' | 'unit'>, language: Language): string {
  if (isPercent(field)) return '%';
  return field.unit === undefined ? '' : unitLabel(field.unit)[language];
}

/** The word for a value of a closed vocabulary. */
function wordOf(field: string, value: string): LocalText | undefined {
  if (field === 'land_use') return isLandUse(value) ? landUseDefinitions[value].label : undefined;
  if (field === 'use') return floorUseLabels[value as FloorUse];
  return vocabularyTexts[field]?.[value];
}

/** A value as a person reads it, without its unit. */
export function fieldValue(field: Field, value: Scalar, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return (value ? yesNo.yes : yesNo.no)[language];
  if (typeof value === 'string') {
    return wordOf(field.name, value)?.[language] ?? value;
  }
  if (isPercent(field)) return formatNumber(value * 100, 0);
  // Years and the like are names rather than amounts.
  if (field.type === 'integer' && field.unit === undefined) return String(value);
  return formatNumber(value, field.type === 'integer' || Math.abs(value) >= 1000 ? 0 : 2);
}

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
