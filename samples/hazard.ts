import { Dice } from './dice.ts';
import { bell, cosine, sine } from './exact-math.ts';
import { add, type Point, type Ring, snapped } from './plane.ts';
import type { Depression } from './terrain.ts';
import type { TownShape } from './town-shape.ts';

export interface HazardArea {
  readonly name: string;
  /** `flood` from the river, `waterlogging` from storms. */
  readonly kind: 'flood' | 'waterlogging';
  /** Years within which it is to be expected once. */
  readonly returnPeriod: number;
  readonly ring: Ring;
}

/** A band of land along a shore, in plan metres: from the shore to `reach(x)` beyond it. */
function band(shape: TownShape, from: number, to: number, side: 1 | -1, reach: (x: number) => number): Point[] {
  const shore = side > 0 ? shape.northShore : shape.southShore;
  const near: Point[] = [];
  const far: Point[] = [];
  for (let x = from; x <= to; x += 40) {
    near.push(snapped(shape.bend([x, shore(x)])));
    far.push(snapped(shape.bend([x, shore(x) + side * reach(x)])));
  }
  return side > 0 ? [...near, ...far.reverse()] : [...far, ...near.reverse()];
}

/** Land that the river or storms may flood. */
export function hazardAreas(shape: TownShape, depressions: readonly Depression[], seed: number): HazardArea[] {
  const dice = new Dice(seed, 'hazard');
  const areas: HazardArea[] = [
    {
      name: '江湾洪水风险区',
      kind: 'flood',
      returnPeriod: 20,
      ring: band(shape, -2260, -380, -1, (x) => 52 + 330 * bell(x + 1180, 430)),
    },
    {
      name: '古渡沿江洪水风险区',
      kind: 'flood',
      returnPeriod: 50,
      ring: band(shape, -1700, -900, 1, (x) => 46 + 210 * bell(x + 1330, 200)),
    },
    {
      name: '东工业园洪水风险区',
      kind: 'flood',
      returnPeriod: 50,
      ring: band(shape, 1260, 2620, -1, (x) => 48 + 190 * bell(x - 1780, 330)),
    },
  ];
  for (const { point, radius, name } of depressions) {
    const phase = dice.between(0, 6);
    const ring: Point[] = [];
    for (let step = 0; step < 28; step++) {
      const angle = (Math.PI * step) / 14;
      const size = radius * (1.05 + 0.14 * sine(2 * angle + phase) + 0.07 * sine(3 * angle - phase));
      ring.push(snapped(add(point, [cosine(angle), sine(angle)], size)));
    }
    areas.push({ name, kind: 'waterlogging', returnPeriod: dice.pick([5, 10, 10, 20]), ring });
  }
  return areas;
}
