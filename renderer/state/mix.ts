import { type FloorUse, floorUses } from '#core/model/role.ts';

/** Whole percentages of floor area by use; they add up to 100. */
export type Mix = Readonly<Record<FloorUse, number>>;

/**
 * The mix with `use` set to `percent`; the other uses keep their proportions among each other and fill up the rest. Where all
 * others are 0, the rest goes to the first of them. Rounding goes to the largest of the others.
 */
export function withShare(mix: Mix, use: FloorUse, percent: number): Mix {
  const wanted = Math.max(0, Math.min(100, Math.round(percent)));
  const others = floorUses.filter((other) => other !== use);
  const rest = 100 - wanted;
  const sum = others.reduce((total, other) => total + mix[other], 0);
  const next: Record<FloorUse, number> = { ...mix, [use]: wanted };
  if (sum === 0) {
    next[others[0]!] = rest;
    return next;
  }
  for (const other of others) next[other] = Math.round((mix[other] / sum) * rest);
  const largest = others.reduce((best, other) => (next[other] > next[best] ? other : best));
  next[largest] += rest - others.reduce((total, other) => total + next[other], 0);
  return next;
}

/** The mix as shares that add up to 1, without uses that have none. */
export function mixShares(mix: Mix): Readonly<Partial<Record<FloorUse, number>>> {
  return Object.fromEntries(floorUses.filter((use) => mix[use] > 0).map((use) => [use, mix[use] / 100]));
}
