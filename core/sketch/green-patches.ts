import { copyFeature, pickFeatures } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import {
  gapsBetween,
  greenNetworkDefaults,
  isNetworkGreen,
  patchesOfGround,
  probabilityNetwork,
  reachOf,
} from '#core/indicators/green-network.ts';
import type { HabitatNetwork } from '#core/methods/connectivity.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { SketchContext } from './sketch-context.ts';

/** Green land as a network of patches, with the gaps between those near enough to reach each other. */
export interface GreenPatches {
  /** One polygon feature for each patch. */
  readonly geometry: PackedGeometry;
  /** Areas in hectares, probabilities of dispersal over the gaps. */
  readonly network: HabitatNetwork;
  /** Width of the gap of each link, m, and the points that face each other: x, y at its `from`, then at its `to`. */
  readonly gapMetres: Float64Array;
  readonly gapEnds: Float64Array;
}

/** Green spaces and parcels of green land. */
function greenGround(greens: FeatureTable | undefined, parcels: FeatureTable): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < (greens?.ids.length ?? 0); row++) copyFeature(packer, greens!.geometry, row);
  const uses = textColumn(parcels, 'land_use');
  for (let row = 0; row < parcels.ids.length; row++) {
    if (isNetworkGreen(uses?.[row])) copyFeature(packer, parcels.geometry, row);
  }
  return packer.finish();
}

function patchesOf(engine: GeometryEngine, ground: PackedGeometry): GreenPatches {
  const { patches, dispersal } = greenNetworkDefaults;
  const unite = (features: readonly number[]) => engine.dissolve(pickFeatures(ground, features));
  const { geometry, areas } = patchesOfGround(ground, patches, unite);
  const gaps = gapsBetween(geometry, reachOf(dispersal));
  const network = probabilityNetwork(areas, gaps, dispersal);
  return { geometry, network, gapMetres: gaps.metres, gapEnds: gaps.ends };
}

const known = new WeakMap<
  FeatureTable,
  { readonly greens: FeatureTable | undefined; readonly patches: GreenPatches }
>();

/**
 * The green network of a scenario as its green spaces and parcels have it; worked out once for the same tables. Undefined
 * without parcels.
 */
export function greenPatches(context: SketchContext): GreenPatches | undefined {
  const parcels = context.layer('parcel')?.table;
  if (!parcels) return undefined;
  const greens = context.layer('green-space')?.table;
  const before = known.get(parcels);
  if (before && before.greens === greens) return before.patches;
  const patches = patchesOf(context.geometry, greenGround(greens, parcels));
  known.set(parcels, { greens, patches });
  return patches;
}
