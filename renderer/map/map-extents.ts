import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { Extent } from '#renderer/state/map-link.ts';
import { boxesOf, type MapData, rowsById } from './map-data.ts';

function joined(extents: readonly Extent[]): Extent | null {
  const known = extents.filter(([left]) => Number.isFinite(left));
  if (known.length === 0) return null;
  return [
    Math.min(...known.map(([left]) => left)),
    Math.min(...known.map(([, bottom]) => bottom)),
    Math.max(...known.map(([, , right]) => right)),
    Math.max(...known.map(([, , , top]) => top)),
  ];
}

const extents = new WeakMap<PackedGeometry, Extent>();

export function tableExtent(table: FeatureTable): Extent | null {
  let extent = extents.get(table.geometry);
  if (!extent) {
    extent = extentOfBoxes(boxesOf(table));
    extents.set(table.geometry, extent);
  }
  return joined([extent]);
}

function extentOfBoxes(boxes: Float64Array): Extent {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < boxes.length; at += 4) {
    if (boxes[at]! < left) left = boxes[at]!;
    if (boxes[at + 1]! < bottom) bottom = boxes[at + 1]!;
    if (boxes[at + 2]! > right) right = boxes[at + 2]!;
    if (boxes[at + 3]! > top) top = boxes[at + 3]!;
  }
  return [left, bottom, right, top];
}

/** Layers of one place lie this near together, in metres. */
const samePlaceMetres = 100_000;

/** The first of the extents that has most of all around it: a stray layer from elsewhere is not where the plan is. */
function amongMost(extents: readonly Extent[], all: readonly Extent[]): Extent | undefined {
  const isNear = (one: Extent, other: Extent) =>
    Math.hypot(one[0] + one[2] - other[0] - other[2], one[1] + one[3] - other[1] - other[3]) / 2 <= samePlaceMetres;
  const around = extents.map((extent) => all.filter((other) => isNear(extent, other)).length);
  return extents[around.indexOf(Math.max(...around))];
}

/** Where the plan is: its boundary, or else its parcels, or else everything. */
export function homeExtent(data: MapData): Extent | null {
  const all = [...data.values()].flatMap(({ layer, table }) => {
    const extent = tableExtent(table);
    return extent ? [{ role: layer.role, extent }] : [];
  });
  const extents = all.map(({ extent }) => extent);
  for (const role of ['boundary', 'parcel'] as const) {
    const own = all.filter((one) => one.role === role).map(({ extent }) => extent);
    const found = amongMost(own, extents);
    if (found) return found;
  }
  return joined(extents);
}

/** Bounds of layers, of those that are on the map. */
export function layersExtent(data: MapData, layers: readonly LayerId[]): Extent | null {
  const extents = layers.map((layer) => {
    const found = data.get(layer);
    return found ? tableExtent(found.table) : null;
  });
  return joined(extents.filter((extent) => extent !== null));
}

/** Bounds of the given features; null when none of them is there. */
export function featuresExtent(table: FeatureTable, features: readonly FeatureId[]): Extent | null {
  const boxes = boxesOf(table);
  const byId = rowsById(table);
  const extents: Extent[] = [];
  for (const id of features) {
    const row = byId.get(id);
    if (row !== undefined)
      extents.push([boxes[4 * row]!, boxes[4 * row + 1]!, boxes[4 * row + 2]!, boxes[4 * row + 3]!]);
  }
  return joined(extents);
}
