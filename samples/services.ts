import type { Block } from './blocks.ts';
import type { Dice } from './dice.ts';
import type { District } from './districts.ts';
import { distance } from './plane.ts';

/** What a lot is set aside for beyond its land use. */
export type Purpose =
  | 'kindergarten'
  | 'primary-school'
  | 'middle-school'
  | 'clinic'
  | 'hospital'
  | 'market'
  | 'elderly-care'
  | 'culture'
  | 'sport'
  | 'fire-station'
  | 'waste-station'
  | 'substation'
  | 'bus-yard'
  | 'local-office'
  | 'pocket-park'
  | 'square';

/** Land to be set aside in a block. */
interface Service {
  readonly purpose: Purpose;
  readonly code: string;
  /** m2. */
  readonly area: number;
}

type Row = readonly [purpose: Purpose, code: string, low: number, high: number, spacing: number, most: number];

/** Services in the order in which they choose their blocks: size in m2, metres between two of the same, number at most. */
const rows: readonly Row[] = [
  ['hospital', 'A5', 26_000, 38_000, 2300, 4],
  ['middle-school', 'A33', 24_000, 33_000, 1150, 10],
  ['primary-school', 'A33', 16_000, 22_000, 800, 19],
  ['sport', 'A4', 9_000, 16_000, 1700, 6],
  ['bus-yard', 'S4', 5_000, 9_000, 1700, 7],
  ['culture', 'A2', 5_000, 9_000, 1350, 9],
  ['elderly-care', 'A6', 4_500, 8_500, 1150, 11],
  ['local-office', 'A1', 4_500, 8_000, 1250, 9],
  ['market', 'B1', 3_600, 6_000, 820, 18],
  ['clinic', 'A5', 3_200, 5_500, 950, 15],
  ['fire-station', 'U3', 3_600, 5_200, 1900, 6],
  ['substation', 'U1', 2_800, 4_600, 1500, 9],
  ['waste-station', 'U2', 2_000, 3_200, 1250, 11],
  ['kindergarten', 'A33', 3_600, 5_600, 480, 46],
  ['pocket-park', 'G1', 3_500, 9_500, 460, 60],
  ['square', 'G3', 2_200, 4_500, 900, 12],
];

const settled: ReadonlySet<District> = new Set(['newer', 'middle', 'southern', 'civic', 'core', 'old', 'villas']);
const central: ReadonlySet<District> = new Set(['core', 'civic', 'old', 'middle']);
const working: ReadonlySet<District> = new Set(['industry', 'logistics', 'technology', 'growth']);

/** How gladly a service goes to a quarter; 0 where it does not. */
function liking(purpose: Purpose, district: District): number {
  if (purpose === 'square') return central.has(district) ? 1 : 0.25;
  if (purpose === 'bus-yard' || purpose === 'substation' || purpose === 'fire-station' || purpose === 'waste-station') {
    return settled.has(district) && district !== 'core' ? 0.7 : working.has(district) ? 0.8 : 0.1;
  }
  if (purpose === 'pocket-park') return settled.has(district) ? 1 : working.has(district) ? 0.45 : 0;
  if (district === 'core' && (purpose === 'primary-school' || purpose === 'middle-school' || purpose === 'hospital'))
    return 0.15;
  // The south bank grew faster than its services: fewer of them find a place there.
  if (district === 'southern') return 0.55;
  return settled.has(district) ? 1 : district === 'growth' ? 0.12 : 0;
}

/** Chooses blocks for public services: apart from each other, on blocks that are large enough. By index of the block. */
export function planServices(blocks: readonly Block[], dice: Dice): ReadonlyMap<number, Service[]> {
  const chosen = new Map<number, Service[]>();
  const taken = new Map<number, number>();
  for (const [purpose, code, low, high, spacing, most] of rows) {
    const places: Block[] = [];
    for (const index of dice.shuffled(blocks.map((_, index) => index))) {
      if (places.length >= most) break;
      const block = blocks[index]!;
      if (block.plan.kind !== 'land' || !dice.chance(liking(purpose, block.plan.district))) continue;
      const area = Math.round(dice.between(low, high));
      const used = taken.get(index) ?? 0;
      const isWhole = block.area < 1.45 * area && block.area > 0.8 * area && used === 0;
      if (!isWhole && (used + area > 0.62 * block.area || (used > 0 && area > 12_000))) continue;
      if (places.some((place) => distance(place.middle, block.middle) < spacing)) continue;
      places.push(block);
      chosen.set(index, [...(chosen.get(index) ?? []), { purpose, code, area: isWhole ? block.area : area }]);
      taken.set(index, used + (isWhole ? block.area : area));
    }
  }
  return chosen;
}
