import { ranksOf } from './composite.ts';
import { sobolPoints } from './sobol-sequence.ts';

/** Differences of rounding are none, as in `ranksOf`. */
const equal = 1e-12;

/**
 * Share of the weight space in which Σ w d > 0, for weights that are not negative and add up to 1, all equally likely: the part
 * of the simplex on one side of a plane, exactly. 0.5 when all differences are 0: neither is ahead anywhere.
 * Source: Varsi 1973 (in the form of Ali 1973).
 */
export function shareAhead(differences: ArrayLike<number>): number {
  const above: number[] = [];
  const below: number[] = [];
  // Where there is no difference the weight decides nothing, and those of the others are spread as before.
  for (const difference of Array.from(differences)) {
    if (difference > equal) above.push(difference);
    else if (difference < -equal) below.push(difference);
  }
  if (above.length === 0) return below.length === 0 ? 0.5 : 0;
  const behind = new Float64Array(above.length);
  for (const down of below) {
    for (const [at, up] of above.entries()) {
      const before = at === 0 ? 1 : behind[at - 1]!;
      behind[at] = (up * behind[at]! - down * before) / (up - down);
    }
  }
  return 1 - behind.at(-1)!;
}

export interface RankRobustness {
  /** `pairs[a][b]`: share of the weight space in which a beats b; exact. */
  readonly pairs: readonly Float64Array[];
  /** `places[a][r]`: share in which a takes place r + 1; by sampling. */
  readonly places: readonly Float64Array[];
  readonly samples: number;
}

/** Weights spread evenly over the simplex: exponential spacings of points in the unit cube. */
function simplexPoints(samples: number, criteria: number, seed: number): Float64Array[] {
  return sobolPoints(samples, criteria, seed).map((point) => {
    const spacings = point.map((value) => -Math.log(value));
    const total = spacings.reduce((sum, value) => sum + value, 0);
    return spacings.map((value) => value / total);
  });
}

/**
 * How robust a ranking by weighted sum is against the weights: for every pair the share of the weight space in which one beats
 * the other, and for every alternative the share in which it takes each place. All weights are taken to be equally likely: this
 * says how much depends on the weights, not which weights are right. Scores: a row per alternative, more is better, none missing.
 * Source: Lahdelma, Hokkanen & Salminen 1998 (SMAA); Varsi 1973.
 */
export function rankRobustness(scores: readonly Float64Array[], samples: number, seed: number): RankRobustness {
  const pairs = scores.map((own) =>
    Float64Array.from(scores, (other) => shareAhead(own.map((value, criterion) => value - other[criterion]!))),
  );
  const places = scores.map(() => new Float64Array(scores.length));
  for (const weights of simplexPoints(samples, scores[0]?.length ?? 0, seed)) {
    const sums = scores.map((row) => row.reduce((sum, score, criterion) => sum + score * weights[criterion]!, 0));
    for (const [alternative, rank] of ranksOf(sums).entries()) places[alternative]![rank - 1]! += 1 / samples;
  }
  return { pairs, places, samples };
}
