import {
  copyFeature,
  countOf,
  type EvaluatorContext,
  featureAreas,
  GeometryPacker,
  landUseOf,
  type PackedGeometry,
  ShapePair,
  type Snapshot,
  SpatialIndex,
  textsOf,
} from '#sdk';

/** Green areas joined to patches: what touches, or lies closer than the merging distance, is one patch. */
export interface Patches {
  /** One polygon feature per patch, overlaps counted once. */
  readonly geometry: PackedGeometry;
  /** m2. */
  readonly areas: Float64Array;
  /** Patch of each green space, −1 where it is too small or has no shape. */
  readonly ofGreenSpace: Int32Array;
  /** Patch of each parcel of green land, −1 for all others. */
  readonly ofParcel: Int32Array;
  /** All green land, also what is too small to be a patch, m2. */
  readonly greenSquareMetres: number;
}

const greenUses = new Set(['green', 'protective-green', 'square']);

function find(parents: Int32Array, item: number): number {
  let root = item;
  while (parents[root] !== root) root = parents[root]!;
  while (parents[item] !== root) {
    const next = parents[item]!;
    parents[item] = root;
    item = next;
  }
  return root;
}

/** Green spaces, and after them parcels of green land, as features of one geometry. */
function gather(snapshot: Snapshot): { readonly geometry: PackedGeometry; readonly parcels: readonly number[] } {
  const greens = snapshot.layers['green-space'];
  const parcel = snapshot.layers.parcel!;
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < countOf(greens); row++) copyFeature(packer, greens!.geometry, row);
  const parcels: number[] = [];
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    if (!greenUses.has(landUseOf(text))) continue;
    parcels.push(row);
    copyFeature(packer, parcel.geometry, row);
  }
  return { geometry: packer.finish(), parcels };
}

/** Joins features closer than `mergeMetres` to groups; gives the root of each feature's group. */
function group(geometry: PackedGeometry, mergeMetres: number): Int32Array {
  const count = geometry.featureOffsets.length - 1;
  const parents = Int32Array.from({ length: count }, (_, item) => item);
  const index = new SpatialIndex(geometry);
  const pair = new ShapePair(geometry);
  for (let item = 0; item < count; item++) {
    const box = 4 * item;
    const { boxes } = index;
    if (Number.isNaN(boxes[box]!)) continue;
    const near = index.search(
      boxes[box]! - mergeMetres,
      boxes[box + 1]! - mergeMetres,
      boxes[box + 2]! + mergeMetres,
      boxes[box + 3]! + mergeMetres,
      (other) => other > item,
    );
    for (const other of near) {
      if (find(parents, item) === find(parents, other)) continue;
      if (pair.measure(item, other, mergeMetres) <= mergeMetres) parents[find(parents, other)] = find(parents, item);
    }
  }
  return parents.map((_, item) => find(parents, item));
}

/**
 * The patches of a scenario: green spaces and parcels of green land. Groups smaller than `minimumSquareMetres` are left out
 * of the network, but count as green land.
 */
export function patchesOf(
  snapshot: Snapshot,
  context: EvaluatorContext,
  mergeMetres: number,
  minimumSquareMetres: number,
): Patches {
  const { geometry, parcels } = gather(snapshot);
  const count = geometry.featureOffsets.length - 1;
  const own = featureAreas(geometry);
  const roots = group(geometry, mergeMetres);
  const members = new Map<number, number[]>();
  for (let item = 0; item < count; item++) {
    if (!(own[item]! > 0)) continue;
    const list = members.get(roots[item]!);
    if (list) list.push(item);
    else members.set(roots[item]!, [item]);
  }
  const patchOfItem = new Int32Array(count).fill(-1);
  const packer = new GeometryPacker('polygon');
  const areas: number[] = [];
  let greenSquareMetres = 0;
  for (const items of members.values()) {
    const joined = new GeometryPacker('polygon');
    for (const item of items) copyFeature(joined, geometry, item);
    const shape = items.length === 1 ? joined.finish() : context.geometry.dissolve(joined.finish());
    const area = featureAreas(shape)[0]!;
    greenSquareMetres += area;
    if (area < minimumSquareMetres) continue;
    for (const item of items) patchOfItem[item] = areas.length;
    areas.push(area);
    copyFeature(packer, shape, 0);
  }
  const greens = countOf(snapshot.layers['green-space']);
  const ofParcel = new Int32Array(countOf(snapshot.layers.parcel)).fill(-1);
  for (const [place, row] of parcels.entries()) ofParcel[row] = patchOfItem[greens + place]!;
  return {
    geometry: packer.finish(),
    areas: Float64Array.from(areas),
    ofGreenSpace: patchOfItem.slice(0, greens),
    ofParcel,
    greenSquareMetres,
  };
}

/** Values by patch handed to features by the patch they belong to; NaN where they belong to none. */
export function byPatch(ofFeature: Int32Array, values: Float64Array): Float64Array {
  return Float64Array.from(ofFeature, (patch) => (patch < 0 ? Number.NaN : values[patch]!));
}
