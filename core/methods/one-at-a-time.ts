export interface Swing {
  readonly input: number;
  readonly low: number;
  readonly high: number;
  /** |high − low|; with a missing end, what is known of it against the base. */
  readonly swing: number;
}

/**
 * One at a time: what the output does when each input alone goes to its low and its high value, largest swing first (a tornado).
 * Tells nothing of inputs acting together. Missing outputs are NaN; inputs with neither end are left out.
 */
export function tornado(base: number, lows: ArrayLike<number>, highs: ArrayLike<number>): Swing[] {
  const swings = Array.from(lows, (low, input): Swing => {
    const high = highs[input]!;
    const ends = [low, high].filter((value) => !Number.isNaN(value));
    const all = ends.length === 2 ? ends : [...ends, base];
    return { input, low, high, swing: ends.length === 0 ? Number.NaN : Math.max(...all) - Math.min(...all) };
  });
  return swings.filter(({ swing }) => !Number.isNaN(swing)).sort((a, b) => b.swing - a.swing || a.input - b.input);
}

/** The weights with one of them changed by `share` (0.2: a fifth more), the others scaled so that all add up to 1 again. */
export function changedWeights(weights: ArrayLike<number>, at: number, share: number): Float64Array {
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  const own = weights[at]! / total;
  const changed = Math.min(1, own * (1 + share));
  return Float64Array.from(weights, (weight, place) => {
    if (place === at) return changed;
    return own === 1 ? 0 : ((weight / total) * (1 - changed)) / (1 - own);
  });
}
