import type { StreetClass } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { cross, direction, distance, dot, lineLength, type Point } from './plane.ts';
import type { PlanLine } from './skeleton.ts';
import type { TownPlan } from './town-plan.ts';

/** One street from junction to junction. */
export interface Street {
  readonly from: number;
  readonly to: number;
  /** Local metres, from `from` to `to`. */
  readonly points: readonly Point[];
  readonly line: PlanLine & { readonly kind: StreetClass };
  readonly length: number;
}

/** The streets of the town as a network: `places` are the junctions and ends (and unused points between). */
export interface Network {
  readonly places: readonly Point[];
  readonly streets: readonly Street[];
  /** Streets by junction. */
  readonly around: ReadonlyMap<number, readonly Street[]>;
}

const noStreet = new Set(['shore', 'limit', 'border']);

/** Streets while they are still being added to. */
export class NetworkBuilder {
  readonly places: Point[];
  readonly links: Map<number, PlanLine>[];
  readonly #kept: Uint8Array;

  constructor(plan: TownPlan) {
    this.places = [...plan.places];
    this.links = plan.places.map(() => new Map());
    this.#kept = plan.kept;
    const names = joinedNames(plan);
    for (const [node, neighbours] of plan.graph.links.entries()) {
      for (const [neighbour, line] of neighbours) {
        const { kind, width } = plan.graph.lines[line]!;
        if (!noStreet.has(kind)) this.links[node]!.set(neighbour, { kind, width, name: names[line]! });
      }
    }
  }

  addPlace(point: Point): number {
    this.links.push(new Map());
    return this.places.push(point) - 1;
  }

  join(a: number, b: number, line: PlanLine): void {
    if (a === b || this.links[a]!.has(b)) return;
    this.links[a]!.set(b, line);
    this.links[b]!.set(a, line);
  }

  /** True where a street on foot passes or ends. */
  isWalkable(node: number): boolean {
    return [...this.links[node]!.values()].some(({ kind }) => kind !== 'motorway');
  }

  #isJunction(node: number): boolean {
    const lines = [...this.links[node]!.values()];
    return lines.length !== 2 || lines[0]!.kind !== lines[1]!.kind || lines[0]!.name.zh !== lines[1]!.name.zh;
  }

  finish(): Network {
    const streets: Street[] = [];
    const around = new Map<number, Street[]>();
    const seen = new Set<string>();
    for (let node = 0; node < this.places.length; node++) {
      if (this.links[node]!.size === 0 || !this.#isJunction(node)) continue;
      for (const [first, line] of this.links[node]!) {
        const chain = [node];
        let [from, to] = [node, first];
        while (!this.#isJunction(to)) {
          chain.push(to);
          const next = [...this.links[to]!.keys()].find((neighbour) => neighbour !== from)!;
          [from, to] = [to, next];
        }
        chain.push(to);
        const backwards = `${to},${chain.at(-2)!}`;
        if (seen.has(backwards)) continue;
        seen.add(`${node},${first}`);
        const inner = chain.slice(1, -1).filter((place) => place >= this.#kept.length || this.#kept[place]);
        const points = [node, ...inner, to].map((place) => this.places[place]!);
        const street = { from: node, to, points, line: line as Street['line'], length: lineLength(points) };
        streets.push(street);
        for (const end of [node, to]) around.set(end, [...(around.get(end) ?? []), street]);
      }
    }
    return { places: this.places, streets, around };
  }
}

/** Side streets that go on across a junction get one name: by line of the plan. */
function joinedNames({ graph, frameLines }: TownPlan): LocalText[] {
  const root = graph.lines.map((_, index) => index);
  const find = (line: number): number => {
    let at = line;
    while (root[at] !== at) at = root[at]!;
    return at;
  };
  const isFree = (line: number): boolean =>
    line >= frameLines && ['secondary', 'local', 'path'].includes(graph.lines[line]!.kind);
  for (const [node, neighbours] of graph.links.entries()) {
    if (neighbours.size < 4) continue;
    const ends = [...neighbours];
    for (const [a, first] of ends) {
      for (const [b, second] of ends) {
        if (first >= second || !isFree(first) || !isFree(second)) continue;
        if (graph.lines[first]!.kind !== graph.lines[second]!.kind) continue;
        const towards = direction(graph.points[a]!, graph.points[node]!);
        const onwards = direction(graph.points[node]!, graph.points[b]!);
        if (dot(towards, onwards) < 0 || Math.abs(cross(towards, onwards)) > 0.42) continue;
        const [p, q] = [find(first), find(second)];
        root[Math.max(p, q)] = Math.min(p, q);
      }
    }
  }
  return graph.lines.map((_, line) => graph.lines[find(line)]!.name);
}

/** The junction or end nearest to `point` at which a street of one of `kinds` passes. */
export function nearestJunction(network: Network, point: Point, kinds: readonly StreetClass[]): number {
  let best = -1;
  let least = Infinity;
  for (const [node, streets] of network.around) {
    const away = distance(network.places[node]!, point);
    if (away >= least || !streets.some(({ line }) => kinds.includes(line.kind))) continue;
    best = node;
    least = away;
  }
  return best;
}
