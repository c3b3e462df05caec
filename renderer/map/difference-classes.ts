/** Bounds of the classes of a difference map, all above 0: below `threshold` nothing counts as changed. */
export interface DifferenceClasses {
  readonly threshold: number;
  /** From here on down a decrease is a strong one. */
  readonly strongDecrease: number;
  /** Where the second and the third class of increases begin. */
  readonly increases: readonly [number, number];
}

/** The next number of the series 1, 2, 5, 10, 20 … that is not below `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= value * 0.9999) ?? 10 * power;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Round bounds that spread the differences over the classes; differences below `threshold` do not count. */
export function differenceClasses(differences: ArrayLike<number>, threshold: number): DifferenceClasses {
  const sizes = (sign: 1 | -1): number[] =>
    Array.from(differences, (difference) => sign * difference)
      .filter((size) => size >= threshold)
      .sort((a, b) => a - b);
  const [more, less] = [sizes(1), sizes(-1)];
  const above = (bound: number, least: number): number => {
    const round = roundUp(bound);
    return round > least * 1.0001 ? round : roundUp(least * 2);
  };
  const first = above(more.length > 0 ? quantile(more, 1 / 3) : threshold * 2, threshold);
  return {
    threshold,
    strongDecrease: above(less.length > 0 ? quantile(less, 1 / 2) : threshold * 2, threshold),
    increases: [first, above(more.length > 0 ? quantile(more, 2 / 3) : first * 2, first)],
  };
}

/** Place of a difference in the palette's diverging colours: 0 and 1 decreases, 2 no change, 3 to 5 increases. */
export function differenceClass(difference: number, classes: DifferenceClasses): number {
  if (Math.abs(difference) < classes.threshold || Number.isNaN(difference)) return 2;
  if (difference < 0) return difference <= -classes.strongDecrease ? 0 : 1;
  if (difference < classes.increases[0]) return 3;
  return difference < classes.increases[1] ? 4 : 5;
}
