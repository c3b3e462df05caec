import { insufficient, type MethodValue, ok } from './outcome.ts';

/**
 * Trajectories through the unit cube on a grid of `levels` (even): each begins at a random grid point and moves one input after
 * the other, in random order, by Δ = levels / (2 (levels − 1)). `inputs + 1` rows each, one after another.
 * Source: Morris 1991.
 */
export function morrisDesign(inputs: number, trajectories: number, levels: number, next: () => number): Float64Array[] {
  const step = levels / (2 * (levels - 1));
  return Array.from({ length: trajectories }, () => {
    const point = new Float64Array(inputs);
    const moves = new Float64Array(inputs);
    for (let input = 0; input < inputs; input++) {
      const low = Math.floor(next() * (levels / 2)) / (levels - 1);
      const isUp = next() < 0.5;
      point[input] = isUp ? low : low + step;
      moves[input] = isUp ? step : -step;
    }
    const order = Array.from({ length: inputs }, (_, input) => input);
    for (let left = inputs - 1; left > 0; left--) {
      const other = Math.floor(next() * (left + 1));
      [order[left], order[other]] = [order[other]!, order[left]!];
    }
    const rows = [point.slice()];
    for (const input of order) {
      point[input]! += moves[input]!;
      rows.push(point.slice());
    }
    return rows;
  }).flat();
}

export interface ElementaryEffects {
  /** Mean effect over the whole range of the input, in units of the output: its sign is the direction. */
  readonly mean: MethodValue;
  /** Mean absolute effect, μ*: how much the input matters, also where effects cancel out. */
  readonly meanAbsolute: MethodValue;
  /** Standard deviation of the effects (n − 1): large where the input acts in curves or together with others. */
  readonly deviation: MethodValue;
  readonly count: number;
}

/**
 * Elementary effects (f(x + Δ) − f(x)) / Δ by input from trajectories of points in the unit cube, in which neighbouring rows
 * differ in one input, and their outputs. Steps with a missing output (NaN) are left out.
 * Source: Morris 1991; μ*: Campolongo, Cariboni & Saltelli 2007.
 */
export function morrisEffects(points: readonly Float64Array[], outputs: ArrayLike<number>): ElementaryEffects[] {
  const inputs = points[0]?.length ?? 0;
  const effects: number[][] = Array.from({ length: inputs }, () => []);
  for (let row = 1; row < points.length; row++) {
    // The first row of a trajectory begins anew.
    if (row % (inputs + 1) === 0) continue;
    const [before, after] = [points[row - 1]!, points[row]!];
    const input = after.findIndex((value, at) => value !== before[at]);
    const effect = (outputs[row]! - outputs[row - 1]!) / (after[input]! - before[input]!);
    if (input >= 0 && Number.isFinite(effect)) effects[input]!.push(effect);
  }
  return effects.map((list): ElementaryEffects => {
    const count = list.length;
    const none = insufficient('没有成对的结果', 'there are no pairs of results');
    if (count === 0) return { mean: none, meanAbsolute: none, deviation: none, count };
    const mean = list.reduce((sum, effect) => sum + effect, 0) / count;
    const squares = list.reduce((sum, effect) => sum + (effect - mean) ** 2, 0);
    return {
      mean: ok(mean),
      meanAbsolute: ok(list.reduce((sum, effect) => sum + Math.abs(effect), 0) / count),
      deviation:
        count < 2 ? insufficient('只有一条轨迹', 'there is only one trajectory') : ok(Math.sqrt(squares / (count - 1))),
      count,
    };
  });
}
