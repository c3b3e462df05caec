/** Whether more or less of an objective is wanted. */
export type Wish = 'more' | 'less';

/** Whether `a` is at least as good as `b` in all objectives and better in one. */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>, wishes: readonly Wish[]): boolean {
  let isBetter = false;
  for (const [at, wish] of wishes.entries()) {
    const gain = wish === 'more' ? a[at]! - b[at]! : b[at]! - a[at]!;
    if (gain < 0) return false;
    if (gain > 0) isBetter = true;
  }
  return isBetter;
}

/** Places of the points that no other one dominates; of equal points each. */
export function nonDominated(points: readonly ArrayLike<number>[], wishes: readonly Wish[]): number[] {
  return points.flatMap((point, place) => (points.some((other) => dominates(other, point, wishes)) ? [] : [place]));
}
