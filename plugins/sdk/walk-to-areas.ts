import { OutlineIndex } from '#core/geometry/outline-index.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { Points } from './point-grid.ts';
import { Remembered } from './remembered.ts';
import type { Walking } from './walking.ts';

/** Furthest a rim may be from a street to be entered from it, m, unless no point of the rim is nearer. */
const gateMetres = 30;

/** Points along the rims of polygons, about every `stepMetres`, and the feature each belongs to. */
function rimPoints(geometry: PackedGeometry, stepMetres: number) {
  const x: number[] = [];
  const y: number[] = [];
  const area: number[] = [];
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let feature = 0; feature < featureCount(geometry); feature++) {
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
      for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
        const dx = coordinates[at + 2]! - coordinates[at]!;
        const dy = coordinates[at + 3]! - coordinates[at + 1]!;
        const pieces = Math.max(1, Math.ceil(Math.hypot(dx, dy) / stepMetres));
        for (let piece = 0; piece < pieces; piece++) {
          x.push(coordinates[at]! + (dx * piece) / pieces);
          y.push(coordinates[at + 1]! + (dy * piece) / pieces);
          area.push(feature);
        }
      }
    }
  }
  return { points: { x: Float64Array.from(x), y: Float64Array.from(y) }, area };
}

/**
 * Where areas may be entered: points of their rims close to a street. Taking every rim point that some street is near to
 * would lead over railways and rivers; an area that no street touches is entered where it is nearest to one.
 */
function gatesOf(areas: PackedGeometry, walking: Walking): Points {
  const { points, area } = rimPoints(areas, 25);
  const off = walking.straightPart(points);
  const nearest = new Float64Array(featureCount(areas)).fill(Number.POSITIVE_INFINITY);
  for (let point = 0; point < area.length; point++) {
    const feature = area[point]!;
    nearest[feature] = Math.min(nearest[feature]!, off[point]!);
  }
  const open: number[] = [];
  for (let point = 0; point < area.length; point++) {
    if (off[point]! <= Math.max(gateMetres, nearest[area[point]!]!)) open.push(point);
  }
  return walking.pick(points, open);
}

const gates = new Remembered<Points>();
const outlines = new Remembered<OutlineIndex>();

/**
 * Walk from each place to the nearest of several areas, m: to their rim on the network, to their edge in a straight line, 0
 * inside; Infinity where none is within the limit, NaN where the place is not known. Gates are not known: see above for what
 * stands for them.
 */
export function walkToAreas(
  places: Points,
  areas: PackedGeometry,
  walking: Walking,
  limitMetres: number,
): Float64Array {
  const index = outlines.of(areas, [], () => new OutlineIndex(areas));
  const onNetwork = walking.kind === 'network' && featureCount(areas) > 0;
  const metres = onNetwork
    ? walking.nearest(
        places,
        gates.of(areas, [walking], () => gatesOf(areas, walking)),
        limitMetres,
      ).metres
    : new Float64Array(places.x.length).fill(Number.POSITIVE_INFINITY);
  for (let place = 0; place < metres.length; place++) {
    const [x, y] = [places.x[place]!, places.y[place]!];
    if (Number.isNaN(x) || Number.isNaN(y)) metres[place] = Number.NaN;
    else if (!onNetwork) metres[place] = index.distance(x, y, limitMetres);
    else if (index.contains(x, y)) metres[place] = 0;
  }
  return metres;
}
