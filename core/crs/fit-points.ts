import { WorkbenchError } from '#core/model/workbench-error.ts';

/** A point of a drawing and the place it is to have: x, y, and x, y in the target. */
export type PointPair = readonly [x: number, y: number, toX: number, toY: number];

/** A move, turn and even scaling of the plane. */
export interface PlaneFit {
  /** x' = a·x − b·y + moveX; y' = b·x + a·y + moveY. */
  readonly a: number;
  readonly b: number;
  readonly moveX: number;
  readonly moveY: number;
  /** Lengths in the target by lengths in the source: 0.001 for a drawing in millimetres. */
  readonly scale: number;
  /** Counter-clockwise, −180 to 180. */
  readonly rotationDegrees: number;
  /** How far each pair misses, in units of the target; nought for two pairs. */
  readonly residuals: readonly number[];
  /** Root mean square of the residuals. */
  readonly meanResidual: number;
}

/**
 * The move, turn and scaling (Helmert transformation of four parameters) that brings points to their places with least
 * squares; exact for two pairs. Calculated from the centre of the points, so that large coordinates cost no digits.
 * Formula: Ghilani, Adjustment Computations, 6th ed. (2018), 18.2.
 *
 * Errors: `crs/place-points-few` for fewer than two pairs; `crs/place-points-equal` where all points of a side are the same.
 */
export function fitPoints(pairs: readonly PointPair[]): PlaneFit {
  if (pairs.length < 2 || pairs.some((pair) => !pair.every(Number.isFinite))) {
    throw new WorkbenchError('crs/place-points-few', { count: pairs.length });
  }
  const mean = (index: 0 | 1 | 2 | 3) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [x0, y0, toX0, toY0] = [mean(0), mean(1), mean(2), mean(3)];
  let squares = 0;
  let along = 0;
  let across = 0;
  for (const [x, y, toX, toY] of pairs) {
    const [dx, dy, u, v] = [x - x0, y - y0, toX - toX0, toY - toY0];
    squares += dx * dx + dy * dy;
    along += dx * u + dy * v;
    across += dx * v - dy * u;
  }
  const a = along / squares;
  const b = across / squares;
  const scale = Math.hypot(a, b);
  if (!(squares > 0) || !(scale > 0)) throw new WorkbenchError('crs/place-points-equal');
  const moveX = toX0 - a * x0 + b * y0;
  const moveY = toY0 - b * x0 - a * y0;
  const residuals = pairs.map(([x, y, toX, toY]) =>
    Math.hypot(a * (x - x0) - b * (y - y0) - (toX - toX0), b * (x - x0) + a * (y - y0) - (toY - toY0)),
  );
  return {
    a,
    b,
    moveX,
    moveY,
    scale,
    rotationDegrees: (Math.atan2(b, a) * 180) / Math.PI,
    residuals: pairs.length === 2 ? [0, 0] : residuals,
    meanResidual: pairs.length === 2 ? 0 : Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / pairs.length),
  };
}

/** Moves x and y in turn, in place. */
export function applyFit({ a, b, moveX, moveY }: PlaneFit, coordinates: Float64Array): void {
  for (let place = 0; place < coordinates.length; place += 2) {
    const x = coordinates[place]!;
    const y = coordinates[place + 1]!;
    coordinates[place] = a * x - b * y + moveX;
    coordinates[place + 1] = b * x + a * y + moveY;
  }
}
