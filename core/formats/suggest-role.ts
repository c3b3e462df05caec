import type { CodeTable } from '#core/model/code-table.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { type RoleId, roles } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { rolesInName } from './field-names.ts';
import type { FieldProfile } from './field-profile.ts';
import { type MappingSuggestion, suggestMapping } from './suggest-mapping.ts';
import { suggestValue } from './value-maps.ts';

/** A role for a layer, why, and what it makes of the fields. */
export interface RoleSuggestion extends MappingSuggestion {
  readonly role: RoleId;
  readonly reason: LocalText;
  readonly constants: Readonly<Record<string, Scalar>>;
}

/** Canonical fields without which a role is of little use: one of each group has to be there. */
const neededFields: Readonly<Partial<Record<RoleId, readonly (readonly string[])[]>>> = {
  parcel: [['land_use']],
  building: [['floors', 'height', 'floor_area']],
  street: [['class']],
  'transit-stop': [['mode', 'high_capacity']],
  facility: [['kind']],
  population: [['residents', 'jobs', 'households']],
  observation: [['time'], ['value']],
  rainfall: [['date'], ['depth']],
  comment: [['text', 'stance']],
};

/** How much a mapped field tells about the role. */
function weightOf(role: RoleId, field: string): number {
  if (field === 'name') return 0.5;
  if (role === 'parcel') {
    if (field === 'land_use' || field === 'land_use_code') return 3;
    return field === 'residents' || field === 'jobs' || field === 'constraint' ? 0.5 : 2;
  }
  // Nothing but buildings has floors, so that these alone tell them.
  return field === 'floors' ? 2 : 1.5;
}

/** A name of a file or layer that tells the role outweighs two fields. */
const nameWeight = 4;
/** Below this nothing is suggested: the layer is a reference. */
const leastScore = 1.9;

function constantsFor(role: RoleId, layerName: string, mapped: ReadonlySet<string>): Record<string, Scalar> {
  const constants: Record<string, Scalar> = {};
  if (role === 'transit-stop' || role === 'transit-line') {
    const mode = mapped.has('mode') ? undefined : suggestValue(role, 'mode', layerName);
    if (mode !== undefined) {
      constants['mode'] = mode;
      if (role === 'transit-stop' && !mapped.has('high_capacity')) {
        constants['high_capacity'] = mode !== 'bus' && mode !== 'ferry';
      }
    }
  }
  if ((role === 'facility' || role === 'green-space') && !mapped.has('kind')) {
    const kind = suggestValue(role, 'kind', layerName);
    if (kind !== undefined) constants['kind'] = kind;
  }
  return constants;
}

/** Suggests what a layer is, by its name, its geometry, the names of its fields and their values. */
export function suggestRole(
  layerName: string,
  kind: GeometryKind,
  profiles: readonly FieldProfile[],
  tables: readonly CodeTable[],
): RoleSuggestion {
  const named = rolesInName(layerName);
  let best: RoleSuggestion | undefined;
  let bestScore = leastScore;
  for (const role of roles.values()) {
    if (role.id === 'reference' || !role.geometry.includes(kind)) continue;
    const isNamed = named.includes(role.id);
    const suggestion = suggestMapping(role.id, profiles, tables);
    const mapped = new Set(suggestion.mapping.map(({ to }) => to));
    // Points with numbers of people are population; only land use makes polygons with such numbers parcels.
    const isParcel = ['land_use', 'land_use_code', 'far', 'building_coverage'].some((field) => mapped.has(field));
    if (role.id === 'parcel' && !isNamed && !isParcel) continue;
    let score = isNamed ? nameWeight - 0.1 * named.indexOf(role.id) : 0;
    for (const field of mapped) score += weightOf(role.id, field);
    if (score <= bestScore) continue;
    bestScore = score;
    const constants = constantsFor(role.id, layerName, mapped);
    best = {
      ...suggestion,
      role: role.id,
      constants,
      reason: reasonFor(layerName, isNamed, suggestion, profiles, tables),
    };
  }
  return best ?? referenceRole;
}

const referenceRole: RoleSuggestion = {
  role: 'reference',
  reason: { zh: '名称和字段都看不出是什么', en: 'neither its name nor its fields tell what it is' },
  mapping: [],
  constants: {},
};

function reasonFor(
  layerName: string,
  isNamed: boolean,
  { mapping, codeTable }: MappingSuggestion,
  profiles: readonly FieldProfile[],
  tables: readonly CodeTable[],
): LocalText {
  const zh: string[] = [];
  const en: string[] = [];
  if (isNamed) {
    zh.push(`名称“${layerName}”`);
    en.push(`the name "${layerName}"`);
  }
  const fields = mapping.map(({ from }) => from).filter((name) => profiles.some((profile) => profile.name === name));
  if (fields.length > 0) {
    zh.push(`字段 ${fields.slice(0, 4).join('、')}`);
    en.push(`the fields ${fields.slice(0, 4).join(', ')}`);
  }
  if (codeTable !== undefined) {
    const label = tables.find(({ id }) => id === codeTable)?.label ?? { zh: codeTable, en: codeTable };
    zh.push(`用地代码符合 ${label.zh}`);
    en.push(`codes of ${label.en}`);
  }
  return { zh: zh.join('，'), en: en.join('; ') };
}

/** The mapping and constants for a role that a person chose instead. */
export function suggestionFor(
  role: RoleId,
  layerName: string,
  profiles: readonly FieldProfile[],
  tables: readonly CodeTable[],
): MappingSuggestion & { readonly constants: Readonly<Record<string, Scalar>> } {
  const suggestion = suggestMapping(role, profiles, tables);
  const constants = constantsFor(role, layerName, new Set(suggestion.mapping.map(({ to }) => to)));
  return { ...suggestion, constants };
}

/** Groups of fields a role needs of which none is there. */
export function missingFields(role: RoleId, present: ReadonlySet<string>): string[] {
  const groups = neededFields[role] ?? [];
  return groups.filter((group) => !group.some((name) => present.has(name))).map((group) => group.join(' / '));
}
