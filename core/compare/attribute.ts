/** Parts the way from before to after is cut into, and where in each part the value is looked at (Gauss–Legendre). */
const parts = 24;
const nodes = [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)] as const;
const weights = [5 / 18, 8 / 18, 5 / 18] as const;
/** Share of a change by which its effect at one place is felt. */
const step = 1e-3;

/**
 * Splits the change of a value among changes of the amounts it is made of: each change has the part it has, on average, along
 * the straight way from before to after on which all changes grow together. For sums that is the change itself, for ratios a
 * mean of numerator and denominator at all sizes; the parts of a change do not depend on how the others are grouped, and all
 * add up to the whole: what the numerical mean leaves over (rounding, a kink in the formula) is spread in proportion.
 * Undefined when the value does not exist somewhere on the way (NaN). Source: Aumann & Shapley 1974; in the decomposition of
 * indicators: Divisia index, Ang 2004.
 */
export function attribute(
  before: Float64Array,
  changes: readonly Float64Array[],
  valueOf: (amounts: Float64Array) => number,
): number[] | undefined {
  const whole = new Float64Array(before.length);
  for (const change of changes) for (let at = 0; at < whole.length; at++) whole[at]! += change[at]!;
  const amounts = new Float64Array(before.length);
  const along = (share: number, change?: Float64Array, small = 0): number => {
    for (let at = 0; at < amounts.length; at++) {
      amounts[at] = before[at]! + share * whole[at]! + (change ? small * change[at]! : 0);
    }
    return valueOf(amounts);
  };
  const found = changes.map(() => 0);
  for (let part = 0; part < parts; part++) {
    for (const [node, place] of nodes.entries()) {
      const share = (part + place) / parts;
      for (const [at, change] of changes.entries()) {
        const slope = (along(share, change, step) - along(share, change, -step)) / (2 * step);
        found[at]! += (slope * weights[node]!) / parts;
      }
    }
  }
  const total = along(1) - along(0);
  return Number.isNaN(total) || found.some(Number.isNaN) ? undefined : settled(found, total);
}

/** The parts moved, in proportion to their size, until they add up to `total`. */
export function settled(found: readonly number[], total: number): number[] {
  const sum = found.reduce((all, part) => all + part, 0);
  const size = found.reduce((all, part) => all + Math.abs(part), 0);
  const left = total - sum;
  if (left === 0 || found.length === 0) return [...found];
  return found.map((part) => part + left * (size > 0 ? Math.abs(part) / size : 1 / found.length));
}
