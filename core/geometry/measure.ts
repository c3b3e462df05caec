import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { interiorOfPolygon, middleOfLine, nearestToPoint } from './interior-point.ts';
import { type MetricGeometry, refuseDegrees } from './metric-frame.ts';

/** Lower-left and upper-right corner; all NaN when there is nothing. */
export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * Area of a closed ring (x and y in turn), m2: positive when it runs counter-clockwise. Taken about its first point, so
 * that coordinates of a few million metres cost no digits.
 */
export function ringArea(ring: ArrayLike<number>, start = 0, end = ring.length / 2): number {
  const x0 = ring[2 * start]!;
  const y0 = ring[2 * start + 1]!;
  let twice = 0;
  for (let at = 2 * start + 2; at + 3 < 2 * end; at += 2) {
    twice += (ring[at]! - x0) * (ring[at + 3]! - y0) - (ring[at + 2]! - x0) * (ring[at + 1]! - y0);
  }
  return twice / 2;
}

/** Length of a path (x and y in turn), m. */
export function pathLength(path: ArrayLike<number>, start = 0, end = path.length / 2): number {
  let length = 0;
  for (let at = 2 * start; at + 3 < 2 * end; at += 2) {
    const dx = path[at + 2]! - path[at]!;
    const dy = path[at + 3]! - path[at + 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

/** Area of every feature, m2: shells without their holes, whichever way the rings run; 0 for points, lines and nothing. */
export function featureAreas(geometry: MetricGeometry): Float64Array {
  refuseDegrees(geometry, 'featureAreas');
  const areas = new Float64Array(featureCount(geometry));
  if (geometry.kind !== 'polygon') return areas;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let feature = 0; feature < areas.length; feature++) {
    let sum = 0;
    for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
      const shell = partOffsets[part]!;
      for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
        const area = Math.abs(ringArea(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!));
        sum += ring === shell ? area : -area;
      }
    }
    areas[feature] = sum;
  }
  return areas;
}

/** Length of every feature, m: of lines, and of all rings of polygons (the perimeter with the rims of holes). */
export function featureLengths(geometry: MetricGeometry): Float64Array {
  refuseDegrees(geometry, 'featureLengths');
  const lengths = new Float64Array(featureCount(geometry));
  if (geometry.kind === 'point') return lengths;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let feature = 0; feature < lengths.length; feature++) {
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
      lengths[feature]! += pathLength(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!);
    }
  }
  return lengths;
}

/** Four numbers for every feature: minX, minY, maxX, maxY; NaN where a feature has no geometry. */
export function featureBoxes(geometry: PackedGeometry): Float64Array {
  const boxes = new Float64Array(4 * featureCount(geometry));
  fillBoxes(geometry, boxes, 0, featureCount(geometry));
  return boxes;
}

/** Puts the boxes of the features from `first` up to `end` into those of all. */
export function fillBoxes(geometry: PackedGeometry, boxes: Float64Array, first: number, end: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let feature = first; feature < end; feature++) {
    const from = ringOffsets[partOffsets[featureOffsets[feature]!]!]!;
    const to = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
    const { minX, minY, maxX, maxY } = boxOfRing(coordinates, from, to);
    boxes[4 * feature] = minX;
    boxes[4 * feature + 1] = minY;
    boxes[4 * feature + 2] = maxX;
    boxes[4 * feature + 3] = maxY;
  }
}

/** The box of a run of coordinates (x and y in turn); NaN when there are none. */
export function boxOfRing(coordinates: ArrayLike<number>, start = 0, end = coordinates.length / 2): Box {
  if (start === end) return { minX: Number.NaN, minY: Number.NaN, maxX: Number.NaN, maxY: Number.NaN };
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let at = 2 * start; at < 2 * end; at += 2) {
    const x = coordinates[at]!;
    const y = coordinates[at + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

/** The box of everything; NaN when there is nothing. */
export function extentOf({ coordinates }: PackedGeometry): Box {
  return boxOfRing(coordinates);
}

/**
 * Centres of gravity, x and y in turn, m; NaN where a feature has no geometry. Polygons weigh by area, lines by length,
 * points evenly; a polygon without area counts as its outline, a line without length as its points.
 */
export function featureCentroids(geometry: MetricGeometry): Float64Array {
  refuseDegrees(geometry, 'featureCentroids');
  const centroids = new Float64Array(2 * featureCount(geometry)).fill(Number.NaN);
  const sums = { x: 0, y: 0, weight: 0 };
  for (let feature = 0; feature < centroids.length / 2; feature++) {
    sums.x = sums.y = sums.weight = 0;
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
    const start = ringOffsets[partOffsets[featureOffsets[feature]!]!]!;
    const end = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
    if (start === end) continue;
    const originX = coordinates[2 * start]!;
    const originY = coordinates[2 * start + 1]!;
    if (geometry.kind === 'polygon') addAreas(geometry, feature, originX, originY, sums);
    if (sums.weight === 0 && geometry.kind !== 'point') addLengths(geometry, feature, originX, originY, sums);
    if (sums.weight === 0) {
      for (let at = 2 * start; at < 2 * end; at += 2) {
        sums.x += coordinates[at]! - originX;
        sums.y += coordinates[at + 1]! - originY;
        sums.weight++;
      }
    }
    centroids[2 * feature] = originX + sums.x / sums.weight;
    centroids[2 * feature + 1] = originY + sums.y / sums.weight;
  }
  return centroids;
}

interface WeightedSum {
  x: number;
  y: number;
  weight: number;
}

function addAreas(
  geometry: MetricGeometry,
  feature: number,
  originX: number,
  originY: number,
  sums: WeightedSum,
): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    const shell = partOffsets[part]!;
    for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
      const start = ringOffsets[ring]!;
      const end = ringOffsets[ring + 1]!;
      // Holes take away whichever way they run.
      const sign = ringArea(coordinates, start, end) < 0 === (ring === shell) ? -1 : 1;
      const firstX = coordinates[2 * start]!;
      const firstY = coordinates[2 * start + 1]!;
      // Triangles from the ring's own first point: from afar the areas of small rings would drown in rounding.
      for (let at = 2 * start + 2; at + 3 < 2 * end; at += 2) {
        const ax = coordinates[at]! - firstX;
        const ay = coordinates[at + 1]! - firstY;
        const bx = coordinates[at + 2]! - firstX;
        const by = coordinates[at + 3]! - firstY;
        const cross = sign * (ax * by - bx * ay);
        sums.x += (firstX - originX + (ax + bx) / 3) * cross;
        sums.y += (firstY - originY + (ay + by) / 3) * cross;
        sums.weight += cross;
      }
    }
  }
}

function addLengths(
  geometry: MetricGeometry,
  feature: number,
  originX: number,
  originY: number,
  sums: WeightedSum,
): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
  for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
    for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
      const dx = coordinates[at + 2]! - coordinates[at]!;
      const dy = coordinates[at + 3]! - coordinates[at + 1]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      sums.x += length * (coordinates[at]! + dx / 2 - originX);
      sums.y += length * (coordinates[at + 1]! + dy / 2 - originY);
      sums.weight += length;
    }
  }
}

/**
 * A point of every feature that stands for it, x and y in turn, m; NaN where a feature has no geometry. Inside polygons
 * (the middle of the widest stretch near half their height), half-way along the longest part of lines, the one of several
 * points that is nearest to their centre.
 */
export function representativePoints(geometry: MetricGeometry): Float64Array {
  refuseDegrees(geometry, 'representativePoints');
  const points = new Float64Array(2 * featureCount(geometry)).fill(Number.NaN);
  const centroids = geometry.kind === 'point' ? featureCentroids(geometry) : undefined;
  for (let feature = 0; feature < points.length / 2; feature++) {
    if (geometry.featureOffsets[feature] === geometry.featureOffsets[feature + 1]) continue;
    if (geometry.kind === 'polygon') interiorOfPolygon(geometry, feature, points, 2 * feature);
    else if (geometry.kind === 'line') middleOfLine(geometry, feature, points, 2 * feature);
    else nearestToPoint(geometry, feature, centroids![2 * feature]!, centroids![2 * feature + 1]!, points, 2 * feature);
  }
  return points;
}
