import type { CodeTable } from '#core/model/code-table.ts';
import { type CanonicalField, type RoleId, roleOf } from '#core/model/role.ts';
import { layerUseField } from './dxf-parcels.ts';
import { parseBoolean, parseDate } from './field-conversion.ts';
import { nameFit, nameForm, synonymsOf } from './field-names.ts';
import { type FieldProfile, shareOf } from './field-profile.ts';
import { parseQuantity, quantityOf, splitUnit } from './field-units.ts';
import type { FieldMapping } from './import-plan.ts';
import { suggestCodeTable } from './land-use-codes.ts';
import { hasValueMap, suggestValue, suggestValueMap } from './value-maps.ts';

/** What a role would make of a layer's fields. */
export interface MappingSuggestion {
  readonly mapping: readonly FieldMapping[];
  readonly codeTable?: string;
}

/** Share of values that have to be readable as what the canonical field holds. */
const mostValues = 0.8;
/** Share of values that have to be in a vocabulary before a field of its name is taken for one: the others are told one by one. */
const leastKnown = 0.3;
/** Values above this show that a ratio is in percent. */
const percentFrom = 1.5;
/** Floor-area ratios above this are in percent, as Taiwan and Japan state them: no lot has twenty times its area built. */
const floorAreaPercentFrom = 20;

function isNumeric({ type }: FieldProfile): boolean {
  return type === 'integer' || type === 'real';
}

function fitsType(profile: FieldProfile, field: CanonicalField): boolean {
  const { type, values } = profile;
  if (values.size === 0) return false;
  switch (field.type) {
    case 'real':
    case 'integer':
      return (
        isNumeric(profile) ||
        (type === 'text' && shareOf(values, (value) => parseQuantity(value) !== undefined) >= mostValues)
      );
    case 'boolean':
      return type === 'boolean' || shareOf(values, (value) => parseBoolean(value) !== undefined) >= mostValues;
    case 'date':
      return type === 'date' || shareOf(values, (value) => parseDate(value) !== undefined) >= mostValues;
    default:
      return type !== 'real' || field.name === 'name';
  }
}

/** The 90th percentile of numbers; NaN without any. */
function highValue(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(0.9 * (sorted.length - 1))] ?? Number.NaN;
}

/** The unit of a field by its name, or for ratios by its values; undefined when it needs no conversion. */
function suggestUnit(profile: FieldProfile, field: CanonicalField): string | undefined {
  const quantity = quantityOf(field);
  if (quantity === undefined) return undefined;
  const { unit } = splitUnit(profile.name);
  if (unit?.quantity === quantity) return unit.id === field.unit ? undefined : unit.id;
  if (quantity !== 'ratio') return undefined;
  const limit = field.maximum === 1 ? percentFrom : floorAreaPercentFrom;
  return highValue(profile.numbers) > limit ? '%' : undefined;
}

function mappingOf(role: RoleId, profile: FieldProfile, field: CanonicalField): FieldMapping | undefined {
  const base = { from: profile.name, to: field.name };
  if (field.type === 'text' && hasValueMap(role, field.name)) {
    const known = (value: string) => suggestValue(role, field.name, value) !== undefined;
    if (shareOf(profile.values, known) < leastKnown) return undefined;
    return { ...base, values: suggestValueMap(role, field.name, profile.values.keys()) };
  }
  const unit = suggestUnit(profile, field);
  return unit === undefined ? base : { ...base, unit };
}

/** Fields whose values are codes of a land-use table, or whose name says so. */
function landUseCodeField(
  profiles: readonly FieldProfile[],
  tables: readonly CodeTable[],
): { readonly profile: FieldProfile; readonly table?: CodeTable } | undefined {
  const names = synonymsOf('parcel', 'land_use_code');
  let best: { profile: FieldProfile; table?: CodeTable } | undefined;
  let bestScore = 0;
  for (const profile of profiles) {
    if (profile.type !== 'text' && profile.type !== 'integer') continue;
    const match = suggestCodeTable(profile, tables);
    const fit = nameFit(profile.name, names);
    // Names as common as "code" alone need values that are known.
    const score = match ? 3 * match.share + fit : nameForm(profile.name) === 'code' ? 0 : fit / 2;
    if (score > bestScore && profile.values.size > 0) {
      best = match ? { profile, table: match.table } : { profile };
      bestScore = score;
    }
  }
  return best;
}

/** Land uses by the names of layers of a drawing, for its parcels without a code. */
function usesOfLayers(profiles: readonly FieldProfile[]): FieldMapping | undefined {
  const profile = profiles.find(({ name, type }) => name === layerUseField && type === 'text');
  if (!profile) return undefined;
  const values = suggestValueMap('parcel', 'land_use', profile.values.keys());
  return Object.keys(values).length > 0 ? { from: profile.name, to: 'land_use', values } : undefined;
}

/** Suggests which fields of a layer are which canonical fields of a role, in which unit, and what their values mean. */
export function suggestMapping(
  role: RoleId,
  profiles: readonly FieldProfile[],
  tables: readonly CodeTable[],
): MappingSuggestion {
  const mapping: FieldMapping[] = [];
  const used = new Set<string>();
  let codeTable: string | undefined;
  for (const field of roleOf(role).fields) {
    if (role === 'parcel' && field.name === 'land_use') continue;
    if (role === 'parcel' && field.name === 'land_use_code') {
      const found = landUseCodeField(profiles, tables);
      if (found) {
        mapping.push({ from: found.profile.name, to: 'land_use_code' });
        used.add(found.profile.name);
        codeTable = found.table?.id;
      }
      // Names of uses only count where no code does; in drawings that is told parcel by parcel.
      const ofLayers = usesOfLayers(profiles);
      if (ofLayers) {
        mapping.push(ofLayers);
        used.add(ofLayers.from);
      } else if (codeTable === undefined) addBest(role, roleOf(role).fields[0]!, profiles, used, mapping);
      continue;
    }
    addBest(role, field, profiles, used, mapping);
  }
  return codeTable === undefined ? { mapping } : { mapping, codeTable };
}

function addBest(
  role: RoleId,
  field: CanonicalField,
  profiles: readonly FieldProfile[],
  used: Set<string>,
  mapping: FieldMapping[],
): void {
  const names = synonymsOf(role, field.name);
  const candidates = profiles
    .map((profile) => ({ profile, fit: used.has(profile.name) ? 0 : nameFit(profile.name, names) }))
    .filter(({ profile, fit }) => fit > 0 && fitsType(profile, field))
    .sort((a, b) => b.fit - a.fit);
  for (const { profile } of candidates) {
    const found = mappingOf(role, profile, field);
    if (!found) continue;
    mapping.push(found);
    used.add(profile.name);
    return;
  }
}
