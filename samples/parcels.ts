import { type FloorUse, floorUses } from '#core/model/role.ts';
import { floorAreaByUse } from './buildings.ts';
import { Dice } from './dice.ts';
import type { District } from './districts.ts';
import { rounded } from './exact-math.ts';
import type { Lot } from './lots.ts';
import { distance, type Point } from './plane.ts';
import type { Building } from './site.ts';

/** A parcel with what stands on it and who lives and works there. */
export interface Parcel {
  readonly lot: Lot;
  /** Number of planning unit, block and lot, such as LJ07-12-03. */
  readonly number: string;
  readonly code: string;
  readonly buildings: readonly Building[];
  /** Built per land area, three decimals. */
  readonly far: number;
  readonly coverage: number;
  readonly greenRatio: number;
  /** m; NaN where nothing may be built. */
  readonly heightLimit: number;
  readonly floorArea: number;
  readonly shares: Readonly<Record<FloorUse, number>>;
  readonly residents: number;
  readonly jobs: number;
  readonly constraint: string | null;
}

const heightSteps = [12, 15, 18, 24, 30, 36, 45, 54, 60, 80, 100, 120, 150, 180];

/** m2 of floor area per resident by code, and how much of the homes are lived in. */
const perResident: Readonly<Record<string, readonly [area: number, lived: number]>> = {
  R1: [56, 0.8],
  R2: [40.5, 0.93],
  R3: [33, 0.95],
  RB: [41, 0.91],
};

/** m2 of floor area per job. */
const perJob: Readonly<Record<FloorUse, number>> = {
  residential: Infinity,
  commercial: 46,
  office: 30,
  industrial: 88,
  civic: 66,
  other: 110,
};

/** How much of the floor area is in use yet, by quarter. */
const inUse: Readonly<Partial<Record<District, number>>> = { growth: 0.55, technology: 0.78, core: 0.86, newer: 0.92 };

const greenRatios: Readonly<Record<string, readonly [low: number, high: number]>> = {
  R1: [0.38, 0.48],
  R2: [0.27, 0.38],
  R3: [0.08, 0.2],
  RB: [0.2, 0.3],
  A: [0.28, 0.4],
  A7: [0.2, 0.3],
  B1: [0.12, 0.22],
  B2: [0.18, 0.28],
  M: [0.1, 0.19],
  W: [0.08, 0.15],
  S: [0.08, 0.15],
  U: [0.2, 0.32],
  G1: [0.68, 0.84],
  G2: [0.9, 0.97],
  G3: [0.24, 0.36],
  E2: [0.93, 0.98],
  E9: [0.7, 0.92],
};

/** Middle of the protected old streets by the former ferry, in plan metres. */
const oldFerry: Point = [-1330, -400];

function constraintOf({ block, code, district }: Lot, dice: Dice): string | null {
  if (block.plan.kind === 'bank') return '河道管理范围';
  if (code === 'A7') return '文物保护单位';
  if (district === 'old' && code !== 'G1' && distance(block.middle, oldFerry) < 190) return '历史文化街区';
  if (block.plan.park?.name.zh === '西岭森林公园') return '生态保护红线';
  if (code === 'E2' && dice.chance(0.6)) return '永久基本农田';
  return null;
}

/** The code that a lot ends up with: land too narrow for its purpose becomes green or waits. */
function finalCode(lot: Lot, buildings: readonly Building[]): string {
  const head = lot.code[0];
  if (head === 'G' || head === 'E' || buildings.length > 0) return lot.code;
  return lot.area < 3500 ? 'G1' : 'E9';
}

/** Turns lots and their buildings into parcels whose figures agree with each other. */
export function parcelsOf(lots: readonly Lot[], buildings: readonly (readonly Building[])[], seed: number): Parcel[] {
  const dice = new Dice(seed, 'parcels');
  const numbers = parcelNumbers(lots);
  return lots.map((lot, index) => {
    const own = buildings[index]!;
    const code = finalCode(lot, own);
    const byUse = floorAreaByUse(own);
    const floorArea = own.reduce((sum, building) => sum + building.floorArea, 0);
    const footprint = own.reduce((sum, building) => sum + building.footprint, 0);
    const coverage = rounded(footprint / lot.area, 3);
    const [low, high] = greenRatios[code] ?? greenRatios[code.slice(0, 2)] ?? greenRatios[code[0]!] ?? [0.2, 0.3];
    const greenRatio = rounded(Math.max(0.03, Math.min(dice.between(low, high), 0.9 - 1.15 * coverage)), 2);
    const highest = Math.max(0, ...own.map(({ height }) => height));
    const head = code[0];
    const heightLimit =
      head === 'G' || head === 'E' ? Number.NaN : (heightSteps.find((step) => step >= highest) ?? 240);
    const occupied = (inUse[lot.district] ?? 0.95) * dice.between(0.93, 1.04);
    const [area, lived] = perResident[code] ?? [40, 0.9];
    const newness = inUse[lot.district] ?? 1;
    const residents = Math.round((byUse.residential / (area * dice.between(0.92, 1.09))) * lived * newness);
    const jobs =
      floorUses.reduce((sum, use) => sum + byUse[use] / (perJob[use] * dice.between(0.86, 1.16)), 0) * occupied;
    // Homes have some work too: shops on the ground floor that are not counted apart, care, housekeeping.
    const atHome = 0.012 * residents;
    const fields = code === 'E2' ? lot.area / 9000 : 0;
    return {
      lot,
      number: numbers[index]!,
      code,
      buildings: own,
      far: rounded(floorArea / lot.area, 3),
      coverage,
      greenRatio,
      heightLimit,
      floorArea,
      shares: sharesOf(byUse, floorArea),
      residents,
      jobs: Math.round(jobs + atHome + fields),
      constraint: constraintOf(lot, dice),
    };
  });
}

/** Shares of floor area with four decimals that add up to 1; all 0 where nothing is built. */
function sharesOf(byUse: Readonly<Record<FloorUse, number>>, floorArea: number): Record<FloorUse, number> {
  const shares = { residential: 0, commercial: 0, office: 0, industrial: 0, civic: 0, other: 0 };
  if (floorArea === 0) return shares;
  let largest: FloorUse = 'residential';
  let sum = 0;
  for (const use of floorUses) {
    shares[use] = rounded(byUse[use] / floorArea, 4);
    sum += shares[use];
    if (byUse[use] > byUse[largest]) largest = use;
  }
  shares[largest] = rounded(shares[largest] + 1 - sum, 4);
  return shares;
}

/** Numbers by planning unit (a square kilometre of the plan), block and lot. */
function parcelNumbers(lots: readonly Lot[]): string[] {
  const units = new Map<string, number>();
  const blocks = new Map<number, string>();
  const blockCounts = new Map<string, number>();
  const lotCounts = new Map<number, number>();
  const keys = lots.map(
    ({
      block: {
        middle: [x, y],
      },
    }) => `${9 - Math.floor((y + 3000) / 1000)}${Math.floor((x + 4000) / 1000)}`,
  );
  for (const key of [...new Set(keys)].sort()) units.set(key, units.size + 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  return lots.map(({ blockIndex }, index) => {
    const key = keys[index]!;
    let block = blocks.get(blockIndex);
    if (block === undefined) {
      const count = (blockCounts.get(key) ?? 0) + 1;
      blockCounts.set(key, count);
      block = `LJ${two(units.get(key)!)}-${two(count)}`;
      blocks.set(blockIndex, block);
    }
    const count = (lotCounts.get(blockIndex) ?? 0) + 1;
    lotCounts.set(blockIndex, count);
    return `${block}-${two(count)}`;
  });
}
