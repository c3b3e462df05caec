/** Distances along and across the long axis of a ring. */
interface Axis {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** The direction in which the vertices of a ring spread most, through their middle. */
function longAxis(ring: ArrayLike<number>): Axis {
  const count = ring.length / 2;
  let x = 0;
  let y = 0;
  for (let at = 0; at < ring.length; at += 2) {
    x += ring[at]! / count;
    y += ring[at + 1]! / count;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const u = ring[at]! - x;
    const v = ring[at + 1]! - y;
    xx += u * u;
    xy += u * v;
    yy += v * v;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return { x, y, dx: Math.cos(angle), dy: Math.sin(angle) };
}

/**
 * A line through the middle of a long shape such as a river, from one end to the other: where `cuts` lines across its long axis
 * meet it, the middles of the widest stretches. Undefined when the shape is not much longer than wide.
 */
export function middleLine(ring: ArrayLike<number>, cuts = 24): number[] | undefined {
  const axis = longAxis(ring);
  const along: number[] = [];
  const across: number[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    const u = ring[at]! - axis.x;
    const v = ring[at + 1]! - axis.y;
    along.push(u * axis.dx + v * axis.dy);
    across.push(v * axis.dx - u * axis.dy);
  }
  const low = Math.min(...along);
  const length = Math.max(...along) - low;
  const line: number[] = [];
  let widths = 0;
  for (let cut = 0; cut < cuts; cut++) {
    const place = low + (length * (cut + 0.5)) / cuts;
    const crossings: number[] = [];
    for (let at = 0; at + 1 < along.length; at++) {
      const from = along[at]!;
      const to = along[at + 1]!;
      if (from > place === to > place) continue;
      crossings.push(across[at]! + ((place - from) / (to - from)) * (across[at + 1]! - across[at]!));
    }
    crossings.sort((a, b) => a - b);
    let widest = 0;
    let middle = 0;
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const width = crossings[at + 1]! - crossings[at]!;
      if (width <= widest) continue;
      widest = width;
      middle = crossings[at]! + width / 2;
    }
    if (widest === 0) continue;
    widths += widest / cuts;
    line.push(axis.x + place * axis.dx - middle * axis.dy, axis.y + place * axis.dy + middle * axis.dx);
  }
  return line.length >= 4 && length > 3 * widths ? line : undefined;
}
