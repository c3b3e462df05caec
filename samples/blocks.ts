import { type InsetRing, inset } from './inset.ts';
import {
  add,
  centroid,
  cross,
  crossing,
  direction,
  distance,
  mix,
  type Point,
  type Ring,
  ringArea,
  snapped,
} from './plane.ts';
import type { LineKind, PlanLine } from './skeleton.ts';
import type { PlanFace, TownPlan } from './town-plan.ts';

/** The land between streets: what parcels tile. Coordinates in local metres, on the grid of millimetres. */
export interface Block {
  /** Index of the face in the plan. */
  readonly face: number;
  readonly plan: PlanFace;
  readonly ring: Ring;
  /** Kind of line along each edge; `limit` also where the corner is cut. */
  readonly sides: readonly LineKind[];
  readonly area: number;
  /** Middle in plan metres, for looking up quarters. */
  readonly middle: Point;
}

const streetKinds: ReadonlySet<LineKind> = new Set(['motorway', 'arterial', 'secondary', 'local']);

/** Metres cut off the corner where two streets meet, for sight. */
function sightCut(a: PlanLine | undefined, b: PlanLine | undefined): number {
  if (!a || !b || !streetKinds.has(a.kind) || !streetKinds.has(b.kind)) return 0;
  return Math.min(14, 2 + 0.16 * (a.width + b.width));
}

function ringOf(
  ring: Ring,
  sources: readonly number[],
  lines: readonly PlanLine[],
): { points: Point[]; sides: LineKind[] } {
  const points: Point[] = [];
  const sides: LineKind[] = [];
  const count = ring.length;
  for (let index = 0; index < count; index++) {
    const before = ring[(index + count - 1) % count]!;
    const at = ring[index]!;
    const after = ring[(index + 1) % count]!;
    const line = lines[sources[index]!];
    const lineBefore = lines[sources[(index + count - 1) % count]!];
    const cut = sightCut(lineBefore, line);
    const turn = cross(direction(before, at), direction(at, after));
    if (cut > 0 && turn > 0.6 && distance(before, at) > 3 * cut && distance(at, after) > 3 * cut) {
      points.push(snapped(add(at, direction(at, before), cut)));
      sides.push('limit');
      points.push(snapped(add(at, direction(at, after), cut)));
    } else points.push(snapped(at));
    sides.push(line?.kind ?? 'limit');
  }
  return { points, sides };
}

/** Cuts off the smaller loop wherever a ring crosses itself. */
function untangle({ points, sources }: InsetRing): void {
  for (let first = 0; first < points.length; first++) {
    for (let second = first + 2; second < points.length; second++) {
      if (first === 0 && second === points.length - 1) continue;
      const [a, b] = [points[first]!, points[first + 1]!];
      const shares = crossing(a, b, points[second]!, points[(second + 1) % points.length]!);
      if (!shares) continue;
      const meeting = mix(a, b, shares[0]);
      const loop = [meeting, ...points.slice(first + 1, second + 1)];
      if (Math.abs(ringArea(loop)) < Math.abs(ringArea(points)) / 2) {
        points.splice(first + 1, second - first, meeting);
        sources.splice(first + 1, second - first, sources[second]!);
      } else {
        const kept = sources.slice(first + 1, second + 1);
        points.splice(0, points.length, ...loop);
        sources.splice(0, sources.length, sources[first]!, ...kept);
      }
      return untangle({ points, sources });
    }
  }
}

/** The blocks of the plan: faces without water, less half of the streets around them. */
export function blocksOf(plan: TownPlan): Block[] {
  const { graph, places, kept } = plan;
  const blocks: Block[] = [];
  for (const [face, planFace] of plan.faces.entries()) {
    if (planFace.kind === 'river' || planFace.kind === 'creek') continue;
    const nodes = planFace.nodes.filter((node) => kept[node]);
    const lines: PlanLine[] = [];
    for (const [index, node] of planFace.nodes.entries()) {
      if (kept[node]) lines.push(graph.lineOf(node, planFace.nodes[(index + 1) % planFace.nodes.length]!));
    }
    const shrunk = inset(
      nodes.map((node) => places[node]!),
      lines.map(({ width }) => width / 2),
    );
    if (!shrunk) continue;
    untangle(shrunk);
    const { points, sides } = ringOf(shrunk.points, shrunk.sources, lines);
    const area = ringArea(points);
    if (area < 150) continue;
    const middle = centroid(planFace.nodes.map((node) => graph.points[node]!));
    blocks.push({ face, plan: planFace, ring: points, sides, area, middle });
  }
  return blocks;
}
