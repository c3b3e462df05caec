/**
 * Half-width of the band around zero in which the sign of the plain determinant may be wrong, relative to the size of its
 * two products: (3 + 16ε)ε with ε = 2^-53 (Shewchuk 1997, Adaptive precision floating-point arithmetic, bound A).
 */
const uncertainty = 3.3306690738754716e-16;

/** Splits a double into two halves of 26 bits (Dekker 1971). */
const splitter = 2 ** 27 + 1;

/**
 * On which side of the way from a to b the point c lies: positive on the left (a, b, c turn counter-clockwise), negative on
 * the right, 0 when they are in line. The sign is right to about a hundred bits, whatever the size of the coordinates; the
 * value is twice the area of the triangle and only roughly right.
 */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const determinant = left - right;
  const band = uncertainty * (Math.abs(left) + Math.abs(right));
  if (determinant > band || determinant < -band) return determinant;
  return band === 0 ? determinant : carefulOrientation(ax, ay, bx, by, cx, cy);
}

/** As {@link orientation}, but NaN where plain arithmetic cannot tell: for callers with a slower way of their own. */
export function plainOrientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const determinant = left - right;
  const band = uncertainty * (Math.abs(left) + Math.abs(right));
  return determinant > band || determinant < -band ? determinant : Number.NaN;
}

/** The same determinant in numbers of twice the length: every value is the unevaluated sum of two doubles. */
function carefulOrientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const leftHigh = (ax - cx) * (by - cy);
  const rightHigh = (ay - cy) * (bx - cx);
  const leftLow =
    productLow(ax - cx, by - cy, leftHigh) + (ax - cx) * differenceLow(by, cy) + differenceLow(ax, cx) * (by - cy);
  const rightLow =
    productLow(ay - cy, bx - cx, rightHigh) + (ay - cy) * differenceLow(bx, cx) + differenceLow(ay, cy) * (bx - cx);
  return leftHigh - rightHigh + (differenceLow(leftHigh, rightHigh) + (leftLow - rightLow));
}

/** What rounding took from `a - b` (Knuth's two-sum). */
function differenceLow(a: number, b: number): number {
  const difference = a - b;
  const virtualB = a - difference;
  const virtualA = difference + virtualB;
  return a - virtualA + (virtualB - b);
}

/** What rounding took from `a * b` (Dekker's product). */
function productLow(a: number, b: number, product: number): number {
  const aBig = splitter * a;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = splitter * b;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
