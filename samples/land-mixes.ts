import type { Block } from './blocks.ts';
import { type Dice, weightsOf } from './dice.ts';
import type { District } from './districts.ts';
import { distance } from './plane.ts';
import type { LineKind } from './skeleton.ts';
import { interchange, stationDistance } from './station-sites.ts';

/** Lot sizes by code, m2. */
export const lotSizes: Readonly<Record<string, number>> = {
  R1: 6_000,
  R2: 5_300,
  R3: 3_800,
  RB: 4_800,
  A1: 9_000,
  A2: 9_000,
  A31: 42_000,
  A35: 11_000,
  A7: 4_000,
  B1: 4_600,
  B2: 4_400,
  M1: 11_500,
  M2: 17_000,
  W1: 18_000,
  E9: 17_000,
  E2: 31_000,
};

/** Land uses of blocks by quarter: codes and their weights. */
const mixes: Readonly<Record<Exclude<District, 'core' | 'civic'>, string>> = {
  old: 'R3 64 RB 18 B1 9 A7 4 R2 5',
  campus: 'A31 1',
  newer: 'R2 87 RB 6 B1 3 R1 2 E9 2',
  middle: 'R2 74 R3 9 RB 9 B1 5 B2 3',
  villas: 'R1 90 R2 10',
  southern: 'R2 78 R3 9 RB 7 B1 4 E9 2',
  industry: 'M1 52 M2 36 W1 5 E9 7',
  logistics: 'W1 62 M1 22 E9 16',
  technology: 'B2 36 A35 22 M1 28 E9 14',
  growth: 'E9 34 R2 46 RB 6 E2 12',
  village: 'R3 1',
  fields: 'E2 94 E9 6',
};

function mixAt({ plan: { district }, middle }: Block): string {
  if (district === 'core') {
    const away = distance(middle, interchange);
    if (away < 360) return 'B2 54 B1 30 RB 16';
    return away < 580 ? 'B2 24 B1 20 RB 30 R2 26' : 'R2 56 RB 24 B1 12 B2 8';
  }
  if (district === 'civic') {
    const [x, y] = middle;
    return x < 1180 && y > -240 && y < 420 ? 'A1 30 A2 22 B2 26 RB 12 B1 10' : 'R2 68 RB 16 B1 8 B2 8';
  }
  const isSettled = district === 'newer' || district === 'middle' || district === 'southern' || district === 'growth';
  return isSettled && stationDistance(middle) < 190 ? 'B1 42 RB 32 B2 14 R2 12' : mixes[district];
}

/** The main land use of a block, by quarter and by how near the centre and the stations are. */
export function codeFor(block: Block, dice: Dice): string {
  return dice.weighted(weightsOf(mixAt(block)));
}

/** How often a lot of some code turns out to be something else than its block, and what. */
const exceptions: Readonly<Record<string, readonly [share: number, mix: string]>> = {
  B2: [0.16, 'B1 6 A2 1 RB 3'],
  B1: [0.14, 'B2 6 RB 4'],
  M1: [0.12, 'M2 5 W1 2 E9 2 U1 1'],
  M2: [0.12, 'M1 5 W1 2 E9 2'],
  W1: [0.14, 'S4 3 M1 3 E9 2 U1 1'],
  E2: [0.12, 'E9 1'],
};

/** The land use of a single lot: that of its block, or now and then another that goes with it there. */
export function neighbouringCode(code: string, frontage: LineKind, district: District, dice: Dice): string {
  if (code === 'R2' || code === 'R3') {
    const isOlder = district === 'southern' || district === 'middle';
    if (frontage === 'arterial' && dice.chance(isOlder ? 0.13 : 0.09))
      return dice.weighted(weightsOf('B1 5 RB 4 B2 1'));
    if (frontage === 'secondary' && dice.chance(0.05)) return 'RB';
    return code === 'R2' && district === 'middle' && dice.chance(0.07) ? 'R3' : code;
  }
  const [share, mix] = exceptions[code] ?? [0, ''];
  return dice.chance(share) ? dice.weighted(weightsOf(mix)) : code;
}
