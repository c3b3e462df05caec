import Flatbush from 'flatbush';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureDistance } from './feature-distance.ts';
import { type Box, featureBoxes } from './measure.ts';
import { locateInFeature } from './point-in-polygon.ts';

/** Some features in a tree of their boxes. */
interface Branch {
  /** The feature of each box in the tree. */
  readonly features: Uint32Array;
  readonly tree: Flatbush;
}

/** Features that are added at a time where an index grows: that takes a few milliseconds. */
const growth = 4096;

/** Boxes of the features of a packed geometry, to find features by place. Features without geometry are never found. */
export class SpatialIndex {
  readonly geometry: PackedGeometry;
  /** minX, minY, maxX, maxY of every feature. */
  readonly boxes: Float64Array;
  readonly #branches: Branch[] = [];
  /** Features below this one are in the branches, the others are looked through one by one. */
  #grown = 0;

  /** `boxes` are those of `featureBoxes` where they are at hand; `first` features are put into the index at once, or all. */
  constructor(
    geometry: PackedGeometry,
    boxes: Float64Array = featureBoxes(geometry),
    first: number = featureCount(geometry),
  ) {
    this.geometry = geometry;
    this.boxes = boxes;
    this.#add(first);
  }

  /**
   * An index that finds everything from the start, many features first slowly and faster with each call of `grow`, which says
   * whether there is more to do: for a thread that must not be kept.
   */
  static growing(geometry: PackedGeometry, boxes: Float64Array): { index: SpatialIndex; grow: () => boolean } {
    const index = new SpatialIndex(geometry, boxes, 0);
    const count = featureCount(geometry);
    const grow = (): boolean => {
      index.#add(Math.min(count, index.#grown + growth));
      return index.#grown < count;
    };
    return { index, grow };
  }

  /** Puts the features up to `end` into a branch. */
  #add(end: number): void {
    const { boxes } = this;
    const features: number[] = [];
    for (let feature = this.#grown; feature < end; feature++) {
      if (!Number.isNaN(boxes[4 * feature]!)) features.push(feature);
    }
    this.#grown = end;
    if (features.length === 0) return;
    const tree = new Flatbush(features.length);
    for (const feature of features) {
      tree.add(boxes[4 * feature]!, boxes[4 * feature + 1]!, boxes[4 * feature + 2]!, boxes[4 * feature + 3]!);
    }
    tree.finish();
    this.#branches.push({ features: Uint32Array.from(features), tree });
  }

  /** Features whose boxes meet the box, in no order; `accept` may turn some down. */
  inBox({ minX, minY, maxX, maxY }: Box, accept?: (feature: number) => boolean): number[] {
    return this.search(minX, minY, maxX, maxY, accept);
  }

  /** As {@link inBox}, with the box as four numbers. */
  search(minX: number, minY: number, maxX: number, maxY: number, accept?: (feature: number) => boolean): number[] {
    const [first, ...others] = this.#branches;
    const found = first ? searchBranch(first, minX, minY, maxX, maxY, accept) : [];
    for (const branch of others) found.push(...searchBranch(branch, minX, minY, maxX, maxY, accept));
    const { boxes } = this;
    for (let at = 4 * this.#grown; at < boxes.length; at += 4) {
      // A feature without geometry has no box, and meets none.
      const meets = boxes[at]! <= maxX && boxes[at + 2]! >= minX && boxes[at + 1]! <= maxY && boxes[at + 3]! >= minY;
      if (meets && (accept?.(at / 4) ?? true)) found.push(at / 4);
    }
    return found;
  }

  /** Polygon features with (x, y) inside or on their outline, in ascending order. */
  polygonsAt(x: number, y: number): number[] {
    const found = this.search(x, y, x, y, (feature) => locateInFeature(this.geometry, feature, x, y) >= 0);
    return found.sort((first, second) => first - second);
  }

  /**
   * The `count` features nearest to (x, y) and their distances, nearest first: by their true shape, not by their box, and 0
   * inside a polygon. None further than `farthest`.
   */
  nearest(
    x: number,
    y: number,
    count = 1,
    farthest = Number.POSITIVE_INFINITY,
  ): { feature: number; distance: number }[] {
    const best: { feature: number; distance: number }[] = [];
    if (count < 1) return best;
    let limit = farthest;
    /** Looks at a feature; whether its box is beyond what is looked for. */
    const isBeyond = (feature: number): boolean => {
      if (this.#boxDistance(feature, x, y) > limit) return true;
      const distance = featureDistance(this.geometry, feature, x, y);
      if (distance > limit) return false;
      const place = best.findIndex(
        (other) => other.distance > distance || (other.distance === distance && other.feature > feature),
      );
      best.splice(place < 0 ? best.length : place, 0, { feature, distance });
      if (best.length > count) best.pop();
      if (best.length === count) limit = best[count - 1]!.distance;
      return false;
    };
    for (const { tree, features } of this.#branches) {
      // Turning a box down keeps the search going; taking one that is too far ends it once no nearer box is left.
      tree.neighbors(x, y, 1, Number.POSITIVE_INFINITY, (item) => isBeyond(features[item]!));
    }
    const { boxes } = this;
    for (let feature = this.#grown; feature < boxes.length / 4; feature++) {
      if (!Number.isNaN(boxes[4 * feature]!)) isBeyond(feature);
    }
    return best;
  }

  #boxDistance(feature: number, x: number, y: number): number {
    const dx = Math.max(this.boxes[4 * feature]! - x, 0, x - this.boxes[4 * feature + 2]!);
    const dy = Math.max(this.boxes[4 * feature + 1]! - y, 0, y - this.boxes[4 * feature + 3]!);
    return Math.hypot(dx, dy);
  }
}

function searchBranch(
  { tree, features }: Branch,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
  accept: ((feature: number) => boolean) | undefined,
): number[] {
  const filter = accept && ((item: number) => accept(features[item]!));
  const found = tree.search(minX, minY, maxX, maxY, filter);
  for (let at = 0; at < found.length; at++) found[at] = features[found[at]!]!;
  return found;
}

class Pairs {
  #array = new Uint32Array(1024);
  #length = 0;

  push(a: number, b: number): void {
    if (this.#length === this.#array.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length++] = a;
    this.#array[this.#length++] = b;
  }

  finish(): Uint32Array {
    return this.#array.slice(0, this.#length);
  }
}

/**
 * Pairs of features whose boxes meet: feature of `a` and feature of `b` in turn, in ascending order of both. The second may
 * be an index already at hand.
 */
export function boxPairs(a: PackedGeometry, b: PackedGeometry | SpatialIndex): Uint32Array {
  const index = b instanceof SpatialIndex ? b : new SpatialIndex(b);
  const boxes = featureBoxes(a);
  const pairs = new Pairs();
  for (let feature = 0; feature < featureCount(a); feature++) {
    const minX = boxes[4 * feature]!;
    if (Number.isNaN(minX)) continue;
    const found = index.search(minX, boxes[4 * feature + 1]!, boxes[4 * feature + 2]!, boxes[4 * feature + 3]!);
    for (const other of found.sort((first, second) => first - second)) pairs.push(feature, other);
  }
  return pairs.finish();
}

const indexes = new WeakMap<PackedGeometry, SpatialIndex>();

/** The index of features that stay as they are for long: asked again it is the same. */
export function indexOf(geometry: PackedGeometry): SpatialIndex {
  let index = indexes.get(geometry);
  if (!index) {
    index = new SpatialIndex(geometry);
    indexes.set(geometry, index);
  }
  return index;
}
