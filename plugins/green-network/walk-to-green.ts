import { featureCount, type PackedGeometry, type Points, SpatialIndex, type Walking } from '#sdk';
import type { PublicGreen } from './public-green.ts';

/** Points along the rims of polygons, about every `stepMetres`: where one may enter a park. */
function rimPoints(geometry: PackedGeometry, stepMetres: number): Points {
  const x: number[] = [];
  const y: number[] = [];
  const { coordinates, ringOffsets } = geometry;
  for (let ring = 0; ring + 1 < ringOffsets.length; ring++) {
    for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
      const dx = coordinates[at + 2]! - coordinates[at]!;
      const dy = coordinates[at + 3]! - coordinates[at + 1]!;
      const pieces = Math.max(1, Math.ceil(Math.hypot(dx, dy) / stepMetres));
      for (let piece = 0; piece < pieces; piece++) {
        x.push(coordinates[at]! + (dx * piece) / pieces);
        y.push(coordinates[at + 1]! + (dy * piece) / pieces);
      }
    }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** Walk from places to the nearest of the areas: to their rim on the network, to their edge in straight lines, 0 inside. */
export function walkToGreen(places: Points, green: PublicGreen, walking: Walking, limitMetres: number): Float64Array {
  const index = new SpatialIndex(green.geometry);
  const metres =
    walking.kind === 'network' && featureCount(green.geometry) > 0
      ? walking.nearest(places, rimPoints(green.geometry, 25), limitMetres).metres
      : new Float64Array(places.x.length).fill(Number.POSITIVE_INFINITY);
  for (let place = 0; place < metres.length; place++) {
    const [x, y] = [places.x[place]!, places.y[place]!];
    if (Number.isNaN(x) || Number.isNaN(y)) metres[place] = Number.NaN;
    else if (walking.kind === 'straight')
      metres[place] = index.nearest(x, y, 1, limitMetres)[0]?.distance ?? Number.POSITIVE_INFINITY;
    else if (index.polygonsAt(x, y).length > 0) metres[place] = 0;
  }
  return metres;
}

/** How far walks to green are followed, m. */
export const furthestWalk = 3000;
