import {
  copyFeature,
  countOf,
  type EvaluatorContext,
  GeometryPacker,
  isNetworkGreen,
  type PackedGeometry,
  patchesOfGround,
  pickFeatures,
  type Snapshot,
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

/** Green spaces, and after them parcels of green land, as features of one geometry. */
function gather(snapshot: Pick<Snapshot, 'layers'>): {
  readonly geometry: PackedGeometry;
  readonly parcels: readonly number[];
} {
  const greens = snapshot.layers['green-space'];
  const parcel = snapshot.layers.parcel!;
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < countOf(greens); row++) copyFeature(packer, greens!.geometry, row);
  const parcels: number[] = [];
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    if (!isNetworkGreen(text)) continue;
    parcels.push(row);
    copyFeature(packer, parcel.geometry, row);
  }
  return { geometry: packer.finish(), parcels };
}

/**
 * The patches of a scenario: green spaces and parcels of green land. Groups smaller than `minimumSquareMetres` are left out
 * of the network, but count as green land.
 */
export function patchesOf(
  snapshot: Pick<Snapshot, 'layers'>,
  context: EvaluatorContext,
  mergeMetres: number,
  minimumSquareMetres: number,
): Patches {
  const { geometry: ground, parcels } = gather(snapshot);
  const rule = { mergeMetres, leastSquareMetres: minimumSquareMetres };
  const unite = (features: readonly number[]) => context.geometry.dissolve(pickFeatures(ground, features));
  const { geometry, areas, ofFeature, squareMetres } = patchesOfGround(ground, rule, unite);
  const greens = countOf(snapshot.layers['green-space']);
  const ofParcel = new Int32Array(countOf(snapshot.layers.parcel)).fill(-1);
  for (const [place, row] of parcels.entries()) ofParcel[row] = ofFeature[greens + place]!;
  return { geometry, areas, ofGreenSpace: ofFeature.slice(0, greens), ofParcel, greenSquareMetres: squareMetres };
}

/** Values by patch handed to features by the patch they belong to; NaN where they belong to none. */
export function byPatch(ofFeature: Int32Array, values: Float64Array): Float64Array {
  return Float64Array.from(ofFeature, (patch) => (patch < 0 ? Number.NaN : values[patch]!));
}
