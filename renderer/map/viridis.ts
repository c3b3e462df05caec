import { rampColour } from '#core/model/colour-ramps.ts';

/** The colour at `share` (0 to 1) of the viridis ramp, as #RRGGBB. */
export function viridis(share: number): string {
  return rampColour('viridis', share);
}

/** The ramp for CSS. */
export const viridisGradient: string = `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map(viridis).join(', ')})`;

/** The ends between which values are coloured: single extremes do not wash out the rest. */
export function rampRange(values: ArrayLike<number>): readonly [low: number, high: number] | null {
  const known = Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort((a, b) => a - b);
  if (known.length === 0) return null;
  const at = (share: number): number => known[Math.round(share * (known.length - 1))]!;
  const [low, high] = [at(0.02), at(0.98)];
  return low < high ? [low, high] : [known[0]!, known.at(-1)!];
}

/** Where a value lies between the ends, 0 to 1. */
export function rampShare(value: number, [low, high]: readonly [number, number]): number {
  return high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5;
}
