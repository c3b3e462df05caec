import type { Dice } from './dice.ts';
import type { StreetPattern } from './districts.ts';
import { cosine, sine } from './exact-math.ts';
import type { Face, PlanGraph } from './plan-graph.ts';
import { add, contains, cross, direction, distance, left, lineDistance, mix, type Point, ringArea } from './plane.ts';
import type { LineKind, PlanLine } from './skeleton.ts';

/** Kinds of lines that no side street may begin at. */
const closedKinds: ReadonlySet<LineKind> = new Set(['motorway', 'shore', 'limit', 'footbridge']);

/** Metres between the vertices of side streets. */
const step = 20;

interface Frame {
  readonly centre: Point;
  /** Unit vector along the longer side of the tightest box. */
  readonly along: Point;
  readonly length: number;
  readonly depth: number;
}

/** Directions over a quarter turn. */
const turns: readonly Point[] = Array.from({ length: 45 }, (_, turn) => [
  cosine((turn * Math.PI) / 90),
  sine((turn * Math.PI) / 90),
]);

/** The tightest box around `points`, among 45 directions. */
export function frameOf(points: readonly Point[]): Frame {
  let best: Frame | undefined;
  for (const along of turns) {
    const [cos, sin] = along;
    const across = left(along);
    let u0 = Infinity;
    let u1 = -Infinity;
    let v0 = Infinity;
    let v1 = -Infinity;
    for (const point of points) {
      const u = point[0] * cos + point[1] * sin;
      const v = point[1] * cos - point[0] * sin;
      if (u < u0) u0 = u;
      if (u > u1) u1 = u;
      if (v < v0) v0 = v;
      if (v > v1) v1 = v;
    }
    if (best && (u1 - u0) * (v1 - v0) >= best.length * best.depth) continue;
    const centre = add(add([0, 0], along, (u0 + u1) / 2), across, (v0 + v1) / 2);
    best =
      u1 - u0 >= v1 - v0
        ? { centre, along, length: u1 - u0, depth: v1 - v0 }
        : { centre, along: across, length: v1 - v0, depth: u1 - u0 };
  }
  return best!;
}

/** A way through a face from its node `from` to its node `to` (indices), over new points. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly over: readonly Point[];
}

function isCorner(graph: PlanGraph, face: Face, index: number): boolean {
  const at = (offset: number): Point => graph.points[face[(index + offset + face.length) % face.length]!]!;
  const turn = cross(direction(at(-1), at(0)), direction(at(0), at(1)));
  return Math.abs(turn) > 0.42;
}

/** How little the node suits as the end of a street coming from `wanted`; infinite where none may end. */
function endCost(graph: PlanGraph, face: Face, index: number, wanted: Point): number {
  const node = face[index]!;
  const before = face[(index + face.length - 1) % face.length]!;
  const after = face[(index + 1) % face.length]!;
  if (closedKinds.has(graph.lineOf(before, node).kind) || closedKinds.has(graph.lineOf(node, after).kind))
    return Infinity;
  if (isCorner(graph, face, index)) return Infinity;
  let cost = distance(graph.points[node]!, wanted);
  if (graph.degree(node) > 2) cost -= 110;
  for (const side of [-1, 1]) {
    let walked = 0;
    for (let hop = 1; hop < 4; hop++) {
      const a = (index + side * (hop - 1) + face.length) % face.length;
      const b = (index + side * hop + face.length) % face.length;
      walked += distance(graph.points[face[a]!]!, graph.points[face[b]!]!);
      if (walked > 58) break;
      if (isCorner(graph, face, b)) cost += 160;
      else if (graph.degree(face[b]!) > 2) cost += 90;
    }
  }
  return cost;
}

/** The node of `face` best suited to end a street that would meet the border at `wanted`. */
function bestEnd(graph: PlanGraph, face: Face, wanted: Point): { readonly index: number; readonly cost: number } {
  let best = { index: -1, cost: Infinity };
  for (let index = 0; index < face.length; index++) {
    if (distance(graph.points[face[index]!]!, wanted) > 100) continue;
    const cost = endCost(graph, face, index, wanted);
    if (cost < best.cost) best = { index, cost };
  }
  return best;
}

/** Where a line through `through` meets the edges of the face, nearest on both sides. */
function borderHits(points: readonly Point[], through: Point, towards: Point): readonly [Point, Point] | undefined {
  let [back, forth] = [-Infinity, Infinity];
  for (let index = 0; index < points.length; index++) {
    const a = points[index]!;
    const b = points[(index + 1) % points.length]!;
    const bottom = cross(towards, [b[0] - a[0], b[1] - a[1]]);
    if (bottom === 0) continue;
    const offset: Point = [a[0] - through[0], a[1] - through[1]];
    const share = cross(offset, towards) / bottom;
    if (share < 0 || share >= 1) continue;
    const along = cross(offset, [b[0] - a[0], b[1] - a[1]]) / bottom;
    if (along < 0) back = Math.max(back, along);
    else forth = Math.min(forth, along);
  }
  if (!Number.isFinite(back) || !Number.isFinite(forth)) return undefined;
  return [add(through, towards, back), add(through, towards, forth)];
}

function wayBetween(a: Point, b: Point, bulge: number): Point[] {
  const pieces = Math.max(2, Math.round(distance(a, b) / step));
  const side = left(direction(a, b));
  const points: Point[] = [];
  for (let piece = 1; piece < pieces; piece++) {
    const share = piece / pieces;
    points.push(add(mix(a, b, share), side, bulge * 4 * share * (1 - share)));
  }
  return points;
}

/** The best of some tries to cut a face across `towards` at `through`; undefined where every try is poor. */
export function findCut(
  graph: PlanGraph,
  face: Face,
  through: readonly Point[],
  towards: Point,
  pattern: StreetPattern,
  dice: Dice,
  patience = 190,
): Cut | undefined {
  const points = face.map((node) => graph.points[node]!);
  const area = ringArea(points);
  let best: Cut | undefined;
  let bestCost = patience;
  for (const middle of through) {
    const turn = pattern.unrest * 1.5 * dice.bell();
    const heading = direction([0, 0], add(towards, left(towards), turn));
    const hits = borderHits(points, middle, heading);
    if (!hits) continue;
    const [from, to] = hits.map((hit) => bestEnd(graph, face, hit));
    if (!from || !to || from.index < 0 || to.index < 0 || from.index === to.index) continue;
    const [a, b] = [points[from.index]!, points[to.index]!];
    const size = distance(a, b);
    if (size < 45) continue;
    const way = wayBetween(a, b, pattern.bend * size * dice.between(-1, 1));
    const lean = Math.abs(cross(direction(a, b), heading));
    const cost = from.cost + to.cost + 260 * lean;
    if (cost >= bestCost) continue;
    if (!way.every((point) => contains(points, point))) continue;
    const first = split(face.length, from.index, to.index).map((index) => points[index]!);
    const half = ringArea([...first, ...way.toReversed()]);
    if (half < 0.16 * area || half > 0.84 * area) continue;
    if (!meetsWell(points, from.index, way[0]!) || !meetsWell(points, to.index, way.at(-1)!)) continue;
    bestCost = cost;
    best = { from: from.index, to: to.index, over: way };
  }
  return best;
}

/** False where a street would leave the border at less than about 50 degrees. */
function meetsWell(points: readonly Point[], index: number, next: Point): boolean {
  const count = points.length;
  const at = points[index]!;
  const border = direction(points[(index + count - 1) % count]!, points[(index + 1) % count]!);
  return Math.abs(cross(border, direction(at, next))) > 0.72;
}

function split(count: number, from: number, to: number): number[] {
  const indices: number[] = [];
  for (let index = from; ; index = (index + 1) % count) {
    indices.push(index);
    if (index === to) return indices;
  }
}

/** The two rings that a cut would make of `points`. */
export function partsOf(points: readonly Point[], cut: Cut): readonly [Point[], Point[]] {
  const first = split(points.length, cut.from, cut.to).map((index) => points[index]!);
  const second = split(points.length, cut.to, cut.from).map((index) => points[index]!);
  return [
    [...first, ...cut.over.toReversed()],
    [...second, ...cut.over],
  ];
}

/** Lays the cut as edges of `line` and gives the two faces beside it: the one left behind `from`–`to`, then the other. */
export function layCut(graph: PlanGraph, face: Face, cut: Cut, line: PlanLine): readonly [Face, Face] {
  const id = graph.addLine(line);
  const over = cut.over.map((point) => graph.addPoint(point));
  const chain = [face[cut.from]!, ...over, face[cut.to]!];
  for (let index = 0; index + 1 < chain.length; index++) graph.join(chain[index]!, chain[index + 1]!, id);
  const first = split(face.length, cut.from, cut.to).map((index) => face[index]!);
  const second = split(face.length, cut.to, cut.from).map((index) => face[index]!);
  return [
    [...first, ...over.toReversed()],
    [...second, ...over],
  ];
}

/** The longest unbroken run of edges for which `wanted` holds, as start index and number of edges; undefined where none. */
export function longestRun(
  graph: PlanGraph,
  face: Face,
  wanted: (kind: LineKind) => boolean,
): { readonly start: number; readonly edges: number } | undefined {
  const count = face.length;
  const flags = face.map((node, index) => wanted(graph.lineOf(node, face[(index + 1) % count]!).kind));
  let best: { start: number; edges: number } | undefined;
  for (let start = 0; start < count; start++) {
    if (!flags[start] || flags[(start + count - 1) % count]) continue;
    let edges = 0;
    while (edges < count && flags[(start + edges) % count]) edges++;
    if (!best || edges > best.edges) best = { start, edges };
  }
  return best;
}

/**
 * A cut that runs beside the edges `start .. start + edges` of the face, about `depth` metres inside; it ends at nodes of the
 * two neighbouring sides. Undefined where there is no room.
 */
export function parallelCut(
  graph: PlanGraph,
  face: Face,
  run: { readonly start: number; readonly edges: number },
  depth: number,
): Cut | undefined {
  const count = face.length;
  const points = face.map((node) => graph.points[node]!);
  const side: Point[] = [];
  for (let index = 0; index <= run.edges; index++) side.push(points[(run.start + index) % count]!);
  const reach = (from: number, turn: number): number => {
    let best = -1;
    let bestError = depth * 0.45;
    for (let hop = 1; hop < 12 && hop < count - run.edges; hop++) {
      const index = (from + turn * hop + 12 * count) % count;
      const error = Math.abs(lineDistance(side, points[index]!) - depth);
      if (error < bestError) {
        bestError = error;
        best = index;
      }
    }
    return best;
  };
  const from = reach(run.start, -1);
  const to = reach((run.start + run.edges) % count, 1);
  if (from < 0 || to < 0 || from === to) return undefined;
  const [first, last] = [lineDistance(side, points[from]!), lineDistance(side, points[to]!)];
  const over: Point[] = [];
  for (let index = 1; index < side.length - 1; index++) {
    const inward = left(direction(side[index - 1]!, side[index + 1]!));
    const share = index / (side.length - 1);
    const point = add(side[index]!, inward, first + (last - first) * share);
    const clear = 0.75 * step;
    if (distance(point, points[from]!) < clear || distance(point, points[to]!) < clear) continue;
    if (over.length > 0 && distance(point, over.at(-1)!) < 6) continue;
    if (contains(points, point) && lineDistance(side, point) > 0.8 * Math.min(first, last)) over.push(point);
  }
  return over.length === 0 && distance(points[from]!, points[to]!) > 3 * step ? undefined : { from, to, over };
}
