import type { Box } from '#core/geometry/measure.ts';

/** The rectangle around both; null is the extent of nothing. */
export function extentOfBoth(a: Box | null, b: Box | null): Box | null {
  if (!a) return b;
  if (!b) return a;
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}

/** The rectangle around the coordinates from index `from` to `to`, x and y in turn; null when there are none. */
export function extentOfCoordinates(coordinates: Float64Array, from = 0, to = coordinates.length): Box | null {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index += 2) {
    const x = coordinates[index]!;
    const y = coordinates[index + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return minX <= maxX && minY <= maxY ? { minX, minY, maxX, maxY } : null;
}

/**
 * The extent of many things, `whole`, after some of them moved from `before` to `after`. Undefined when only a look at all
 * of them can tell: something left a side that nothing that moved has reached since.
 */
export function extentAfterMove(whole: Box | null, before: Box | null, after: Box | null): Box | null | undefined {
  if (!whole || !before) return extentOfBoth(whole, after);
  const isLeft =
    (before.minX <= whole.minX && !(after && after.minX <= whole.minX)) ||
    (before.minY <= whole.minY && !(after && after.minY <= whole.minY)) ||
    (before.maxX >= whole.maxX && !(after && after.maxX >= whole.maxX)) ||
    (before.maxY >= whole.maxY && !(after && after.maxY >= whole.maxY));
  return isLeft ? undefined : extentOfBoth(whole, after);
}
