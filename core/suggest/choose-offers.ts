import type { Wish } from './pareto.ts';
import type { Plan } from './problem.ts';

/**
 * A handful of a front that shows its range: the most balanced plan first, then each time the one furthest from those chosen.
 * Objectives count by the range they have on the front.
 */
export function chooseOffers(plans: readonly Plan[], wishes: readonly Wish[], count: number): Plan[] {
  if (plans.length === 0) return [];
  const ends = wishes.map((_, at) => {
    const values = plans.map((plan) => plan.values[at]!);
    return [Math.min(...values), Math.max(...values)] as const;
  });
  const place = (plan: Plan) =>
    wishes.map((wish, at) => {
      const [low, high] = ends[at]!;
      const share = high > low ? (plan.values[at]! - low) / (high - low) : 1;
      return wish === 'more' ? share : 1 - share;
    });
  const places = plans.map(place);
  const bestOf = (worth: (at: number) => number): number => {
    let best = 0;
    for (const at of plans.keys()) if (worth(at) > worth(best)) best = at;
    return best;
  };
  const chosen = [bestOf((at) => Math.min(...places[at]!) + 1e-3 * places[at]!.reduce((sum, one) => sum + one, 0))];
  const distance = (a: number, b: number) => Math.hypot(...places[a]!.map((one, axis) => one - places[b]![axis]!));
  while (chosen.length < Math.min(count, plans.length)) {
    chosen.push(bestOf((at) => Math.min(...chosen.map((other) => distance(at, other)))));
  }
  return chosen.map((at) => plans[at]!);
}
