import type { FloorStack } from '#core/model/recipe.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** What a stack of floors comes to. */
export interface StackProgram {
  readonly far: number;
  readonly coverage: number;
  /** Shares of all floor area by use; they add up to 1. */
  readonly mix: Readonly<Record<FloorUse, number>>;
  readonly storeys: number;
}

/** How far the shares of a mix may be from adding up to 1: what is lost when percentages are rounded. */
export const mixTolerance = 0.005;

/** Error `sketch/mix-not-one` when the shares do not add up to 1. */
export function requireWholeMix(mix: Readonly<Partial<Record<FloorUse, number>>>): void {
  const sum = floorUses.reduce((total, use) => total + (mix[use] ?? 0), 0);
  if (Math.abs(sum - 1) > mixTolerance) {
    throw new WorkbenchError('sketch/mix-not-one', { sum: Math.round(sum * 1000) / 1000 });
  }
}

/**
 * Density and mix of a stack of floors: the floor area of a storey is the parcel's coverage times its plate; each use has its
 * share of every storey. Errors: `sketch/mix-not-one`, `sketch/no-floors`.
 */
export function stackProgram({ coverage, levels }: FloorStack): StackProgram {
  const built = levels.filter(({ storeys }) => storeys > 0);
  if (built.length === 0 || !(coverage > 0)) throw new WorkbenchError('sketch/no-floors');
  const mix = Object.fromEntries(floorUses.map((use) => [use, 0])) as Record<FloorUse, number>;
  let floors = 0;
  let storeys = 0;
  for (const level of built) {
    requireWholeMix(level.mix);
    const area = level.storeys * (level.plate ?? 1);
    floors += area;
    storeys += level.storeys;
    for (const use of floorUses) mix[use] += area * (level.mix[use] ?? 0);
  }
  for (const use of floorUses) mix[use] /= floors;
  return { far: Math.round(coverage * floors * 1000) / 1000, coverage, mix, storeys };
}
