import type { LocalText } from '#core/model/text.ts';
import { findCut, frameOf, layCut, longestRun, parallelCut, partsOf } from './cells.ts';
import { Dice } from './dice.ts';
import { type District, districtAt, type StreetPattern, streetPatterns } from './districts.ts';
import { keptNodes } from './kept-nodes.ts';
import type { StreetNames } from './names.ts';
import { streetNames } from './names.ts';
import { type ParkSite, parkSites } from './park-sites.ts';
import { type Face, graphFrom, type PlanGraph } from './plan-graph.ts';
import { add, centroid, contains, isSimple, left, lineLength, type Point, ringArea } from './plane.ts';
import { type PlanLine, skeletonLines } from './skeleton.ts';
import { type TownShape, townShape } from './town-shape.ts';

type FaceKind = 'land' | 'park' | 'strip' | 'bank' | 'river' | 'creek';

/** A face between streets, before the streets' width is taken off. */
export interface PlanFace {
  readonly kind: FaceKind;
  readonly nodes: Face;
  readonly district: District;
  readonly isInside: boolean;
  readonly park?: ParkSite;
}

/** Faces as they came about by cutting: neighbouring faces hang on the same branch. */
export type Branch = PlanFace | { readonly parts: readonly Branch[] };

export interface TownPlan {
  readonly shape: TownShape;
  readonly graph: PlanGraph;
  /** Points of the graph in local metres, on the grid of millimetres. */
  readonly places: readonly Point[];
  /** 1 for points that are needed to draw the lines to within 15 cm. */
  readonly kept: Uint8Array;
  readonly faces: readonly PlanFace[];
  /** One branch for each cell between main streets. */
  readonly cells: readonly Branch[];
  readonly ring: readonly Point[];
  /** How many of the graph's lines belong to the hand-drawn frame; the others are side streets. */
  readonly frameLines: number;
}

const noName: LocalText = { zh: '', en: '' };
const aroundVillages: StreetPattern = { ...streetPatterns.fields, blockLength: 310, blockDepth: 270 };
const limit: PlanLine = { kind: 'limit', name: noName, width: 0 };

/** Cuts the cells between the main streets into blocks. */
class Cutter {
  readonly graph: PlanGraph;
  readonly #dice: Dice;
  readonly #sites: readonly ParkSite[];
  readonly #names: StreetNames;
  /** How much longer than usual the blocks of the present cell are. */
  #stretch = 1;

  constructor(graph: PlanGraph, seed: number) {
    this.graph = graph;
    this.#dice = new Dice(seed, 'streets');
    this.#sites = parkSites;
    this.#names = streetNames(new Dice(seed, 'street-names'));
  }

  #points(face: Face): Point[] {
    return face.map((node) => this.graph.points[node]!);
  }

  /** Green beside ring road and creek comes off first: streets may not begin there. */
  cell(face: Face, isInside: boolean): Branch {
    const parts: Branch[] = [];
    let rest = face;
    for (let round = 0; round < 6; round++) {
      const run = longestRun(this.graph, rest, (kind) => kind === 'motorway' || kind === 'shore');
      if (!run || run.edges < 3) break;
      const isRing = this.graph.lineOf(rest[run.start]!, rest[(run.start + 1) % rest.length]!).kind === 'motorway';
      const hasFrontage = isRing || !isInside || this.#dice.chance(0.6);
      const depth = isRing ? 68 : this.#dice.between(30, 44);
      const cut = parallelCut(this.graph, rest, run, depth);
      if (!cut || !partsOf(this.#points(rest), cut).every(isSimple)) break;
      const line: PlanLine = hasFrontage
        ? { kind: 'local', name: this.#names.next(isRing ? 'frontage' : 'street'), width: isRing ? 14 : 10 }
        : limit;
      const [first, second] = layCut(this.graph, rest, cut, line);
      const isFirstStrip = first.includes(rest[(run.start + 1) % rest.length]!);
      const strip = isFirstStrip ? first : second;
      parts.push(this.#face('strip', strip, isInside));
      rest = isFirstStrip ? second : first;
    }
    this.#stretch = this.#dice.between(0.88, 1.14);
    parts.push(this.#block(rest, isInside, 0));
    return { parts };
  }

  #face(kind: FaceKind, nodes: Face, isInside: boolean, park?: ParkSite): PlanFace {
    const points = this.#points(nodes);
    const found = districtAt(centroid(points), isInside);
    const district = found === 'village' && ringArea(points) > 60_000 ? 'fields' : found;
    return park ? { kind, nodes, district, isInside, park } : { kind, nodes, district, isInside };
  }

  #block(face: Face, isInside: boolean, depth: number): Branch {
    const points = this.#points(face);
    const area = ringArea(points);
    const site = this.#sites.find(({ point }) => contains(points, point));
    const frame = frameOf(points);
    if (site && area < site.largest && frame.depth > 0.5 * frame.length) {
      return this.#face('park', face, isInside, site);
    }
    const district = districtAt(centroid(points), isInside);
    // A large field is first cut down; only what is left around the village becomes one.
    const isAround = district === 'village' && area > 130_000;
    const pattern = isAround ? aroundVillages : streetPatterns[district];
    const stretch = this.#stretch * this.#dice.between(0.95, 1.06);
    const wanted = [pattern.blockLength * stretch, pattern.blockDepth * stretch] as const;
    const sides: [towards: Point, along: Point, size: number, parts: number][] = [
      [left(frame.along), frame.along, frame.length, frame.length / wanted[0]],
      [frame.along, left(frame.along), frame.depth, frame.depth / wanted[1]],
    ];
    sides.sort((a, b) => b[3] - a[3]);
    for (const [towards, along, size, parts] of sides) {
      if (parts < 1.42) continue;
      const count = Math.max(2, Math.round(parts));
      const middles: Point[] = [];
      const half = Math.floor(count / 2);
      for (const at of [half, count - half, half - 1, half + 1]) {
        if (at <= 0 || at >= count) continue;
        for (const jitter of [0, 0.12, -0.12, 0.25, -0.25]) {
          const share = (at + jitter + 0.08 * this.#dice.bell() * (1 + 4 * pattern.unrest)) / count - 0.5;
          middles.push(add(frame.centre, along, share * size));
        }
      }
      const cut = findCut(this.graph, face, middles, towards, pattern, this.#dice, parts > 1.8 ? 420 : 190);
      if (!cut) continue;
      const isLong = depth < 2 && frame.depth > 560;
      const line: PlanLine = {
        kind: isLong ? 'secondary' : 'local',
        name: this.#names.next(district === 'old' || district === 'village' ? 'lane' : 'street'),
        width: isLong ? 24 : pattern.width + this.#dice.whole(-1, 1) * 2,
      };
      const [first, second] = layCut(this.graph, face, cut, line);
      return { parts: [this.#block(first, isInside, depth + 1), this.#block(second, isInside, depth + 1)] };
    }
    return this.#leaf(face, isInside, area);
  }

  #leaf(face: Face, isInside: boolean, area: number): Branch {
    const site = this.#sites.find(({ point }) => contains(this.#points(face), point));
    if (site) return this.#face('park', face, isInside, site);
    const { district } = this.#face('land', face, isInside);
    const pattern = streetPatterns[district];
    if (area > 0.75 * pattern.blockLength * pattern.blockDepth && this.#dice.chance(pattern.lanes)) {
      const frame = frameOf(this.#points(face));
      const middles = [0, 0.06, -0.06, 0.12, -0.12].map((share) =>
        add(frame.centre, frame.along, share * frame.length),
      );
      const cut = findCut(this.graph, face, middles, left(frame.along), pattern, this.#dice);
      if (cut) {
        const line: PlanLine = { kind: 'path', name: this.#names.next('lane'), width: district === 'old' ? 5 : 7 };
        const [first, second] = layCut(this.graph, face, cut, line);
        return { parts: [this.#face('land', first, isInside), this.#face('land', second, isInside)] };
      }
    }
    if (isInside && area > 60_000 && pattern.blockLength < 250) {
      // A wedge between water and ring road that no street can divide: better a park than one huge block.
      const { zh, en } = this.#names.next('park');
      const point = centroid(this.#points(face));
      return this.#face('park', face, isInside, { name: { zh, en }, point, largest: area, pond: 0.06 });
    }
    return this.#face('land', face, isInside);
  }
}

function leavesOf(branch: Branch): PlanFace[] {
  return 'parts' in branch ? branch.parts.flatMap(leavesOf) : [branch];
}

/** Lays out streets and blocks of the whole town. */
export function townPlan(seed: number): TownPlan {
  const shape = townShape(seed);
  const lines = skeletonLines(shape);
  const graph = graphFrom(lines);
  const ring = lines.find(({ kind }) => kind === 'motorway')!.points;
  const cutter = new Cutter(graph, seed);
  const cells: Branch[] = [];
  for (const nodes of graph.faces()) {
    const points = nodes.map((node) => graph.points[node]!);
    const middle = centroid(points);
    const isInside = contains(ring, middle);
    const area = ringArea(points);
    const plain = (kind: FaceKind): Branch => ({ kind, nodes, district: districtAt(middle, isInside), isInside });
    const [x, y] = middle;
    const shores = nodes.filter(
      (node, index) => graph.lineOf(node, nodes[(index + 1) % nodes.length]!).kind === 'shore',
    ).length;
    if (y < shape.northShore(x) && y > shape.southShore(x)) cells.push(plain('river'));
    else if (y < shape.northRiverside(x) && y > shape.southRiverside(x))
      cells.push(plain(area < 2500 ? 'creek' : 'bank'));
    else if (shores > 0.7 * nodes.length && (2 * area) / lineLength(points) < 26) cells.push(plain('creek'));
    else cells.push(cutter.cell(nodes, isInside));
  }
  const places = graph.points.map(shape.bend);
  const kept = keptNodes(graph, places, 0.15);
  return { shape, graph, places, kept, faces: cells.flatMap(leavesOf), cells, ring, frameLines: lines.length };
}
