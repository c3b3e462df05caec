import type { Field } from '#core/model/feature-table.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { roleOf } from '#core/model/role.ts';
import { type Language, renderText } from '#core/model/text.ts';
import { nameColumn } from '#core/symbology/name-column.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';

export { nameColumn } from '#core/symbology/name-column.ts';

/** The end of an id, by which a person can tell features apart: the last eight characters of a UUID. */
export function shortId(id: FeatureId): string {
  return id.length > 12 ? id.slice(-8) : id;
}

const numberPattern = /^(?:parcel|lot|plot)?_?(?:number|no|num|id)$|编号|地块号|宗地号|^dkbh$|^zdh$/i;

/** The field by which an office calls its parcels, if the layer has one. */
export function numberField(fields: readonly Field[]): string | undefined {
  return fields.find(({ name, type }) => type === 'text' && numberPattern.test(name))?.name;
}

/** Fields that hold what features are called. */
export function nameFields(layer: Pick<Layer, 'fields' | 'role'>): readonly string[] {
  const number = layer.role === 'parcel' ? numberField(layer.fields) : undefined;
  const names = ['name', 'name_en', ...(number === undefined ? [] : [number])];
  return names.filter((name) => layer.fields.some((field) => field.name === name));
}

/** What a feature is called: its name or number, or what it is with the end of its id. */
export function featureName(layer: Layer, table: FeatureTable, row: number, language: Language): string {
  const id = table.ids[row]!;
  if (layer.role === 'parcel') {
    const number = numberField(table.fields);
    const known = number === undefined ? null : textColumn(table, number)?.[row];
    return renderText(mapTexts.parcel, language, { id: known ?? shortId(id) });
  }
  return nameColumn(table, language)?.[row] ?? `${roleOf(layer.role).label[language]} ${shortId(id)}`;
}
