import { checkNetwork, type HabitatNetwork, negligibleFor } from './connectivity.ts';
import { rejectInput } from './input.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';
import { PatchSearch, patchGraph, withoutDominatedLinks } from './patch-graph.ts';

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
 * (u, v, p) every pair has p*ᵢⱼ = max(p*ᵢⱼ, p*ᵢᵤ p p*ᵥⱼ, p*ᵢᵥ p p*ᵤⱼ). One search per patch for all links together; exact up to 500
 * patches, above as near as {@link negligibleFor} says.
 * Source: Saura & Pascual-Hortal 2007 (index); Foltête et al. 2014 (ranking of links).
 * Errors: `evaluation/method-input` for a link that names no patch.
 */
export function newLinkGains(
  network: HabitatNetwork,
  candidates: readonly { readonly a: number; readonly b: number; readonly probability: number }[],
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
  const lengths = Float64Array.from(network.probability, (p) => (p > 0 ? Math.max(0, -Math.log(p)) : Number.NaN));
  const search = new PatchSearch(withoutDominatedLinks(patchGraph(size, network, lengths)));
  const negligible = negligibleFor(size);
  const limit = negligible > 0 ? -Math.log(negligible) : Number.MAX_VALUE;
  const probabilities = () => {
    const present = new Float64Array(size);
    for (let position = 0; position < search.reached; position++) {
      const patch = search.order[position]!;
      present[patch] = Math.exp(-search.distance[patch]!);
    }
    return present;
  };

  const rows = new Map<number, Float64Array>();
  for (const { a, b } of candidates) {
    for (const end of [a, b]) {
      if (rows.has(end)) continue;
      search.run(end, limit);
      rows.set(end, probabilities());
    }
  }
  const gains = new Float64Array(candidates.length);
  let numerator = 0;
  for (let source = 0; source < size; source++) {
    progress?.(source / size);
    if (areas[source] === 0) continue;
    search.run(source, limit);
    const present = probabilities();
    for (let patch = 0; patch < size; patch++) numerator += areas[source]! * areas[patch]! * present[patch]!;
    for (const [index, { a, b, probability }] of candidates.entries()) {
      const fromA = rows.get(a)!;
      const fromB = rows.get(b)!;
      const viaA = fromA[source]! * probability;
      const viaB = fromB[source]! * probability;
      if (viaA <= negligible && viaB <= negligible) continue;
      let sum = 0;
      for (let patch = 0; patch < size; patch++) {
        const better = Math.max(viaA * fromB[patch]!, viaB * fromA[patch]!) - present[patch]!;
        if (better > 0) sum += areas[patch]! * better;
      }
      gains[index]! += areas[source]! * sum;
    }
  }
  return Array.from(gains, (gain) => ({
    numerator: gain,
    percent: numerator === 0 ? notDefined('没有绿地面积', 'there is no green area') : ok((100 * gain) / numerator),
    equivalentArea: Math.sqrt(numerator + gain) - Math.sqrt(numerator),
  }));
}
