import type { FloorUse } from '#core/model/role.ts';
import { frameOf } from './cells.ts';
import { inset } from './inset.ts';
import { boxOf, centroid, contains, crossing, dot, isConvex, left, type Point, type Ring, ringArea } from './plane.ts';

/** A building as it stands: shell and courtyards, in local metres on the grid of centimetres. */
export interface Building {
  readonly rings: readonly Ring[];
  readonly use: FloorUse;
  readonly floors: number;
  readonly height: number;
  readonly year: number;
  /** m2, footprint times floors. */
  readonly floorArea: number;
  readonly footprint: number;
}

/** A rectangle in the site's own axes. */
export interface Rectangle {
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly depth: number;
}

/** What a building is, besides its outline. */
export interface BuildingKind {
  readonly use: FloorUse;
  readonly floors: number;
  /** Height of a storey, m. */
  readonly storey: number;
}

export function rectangleRing({ u, v, width, depth }: Rectangle): Point[] {
  return [
    [u, v],
    [u + width, v],
    [u + width, v + depth],
    [u, v + depth],
  ];
}

/** A lot in axes of its own (u along the houses, v across), with what has been built on it. */
export class Site {
  readonly buildings: Building[] = [];
  /** The part that may be built on, in u and v; empty where the lot is too narrow. */
  readonly inner: Ring;
  readonly year: number;
  readonly #along: Point;
  readonly #across: Point;
  readonly #centre: Point;
  readonly #ring: Ring;
  readonly #taken: Rectangle[] = [];
  readonly #isConvex: boolean;

  /** `axis` turns the longer side towards east–west, as housing wants it; otherwise u runs along the longer side. */
  constructor(ring: Ring, setback: number, axis: 'east-west' | 'long-side', year: number) {
    const frame = frameOf(ring);
    const turned = axis === 'east-west' && Math.abs(frame.along[1]) > Math.abs(frame.along[0]);
    const along = turned ? left(frame.along) : frame.along;
    this.#along = along[0] < 0 ? [-along[0], -along[1]] : along;
    this.#across = left(this.#along);
    this.#centre = centroid(ring);
    this.#ring = ring;
    this.year = year;
    const own = ring.map((point) => this.#own(point));
    this.inner =
      inset(
        own,
        own.map(() => setback),
      )?.points ?? [];
    if (this.inner.length > 0 && ringArea(this.inner) < 40) this.inner = [];
    this.#isConvex = isConvex(this.inner);
  }

  get isEmpty(): boolean {
    return this.inner.length === 0;
  }

  /** Extent of the part that may be built on. */
  get box(): Rectangle {
    const { left, right, bottom, top } = boxOf(this.inner);
    return { u: left + 0.05, v: bottom + 0.05, width: right - left - 0.1, depth: top - bottom - 0.1 };
  }

  #own([x, y]: Point): Point {
    const relative: Point = [x - this.#centre[0], y - this.#centre[1]];
    return [dot(relative, this.#along), dot(relative, this.#across)];
  }

  #local([u, v]: Point): Point {
    const x = this.#centre[0] + u * this.#along[0] + v * this.#across[0];
    const y = this.#centre[1] + u * this.#along[1] + v * this.#across[1];
    return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  }

  /** Where a point of the map lies in the site's axes. */
  ownPoint(point: Point): Point {
    return this.#own(point);
  }

  /** Keeps a rectangle free of further buildings. */
  reserve(rectangle: Rectangle): void {
    this.#taken.push(rectangle);
  }

  fits(outline: Ring, margin: number): boolean {
    if (this.isEmpty) return false;
    const box = boxOf(outline);
    for (const { u, v, width, depth } of this.#taken) {
      const isApart =
        box.left >= u + width + margin ||
        box.right <= u - margin ||
        box.bottom >= v + depth + margin ||
        box.top <= v - margin;
      if (!isApart) return false;
    }
    for (const point of outline) if (!contains(this.inner, point)) return false;
    return this.#isConvex || !this.#meetsBorder(outline);
  }

  #meetsBorder(outline: Ring): boolean {
    for (let a = 0; a < outline.length; a++) {
      const onwards = outline[(a + 1) % outline.length]!;
      for (let b = 0; b < this.inner.length; b++) {
        if (crossing(outline[a]!, onwards, this.inner[b]!, this.inner[(b + 1) % this.inner.length]!)) return true;
      }
    }
    return false;
  }

  /** Builds on `outline` (u and v) with courtyards, when it fits; tells whether it did. */
  build(outline: Ring, kind: BuildingKind, margin = 5, holes: readonly Ring[] = []): boolean {
    if (!this.fits(outline, margin)) return false;
    const box = boxOf(outline);
    this.reserve({ u: box.left, v: box.bottom, width: box.right - box.left, depth: box.top - box.bottom });
    this.addBuilding(outline, kind, holes);
    return true;
  }

  /** Puts a building where the caller knows that there is room, such as in the courtyard of another. */
  addBuilding(outline: Ring, kind: BuildingKind, holes: readonly Ring[] = []): void {
    const rings = [outline, ...holes].map((ring) => ring.map((point) => this.#local(point)));
    if (!rings[0]!.every((point) => contains(this.#ring, point))) return;
    const footprint = ringArea(rings[0]!) - rings.slice(1).reduce((sum, ring) => sum + Math.abs(ringArea(ring)), 0);
    const floorArea = Math.round(footprint * kind.floors);
    const height = Math.round((kind.floors * kind.storey + (kind.floors > 6 ? 1.2 : 0.6)) * 10) / 10;
    this.buildings.push({ rings, use: kind.use, floors: kind.floors, height, year: this.year, floorArea, footprint });
  }

  /** The longest stretch of u that lies inside for all v of `from .. to`; undefined where none. */
  stretch(from: number, to: number): readonly [number, number] | undefined {
    const levels = [from, (from + to) / 2, to];
    for (const [, v] of this.inner) if (v > from && v < to) levels.push(v);
    let [low, high] = [-Infinity, Infinity];
    for (const level of levels) {
      const hits: number[] = [];
      for (let index = 0; index < this.inner.length; index++) {
        const [a, b] = [this.inner[index]!, this.inner[(index + 1) % this.inner.length]!];
        if (a[1] > level === b[1] > level) continue;
        hits.push(a[0] + ((level - a[1]) * (b[0] - a[0])) / (b[1] - a[1]));
      }
      hits.sort((p, q) => p - q);
      let best: readonly [number, number] | undefined;
      for (let index = 0; index + 1 < hits.length; index += 2) {
        const pair = [hits[index]!, hits[index + 1]!] as const;
        if (!best || pair[1] - pair[0] > best[1] - best[0]) best = pair;
      }
      if (!best) return undefined;
      low = Math.max(low, best[0]);
      high = Math.min(high, best[1]);
    }
    return high > low ? [low + 0.05, high - 0.05] : undefined;
  }
}
