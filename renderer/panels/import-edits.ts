import { quantityOf, sourceUnits } from '#core/formats/field-units.ts';
import type { FieldMapping, ImportPlan, PlannedFile, PlannedLayer } from '#core/formats/import-plan.ts';
import { hasValueMap, suggestValueMap } from '#core/formats/value-maps.ts';
import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { type CanonicalField, type RoleId, roleOf, roles } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';

/** Place of a layer in a plan. */
export interface LayerPlace {
  readonly file: number;
  readonly layer: number;
}

/** The plan with one layer changed. */
export function withLayer(plan: ImportPlan, at: LayerPlace, change: (layer: PlannedLayer) => PlannedLayer): ImportPlan {
  const files = plan.files.map((file, place) =>
    place === at.file
      ? { ...file, layers: file.layers.map((layer, order) => (order === at.layer ? change(layer) : layer)) }
      : file,
  );
  return { ...plan, files };
}

/** Roles that take layers of this geometry. */
export function rolesFor({ geometry }: PlannedLayer): readonly RoleId[] {
  return [...roles.values()].filter((role) => role.geometry.includes(geometry)).map(({ id }) => id);
}

/** The layer in another role; mappings to fields that the new role knows stay. */
export function withRole(layer: PlannedLayer, role: RoleId): PlannedLayer {
  const known = new Set(roleOf(role).fields.map(({ name }) => name));
  const { codeTable, ...rest } = layer;
  return {
    ...rest,
    role,
    roleReason: { zh: '人工指定', en: 'stated by a person' },
    mapping: layer.mapping.filter(({ to }) => known.has(to)),
    constants: Object.fromEntries(Object.entries(layer.constants).filter(([name]) => known.has(name))),
    ...(codeTable !== undefined && known.has('land_use_code') ? { codeTable } : {}),
  };
}

/** The layer with field `from` mapped to `to`, or to nothing; a canonical field is made from one field only. */
export function withMapping(layer: PlannedLayer, from: string, to: string | null): PlannedLayer {
  const others = layer.mapping.filter((mapping) => mapping.from !== from && mapping.to !== to);
  if (to === null) return { ...layer, mapping: others };
  const counts = layer.fields.find(({ name }) => name === from)?.counts;
  if (!counts || !vocabularyOf(layer.role, to)) return { ...layer, mapping: [...others, { from, to }] };
  const values = hasValueMap(layer.role, to)
    ? suggestValueMap(
        layer.role,
        to,
        counts.map(({ text }) => text),
      )
    : {};
  return { ...layer, mapping: [...others, { from, to, values }] };
}

/** The values that a canonical field of a role may have, with names; undefined where it may have any. */
export function vocabularyOf(
  role: RoleId,
  to: string,
): readonly { readonly value: string; readonly label: LocalText }[] | undefined {
  if (role === 'parcel' && to === 'land_use') {
    return landUses.map((landUse) => ({ value: landUse, label: landUseDefinitions[landUse].label }));
  }
  const values = roleOf(role).fields.find(({ name }) => name === to)?.values;
  return values?.map((value) => ({ value, label: { zh: value, en: value } }));
}

/** The layer with what the values of field `from` mean. */
export function withValues(layer: PlannedLayer, from: string, values: Readonly<Record<string, string>>): PlannedLayer {
  return {
    ...layer,
    mapping: layer.mapping.map((mapping) => (mapping.from === from ? { ...mapping, values } : mapping)),
  };
}

/** The layer with the values of field `from` read in another unit. */
export function withUnit(layer: PlannedLayer, from: string, unit: string): PlannedLayer {
  return {
    ...layer,
    mapping: layer.mapping.map((mapping) => (mapping.from === from ? { ...mapping, unit } : mapping)),
  };
}

/** The canonical field that a mapping fills. */
export function canonicalOf(role: RoleId, { to }: FieldMapping): CanonicalField | undefined {
  return roleOf(role).fields.find(({ name }) => name === to);
}

/** Units that the values of a canonical field may be in; none for counts and texts. */
export function unitsFor(field: CanonicalField | undefined): readonly string[] {
  const quantity = quantityOf(field?.unit);
  // Counts have the unit 1 as well, but are never percentages.
  const isCount = quantity === 'ratio' && field?.maximum !== 1;
  if (quantity === undefined || isCount) return [];
  return [...sourceUnits.values()].filter((unit) => unit.quantity === quantity).map(({ id }) => id);
}

/** True when a layer can be imported as it is planned. */
export function isReady({ crs }: PlannedLayer): boolean {
  return crs.origin !== 'missing' && crs.problem === undefined;
}

/** The layers that are ticked and cannot be imported yet. */
export function placesNotReady({ files }: ImportPlan): readonly LayerPlace[] {
  return files.flatMap(({ layers }, file) =>
    layers.flatMap((layer, at) => (layer.include && !isReady(layer) ? [{ file, layer: at }] : [])),
  );
}

/** Features that the plan would import. */
export function plannedFeatures({ files }: ImportPlan): number {
  return files
    .flatMap((file) => file.layers)
    .filter((layer) => layer.include && isReady(layer))
    .reduce((sum, layer) => sum + layer.features, 0);
}

/** Remarks of a file and its layers, and how many of them are warnings. */
export function warningCount(file: PlannedFile): number {
  return [...file.remarks, ...file.layers.flatMap((layer) => layer.remarks)].filter(
    ({ severity }) => severity === 'warning',
  ).length;
}
