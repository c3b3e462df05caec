import { pickFeatures } from '#core/geometry/copy-parts.ts';
import { featureLengths } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { newLinkGains } from '#core/methods/connectivity-change.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RecipePoint } from '#core/model/recipe.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { sketchCorridor } from './corridor-sketch.ts';
import { type GreenPatches, greenPatches } from './green-patches.ts';
import { leastCostBetween } from './least-cost-line.ts';
import { protectionOf } from './protected-parcels.ts';
import { requireLayer, type SketchContext } from './sketch-context.ts';

/** A corridor that would join two patches of green, with what it promises. */
export interface CorridorCandidate {
  /** Centre line along the way of least resistance. */
  readonly line: readonly RecipePoint[];
  readonly lengthMetres: number;
  /** Width of the gap that it closes, m. */
  readonly gapMetres: number;
  /** Areas of the two patches, ha. */
  readonly patchHectares: readonly [number, number];
  /** Land under it, ha. */
  readonly hectares: number;
  /** Growth of the equivalent connected area if it were green without a break, ha. */
  readonly gainHectares: number;
  /** The same by hectare of land: what candidates are ranked by. */
  readonly gainPerHectare: number;
}

/** Pairs whose gain is calculated, by what they promise at best; and pairs whose way is looked for. */
const examinedPairs = 60;
const routedPairs = 14;
/** A narrower gap is the width of a street, which a crossing closes rather than a corridor; a wider one is no matter of one corridor, m. */
const narrowestGapMetres = 45;
const widestGapMetres = 2500;

/** A way of which less than this share is land that can become green is no corridor. */
const leastLandShare = 0.35;

/** What the corridors are to be like. */
export interface SuggestOptions {
  readonly widthMetres: number;
  /** Development type the land becomes. */
  readonly type: string;
  readonly protect?: readonly string[];
  readonly resistance?: Readonly<Record<string, number>>;
  readonly count: number;
}

function lineOf(points: Float64Array): PackedGeometry {
  const packer = new GeometryPacker('line');
  packer.addFeature([[points]]);
  return packer.finish();
}

/**
 * Corridors between patches of green that would add most connectivity for the land they take, the best first: every pair of
 * patches near enough is a candidate; its gain is that of a link without resistance between the two, all other links staying
 * (Saura & Pascual-Hortal 2007; ranking of links after Foltête et al. 2014), its land what a
 * corridor of that width along the way of least resistance takes. `count` of them at most; none where fewer than two patches are there. Error: `recipe/missing-role`.
 */
export function suggestCorridors(context: SketchContext, options: SuggestOptions): CorridorCandidate[] {
  const patches = greenPatches(context);
  if (!patches || patches.network.areas.length < 2) return [];
  const { network, gapMetres, geometry } = patches;
  const areas = network.areas;
  const promise = (link: number) =>
    (areas[network.from[link]!]! * areas[network.to[link]!]! * (1 - network.probability[link]!)) / gapMetres[link]!;
  const links = [...gapMetres.keys()]
    .filter((link) => gapMetres[link]! >= narrowestGapMetres && gapMetres[link]! <= widestGapMetres)
    .sort((a, b) => promise(b) - promise(a) || a - b)
    .slice(0, examinedPairs);
  const ends = links.map((link) => ({ a: network.from[link]!, b: network.to[link]!, probability: 1 }));
  const gains = newLinkGains(network, ends);
  const isOverLand = landTest(context, patches, options.protect);
  const best = links
    .map((link, at) => ({ link, gain: gains[at]!.equivalentArea }))
    .filter(({ link, gain }) => gain > 0 && isOverLand(link))
    .sort((a, b) => b.gain / gapMetres[b.link]! - a.gain / gapMetres[a.link]!)
    .slice(0, routedPairs);
  const pairs = best.map(
    ({ link }) => [pickFeatures(geometry, [network.from[link]!]), pickFeatures(geometry, [network.to[link]!])] as const,
  );
  const ways = leastCostBetween(context, pairs, options.resistance);
  return best
    .flatMap(({ link, gain }, at): CorridorCandidate[] => {
      const way = ways[at];
      if (!way || way.length < 4) return [];
      const line = Array.from({ length: way.length / 2 }, (_, k): RecipePoint => [way[2 * k]!, way[2 * k + 1]!]);
      const lengthMetres = featureLengths(lineOf(way))[0]!;
      const hectares = landOf(context, line, options) / 10_000;
      // Over water and streets alone there is nothing to make green.
      if (hectares * 10_000 < leastLandShare * lengthMetres * options.widthMetres) return [];
      return [
        {
          line,
          lengthMetres,
          gapMetres: gapMetres[link]!,
          patchHectares: [areas[network.from[link]!]!, areas[network.to[link]!]!],
          hectares,
          gainHectares: gain,
          gainPerHectare: gain / hectares,
        },
      ];
    })
    .sort((a, b) => b.gainPerHectare - a.gainPerHectare)
    .slice(0, options.count);
}

const samples = 16;

/** Whether enough of the straight way over a gap is parcels that may become green; the river between two banks is not. */
function landTest(
  context: SketchContext,
  { gapEnds }: GreenPatches,
  protect: readonly string[] | undefined,
): (link: number) => boolean {
  const layer = requireLayer(context, 'parcel', 'corridor');
  const protection = protectionOf(context, layer, protect);
  const index = new SpatialIndex(layer.table.geometry);
  return (link) => {
    const [ax, ay, bx, by] = gapEnds.subarray(4 * link, 4 * link + 4);
    let land = 0;
    for (let sample = 0; sample < samples; sample++) {
      const share = (sample + 0.5) / samples;
      const [row] = index.polygonsAt(ax! + share * (bx! - ax!), ay! + share * (by! - ay!));
      if (row !== undefined && protection(row) === null) land++;
    }
    return land >= leastLandShare * samples;
  };
}

/** Land that a corridor along `line` would take, m²; 0 where it cannot be drawn. */
function landOf(context: SketchContext, line: readonly RecipePoint[], options: SuggestOptions): number {
  const { widthMetres, type, protect } = options;
  const step = {
    sketch: 'corridor',
    line,
    widthMetres,
    parcels: 'split',
    type,
    ...(protect ? { protect } : {}),
  } as const;
  try {
    return sketchCorridor(context, step).areaSquareMetres;
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return 0;
    throw thrown;
  }
}
