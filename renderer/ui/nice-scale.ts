/** The ends of an axis at round numbers, and the step between its lines. */
export interface NiceScale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Round ends around `least` and `most` with about `lines` steps between them. */
export function niceScale(least: number, most: number, lines = 4): NiceScale {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / lines;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) ?? rough;
  return { low: Math.floor(least / step) * step, high: Math.ceil(most / step + 1e-9) * step, step };
}

/**
 * Moves places apart until neighbours are at least `gap` from each other, as little as possible and in the order they had;
 * the result belongs to the places one by one.
 */
export function spreadApart(places: readonly number[], gap: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  const moved = order.map(({ place }) => place);
  for (let round = 0; round < 50; round++) {
    let settled = true;
    for (let at = 0; at + 1 < moved.length; at++) {
      const lacking = gap - (moved[at + 1]! - moved[at]!);
      if (lacking <= 1e-6) continue;
      moved[at]! -= lacking / 2;
      moved[at + 1]! += lacking / 2;
      settled = false;
    }
    if (settled) break;
  }
  const spread = [...places];
  order.forEach(({ index }, at) => (spread[index] = moved[at]!));
  return spread;
}
