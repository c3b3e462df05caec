import { dominates, type Wish } from './pareto.ts';
import type { Plan } from './problem.ts';

/** Whether `a` is to be preferred: nearer to the limits, or within them and not beaten (Deb's rule). */
export function isAhead(a: Plan, b: Plan, wishes: readonly Wish[]): boolean {
  if (a.violation !== b.violation) return a.violation < b.violation;
  return a.violation === 0 && dominates(a.values, b.values, wishes);
}

/** Plans in fronts: the first has those that none is ahead of, the next those that only the first is ahead of, and so on. */
export function fronts(plans: readonly Plan[], wishes: readonly Wish[]): number[][] {
  const behind = plans.map(() => [] as number[]);
  const ahead = plans.map(() => 0);
  for (let a = 0; a < plans.length; a++) {
    for (let b = a + 1; b < plans.length; b++) {
      if (isAhead(plans[a]!, plans[b]!, wishes)) {
        behind[a]!.push(b);
        ahead[b]!++;
      } else if (isAhead(plans[b]!, plans[a]!, wishes)) {
        behind[b]!.push(a);
        ahead[a]!++;
      }
    }
  }
  const sorted: number[][] = [];
  let front = [...plans.keys()].filter((at) => ahead[at] === 0);
  while (front.length > 0) {
    sorted.push(front);
    const next: number[] = [];
    for (const at of front) for (const other of behind[at]!) if (--ahead[other]! === 0) next.push(other);
    front = next;
  }
  return sorted;
}

/** How far the neighbours of each plan of a front are, over all objectives; infinite at the ends. */
export function crowding(front: readonly number[], plans: readonly Plan[]): Map<number, number> {
  const room = new Map(front.map((at) => [at, 0]));
  const objectives = plans[front[0]!]?.values.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const order = [...front].sort((a, b) => plans[a]!.values[objective]! - plans[b]!.values[objective]! || a - b);
    const value = (place: number) => plans[order[place]!]!.values[objective]!;
    const span = value(order.length - 1) - value(0);
    room.set(order[0]!, Number.POSITIVE_INFINITY);
    room.set(order.at(-1)!, Number.POSITIVE_INFINITY);
    if (!(span > 0)) continue;
    for (let place = 1; place < order.length - 1; place++) {
      room.set(order[place]!, room.get(order[place]!)! + (value(place + 1) - value(place - 1)) / span);
    }
  }
  return room;
}
