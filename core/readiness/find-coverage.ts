import { pickFeatures } from '#core/geometry/copy-parts.ts';
import { coverageOf } from '#core/geometry/coverage.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { featureAreas, featureBoxes, featureLengths, representativePoints } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { ThresholdValues } from './thresholds.ts';

/** Two features that lie over each other. */
export interface Overlap {
  readonly first: number;
  readonly second: number;
  /** m2 */
  readonly area: number;
  readonly place: readonly [x: number, y: number];
}

/** A place between features that none of them covers. */
export interface Gap {
  /** The feature of `holes` that it is. */
  readonly hole: number;
  readonly area: number;
  readonly place: readonly [x: number, y: number];
}

export interface CoverageFaults {
  readonly overlaps: readonly Overlap[];
  readonly gaps: readonly Gap[];
  readonly holes: PackedGeometry;
}

/** Places smaller than this are never looked at, m2: rounding at coordinates of some million metres. */
const smallestPlace = 1e-6;

/** Pairs of features cut with each other between two stops. */
const pairsPerStretch = 200;

/**
 * Overlaps and gaps of polygons that keep the rules each by itself. `boundary` tells whether a place lies in the plan area:
 * gaps outside of it do not count.
 */
export function* findCoverageFaults(
  sound: PackedGeometry,
  index: SpatialIndex,
  engine: GeometryEngine,
  limits: ThresholdValues,
  isInside: (x: number, y: number) => boolean,
): Generator<void, CoverageFaults> {
  const { holes, overlaps: places } = yield* coverageOf(sound);
  const pairs = overlappingPairs(places, index);
  yield;
  const overlaps: Overlap[] = [];
  for (let from = 0; from < pairs.length; from += 2 * pairsPerStretch) {
    overlaps.push(...overlapsOf(sound, pairs.subarray(from, from + 2 * pairsPerStretch), engine, limits));
    yield;
  }
  return { overlaps, gaps: gapsAmong(holes, limits, isInside), holes };
}

/** The places that features of `pairs` share, where they are large enough to count. */
function overlapsOf(
  sound: PackedGeometry,
  pairs: Uint32Array,
  engine: GeometryEngine,
  limits: ThresholdValues,
): Overlap[] {
  const rows = [...new Set(pairs)];
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const picked = pickFeatures(sound, rows);
  const shared = engine.intersectPairs(
    picked,
    picked,
    pairs.map((row) => placeOf.get(row)!),
  );
  const areas = featureAreas(shared);
  const points = representativePoints(shared);
  const overlaps: Overlap[] = [];
  for (const [pair, area] of areas.entries()) {
    if (!(area >= Math.max(limits['least-area'], smallestPlace))) continue;
    const place = [points[2 * pair]!, points[2 * pair + 1]!] as const;
    overlaps.push({ first: pairs[2 * pair]!, second: pairs[2 * pair + 1]!, area, place });
  }
  return overlaps;
}

/** Pairs of features, the smaller number first, that cover a common place. */
function overlappingPairs(places: PackedGeometry, index: SpatialIndex): Uint32Array {
  const boxes = featureBoxes(places);
  const areas = featureAreas(places);
  const found = new Set<number>();
  const count = featureCount(index.geometry);
  for (let place = 0; place < areas.length; place++) {
    if (areas[place]! < smallestPlace) continue;
    const near = index.search(boxes[4 * place]!, boxes[4 * place + 1]!, boxes[4 * place + 2]!, boxes[4 * place + 3]!);
    near.sort((a, b) => a - b);
    for (const [at, first] of near.entries()) {
      for (const second of near.slice(at + 1)) found.add(first * count + second);
    }
  }
  const sorted = [...found].sort((a, b) => a - b);
  return Uint32Array.from(sorted.flatMap((key) => [Math.floor(key / count), key % count]));
}

function gapsAmong(holes: PackedGeometry, limits: ThresholdValues, isInside: (x: number, y: number) => boolean): Gap[] {
  const areas = featureAreas(holes);
  const lengths = featureLengths(holes);
  const points = representativePoints(holes);
  const gaps: Gap[] = [];
  for (const [hole, area] of areas.entries()) {
    if (!(area >= Math.max(limits['least-area'], smallestPlace))) continue;
    const width = (2 * area) / lengths[hole]!;
    if (area > limits['gap-area'] && width > limits['gap-width']) continue;
    const [x, y] = [points[2 * hole]!, points[2 * hole + 1]!];
    if (isInside(x, y)) gaps.push({ hole, area, place: [x, y] });
  }
  return gaps;
}

/** Rows of small and thin polygons: at most the limit of area, and a shape factor 4πA/P² (1 for a circle) at most its limit. */
export function findSlivers(geometry: PackedGeometry, areas: Float64Array, limits: ThresholdValues): number[] {
  const lengths = featureLengths(geometry);
  const rows: number[] = [];
  for (const [row, area] of areas.entries()) {
    if (!(area > 0 && area <= limits['sliver-area'])) continue;
    if ((4 * Math.PI * area) / lengths[row]! ** 2 <= limits['sliver-shape']) rows.push(row);
  }
  return rows;
}
