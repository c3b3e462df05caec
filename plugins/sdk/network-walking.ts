import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { catchment, catchmentLines } from '#core/network/catchment.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { type SnappedPoints, snapPoints } from '#core/network/snap.ts';
import { nearestSources, seedPoint } from '#core/network/travel.ts';
import { GrowingPairs } from './growing-pairs.ts';
import { inTurn, type Points, pickPoints } from './point-grid.ts';
import { Remembered } from './remembered.ts';
import type { NearestTargets, Walking } from './walking.ts';

/** Snapped points in the order of their edges: those on edge e stand from `starts[e]` to `starts[e + 1]`. */
interface PointsOfEdges {
  readonly starts: Uint32Array;
  readonly points: Uint32Array;
  /** In the same order: how far along its edge each is, and how far from it, m. */
  readonly along: Float64Array;
  readonly aside: Float64Array;
}

function pointsOfEdges({ edge, share, distance }: SnappedPoints, { length }: StreetGraph): PointsOfEdges {
  const edges = length.length;
  const starts = new Uint32Array(edges + 1);
  for (const on of edge) if (on >= 0) starts[on + 1]!++;
  for (let on = 0; on < edges; on++) starts[on + 1]! += starts[on]!;
  const next = starts.slice();
  const points = new Uint32Array(starts[edges]!);
  const along = new Float64Array(points.length);
  const aside = new Float64Array(points.length);
  for (let point = 0; point < edge.length; point++) {
    const on = edge[point]!;
    if (on < 0) continue;
    const at = next[on]!++;
    points[at] = point;
    along[at] = share[point]! * length[on]!;
    aside[at] = distance[point]!;
  }
  return { starts, points, along, aside };
}

/**
 * Walks on a street network: straight from a place to the nearest street, along the streets, and straight to the target.
 * Places further than `snapMetres` from every street are reached by nothing.
 */
export class NetworkWalking implements Walking {
  readonly kind = 'network';
  readonly graph: StreetGraph;
  readonly #index: EdgeIndex;
  readonly #search: PathSearch;
  readonly #snapMetres: number;
  /** Points come again and again, in the very same columns: they are tied to the network once. */
  readonly #snapped = new Remembered<SnappedPoints>();

  constructor(graph: StreetGraph, snapMetres: number) {
    this.graph = graph;
    this.#index = new EdgeIndex(graph);
    this.#search = new PathSearch(graph);
    this.#snapMetres = snapMetres;
  }

  #snap(points: Points): SnappedPoints {
    return this.#snapped.of(points.x, [points.y], () => snapPoints(this.#index, inTurn(points), this.#snapMetres));
  }

  /** Number of points with a place that no street is near enough to. */
  unreachable(points: Points): number {
    const { edge } = this.#snap(points);
    return edge.filter((value, point) => value < 0 && !Number.isNaN(points.x[point]!)).length;
  }

  straightPart(points: Points): Float64Array {
    return this.#snap(points).distance.map((metres) => (Number.isNaN(metres) ? Number.POSITIVE_INFINITY : metres));
  }

  pick(points: Points, which: readonly number[]): Points {
    const { edge, share, distance, places } = this.#snap(points);
    const picked = pickPoints(points, which);
    this.#snapped.of(picked.x, [picked.y], () => ({
      edge: Int32Array.from(which, (point) => edge[point]!),
      share: Float64Array.from(which, (point) => share[point]!),
      distance: Float64Array.from(which, (point) => distance[point]!),
      places: inTurn({
        x: Float64Array.from(which, (point) => places[2 * point]!),
        y: Float64Array.from(which, (point) => places[2 * point + 1]!),
      }),
    }));
    return picked;
  }

  nearest(origins: Points, targets: Points, limitMetres: number): NearestTargets {
    const { cost, source } = nearestSources(this.#search, this.#snap(targets), this.#snap(origins), limitMetres);
    for (let origin = 0; origin < cost.length; origin++) {
      if (Number.isNaN(origins.x[origin]!) || Number.isNaN(origins.y[origin]!)) cost[origin] = Number.NaN;
    }
    return { metres: cost, target: source };
  }

  reachedStreets(sources: Points, limitMetres: number): { readonly lines: PackedGeometry; readonly metres: number } {
    const snapped = this.#snap(sources);
    const reached = catchment(this.#search, snapped, snapped.edge.keys(), limitMetres);
    return { lines: catchmentLines(this.graph, reached), metres: reached.lengthMetres };
  }

  pairs(
    origins: Points,
    targets: Points,
    limitMetres: number,
    visit: (origin: number, target: number, metres: number) => void,
    progress?: (share: number) => void,
  ): void {
    const isTwoWay = this.graph.arcs === this.graph.arcsBack;
    // Where all ways can be walked both ways, the side with fewer places searches.
    if (isTwoWay && 2 * targets.x.length < origins.x.length) {
      const found = new GrowingPairs();
      this.#pairsFrom(
        targets,
        origins,
        limitMetres,
        (target, origin, metres) => found.add(origin, target, metres),
        progress,
      );
      found.eachByFirst(origins.x.length, visit);
    } else this.#pairsFrom(origins, targets, limitMetres, visit, progress);
  }

  #pairsFrom(
    origins: Points,
    targets: Points,
    limitMetres: number,
    visit: (origin: number, target: number, metres: number) => void,
    progress?: (share: number) => void,
  ): void {
    const here = this.#snap(origins);
    const there = this.#snap(targets);
    const { from, to, length, arcs } = this.graph;
    const { starts, points, along, aside } = pointsOfEdges(there, this.graph);
    /** The origin that looked at each edge last, plus one. */
    const looked = new Uint32Array(from.length);
    const search = this.#search;
    const lookAtOwn = (origin: number, edge: number) => {
      const costFrom = search.cost(from[edge]!);
      const costTo = search.cost(to[edge]!);
      for (let at = starts[edge]!; at < starts[edge + 1]!; at++) {
        const point = points[at]!;
        const between = Math.abs(there.share[point]! - here.share[origin]!) * length[edge]!;
        const overNodes = Math.min(costFrom + along[at]!, costTo + length[edge]! - along[at]!);
        let metres = Math.min(overNodes, here.distance[origin]! + between) + aside[at]!;
        // Who is there already, and so on the same edge, need not walk to the street and back.
        if (targets.x[point] === origins.x[origin] && targets.y[point] === origins.y[origin]) metres = 0;
        if (metres <= limitMetres) visit(origin, point, metres);
      }
    };
    const { offsets, edge: edges } = arcs;
    const count = origins.x.length;
    for (let origin = 0; origin < count; origin++) {
      if (origin % 64 === 0) progress?.(origin / count);
      const own = here.edge[origin]!;
      if (own < 0) continue;
      search.begin(limitMetres);
      seedPoint(search, here, origin);
      search.run();
      const mark = origin + 1;
      looked[own] = mark;
      lookAtOwn(origin, own);
      const reached = search.reached();
      for (let step = 0; step < reached.length; step++) {
        const node = reached[step]!;
        for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
          const edge = edges[arc]!;
          if (looked[edge] === mark) continue;
          looked[edge] = mark;
          const last = starts[edge + 1]!;
          let at = starts[edge]!;
          if (at === last) continue;
          const costFrom = search.cost(from[edge]!);
          const costTo = search.cost(to[edge]!);
          const whole = length[edge]!;
          for (; at < last; at++) {
            const metres = Math.min(costFrom + along[at]!, costTo + whole - along[at]!) + aside[at]!;
            if (metres <= limitMetres) visit(origin, points[at]!, metres);
          }
        }
      }
    }
  }
}
