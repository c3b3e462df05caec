import { cross, crossing, direction, distance, mix, type Point, ringArea } from './plane.ts';
import type { PlanLine, SkeletonLine } from './skeleton.ts';

/** A face of the plan: its nodes counter-clockwise. */
export type Face = readonly number[];

/**
 * The plan as points joined by short straight edges, each a piece of one line. Faces and streets share their points, so what is
 * beside each other stays beside each other.
 */
export class PlanGraph {
  readonly points: Point[] = [];
  readonly lines: PlanLine[] = [];
  /** For each point its neighbours and the line of the edge to them. */
  readonly links: Map<number, number>[] = [];

  addPoint(point: Point): number {
    this.links.push(new Map());
    return this.points.push(point) - 1;
  }

  addLine(line: PlanLine): number {
    return this.lines.push(line) - 1;
  }

  join(a: number, b: number, line: number): void {
    if (a === b || this.links[a]!.has(b)) return;
    this.links[a]!.set(b, line);
    this.links[b]!.set(a, line);
  }

  cut(a: number, b: number): void {
    this.links[a]!.delete(b);
    this.links[b]!.delete(a);
  }

  /** The line that edge a–b belongs to. */
  lineOf(a: number, b: number): PlanLine {
    return this.lines[this.links[a]!.get(b)!]!;
  }

  degree(node: number): number {
    return this.links[node]!.size;
  }

  /** Takes away edges that lead nowhere. */
  prune(): void {
    for (let node = 0; node < this.points.length; node++) {
      let end = node;
      while (this.degree(end) === 1) {
        const [next] = this.links[end]!.keys();
        this.cut(end, next!);
        end = next!;
      }
    }
  }

  /** Neighbours of `node` in counter-clockwise order. */
  #turning(node: number): number[] {
    const centre = this.points[node]!;
    const around = [...this.links[node]!.keys()].map((neighbour) => ({
      neighbour,
      towards: direction(centre, this.points[neighbour]!),
    }));
    const half = ([x, y]: Point): number => (y > 0 || (y === 0 && x > 0) ? 0 : 1);
    around.sort((a, b) => half(a.towards) - half(b.towards) || -cross(a.towards, b.towards));
    return around.map(({ neighbour }) => neighbour);
  }

  /** The bounded faces, each once. */
  faces(): Face[] {
    const orders = this.points.map((_, node) => this.#turning(node));
    const seen = this.points.map(() => new Set<number>());
    const faces: Face[] = [];
    for (let start = 0; start < this.points.length; start++) {
      for (const first of orders[start]!) {
        if (seen[start]!.has(first)) continue;
        const face: number[] = [];
        let [from, to] = [start, first];
        while (!seen[from]!.has(to)) {
          seen[from]!.add(to);
          face.push(from);
          const order = orders[to]!;
          const next = order[(order.indexOf(from) + order.length - 1) % order.length]!;
          [from, to] = [to, next];
        }
        if (ringArea(face.map((node) => this.points[node]!)) > 0) faces.push(face);
      }
    }
    return faces;
  }
}

interface Stop {
  /** Segment of the line plus share along it. */
  readonly at: number;
  readonly node: number;
}

/** Nearer to a crossing than this, the vertices of a line are left out, m. */
const clearance = 9;

/** Joins the lines of the frame where they cross and takes away what sticks out. */
export function graphFrom(lines: readonly SkeletonLine[]): PlanGraph {
  const graph = new PlanGraph();
  const stops: Stop[][] = lines.map(() => []);
  const cell = 100;
  const cells = new Map<string, [line: number, segment: number][]>();
  for (const [line, { points }] of lines.entries()) {
    for (let segment = 0; segment + 1 < points.length; segment++) {
      const [a, b] = [points[segment]!, points[segment + 1]!];
      const reached = new Set<string>();
      for (const [x, y] of [a, b, mix(a, b, 0.5)]) reached.add(`${Math.floor(x / cell)},${Math.floor(y / cell)}`);
      const met = new Set<string>();
      for (const key of reached) {
        const others = cells.get(key) ?? [];
        for (const [other, otherSegment] of others) {
          if (other === line || met.has(`${other},${otherSegment}`)) continue;
          met.add(`${other},${otherSegment}`);
          const theirs = lines[other]!.points;
          const shares = crossing(a, b, theirs[otherSegment]!, theirs[otherSegment + 1]!);
          if (!shares) continue;
          const node = graph.addPoint(mix(a, b, shares[0]));
          stops[line]!.push({ at: segment + shares[0], node });
          stops[other]!.push({ at: otherSegment + shares[1], node });
        }
        cells.set(key, [...others, [line, segment]]);
      }
    }
  }
  for (const [index, line] of lines.entries()) addLine(graph, line, stops[index]!);
  graph.prune();
  return graph;
}

function addLine(graph: PlanGraph, line: SkeletonLine, stops: readonly Stop[]): void {
  const id = graph.addLine({ kind: line.kind, name: line.name, width: line.width });
  const { points } = line;
  const isClosed = points[0] === points.at(-1);
  const sequence = [...stops];
  const count = isClosed ? points.length - 1 : points.length;
  for (let index = 0; index < count; index++) {
    const point = points[index]!;
    const isFree = stops.every(({ node }) => distance(graph.points[node]!, point) > clearance);
    if (isFree) sequence.push({ at: index, node: graph.addPoint(point) });
  }
  sequence.sort((a, b) => a.at - b.at);
  for (let index = 0; index + 1 < sequence.length; index++)
    graph.join(sequence[index]!.node, sequence[index + 1]!.node, id);
  if (isClosed) graph.join(sequence.at(-1)!.node, sequence[0]!.node, id);
}
