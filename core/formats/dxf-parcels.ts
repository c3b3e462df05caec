import { featureAreas } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { Column, Field } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { type DrawingLayerName, readLayerName } from './drawing-layer-name.ts';
import type { DrawingFacts, DrawingLayer, DrawingReading, ReadLayer } from './format.ts';
import { readParcelText } from './parcel-text.ts';
import { selectGeometry, selectRows } from './select-features.ts';

/** Words of a drawing and about where their middle lies. */
export interface DrawingText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** The field with the layer of parcels without a code, whose name may tell the land use. */
export const layerUseField = 'layer_use';

/** Parcels with a code, or a use by their layer, that make a drawing one of parcels, where nobody said so. */
const fewestParcels = 2;
/** Parcels with two codes that are listed. */
const mostListed = 200;

/** Outlines that were drawn and hatched are there twice: the hatch goes. Two shapes are the same by box and area. */
function withoutDoubles(layer: ReadLayer): { readonly kept: Uint32Array; readonly doubles: number } {
  const { geometry } = layer;
  const count = featureCount(geometry);
  const { boxes } = new SpatialIndex(geometry);
  const areas = featureAreas(geometry as Parameters<typeof featureAreas>[0]);
  const kinds = layer.columns['entity'];
  const firsts = new Map<string, number>();
  const gone = new Set<number>();
  for (let feature = 0; feature < count; feature++) {
    const size = Math.sqrt(areas[feature]!);
    const step = Math.max(size * 1e-3, 1e-9);
    const key = [...boxes.subarray(4 * feature, 4 * feature + 4)].map((side) => Math.round(side / step)).join(' ');
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, feature);
    else if (Math.abs(areas[first]! - areas[feature]!) <= 1e-3 * areas[feature]!) {
      if (kinds?.[feature] === 'HATCH') gone.add(feature);
      else if (kinds?.[first] === 'HATCH') {
        gone.add(first);
        firsts.set(key, feature);
      }
    }
  }
  const kept = Uint32Array.from({ length: count }, (_, feature) => feature).filter((feature) => !gone.has(feature));
  return { kept, doubles: gone.size };
}

/**
 * The polygons on the layers that were asked for, where the drawing has any of them; without a wish all but those of the
 * sheet around the plan.
 */
function onLayers(
  layer: ReadLayer,
  wanted: readonly string[] | undefined,
  told: ReadonlyMap<string, DrawingLayerName>,
): ReadLayer {
  const names = layer.columns['layer'];
  if (!names) return layer;
  const taken = new Set(wanted ?? [...told].flatMap(([name, { isSheet }]) => (isSheet ? [] : [name])));
  const kept = Uint32Array.from(names.keys()).filter((feature) => taken.has(String(names[feature])));
  if (kept.length === 0 || kept.length === names.length) return layer;
  const columns: Record<string, Column> = {};
  for (const { name } of layer.fields) columns[name] = selectRows(layer.columns[name]!, kept);
  return {
    ...layer,
    geometry: selectGeometry(layer.geometry, kept),
    columns,
    rowOf: (feature) => layer.rowOf(kept[feature]!),
  };
}

/** The layers of a drawing: all of their polygons, which of them were taken, and the codes of the parcels that gave. */
function drawingLayers(
  all: ReadLayer,
  taken: ReadLayer,
  parcelLayers: Column,
  codes: readonly (string | null)[],
  told: ReadonlyMap<string, DrawingLayerName>,
): readonly DrawingLayer[] {
  const counts = new Map<string, { polygons: number; withCode: number }>();
  for (const name of all.columns['layer']!) {
    const own = counts.get(String(name)) ?? { polygons: 0, withCode: 0 };
    own.polygons++;
    counts.set(String(name), own);
  }
  for (const [parcel, name] of parcelLayers.entries()) if (codes[parcel] !== null) counts.get(String(name))!.withCode++;
  const chosen = new Set(Array.from(taken.columns['layer']!, String));
  return [...counts]
    .map(([name, own]) => {
      const landUse = told.get(name)?.landUse;
      return { name, ...own, ...(landUse === undefined ? {} : { landUse }), isTaken: chosen.has(name) };
    })
    .sort((a, b) => b.polygons - a.polygons);
}

function uniqueName(fields: readonly Field[], name: string): string {
  const taken = new Set(fields.map((field) => field.name.toLowerCase()));
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${name}_${number}`;
  return unique;
}

/**
 * The polygons of a drawing as parcels: each with what the texts inside it say, in the fields `land_use_code`, `far`,
 * `height_limit` and `texts`. A text belongs to the smallest polygon around it. Where no text gives a code, the one that the
 * name of the layer holds counts. Where there is none either, `layer_use` has the layer, if words in the names of layers
 * tell uses. Polygons on layers that were not asked for are left out, with a remark. Undefined where nobody asked for parcels
 * and the drawing shows none.
 */
export function parcelsOfDrawing(
  all: ReadLayer,
  texts: readonly DrawingText[],
  { parcels: isWanted, layers }: DrawingReading,
  file: string,
): ReadLayer | undefined {
  if (isWanted === false) return undefined;
  const told = new Map<string, DrawingLayerName>();
  for (const name of new Set(Array.from(all.columns['layer'] ?? [], String))) told.set(name, readLayerName(name));
  const layer = onLayers(all, layers, told);
  const { kept, doubles } = withoutDoubles(layer);
  const geometry = doubles > 0 ? selectGeometry(layer.geometry, kept) : layer.geometry;
  const index = new SpatialIndex(geometry);
  const areas = featureAreas(geometry as Parameters<typeof featureAreas>[0]);
  const inside = new Map<number, string[]>();
  for (const { x, y, text } of texts) {
    let smallest: number | undefined;
    for (const feature of index.search(x, y, x, y)) {
      if (smallest !== undefined && areas[feature]! >= areas[smallest]!) continue;
      if (locateInFeature(geometry, feature, x, y) >= 0) smallest = feature;
    }
    if (smallest === undefined) continue;
    const own = inside.get(smallest);
    if (own) own.push(text);
    else inside.set(smallest, [text]);
  }
  const count = kept.length;
  const layerCodes = layer.columns['layer_code'];
  const codes: (string | null)[] = Array.from({ length: count }, () => null);
  const words: (string | null)[] = Array.from({ length: count }, () => null);
  const fars = new Float64Array(count).fill(Number.NaN);
  const heights = new Float64Array(count).fill(Number.NaN);
  const twoCodes: { row: number; codes: readonly string[] }[] = [];
  const remarks = new RemarkList();
  remarks.addAll(layer.remarks);
  let withText = 0;
  for (let parcel = 0; parcel < count; parcel++) {
    const own = inside.get(parcel);
    const read = own ? readParcelText(own) : { codes: [] };
    if (own) words[parcel] = own.join(' | ');
    fars[parcel] = read.far ?? Number.NaN;
    heights[parcel] = read.heightMetres ?? Number.NaN;
    const ofLayer = layerCodes?.[kept[parcel]!];
    codes[parcel] = read.codes[0] ?? (typeof ofLayer === 'string' && ofLayer !== '' ? ofLayer : null);
    if (read.codes.length > 0) withText++;
    if (read.codes.length > 1) {
      const row = layer.rowOf(kept[parcel]!);
      if (twoCodes.length < mostListed) twoCodes.push({ row, codes: read.codes });
      remarks.add('formats/parcel-two-codes', 'warning', { file }, { file, row });
    }
  }
  const names = selectRows(layer.columns['layer']!, kept);
  const useLayers = codes.map((code, parcel) => (code === null ? String(names[parcel]) : null));
  const withUse = useLayers.filter((name) => name !== null && told.get(name)!.landUse !== undefined).length;
  // A plan of buildings may have lawns on a layer of their own: uses by layers have to be the rule.
  const areParcels = withText >= fewestParcels || (withUse >= fewestParcels && 2 * (withUse + withText) >= count);
  if (isWanted === undefined && !layers && !areParcels) return undefined;
  const others = featureCount(all.geometry) - featureCount(layer.geometry);
  if (others > 0) remarks.add('formats/parcel-other-layers', 'info', { file }, undefined, others);
  if (doubles > 0) remarks.add('formats/hatch-doubles', 'info', { file }, undefined, doubles);
  const withCode = codes.filter((code) => code !== null).length;
  const without = count - withCode - withUse;
  if (without > 0) remarks.add('formats/parcel-no-code', 'warning', { file }, undefined, without);
  const fields = [...layer.fields];
  const columns: Record<string, Column> = {};
  for (const { name } of layer.fields) columns[name] = selectRows(layer.columns[name]!, kept);
  const add = (name: string, type: Field['type'], column: Column, unit?: string) => {
    const unique = uniqueName(fields, name);
    fields.push(unit === undefined ? { name: unique, type } : { name: unique, type, unit });
    columns[unique] = column;
  };
  const drawing: DrawingFacts = {
    parcels: count,
    withText,
    withCode,
    withUse,
    twoCodes,
    layers: drawingLayers(all, layer, names, codes, told),
  };
  add('land_use_code', 'text', codes);
  if (withUse > 0) add(layerUseField, 'text', useLayers);
  if (fars.some((value) => !Number.isNaN(value))) add('far', 'real', fars, '1');
  if (heights.some((value) => !Number.isNaN(value))) add('height_limit', 'real', heights, 'm');
  add('texts', 'text', words);
  return {
    ...layer,
    geometry,
    fields,
    columns,
    rowOf: (feature) => layer.rowOf(kept[feature]!),
    drawing,
    remarks: remarks.toArray(),
  };
}
