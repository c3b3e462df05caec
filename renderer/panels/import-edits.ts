import { quantityOf, sourceUnits } from '#core/formats/field-units.ts';
import type { FieldMapping, ImportPlan, PlannedFile, PlannedLayer } from '#core/formats/import-plan.ts';
import { hasValueMap, suggestValueMap } from '#core/formats/value-maps.ts';
import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { type CanonicalField, type RoleId, roleOf, roles } from '#core/model/role.ts';
import { formatNumber, type LocalText, renderText } from '#core/model/text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';

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
  const quantity = quantityOf(field);
  if (quantity === undefined) return [];
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

/** The layers that the plan would import. */
export function plannedLayers({ files }: ImportPlan): readonly PlannedLayer[] {
  return files.flatMap((file) => file.layers).filter((layer) => layer.include && isReady(layer));
}

/** How much one layer has: the number of its features, or of the cells of a grid. */
export function sizeText({ geometry, features }: Pick<PlannedLayer, 'geometry' | 'features'>): LocalText {
  if (geometry !== 'raster') return { zh: formatNumber(features), en: formatNumber(features) };
  const parameters = { count: features };
  return { zh: renderText(importTexts.cells, 'zh', parameters), en: renderText(importTexts.cells, 'en', parameters) };
}

/** How much is in layers: features and, where there are any, grids, whose cells are no features. */
export function contentText(layers: readonly Pick<PlannedLayer, 'geometry' | 'features'>[]): LocalText {
  const ofFeatures = layers.filter(({ geometry }) => geometry !== 'raster');
  const grids = layers.length - ofFeatures.length;
  const features = ofFeatures.reduce((sum, layer) => sum + layer.features, 0);
  const text =
    grids === 0 ? importTexts.features : ofFeatures.length === 0 ? importTexts.grids : importTexts.featuresAndGrids;
  return { zh: renderText(text, 'zh', { features, grids }), en: renderText(text, 'en', { features, grids }) };
}

/** Remarks of a file and its layers, and how many of them are warnings. */
export function warningCount(file: PlannedFile): number {
  return [...file.remarks, ...file.layers.flatMap((layer) => layer.remarks)].filter(
    ({ severity }) => severity === 'warning',
  ).length;
}
