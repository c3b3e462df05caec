import { atOnce } from '#core/model/at-once.ts';
import { checkNetwork, type HabitatNetwork, negligibleFor } from './connectivity.ts';
import { rejectInput } from './input.ts';
import { likelyWays } from './likely-ways.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';
import { type ChanceBatch, type PatchWays, wayLanes } from './patch-ways.ts';

export interface ConnectivityChange {
  /** (ECA₁ − ECA₀) / ECA₀ in percent. */
  readonly equivalentArea: MethodValue;
  /** (A₁ − A₀) / A₀ in percent, A the habitat area. */
  readonly area: MethodValue;
  /** How the two compare: connectivity changes more, as much, or less than area. */
  readonly reading: 'more-than-area' | 'as-area' | 'less-than-area' | 'unknown';
}

/**
 * Change of the equivalent connected area against the change of habitat area. Gains above the area's own (dECA > dA > 0)
 * come from better links; losses above it (dECA < dA < 0) from broken ones.
 * Source: Saura, Estreguil, Mouton & Rodríguez-Freire 2011. Unit %. `undefined` when there was no habitat before.
 */
export function connectivityChange(
  before: { readonly equivalentArea: number; readonly habitatArea: number },
  after: { readonly equivalentArea: number; readonly habitatArea: number },
): ConnectivityChange {
  const relative = (from: number, to: number): MethodValue =>
    from === 0 ? notDefined('原来没有绿地', 'there was no habitat before') : ok((100 * (to - from)) / from);
  const equivalentArea = relative(before.equivalentArea, after.equivalentArea);
  const area = relative(before.habitatArea, after.habitatArea);
  if (equivalentArea.status !== 'ok' || area.status !== 'ok') return { equivalentArea, area, reading: 'unknown' };
  const difference = equivalentArea.value - area.value;
  if (Math.abs(difference) < 1e-9) return { equivalentArea, area, reading: 'as-area' };
  return { equivalentArea, area, reading: difference > 0 ? 'more-than-area' : 'less-than-area' };
}

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

/** Patches on one side of a possible link, by their places in ascending order, with the probabilities of reaching that end. */
interface Side {
  readonly places: Int32Array;
  readonly probabilities: Float64Array;
}

/**
 * For each place the possible links that bring it closer to the other end, with the probability of reaching its far end and who
 * may be reached there. A pair can only gain when one of the two is on each side: who is no nearer to the other end over the
 * link is no nearer to anything beyond it.
 */
function sidesOfLinks(ways: PatchWays, candidates: readonly Candidate[], least: number) {
  const ends = [...new Set(candidates.flatMap(({ a, b }) => [a, b]))];
  const rows = new Map<number, Float64Array>();
  ways.chancesFrom(1, ends, ({ patches, count, chances }) => {
    for (let lane = 0; lane < count; lane++) {
      const row = new Float64Array(ways.size);
      for (let place = 0; place < row.length; place++) row[place] = chances[wayLanes * place + lane]!;
      rows.set(patches[lane]!, row);
    }
  });
  const sideOf = (near: Float64Array, far: Float64Array, probability: number): Side => {
    const places = Int32Array.from(near.keys()).filter(
      (place) => near[place]! > 0 && near[place]! >= least && near[place]! * probability > far[place]!,
    );
    return { places, probabilities: Float64Array.from(places, (place) => near[place]!) };
  };
  const byPlace = new Map<number, { readonly index: number; readonly probability: number; readonly across: Side }[]>();
  for (const [index, { a, b, probability }] of candidates.entries()) {
    if (!(probability > 0)) continue;
    const [atA, atB] = [rows.get(a)!, rows.get(b)!];
    const sides = [sideOf(atA, atB, probability), sideOf(atB, atA, probability)] as const;
    for (const [which, { places, probabilities }] of sides.entries()) {
      const across = sides[1 - which]!;
      for (const [at, place] of places.entries()) {
        const entry = { index, probability: probabilities[at]! * probability, across };
        const known = byPlace.get(place);
        if (known) known.push(entry);
        else byPlace.set(place, [entry]);
      }
    }
  }
  return byPlace;
}

/** Σ a (p − present) over the patches across a link that are reached more likely over it, of those above a place. */
function gainAcross(
  place: number,
  probability: number,
  { places, probabilities }: Side,
  present: Float64Array,
  areaAt: Float64Array,
): number {
  let gain = 0;
  // Places ascend: those above this one stand at the end.
  for (let at = places.length - 1; at >= 0; at--) {
    const other = places[at]!;
    if (other <= place) break;
    const better = probability * probabilities[at]! - present[other]!;
    if (better > 0) gain += areaAt[other]! * better;
  }
  return gain;
}

export interface LinkGain {
  /** Growth of PCnum. */
  readonly numerator: number;
  /** Growth of PC in percent. */
  readonly percent: MethodValue;
  /** Growth of ECA in the unit of the areas. */
  readonly equivalentArea: number;
}

/**
 * What each of several possible new links would add to the probability of connectivity, each on its own: with the link
 * (u, v, p) every pair has p*ᵢⱼ = max(p*ᵢⱼ, p*ᵢᵤ p p*ᵥⱼ, p*ᵢᵥ p p*ᵤⱼ). All ways are measured once for all links together; exact up to 500
 * patches, above as near as {@link negligibleFor} says.
 * Source: Saura & Pascual-Hortal 2007 (index); Foltête et al. 2014 (ranking of links).
 * Errors: `evaluation/method-input` for a link that names no patch.
 */
export function newLinkGains(
  network: HabitatNetwork,
  candidates: readonly Candidate[],
  progress?: (share: number) => void,
): readonly LinkGain[] {
  checkNetwork('new-link-gain', network);
  const areas = Float64Array.from(network.areas);
  const size = areas.length;
  for (const [index, { a, b }] of candidates.entries()) {
    for (const [name, patch] of [
      ['a', a],
      ['b', b],
    ] as const) {
      if (Number.isInteger(patch) && patch >= 0 && patch < size) continue;
      rejectInput({ method: 'new-link-gain', path: `$.candidates[${index}].${name}` }, patch, {
        zh: `0 至 ${size - 1} 的斑块序号`,
        en: `the number of a patch, 0 to ${size - 1}`,
      });
    }
  }
  const negligible = negligibleFor(size);
  const limit = negligible > 0 ? -Math.log(negligible) : Number.MAX_VALUE;
  const least = Math.exp(-limit);
  const ways = likelyWays(network).upTo(limit);
  const sidesOf = sidesOfLinks(ways, candidates, least);
  const areaAt = Float64Array.from(ways.patches, (patch) => areas[patch]!);
  const gains = new Float64Array(candidates.length);
  const present = new Float64Array(size);
  let between = 0;
  const visit = ({ count, chances }: ChanceBatch, lowest: number) => {
    for (let lane = 0; lane < count; lane++) {
      const place = lowest + lane;
      const own = areaAt[place]!;
      if (own === 0) continue;
      let reachable = 0;
      for (let other = place + 1; other < size; other++) {
        const chance = chances[wayLanes * other + lane]!;
        present[other] = chance >= least ? chance : 0;
        reachable += areaAt[other]! * present[other]!;
      }
      between += own * reachable;
      for (const { index, probability, across } of sidesOf.get(place) ?? []) {
        gains[index]! += 2 * own * gainAcross(place, probability, across, present, areaAt);
      }
    }
  };
  atOnce(ways.chancePairs(1, visit, progress));
  const numerator = 2 * between + areas.reduce((sum, area) => sum + area * area, 0);
  return Array.from(gains, (gain) => ({
    numerator: gain,
    percent: numerator === 0 ? notDefined('没有绿地面积', 'there is no green area') : ok((100 * gain) / numerator),
    equivalentArea: Math.sqrt(numerator + gain) - Math.sqrt(numerator),
  }));
}
