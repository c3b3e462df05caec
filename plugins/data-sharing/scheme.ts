import type { LocalText, RoleId } from '#sdk';

/**
 * Levels of the project scheme. GB/T 43697-2024 knows core, important and general data; its informative appendix grades general
 * data further. The scheme splits general data in three, and marks what may be important until the authority has decided;
 * it never calls anything core.
 */
export type Level = 1 | 2 | 3 | 4;

export const levels: Readonly<Record<Level, { readonly label: LocalText; readonly national: LocalText }>> = {
  1: { label: { zh: '1 级：可公开', en: 'Level 1: open' }, national: { zh: '一般数据', en: 'general data' } },
  2: { label: { zh: '2 级：内部', en: 'Level 2: internal' }, national: { zh: '一般数据', en: 'general data' } },
  3: { label: { zh: '3 级：受控', en: 'Level 3: restricted' }, national: { zh: '一般数据', en: 'general data' } },
  4: {
    label: { zh: '4 级：待认定', en: 'Level 4: to be determined' },
    national: { zh: '可能为重要数据', en: 'possibly important data' },
  },
};

/** What a field says of a person: it names one, helps to find one, is not to be found out, or nothing. */
export type PersonalPart = 'identifier' | 'quasi' | 'sensitive' | 'none';

interface RoleScheme {
  /** Level of where things are. */
  readonly geometry: Level;
  /** Level of fields that are not listed. */
  readonly fields: Level;
  readonly listed?: Readonly<Record<string, Level>>;
}

const byRole: Readonly<Record<RoleId, RoleScheme>> = {
  parcel: { geometry: 2, fields: 1, listed: { residents: 2, jobs: 2, constraint: 2 } },
  building: { geometry: 2, fields: 1 },
  street: { geometry: 2, fields: 1 },
  'transit-stop': { geometry: 1, fields: 1 },
  'transit-line': { geometry: 1, fields: 1 },
  'green-space': { geometry: 1, fields: 1 },
  tree: { geometry: 1, fields: 1 },
  facility: { geometry: 1, fields: 1 },
  population: { geometry: 1, fields: 2 },
  water: { geometry: 1, fields: 1 },
  boundary: { geometry: 1, fields: 1 },
  hazard: { geometry: 2, fields: 2 },
  observation: { geometry: 1, fields: 1 },
  rainfall: { geometry: 1, fields: 1 },
  comment: { geometry: 3, fields: 2, listed: { group: 3, stance: 3, text: 3 } },
  elevation: { geometry: 4, fields: 4 },
  'land-cover': { geometry: 2, fields: 2 },
  reference: { geometry: 2, fields: 2 },
};

/** Fields that name a person or lead straight to one, in whatever layer. */
export const identifierFields: readonly string[] = ['author', 'phone', 'email', 'id_number', 'home_address'];

export function fieldLevel(role: RoleId, field: string): Level {
  if (identifierFields.includes(field)) return 3;
  return byRole[role].listed?.[field] ?? byRole[role].fields;
}

export function geometryLevel(role: RoleId): Level {
  return byRole[role].geometry;
}

export function personalPart(role: RoleId, field: string): PersonalPart {
  if (identifierFields.includes(field)) return 'identifier';
  if (role !== 'comment') return 'none';
  if (field === 'group' || field === 'received') return 'quasi';
  return field === 'stance' || field === 'topic' || field === 'text' ? 'sensitive' : 'none';
}
