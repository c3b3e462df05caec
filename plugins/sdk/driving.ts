import type { EvaluatorContext, Snapshot } from '#core/evaluation/contract.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { catchment, catchmentLines } from '#core/network/catchment.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { type SnappedPoints, snapPoints } from '#core/network/snap.ts';
import { streetColumns } from '#core/network/street-columns.ts';
import { costsToAll, nearestSources } from '#core/network/travel.ts';
import { countOf } from './columns.ts';
import { fillText } from './fill-text.ts';
import { inTurn, type Points } from './point-grid.ts';
import { Remembered } from './remembered.ts';
import { streetGraphOf } from './street-graphs.ts';

/** Which of several stations is there first, and when. */
export interface FirstArrivals {
  /** Driving minutes; Infinity where none comes within the limit, NaN where the place is not known. */
  readonly minutes: Float64Array;
  /** Number of the station, −1 where none comes. */
  readonly station: Int32Array;
}

/** How long vehicles need from stations to places, one-way streets kept to. */
export interface Driving {
  /** `straight` times are a lower bound of every drive: what is reached in them is an upper bound. */
  readonly kind: 'network' | 'straight';
  /** From the nearest of the stations to each place within `limitMinutes`, inclusive. */
  first(stations: Points, places: Points, limitMinutes: number): FirstArrivals;
  /** Minutes from one station to every place; Infinity where there is no way. */
  from(stations: Points, station: number, places: Points): Float64Array;
  /** Streets, partial ones included, that the stations reach; undefined in straight lines. */
  reachedStreets?(stations: Points, limitMinutes: number): { readonly lines: PackedGeometry; readonly metres: number };
}

class NetworkDriving implements Driving {
  readonly kind = 'network';
  readonly #graph: StreetGraph;
  readonly #index: EdgeIndex;
  readonly #search: PathSearch;
  readonly #snapMetres: number;
  /** Seconds of the network in a minute of a vehicle, which is slower than the streets allow. */
  readonly #secondsPerMinute: number;
  readonly #snapped = new Remembered<SnappedPoints>();

  constructor(graph: StreetGraph, snapMetres: number, speedShare: number) {
    this.#graph = graph;
    this.#index = new EdgeIndex(graph);
    this.#search = new PathSearch(graph);
    this.#snapMetres = snapMetres;
    this.#secondsPerMinute = 60 * speedShare;
  }

  #snap(points: Points): SnappedPoints {
    return this.#snapped.of(points.x, [points.y], () => snapPoints(this.#index, inTurn(points), this.#snapMetres));
  }

  /** Number of places that no street to drive on is near enough to. */
  unreachable(points: Points): number {
    return this.#snap(points).edge.filter((edge, point) => edge < 0 && !Number.isNaN(points.x[point]!)).length;
  }

  first(stations: Points, places: Points, limitMinutes: number): FirstArrivals {
    const limit = limitMinutes * this.#secondsPerMinute;
    const { cost, source } = nearestSources(this.#search, this.#snap(stations), this.#snap(places), limit);
    const minutes = cost.map((seconds, place) =>
      Number.isNaN(places.x[place]!) ? Number.NaN : seconds / this.#secondsPerMinute,
    );
    return { minutes, station: source };
  }

  from(stations: Points, station: number, places: Points): Float64Array {
    const costs = costsToAll(this.#search, this.#snap(stations), station, this.#snap(places));
    return costs.map((seconds) => seconds / this.#secondsPerMinute);
  }

  reachedStreets(stations: Points, limitMinutes: number) {
    const snapped = this.#snap(stations);
    const reached = catchment(this.#search, snapped, snapped.edge.keys(), limitMinutes * this.#secondsPerMinute);
    return { lines: catchmentLines(this.#graph, reached), metres: reached.lengthMetres };
  }
}

/** Drives as the crow flies, all at one speed. */
function straightDriving(metresPerMinute: number): Driving {
  const minutesBetween = (from: Points, at: number, to: Points, place: number) =>
    Math.hypot(from.x[at]! - to.x[place]!, from.y[at]! - to.y[place]!) / metresPerMinute;
  return {
    kind: 'straight',
    first(stations, places, limitMinutes) {
      const minutes = new Float64Array(places.x.length).fill(Number.POSITIVE_INFINITY);
      const station = new Int32Array(places.x.length).fill(-1);
      for (let place = 0; place < minutes.length; place++) {
        if (Number.isNaN(places.x[place]!) || Number.isNaN(places.y[place]!)) minutes[place] = Number.NaN;
        for (const each of stations.x.keys()) {
          const needed = minutesBetween(stations, each, places, place);
          if (!(needed <= limitMinutes && needed < minutes[place]!)) continue;
          minutes[place] = needed;
          station[place] = each;
        }
      }
      return { minutes, station };
    },
    from: (stations, station, places) =>
      Float64Array.from(places.x, (_, place) => {
        const minutes = minutesBetween(stations, station, places, place);
        return Number.isNaN(minutes) ? Number.POSITIVE_INFINITY : minutes;
      }),
  };
}

const straightReasons = {
  chosen: {
    zh: '按参数用直线距离和同一车速计算行车时间：覆盖为上限。',
    en: 'Driving times are straight-line at one speed, as the parameters say: coverage is an upper bound.',
  },
  noStreets: {
    zh: '没有道路图层，用直线距离和同一车速计算行车时间：覆盖为上限。',
    en: 'There is no street layer, so driving times are straight-line at one speed: coverage is an upper bound.',
  },
};

const networks = new Remembered<NetworkDriving>();

/**
 * How an evaluator measures drives: on the streets at a share (parameter `speedShare`) of their speeds where the project has
 * them and the parameter `distance` does not say otherwise; in straight lines at `straightSpeed` km/h, with a remark that
 * declares the bound, where not. How many of `places` no street reaches (parameter `snapDistance`) is remarked on.
 */
export function drivingFor(snapshot: Snapshot, places: Points, context: EvaluatorContext): Driving {
  const { distance, snapDistance, speedShare, straightSpeed } = context.parameters;
  const streets = snapshot.layers.street;
  const isChosen = distance === 'straight';
  if (isChosen || !streets || countOf(streets) === 0) {
    context.remark(isChosen ? 'info' : 'warning', isChosen ? straightReasons.chosen : straightReasons.noStreets);
    return straightDriving(((straightSpeed as number) * 1000) / 60);
  }
  const columns = streetColumns(streets);
  const graph = streetGraphOf(streets, { mode: 'drive', cost: 'seconds' });
  const driving = networks.of(
    graph,
    [snapDistance, speedShare],
    () => new NetworkDriving(graph, snapDistance as number, speedShare as number),
  );
  const count = driving.unreachable(places);
  if (count > 0) {
    const text = [
      '{count} 个地块距最近的车行道路超过 {limit} m，按车辆不可达计。',
      '{count|parcel lies|parcels lie} more than {limit} m from any street for vehicles: out of their reach.',
    ] as const;
    context.remark('warning', fillText(...text, { count, limit: snapDistance as number }));
  }
  if (!columns.speed || columns.speed.every((speed) => !(speed > 0))) {
    context.remark('info', {
      zh: '道路没有车速，按等级取默认车速。',
      en: 'The streets have no speeds; speeds are taken by class.',
    });
  }
  return driving;
}
