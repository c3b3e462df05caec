import type { EvaluatorContext, Snapshot } from '#core/evaluation/contract.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { countOf } from './columns.ts';
import { fillText } from './fill-text.ts';
import { NetworkWalking } from './network-walking.ts';
import { PointGrid, type Points, pickPoints } from './point-grid.ts';
import { Remembered } from './remembered.ts';
import { streetGraphOf } from './street-graphs.ts';

/** Distances to the nearest of several targets, one per origin. */
export interface NearestTargets {
  /** Metres; Infinity where none is within reach, NaN where the origin has no place. */
  readonly metres: Float64Array;
  /** Number of the target, −1 where none is within reach. */
  readonly target: Int32Array;
}

/** How far it is from place to place on foot. */
export interface Walking {
  /** `straight` distances are a lower bound of every walk: what lies within them is an upper bound of what is reached. */
  readonly kind: 'network' | 'straight';
  /** How far points are from the network, m: what is walked straight. Infinity where no street is near enough. */
  straightPart(points: Points): Float64Array;
  /** Some of the points, in that order, with what is known of them. */
  pick(points: Points, which: readonly number[]): Points;
  /** From each origin to the nearest target within `limitMetres`, inclusive. */
  nearest(origins: Points, targets: Points, limitMetres: number): NearestTargets;
  /** The streets, partial ones included, that can be reached from any of the sources; undefined in straight lines. */
  reachedStreets?(sources: Points, limitMetres: number): { readonly lines: PackedGeometry; readonly metres: number };
  /**
   * Calls `visit` with every origin and target within `limitMetres` of each other, all targets of an origin after one
   * another. `progress` is told the share of origins done.
   */
  pairs(
    origins: Points,
    targets: Points,
    limitMetres: number,
    visit: (origin: number, target: number, metres: number) => void,
    progress?: (share: number) => void,
  ): void;
}

/** Distances as the crow flies. */
export const straightWalking: Walking = {
  kind: 'straight',
  straightPart: (points) => new Float64Array(points.x.length),
  pick: pickPoints,
  nearest(origins, targets, limitMetres) {
    const count = origins.x.length;
    const metres = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const target = new Int32Array(count).fill(-1);
    // Cells as small as there are targets for: most places have one near by.
    const grid = new PointGrid(targets, 0);
    for (let origin = 0; origin < count; origin++) {
      const x = origins.x[origin]!;
      const y = origins.y[origin]!;
      if (Number.isNaN(x) || Number.isNaN(y)) {
        metres[origin] = Number.NaN;
        continue;
      }
      const found = grid.nearest(x, y, limitMetres);
      metres[origin] = found.distance;
      target[origin] = found.index;
    }
    return { metres, target };
  },
  pairs(origins, targets, limitMetres, visit, progress) {
    const grid = new PointGrid(targets, limitMetres / 2);
    const count = origins.x.length;
    for (let origin = 0; origin < count; origin++) {
      if (origin % 64 === 0) progress?.(origin / count);
      grid.within(origins.x[origin]!, origins.y[origin]!, limitMetres, (target, metres) =>
        visit(origin, target, metres),
      );
    }
  },
};

const straightReasons = {
  chosen: {
    zh: '按参数使用直线距离：可达的范围是步行可达的上限。',
    en: 'Straight-line distances are used, as the parameters say: what is reached is an upper bound of what is reached on foot.',
  },
  noStreets: {
    zh: '没有道路图层，使用直线距离：可达的范围是步行可达的上限。',
    en: 'There is no street layer, so straight-line distances are used: what is reached is an upper bound of what is reached on foot.',
  },
};

const networks = new Remembered<NetworkWalking>();

/**
 * How an evaluator measures walks: on the street network where the project has one and the parameter `distance` does not
 * say otherwise; in straight lines, with a remark that declares the bound, where not. `places` are those of the parcels: how
 * many of them no street reaches (parameter `snapDistance`) is remarked on.
 */
export function walkingFor(snapshot: Snapshot, places: Points, context: EvaluatorContext): Walking {
  const streets = snapshot.layers.street;
  if (context.parameters.distance === 'straight') {
    context.remark('info', straightReasons.chosen);
    return straightWalking;
  }
  if (!streets || countOf(streets) === 0) {
    context.remark('warning', straightReasons.noStreets);
    return straightWalking;
  }
  const snapMetres = context.parameters.snapDistance as number;
  const graph = streetGraphOf(streets);
  const walking = networks.of(graph, [snapMetres], () => new NetworkWalking(graph, snapMetres));
  const count = walking.unreachable(places);
  if (count > 0) {
    const text = [
      '{count} 个地块距最近的可步行道路超过 {limit} m，按步行不可达计。',
      '{count|parcel lies|parcels lie} more than {limit} m from any street that can be walked: out of reach on foot.',
    ] as const;
    context.remark('warning', fillText(...text, { count, limit: snapMetres }));
  }
  return walking;
}
