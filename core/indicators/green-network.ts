import { copyFeature, pickFeatures } from '#core/geometry/copy-parts.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { ShapePair } from '#core/geometry/shape-pair.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { dispersalProbability, dispersalRate, type HabitatNetwork } from '#core/methods/connectivity.ts';
import { patchGraph, withoutDominatedLinks } from '#core/methods/patch-graph.ts';
import { PatchWays, wayLanes } from '#core/methods/patch-ways.ts';
import { atOnce } from '#core/model/at-once.ts';
import { type LandUse, landUseOf } from '#core/model/land-use.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** How likely a patch is reached from another, by the gap between their edges. */
export interface Dispersal {
  readonly metres: number;
  /** Probability at that distance. */
  readonly probability: number;
  /** Links with a smaller probability are left out. */
  readonly negligible: number;
}

/** What green land makes a patch. */
export interface PatchRule {
  /** What touches, or lies no further apart than this, is one patch, m. */
  readonly mergeMetres: number;
  /** Smaller patches are no habitat, m2. */
  readonly leastSquareMetres: number;
}

/**
 * Patches and dispersal unless a person says otherwise: those of live indicators and of sketches, and the defaults of the
 * evaluator's parameters, which a test holds to these. A probability of one half goes with the median dispersal distance
 * (Saura & Pascual-Hortal 2007).
 */
export const greenNetworkDefaults = {
  patches: { mergeMetres: 5, leastSquareMetres: 1000 },
  dispersal: { metres: 500, probability: 0.5, negligible: 0.02 },
} as const satisfies { readonly patches: PatchRule; readonly dispersal: Dispersal };

const greenUses: ReadonlySet<LandUse> = new Set(['green', 'protective-green', 'square']);

/** Whether a parcel is part of the green network, by its land use. */
export function isNetworkGreen(landUse: string | null | undefined): boolean {
  return greenUses.has(landUseOf(landUse));
}

/** Green land joined to patches. */
export interface GroundPatches {
  /** One polygon feature per patch, overlaps counted once. */
  readonly geometry: PackedGeometry;
  /** m2. */
  readonly areas: Float64Array;
  /** Patch of each feature of the ground, −1 where it is too small or has no shape. */
  readonly ofFeature: Int32Array;
  /** All green land, also what is too small to be a patch, m2. */
  readonly squareMetres: number;
}

/** Features later than `feature` whose boxes lie within some metres of its own, in their order. */
export function laterNear(index: SpatialIndex, feature: number, metres: number): number[] {
  const { boxes } = index;
  const at = 4 * feature;
  if (Number.isNaN(boxes[at]!)) return [];
  const found = index.search(
    boxes[at]! - metres,
    boxes[at + 1]! - metres,
    boxes[at + 2]! + metres,
    boxes[at + 3]! + metres,
    (other) => other > feature,
  );
  return found.sort((a, b) => a - b);
}

/** Features in groups, in the order of the first of each: those in one lie, step by step, within `metres` of each other. */
function* closeGroups(ground: PackedGeometry, metres: number): Generator<void, number[][]> {
  const count = featureCount(ground);
  const parents = Int32Array.from({ length: count }, (_, feature) => feature);
  const root = (feature: number): number => {
    let at = feature;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  const index = new SpatialIndex(ground);
  const pair = new ShapePair(ground);
  for (let feature = 0; feature < count; feature++) {
    for (const other of laterNear(index, feature, metres)) {
      const [one, two] = [root(feature), root(other)];
      if (one !== two && pair.measure(feature, other, metres) <= metres) parents[two] = one;
    }
    yield;
  }
  const areas = featureAreas(ground);
  const groups = new Map<number, number[]>();
  for (let feature = 0; feature < count; feature++) {
    if (!(areas[feature]! > 0)) continue;
    const group = groups.get(root(feature));
    if (group) group.push(feature);
    else groups.set(root(feature), [feature]);
  }
  return [...groups.values()];
}

/**
 * Joins green land, all features of `ground`, to patches. `unite` gives several of its features as one, overlaps counted
 * once. Groups that are too small are left out of the network, but count as green land.
 */
export function patchesOfGround(
  ground: PackedGeometry,
  rule: PatchRule,
  unite: (features: readonly number[]) => PackedGeometry,
): GroundPatches {
  return atOnce(makingPatches(ground, rule, unite));
}

/** {@link patchesOfGround}, patch by patch. */
export function* makingPatches(
  ground: PackedGeometry,
  { mergeMetres, leastSquareMetres }: PatchRule,
  unite: (features: readonly number[]) => PackedGeometry,
): Generator<void, GroundPatches> {
  const ofFeature = new Int32Array(featureCount(ground)).fill(-1);
  const packer = new GeometryPacker('polygon');
  const areas: number[] = [];
  let squareMetres = 0;
  // QuickJS, which evaluators run in, cannot yield in the head of a loop.
  const groups = yield* closeGroups(ground, mergeMetres);
  for (const features of groups) {
    const shape = features.length === 1 ? pickFeatures(ground, features) : unite(features);
    const area = featureAreas(shape)[0]!;
    squareMetres += area;
    if (area < leastSquareMetres) continue;
    for (const feature of features) ofFeature[feature] = areas.length;
    areas.push(area);
    copyFeature(packer, shape, 0);
    yield;
  }
  return { geometry: packer.finish(), areas: Float64Array.from(areas), ofFeature, squareMetres };
}

/** Pairs of patches with their edge-to-edge distance, in columns. */
export interface Gaps {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly metres: Float64Array;
  /** Points where the patches face each other: x and y at the first patch, then at the second. */
  readonly ends: Float64Array;
}

/** Distances between all patches, one to a feature, that are at most `reachMetres` apart. */
export function gapsBetween(
  patches: PackedGeometry,
  reachMetres: number,
  progress: (share: number) => void = () => {},
): Gaps {
  const index = new SpatialIndex(patches);
  const pair = new ShapePair(patches);
  const count = featureCount(patches);
  const from: number[] = [];
  const to: number[] = [];
  const metres: number[] = [];
  const ends: number[] = [];
  for (let patch = 0; patch < count; patch++) {
    progress(patch / count);
    for (const other of laterNear(index, patch, reachMetres)) {
      const distance = pair.measure(patch, other, reachMetres);
      if (!(distance <= reachMetres)) continue;
      from.push(patch);
      to.push(other);
      metres.push(distance);
      ends.push(pair.ax, pair.ay, pair.bx, pair.by);
    }
  }
  return {
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    metres: Float64Array.from(metres),
    ends: Float64Array.from(ends),
  };
}

/**
 * Distances between patches as far as ways over them need: all that are at most `allMetres` apart, and of those up to
 * `reachMetres` the ones that may be shorter than every way over other patches. The shortest ways are those over all distances
 * up to `reachMetres`, of which most need not be measured.
 */
export function gapsForWays(
  patches: PackedGeometry,
  allMetres: number,
  reachMetres: number,
  progress: (share: number) => void = () => {},
): Gaps {
  const all = gapsBetween(patches, allMetres, progress);
  if (reachMetres <= allMetres) return all;
  const count = featureCount(patches);
  const pair = new ShapePair(patches);
  const { boxes } = new SpatialIndex(patches);
  const boxGap = (a: number, b: number) => {
    const dx = Math.max(boxes[4 * a]! - boxes[4 * b + 2]!, 0, boxes[4 * b]! - boxes[4 * a + 2]!);
    const dy = Math.max(boxes[4 * a + 1]! - boxes[4 * b + 3]!, 0, boxes[4 * b + 1]! - boxes[4 * a + 3]!);
    return Math.sqrt(dx * dx + dy * dy);
  };
  const ways = new PatchWays(withoutDominatedLinks(patchGraph(count, all, all.metres)), reachMetres);
  const further: { from: number; to: number; metres: number; ends: number[] }[] = [];
  ways.pairs(({ patches: sources, count: lanes, lengths }, lowest) => {
    for (let lane = 0; lane < lanes; lane++) {
      const source = sources[lane]!;
      for (let place = lowest + lane + 1; place < count; place++) {
        const length = lengths[wayLanes * place + lane]!;
        if (length <= allMetres) continue;
        const other = ways.patches[place]!;
        const limit = Math.min(length, reachMetres);
        if (!(boxGap(source, other) <= limit)) continue;
        const [from, to] = [Math.min(source, other), Math.max(source, other)];
        const metres = pair.measure(from, to, limit);
        if (metres > allMetres && metres <= limit)
          further.push({ from, to, metres, ends: [pair.ax, pair.ay, pair.bx, pair.by] });
      }
    }
  });
  further.sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    from: Uint32Array.from([...all.from, ...further.map(({ from }) => from)]),
    to: Uint32Array.from([...all.to, ...further.map(({ to }) => to)]),
    metres: Float64Array.from([...all.metres, ...further.map(({ metres }) => metres)]),
    ends: Float64Array.from([...all.ends, ...further.flatMap(({ ends }) => ends)]),
  };
}

/** Distance at which the probability of dispersal has fallen to what is negligible, m. */
export function reachOf({ metres, probability, negligible }: Dispersal): number {
  return -Math.log(negligible) / dispersalRate(metres, probability);
}

/** The network for the probability of connectivity: p = exp(−k d) over the gaps; hectares of areas in m2. */
export function probabilityNetwork(
  areas: Float64Array,
  { from, to, metres }: Pick<Gaps, 'from' | 'to' | 'metres'>,
  dispersal: Dispersal,
): HabitatNetwork {
  const rate = dispersalRate(dispersal.metres, dispersal.probability);
  return {
    areas: areas.map((area) => area / 10_000),
    from,
    to,
    probability: metres.map((distance) => {
      const probability = dispersalProbability(distance, rate);
      return probability >= dispersal.negligible ? probability : 0;
    }),
  };
}
