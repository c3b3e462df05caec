import { copyFeature, copyParts } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { ShapePair } from '#core/geometry/shape-pair.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { dispersalProbability, dispersalRate, type HabitatNetwork } from '#core/methods/connectivity.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { landUseOf } from '#core/model/land-use.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { SketchContext } from './sketch-context.ts';

/** What touches, or lies closer than this, is one patch, m; smaller patches than that are no habitat, m². */
const mergeMetres = 5;
const leastSquareMetres = 1000;
/** At this distance the probability of dispersal is one half: the median of Saura & Pascual-Hortal 2007; as the evaluator's default. */
const medianDispersalMetres = 500;
const negligibleProbability = 0.01;

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

const greenUses = new Set(['green', 'protective-green', 'square']);

/** Green spaces, and parcels of green land where no green space lies. */
function greenGround(greens: FeatureTable | undefined, parcels: FeatureTable): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  for (let row = 0; row < (greens?.ids.length ?? 0); row++) copyFeature(packer, greens!.geometry, row);
  const covered = greens && new SpatialIndex(greens.geometry);
  const points = representativePoints(parcels.geometry);
  const uses = textColumn(parcels, 'land_use');
  for (let row = 0; row < parcels.ids.length; row++) {
    if (!greenUses.has(landUseOf(uses?.[row]))) continue;
    if (covered && covered.polygonsAt(points[2 * row]!, points[2 * row + 1]!).length > 0) continue;
    copyFeature(packer, parcels.geometry, row);
  }
  return packer.finish();
}

/** Features in groups: those in one lie, step by step, within `mergeMetres` of each other. */
function groupsOf(geometry: PackedGeometry): number[][] {
  const count = featureCount(geometry);
  const parents = Int32Array.from({ length: count }, (_, item) => item);
  const root = (item: number): number => {
    let at = item;
    while (parents[at] !== at) at = parents[at]!;
    parents[item] = at;
    return at;
  };
  const index = new SpatialIndex(geometry);
  const pair = new ShapePair(geometry);
  for (let item = 0; item < count; item++) {
    const [minX, minY, maxX, maxY] = index.boxes.subarray(4 * item, 4 * item + 4);
    if (Number.isNaN(minX!)) continue;
    const reach = mergeMetres;
    const near = index.search(minX! - reach, minY! - reach, maxX! + reach, maxY! + reach, (other) => other > item);
    for (const other of near) {
      if (root(item) !== root(other) && pair.measure(item, other, reach) <= reach) parents[root(other)] = root(item);
    }
  }
  const groups = new Map<number, number[]>();
  for (let item = 0; item < count; item++) groups.set(root(item), [...(groups.get(root(item)) ?? []), item]);
  return [...groups.values()];
}

function patchesOf(engine: GeometryEngine, ground: PackedGeometry): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  for (const items of groupsOf(ground)) {
    const joined = new GeometryPacker('polygon');
    for (const item of items) copyFeature(joined, ground, item);
    const shape = items.length === 1 ? joined.finish() : engine.dissolve(joined.finish());
    if (!(featureAreas(shape)[0]! >= leastSquareMetres)) continue;
    copyParts(packer, shape, 0);
    packer.endFeature();
  }
  return packer.finish();
}

function networkOf(geometry: PackedGeometry): Omit<GreenPatches, 'geometry'> {
  const rate = dispersalRate(medianDispersalMetres);
  const reach = -Math.log(negligibleProbability) / rate;
  const index = new SpatialIndex(geometry);
  const pair = new ShapePair(geometry);
  const columns = { from: [] as number[], to: [] as number[], metres: [] as number[], ends: [] as number[] };
  for (let patch = 0; patch < featureCount(geometry); patch++) {
    const [minX, minY, maxX, maxY] = index.boxes.subarray(4 * patch, 4 * patch + 4);
    const near = index.search(minX! - reach, minY! - reach, maxX! + reach, maxY! + reach, (other) => other > patch);
    for (const other of near.sort((a, b) => a - b)) {
      const metres = pair.measure(patch, other, reach);
      if (!(metres <= reach)) continue;
      columns.from.push(patch);
      columns.to.push(other);
      columns.metres.push(metres);
      columns.ends.push(pair.ax, pair.ay, pair.bx, pair.by);
    }
  }
  const network = {
    areas: featureAreas(geometry).map((area) => area / 10_000),
    from: columns.from,
    to: columns.to,
    probability: columns.metres.map((metres) => dispersalProbability(metres, rate)),
  };
  return { network, gapMetres: Float64Array.from(columns.metres), gapEnds: Float64Array.from(columns.ends) };
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
  const geometry = patchesOf(context.geometry, greenGround(greens, parcels));
  const patches = { geometry, ...networkOf(geometry) };
  known.set(parcels, { greens, patches });
  return patches;
}
