import type { Network, Street } from './network.ts';

/** One leg over a street, in the direction travelled. */
interface Leg {
  readonly street: Street;
  readonly isForward: boolean;
}

/** The cheapest way from one junction to another; empty where there is none. `costOf` gives cost per metre, Infinity to forbid. */
export function cheapestWay(network: Network, from: number, to: number, costOf: (street: Street) => number): Leg[] {
  const costs = new Map<number, number>([[from, 0]]);
  const arrivals = new Map<number, Leg>();
  const open = new Set([from]);
  const done = new Set<number>();
  while (open.size > 0) {
    let node = -1;
    let least = Infinity;
    for (const candidate of open) {
      if (costs.get(candidate)! >= least) continue;
      least = costs.get(candidate)!;
      node = candidate;
    }
    if (node === to) break;
    open.delete(node);
    done.add(node);
    for (const street of network.around.get(node) ?? []) {
      const isForward = street.from === node;
      const next = isForward ? street.to : street.from;
      const cost = least + street.length * costOf(street);
      if (done.has(next) || !Number.isFinite(cost) || cost >= (costs.get(next) ?? Infinity)) continue;
      costs.set(next, cost);
      arrivals.set(next, { street, isForward });
      open.add(next);
    }
  }
  const legs: Leg[] = [];
  for (let node = to; node !== from; ) {
    const leg = arrivals.get(node);
    if (!leg) return [];
    legs.push(leg);
    node = leg.isForward ? leg.street.from : leg.street.to;
  }
  return legs.reverse();
}
