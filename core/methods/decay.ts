/** How the weight of a destination falls with its travel cost (minutes or metres; all costs of one call in one unit). */
export type Decay =
  /** 1 up to and including `limit`, 0 beyond: cumulative opportunities. */
  | { readonly kind: 'cumulative'; readonly limit: number }
  /** exp(−beta · cost). */
  | { readonly kind: 'exponential'; readonly beta: number }
  /** (max(cost, minimum) / scale)^exponent with a negative exponent: gravity. `minimum` keeps cost 0 finite. */
  | { readonly kind: 'power'; readonly scale: number; readonly exponent: number; readonly minimum: number }
  /** 1 − cost / limit, 0 from `limit` on. */
  | { readonly kind: 'linear'; readonly limit: number }
  /** 1 below the first step, then `weights[k]` from `steps[k]` on: a cost on a step has already the lower weight. */
  | { readonly kind: 'stepped'; readonly steps: readonly number[]; readonly weights: readonly number[] }
  /** `weights[k]` up to and including `limits[k]`, 0 beyond the last: zones of floating catchments. */
  | { readonly kind: 'zones'; readonly limits: readonly number[]; readonly weights: readonly number[] }
  /** Cumulated logistic, 1 at cost 0 and nearly ½ at `cutoff`; `deviation` sets how steep. */
  | { readonly kind: 'logistic'; readonly cutoff: number; readonly deviation: number }
  /** exp(−½ (cost / deviation)²). */
  | { readonly kind: 'gaussian'; readonly deviation: number };

/**
 * The weight of a destination at `cost`. Costs are not negative; an unreachable one is `Infinity` and weighs 0.
 *
 * Sources: Hansen 1959 (gravity); Kwan 1998 (forms); logistic f = [1 + e^(−πc/(s√3))] / [1 + e^(π(t−c)/(s√3))], a cumulated
 * logistic scaled to 1 at t = 0. Pitfalls: `stepped` belongs to the next step on the boundary, unlike `zones` and thresholds
 * elsewhere in this program, which are inclusive; `power` weighs more than 1 below `scale`.
 */
export function decayWeight(decay: Decay, cost: number): number {
  if (cost === Number.POSITIVE_INFINITY) return 0;
  switch (decay.kind) {
    case 'cumulative':
      return cost <= decay.limit ? 1 : 0;
    case 'exponential':
      return Math.exp(-decay.beta * cost);
    case 'power':
      return (Math.max(cost, decay.minimum) / decay.scale) ** decay.exponent;
    case 'linear':
      return cost < decay.limit ? 1 - cost / decay.limit : 0;
    case 'stepped': {
      let weight = 1;
      for (const [index, step] of decay.steps.entries()) {
        if (cost >= step) weight = decay.weights[index]!;
      }
      return weight;
    }
    case 'zones': {
      const zone = decay.limits.findIndex((limit) => cost <= limit);
      return zone < 0 ? 0 : decay.weights[zone]!;
    }
    case 'logistic': {
      const rate = Math.PI / (decay.deviation * Math.sqrt(3));
      return (1 + Math.exp(-rate * decay.cutoff)) / (1 + Math.exp(rate * (cost - decay.cutoff)));
    }
    case 'gaussian':
      return Math.exp(-0.5 * (cost / decay.deviation) ** 2);
  }
}

/** The beta at which the exponential has fallen to e^−4 (about 1.8 %) at `distance`; source: cityseer, beta = 4 / d_max. */
export function betaOfDistance(distance: number): number {
  return 4 / distance;
}
