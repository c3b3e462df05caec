import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureLengths } from '#core/geometry/measure.ts';
import { newLinkGains } from '#core/methods/connectivity-change.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RecipePoint } from '#core/model/recipe.ts';
import { greenPatches } from './green-patches.ts';
import { leastCostBetween } from './least-cost-line.ts';
import type { SketchContext } from './sketch-context.ts';

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
/** Gaps wider than this are no matter of one corridor, m. */
const widestGapMetres = 2500;

function onlyPatch(geometry: PackedGeometry, patch: number): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  copyFeature(packer, geometry, patch);
  return packer.finish();
}

function lineOf(points: Float64Array): PackedGeometry {
  const packer = new GeometryPacker('line');
  packer.addFeature([[points]]);
  return packer.finish();
}

/**
 * Corridors between patches of green that would add most connectivity for the land they take, the best first: every pair of
 * patches near enough is a candidate; its gain is that of a link without resistance between the two, all other links staying
 * (Saura & Pascual-Hortal 2007; ranking of links after Foltête et al. 2014), its land the way of least resistance times the
 * width. `count` of them at most; none where fewer than two patches are there. Error: `recipe/missing-role`.
 */
export function suggestCorridors(
  context: SketchContext,
  options: {
    readonly widthMetres: number;
    readonly resistance?: Readonly<Record<string, number>>;
    readonly count: number;
  },
): CorridorCandidate[] {
  const patches = greenPatches(context);
  if (!patches || patches.network.areas.length < 2) return [];
  const { network, gapMetres, geometry } = patches;
  const areas = network.areas;
  const promise = (link: number) =>
    (areas[network.from[link]!]! * areas[network.to[link]!]! * (1 - network.probability[link]!)) / gapMetres[link]!;
  const links = [...gapMetres.keys()]
    .filter((link) => gapMetres[link]! > 0 && gapMetres[link]! <= widestGapMetres)
    .sort((a, b) => promise(b) - promise(a) || a - b)
    .slice(0, examinedPairs);
  const ends = links.map((link) => ({ a: network.from[link]!, b: network.to[link]!, probability: 1 }));
  const gains = newLinkGains(network, ends);
  const best = links
    .map((link, at) => ({ link, gain: gains[at]!.equivalentArea }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain / gapMetres[b.link]! - a.gain / gapMetres[a.link]!)
    .slice(0, routedPairs);
  const pairs = best.map(
    ({ link }) => [onlyPatch(geometry, network.from[link]!), onlyPatch(geometry, network.to[link]!)] as const,
  );
  const ways = leastCostBetween(context, pairs, options.resistance);
  return best
    .flatMap(({ link, gain }, at): CorridorCandidate[] => {
      const way = ways[at];
      if (!way) return [];
      const lengthMetres = featureLengths(lineOf(way))[0]!;
      const hectares = (lengthMetres * options.widthMetres) / 10_000;
      const line = Array.from({ length: way.length / 2 }, (_, k): RecipePoint => [way[2 * k]!, way[2 * k + 1]!]);
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
