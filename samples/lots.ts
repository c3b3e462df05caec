import { type Block, blocksOf } from './blocks.ts';
import { Dice } from './dice.ts';
import type { District } from './districts.ts';
import { codeFor, lotSizes, neighbouringCode } from './land-mixes.ts';
import { type Point, type Ring, ringArea, segmentDistance } from './plane.ts';
import { type Purpose, planServices } from './services.ts';
import type { LineKind } from './skeleton.ts';
import { carve, lotsOf, shareCorners } from './splitting.ts';
import type { TownPlan } from './town-plan.ts';

/** A parcel before anything stands on it. */
export interface Lot {
  readonly block: Block;
  /** Index of the block among all. */
  readonly blockIndex: number;
  readonly ring: Ring;
  readonly area: number;
  /** Code in GB 50137-2011. */
  readonly code: string;
  readonly district: District;
  readonly purpose?: Purpose;
  /** The widest street it lies at. */
  readonly frontage: LineKind;
}

const importance: readonly LineKind[] = [
  'arterial',
  'secondary',
  'local',
  'motorway',
  'path',
  'limit',
  'border',
  'shore',
  'footbridge',
];

function frontageOf(ring: Ring, block: Block): LineKind {
  let best = importance.length - 1;
  for (const [index, kind] of block.sides.entries()) {
    const rank = importance.indexOf(kind);
    if (rank >= best) continue;
    const [a, b] = [block.ring[index]!, block.ring[(index + 1) % block.ring.length]!];
    const isBeside = ring.some((point, corner) => {
      const next = ring[(corner + 1) % ring.length]!;
      const middle: Point = [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
      return (
        segmentDistance(middle, a, b) < 0.5 ||
        (segmentDistance(a, point, next) < 0.5 && segmentDistance(b, point, next) < 0.5)
      );
    });
    if (isBeside) best = rank;
  }
  return importance[best]!;
}

interface Piece {
  readonly ring: Ring;
  readonly code: string;
  readonly purpose?: Purpose;
}

function piecesOf(
  block: Block,
  services: readonly { purpose: Purpose; code: string; area: number }[],
  dice: Dice,
): Piece[] {
  const { kind, district } = block.plan;
  if (kind === 'park') return [{ ring: block.ring, code: 'G1' }];
  if (kind === 'bank') return lotsOf(block.ring, 30_000, 0.05, dice).map((ring) => ({ ring, code: 'G1' }));
  if (kind === 'strip') {
    const isCreek = block.sides.filter((side) => side === 'shore').length > 2;
    return lotsOf(block.ring, isCreek ? 13_000 : 15_000, 0.05, dice).map((ring) => ({
      ring,
      code: isCreek ? 'G1' : 'G2',
    }));
  }
  const pieces: Piece[] = [];
  let rest: Ring[] = [block.ring];
  for (const { purpose, code, area } of services) {
    rest.sort((a, b) => ringArea(b) - ringArea(a));
    const [largest, ...others] = rest as [Ring, ...Ring[]];
    if (area > 0.95 * ringArea(largest)) {
      pieces.push({ ring: largest, code, purpose });
      rest = others;
      break;
    }
    const carved = carve(largest, area, dice.chance(0.5));
    if (!carved) continue;
    pieces.push({ ring: carved.piece, code, purpose });
    rest = [...carved.rest, ...others];
  }
  const main = codeFor(block, dice);
  const unrest = district === 'old' || district === 'village' ? 0.2 : 0.06;
  for (const ring of rest) {
    for (const lot of lotsOf(ring, lotSizes[main] ?? 8000, unrest, dice)) pieces.push({ ring: lot, code: main });
  }
  return pieces;
}

/** Divides all blocks of the town into lots that tile them, each with its land use. */
export function lotsOfTown(
  plan: TownPlan,
  seed: number,
): { readonly blocks: readonly Block[]; readonly lots: readonly Lot[] } {
  const blocks = blocksOf(plan);
  const services = planServices(blocks, new Dice(seed, 'services'));
  const dice = new Dice(seed, 'lots');
  const lots: Lot[] = [];
  for (const [blockIndex, block] of blocks.entries()) {
    const pieces = piecesOf(block, services.get(blockIndex) ?? [], dice);
    const rings = shareCorners(pieces.map(({ ring }) => ring));
    for (const [index, { code, purpose }] of pieces.entries()) {
      const ring = rings[index]!;
      const frontage = frontageOf(ring, block);
      const lot = { block, blockIndex, ring, area: ringArea(ring), district: block.plan.district, frontage };
      if (purpose) lots.push({ ...lot, code, purpose });
      else lots.push({ ...lot, code: neighbouringCode(code, frontage, lot.district, dice) });
    }
  }
  return { blocks, lots };
}
