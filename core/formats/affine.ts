/** A plane transformation: x' = a x + c y + e, y' = b x + d y + f, as [a, b, c, d, e, f]. */
export type Affine = readonly [number, number, number, number, number, number];

export const identity: Affine = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** The points of a path, x and y in turn, transformed; undefined when one of them is no place. */
export function transformed([a, b, c, d, e, f]: Affine, path: readonly number[]): Float64Array | undefined {
  const moved = new Float64Array(path.length);
  for (let place = 0; place < path.length; place += 2) {
    const x = path[place]!;
    const y = path[place + 1]!;
    moved[place] = a * x + c * y + e;
    moved[place + 1] = b * x + d * y + f;
    if (!Number.isFinite(moved[place]!) || !Number.isFinite(moved[place + 1]!)) return undefined;
  }
  return moved;
}
