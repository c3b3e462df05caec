import type { Point } from './plane.ts';

/** Quarters of the town: they decide how streets are laid, what is built and when. */
export type District =
  | 'core'
  | 'civic'
  | 'old'
  | 'campus'
  | 'newer'
  | 'middle'
  | 'villas'
  | 'southern'
  | 'industry'
  | 'logistics'
  | 'technology'
  | 'growth'
  | 'village'
  | 'fields';

/** How a quarter is cut into blocks. */
export interface StreetPattern {
  /** Wanted length and depth of blocks, m. */
  readonly blockLength: number;
  readonly blockDepth: number;
  /** How far streets turn away from the straight cut, as a share of a right angle. */
  readonly unrest: number;
  /** How far they bend, as a share of their length. */
  readonly bend: number;
  readonly width: number;
  /** Chance that a block is crossed by a walking lane. */
  readonly lanes: number;
}

export const streetPatterns: Readonly<Record<District, StreetPattern>> = {
  core: { blockLength: 150, blockDepth: 132, unrest: 0.01, bend: 0, width: 18, lanes: 0.05 },
  civic: { blockLength: 190, blockDepth: 160, unrest: 0.01, bend: 0, width: 20, lanes: 0.1 },
  old: { blockLength: 118, blockDepth: 92, unrest: 0.14, bend: 0.05, width: 10, lanes: 0.35 },
  campus: { blockLength: 330, blockDepth: 270, unrest: 0.05, bend: 0.05, width: 16, lanes: 0.2 },
  newer: { blockLength: 215, blockDepth: 178, unrest: 0.03, bend: 0.015, width: 18, lanes: 0.22 },
  middle: { blockLength: 178, blockDepth: 150, unrest: 0.03, bend: 0.01, width: 16, lanes: 0.22 },
  villas: { blockLength: 190, blockDepth: 140, unrest: 0.09, bend: 0.06, width: 12, lanes: 0.1 },
  southern: { blockLength: 190, blockDepth: 158, unrest: 0.03, bend: 0.015, width: 16, lanes: 0.22 },
  industry: { blockLength: 330, blockDepth: 235, unrest: 0.015, bend: 0, width: 22, lanes: 0 },
  logistics: { blockLength: 400, blockDepth: 260, unrest: 0.015, bend: 0, width: 24, lanes: 0 },
  technology: { blockLength: 240, blockDepth: 200, unrest: 0.02, bend: 0.01, width: 18, lanes: 0.1 },
  growth: { blockLength: 260, blockDepth: 215, unrest: 0.025, bend: 0.01, width: 18, lanes: 0.08 },
  village: { blockLength: 130, blockDepth: 105, unrest: 0.16, bend: 0.06, width: 7, lanes: 0.3 },
  fields: { blockLength: 520, blockDepth: 420, unrest: 0.07, bend: 0.05, width: 9, lanes: 0 },
};

/** Villages that the town has reached, in plan metres: middle and half of their size. */
const villages: readonly (readonly [x: number, y: number, half: number])[] = [
  [-2930, -560, 230],
  [1450, 2190, 210],
  [-2520, -1880, 220],
  [-2720, 1330, 190],
  [-2880, -1230, 170],
  [-900, 2330, 150],
];

/** The quarter that a point of the plan belongs to; `isInside` tells whether it lies inside the ring road. */
export function districtAt([x, y]: Point, isInside: boolean): District {
  if (!isInside) {
    for (const [vx, vy, half] of villages) if (Math.abs(x - vx) < half && Math.abs(y - vy) < half) return 'village';
    if (x > 1900 && y > -700) return y > 1560 ? 'growth' : 'industry';
    if (x > 1500 && y < -900) return 'logistics';
    if (x < -2350 && y > -140 && y < 900) return 'technology';
    if (y > 1750 && x > -350 && x < 1050) return 'growth';
    if (y < -1900 && x > -400 && x < 1400) return 'growth';
    return 'fields';
  }
  if (y < -800) {
    if (x > 1330) return 'industry';
    if (y < -1800 && x < -900) return 'villas';
    return 'southern';
  }
  if (x < -1640 && y > 120 && y < 930) return 'campus';
  if (x > -1690 && x < -930 && y < 160) return 'old';
  if (x > -950 && x < 560 && y > -225 && y < 560) return 'core';
  if (x > 560 && x < 1420 && y < 560) return 'civic';
  if (y > 1430 && x > 1000) return 'villas';
  if (y > 970 || x > 1420) return 'newer';
  return 'middle';
}
