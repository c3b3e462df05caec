import type { Layer } from '#core/model/layer.ts';
import { fieldsOfStyle, type LayerStyle } from '#core/model/layer-style.ts';
import type { RoleId } from '#core/model/role.ts';
import { nameFields } from './feature-name.ts';

/** Fields that the map needs of a layer of each role: to colour it, to label it, to name what is under the pointer. */
const fields: Readonly<Partial<Record<RoleId, readonly string[]>>> = {
  parcel: ['land_use', 'land_use_code', 'far', 'development_type'],
  building: ['use', 'floors'],
  street: ['name', 'class', 'width'],
  'transit-stop': ['name', 'mode', 'lines', 'high_capacity'],
  'transit-line': ['name', 'mode'],
  'green-space': ['name', 'kind'],
  facility: ['name', 'kind'],
  water: ['name', 'kind'],
  boundary: ['name'],
  hazard: ['name', 'kind'],
  comment: ['topic', 'stance'],
};

/** Fields that decide how areas of a role look. */
const looks: Readonly<Partial<Record<RoleId, readonly string[]>>> = {
  parcel: ['land_use', 'land_use_code'],
  'green-space': ['kind'],
};

/** Fields that the look of the areas of a layer depends on. */
export function paintedFields({ role, fields: known }: Layer, style?: LayerStyle): readonly string[] {
  const wanted = style?.symbology ? fieldsOfStyle({ ...style, labels: 'none' }) : (looks[role] ?? []);
  return known.map(({ name }) => name).filter((name) => wanted.includes(name));
}

export function drawnFields(layer: Layer, style?: LayerStyle): readonly string[] {
  const known = new Set(layer.fields.map(({ name }) => name));
  const wanted = new Set([...(fields[layer.role] ?? []), ...nameFields(layer), ...fieldsOfStyle(style)]);
  return [...wanted].filter((name) => known.has(name));
}
