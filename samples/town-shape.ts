import { Dice } from './dice.ts';
import { bell, sine } from './exact-math.ts';
import { type Point, snapped } from './plane.ts';

/** Where the middle of the town lies in EPSG:4528 (CGCS2000, 3-degree zone 40): whole metres added to local coordinates. */
export const origin: Point = [40_512_600, 3_352_600];
export const epsg = 4528;

/**
 * The lie of the land. The town is drawn in a plan of nearly straight lines and then bent by one smooth map, so that all
 * streets, blocks and banks follow the same gentle curves and still fit together exactly.
 */
export interface TownShape {
  /** From the plan to local metres, on the grid of millimetres. */
  readonly bend: (point: Point) => Point;
  /** y of the river's edges and of the riverside roads in the plan. */
  readonly northShore: (x: number) => number;
  readonly southShore: (x: number) => number;
  readonly northRiverside: (x: number) => number;
  readonly southRiverside: (x: number) => number;
  /** Moves a hand-drawn point a little, differently for every seed. */
  readonly shift: (point: Point) => Point;
}

export function townShape(seed: number): TownShape {
  const dice = new Dice(seed, 'shape');
  const phases = Array.from({ length: 6 }, () => dice.between(-0.35, 0.35));
  const [p0, p1, p2, p3, p4, p5] = phases as [number, number, number, number, number, number];
  const width = dice.between(98, 112);
  const bend = ([x, y]: Point): Point => {
    const fromRiver = (y + 750) / 2300;
    const nearRiver = 1 / (1 + fromRiver * fromRiver);
    const dy = nearRiver * (185 * sine(x / 1230 + 0.5 + p0) + 62 * sine(x / 610 + 2.2 + p1)) - 0.035 * x;
    const dx = 120 * sine((y + 300) / 1150 + 0.4 + p2) + 55 * sine(y / 690 + x / 2300 + p3) + 0.02 * y;
    return snapped([x + dx, y + dy + 30 * sine(x / 900 + y / 1400 + p4)]);
  };
  const halfWidth = (x: number): number => width + 15 * sine(x / 820 + p5) + 34 * bell(x + 1250, 520);
  const northShore = (x: number): number => -750 + halfWidth(x);
  const southShore = (x: number): number => -750 - halfWidth(x);
  return {
    bend,
    northShore,
    southShore,
    northRiverside: (x) => northShore(x) + 62 + 12 * sine(x / 500 + p1) + 26 * bell(x - 950, 300),
    southRiverside: (x) =>
      southShore(x) - 66 - 10 * sine(x / 430 + p2) - 235 * bell(x + 1180, 400) - 40 * bell(x - 1300, 350),
    shift: ([x, y]) => [x + dice.between(-22, 22), y + dice.between(-22, 22)],
  };
}
