/** Points of a path, x and y in turn. */
export type Path = number[];

/** Greatest angle of a circle that one straight segment stands for: 4 degrees, as in OGR. */
const stepRadians = Math.PI / 45;
/** Segments of a curve at most, whatever its numbers say. */
const mostSegments = 4096;

/** Points along an ellipse from angle `start` on over `sweep` radians; the last one included. */
export function ellipseArc(
  center: readonly [number, number],
  major: readonly [number, number],
  ratio: number,
  start: number,
  sweep: number,
): Path {
  const segments = Math.min(mostSegments, Math.max(1, Math.ceil(Math.abs(sweep) / stepRadians - 1e-9)));
  const [cx, cy] = center;
  const [ax, ay] = major;
  const path: Path = [];
  for (let step = 0; step <= segments; step++) {
    const angle = start + (sweep * step) / segments;
    const along = Math.cos(angle);
    const across = Math.sin(angle) * ratio;
    path.push(cx + ax * along - ay * across, cy + ay * along + ax * across);
  }
  return path;
}

/** Points along a circle counter-clockwise between two angles in degrees. */
export function circleArc(center: readonly [number, number], radius: number, from: number, to: number): Path {
  const start = (from * Math.PI) / 180;
  let sweep = ((to - from) % 360) * (Math.PI / 180);
  if (sweep <= 0) sweep += 2 * Math.PI;
  return ellipseArc(center, [radius, 0], 1, start, sweep);
}

/** A whole circle, closed. */
export function circle(center: readonly [number, number], radius: number): Path {
  return closed(ellipseArc(center, [radius, 0], 1, 0, 2 * Math.PI));
}

/** The path with its last point exactly on its first. */
export function closed(path: Path): Path {
  if (path.length >= 2) {
    path[path.length - 2] = path[0]!;
    path[path.length - 1] = path[1]!;
  }
  return path;
}

/** Adds the points between two vertices of a polyline, the second included; `bulge` is the tangent of a quarter of the arc. */
export function addBulge(path: Path, toX: number, toY: number, bulge: number): void {
  const fromX = path[path.length - 2]!;
  const fromY = path[path.length - 1]!;
  const chord = Math.hypot(toX - fromX, toY - fromY);
  if (bulge !== 0 && chord > 0 && Number.isFinite(bulge)) {
    const sweep = 4 * Math.atan(bulge);
    const offset = (1 - bulge * bulge) / (4 * bulge);
    const cx = (fromX + toX) / 2 - (toY - fromY) * offset;
    const cy = (fromY + toY) / 2 + (toX - fromX) * offset;
    const radius = Math.hypot(fromX - cx, fromY - cy);
    const start = Math.atan2(fromY - cy, fromX - cx);
    path.push(...ellipseArc([cx, cy], [radius, 0], 1, start, sweep).slice(2, -2));
  }
  path.push(toX, toY);
}

/** What a B-spline is made of. Control points are x and y in turn; weights are empty where all are 1. */
export interface Spline {
  readonly degree: number;
  readonly knots: readonly number[];
  readonly controls: readonly number[];
  readonly weights: readonly number[];
}

/** The point of a B-spline at `t`, by de Boor's algorithm in homogeneous coordinates. */
function splinePoint({ degree, knots, controls, weights }: Spline, t: number, span: number): [number, number] {
  const work: [number, number, number][] = [];
  for (let index = 0; index <= degree; index++) {
    const at = index + span - degree;
    const weight = weights[at] ?? 1;
    work.push([controls[2 * at]! * weight, controls[2 * at + 1]! * weight, weight]);
  }
  for (let level = 1; level <= degree; level++) {
    for (let index = degree; index >= level; index--) {
      const low = knots[index + span - degree]!;
      const high = knots[index + 1 + span - level]!;
      const share = high === low ? 0 : (t - low) / (high - low);
      const before = work[index - 1]!;
      const own = work[index]!;
      work[index] = [0, 1, 2].map((axis) => (1 - share) * before[axis]! + share * own[axis]!) as [
        number,
        number,
        number,
      ];
    }
  }
  const [x, y, weight] = work[degree]!;
  return [x / weight, y / weight];
}

/** Points along a B-spline; undefined when its knots and control points do not belong together. */
export function splinePath(spline: Spline): Path | undefined {
  const { degree, knots, controls } = spline;
  const count = controls.length / 2;
  if (!(degree >= 1 && degree <= 15) || count <= degree || knots.length !== count + degree + 1) return undefined;
  const perSpan = Math.max(1, Math.min(16, Math.floor(mostSegments / count)));
  const path: Path = [];
  for (let span = degree; span < count; span++) {
    const from = knots[span]!;
    const to = knots[span + 1]!;
    if (!(to > from)) continue;
    for (let step = path.length === 0 ? 0 : 1; step <= perSpan; step++) {
      path.push(...splinePoint(spline, from + ((to - from) * step) / perSpan, span));
    }
  }
  return path.length >= 4 ? path : undefined;
}
