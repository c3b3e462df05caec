import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { createTransform } from '#core/crs/transform.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { WritableLayer } from './format.ts';

/** The geometry of a layer in WGS 84, in buffers of its own where that is another system. */
export async function inWgs84({ crs, table }: WritableLayer): Promise<PackedGeometry> {
  const transform = createTransform(crs, await coordinateSystem(4326));
  const coordinates = transform.isIdentity ? table.geometry.coordinates : table.geometry.coordinates.slice();
  transform.apply(coordinates);
  return { ...table.geometry, coordinates };
}

/** A degree as it is written: nine decimals are 0.1 mm. */
export function writtenDegrees(value: number): number {
  return Number(value.toFixed(9));
}
