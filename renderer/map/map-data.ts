import { featureBoxes, fillBoxes } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { Column, FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerGlimpse } from '#core/model/layer-glimpse.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { inSlices } from '#renderer/state/slices.ts';

export { codesOf, type LayerData } from '#core/symbology/layer-data.ts';

export type MapData = ReadonlyMap<LayerId, LayerData>;

const boxes = new WeakMap<PackedGeometry, Float64Array>();

/** minX, minY, maxX, maxY of every feature of a table, as long as the geometry; it takes a fraction of what an index does. */
export function boxesOf({ geometry }: Pick<FeatureTable, 'geometry'>): Float64Array {
  let made = boxes.get(geometry);
  if (!made) {
    made = featureBoxes(geometry);
    boxes.set(geometry, made);
  }
  return made;
}

/** Features whose boxes are made between two stops. */
const boxedFeatures = 20_000;

/** `boxesOf`, made with stops in between where it is not there yet. */
export function* boxesInSteps(table: Pick<FeatureTable, 'geometry'>): Generator<void, Float64Array> {
  const { geometry } = table;
  if (!boxes.has(geometry)) {
    const count = featureCount(geometry);
    const made = new Float64Array(4 * count);
    for (let first = 0; first < count; first += boxedFeatures) {
      fillBoxes(geometry, made, first, Math.min(count, first + boxedFeatures));
      yield;
    }
    boxes.set(geometry, made);
  }
  return boxesOf(table);
}

/** A column of a glimpse, row by row. */
function columnOf(column: LayerGlimpse['columns'][string]): Column {
  if (column instanceof Float64Array) return column;
  const { distinct, codes } = column;
  const texts: (string | null)[] = [];
  for (let row = 0; row < codes.length; row++) texts.push(distinct[codes[row]!]!);
  return texts;
}

/** A glimpse as a table whose areas are boxes where they have no shape. Nothing can be picked from it: its ids are empty. */
export function glimpsedTable({ boxes: around, geometry, columns }: LayerGlimpse, { fields }: Layer): FeatureTable {
  boxes.set(geometry, around);
  // One by one: `Array.from` takes ten times as long.
  const ids: FeatureId[] = [];
  for (let row = 0; row < around.length / 4; row++) ids.push('' as FeatureId);
  return {
    ids,
    geometry,
    fields: fields.filter(({ name }) => name in columns),
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, columnOf(column)])),
  };
}

const indexes = new WeakMap<PackedGeometry, SpatialIndex>();

function* stepsOf(step: () => boolean): Generator<void, void> {
  while (step()) yield;
}

/**
 * Where the features of a table are, kept as long as the geometry. It may be asked at once, and grows in slices after the first
 * time: for thousands of questions one after the other take that of `#core/geometry/spatial-index.ts`.
 */
export function indexOf(table: Pick<FeatureTable, 'geometry'>): SpatialIndex {
  const { geometry } = table;
  let index = indexes.get(geometry);
  if (!index) {
    const growing = SpatialIndex.growing(geometry, boxesOf(table));
    index = growing.index;
    indexes.set(geometry, index);
    if (growing.grow()) void inSlices(stepsOf(growing.grow));
  }
  return index;
}

const rows = new WeakMap<readonly FeatureId[], Map<FeatureId, number>>();

/** Rows by feature id. */
export function rowsById({ ids }: FeatureTable): ReadonlyMap<FeatureId, number> {
  let byId = rows.get(ids);
  if (!byId) {
    byId = new Map();
    for (let row = 0; row < ids.length; row++) byId.set(ids[row]!, row);
    rows.set(ids, byId);
  }
  return byId;
}

/** So few features are found by looking through the ids: a list of all rows takes longer to make. */
const fewFeatures = 8;

const met = new WeakMap<readonly FeatureId[], Map<FeatureId, number>>();

/** The feature of a row that a person picks: from then on its row is known without looking through all ids. */
export function pickedId({ ids }: Pick<FeatureTable, 'ids'>, row: number): FeatureId {
  const id = ids[row]!;
  const known = met.get(ids);
  if (known) known.set(id, row);
  else met.set(ids, new Map([[id, row]]));
  return id;
}

function searchedRow(table: FeatureTable, id: FeatureId): number {
  const known = met.get(table.ids)?.get(id);
  if (known !== undefined) return known;
  const row = table.ids.indexOf(id);
  if (row >= 0) pickedId(table, row);
  return row;
}

/** The rows of some features, in their order; those that are not there are left out. */
export function rowsOfIds(table: FeatureTable, ids: readonly FeatureId[]): number[] {
  if (ids.length > fewFeatures || rows.has(table.ids)) {
    const byId = rowsById(table);
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
  return ids.map((id) => searchedRow(table, id)).filter((row) => row >= 0);
}

/** `rowsOfIds` for many features whose ids mostly come in the order of the table: those are met by going through both once. */
export function rowsInOrder(table: FeatureTable, ids: readonly FeatureId[]): number[] {
  const found: number[] = [];
  let next = 0;
  for (let row = 0; row < table.ids.length && next < ids.length; row++) {
    if (table.ids[row] !== ids[next]) continue;
    found.push(row);
    next++;
  }
  return next === ids.length ? found : [...found, ...rowsOfIds(table, ids.slice(next))];
}
