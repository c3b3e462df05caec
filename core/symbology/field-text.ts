import type { Field, Scalar } from '#core/model/feature-table.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { isLandUse, landUseDefinitions } from '#core/model/land-use.ts';
import { type FloorUse, floorUseLabels, type RoleId, roleOf } from '#core/model/role.ts';
import { formatNumber, type Language, type LocalText } from '#core/model/text.ts';
import { vocabularyTexts } from './vocabulary-texts.ts';

const yesNo = { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } } as const;

/** Ratios that a planner reads as percentages. */
const percentFields: ReadonlySet<string> = new Set(['building_coverage', 'green_ratio']);

/** Whether values of the field are shares that are written as percentages. */
export function isPercent(field: Pick<Field, 'name' | 'unit'>): boolean {
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

/** The word for a value of a closed vocabulary; undefined where the vocabulary is open. */
export function wordOf(field: string, value: string): LocalText | undefined {
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
