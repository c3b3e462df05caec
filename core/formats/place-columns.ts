import { simpleFromPacked } from '#core/geometry/simple-geometry.ts';
import { writeWkt } from '#core/geometry/wkt.ts';
import { type Scalar, scalarAt } from '#core/model/feature-table.ts';
import type { WritableLayer } from './format.ts';
import { inWgs84, writtenDegrees } from './in-wgs84.ts';

/** A layer as a plain table: names of the columns, and the values of each feature. */
export interface WrittenTable {
  readonly names: readonly string[];
  valuesOf(feature: number): Scalar[];
}

/**
 * The id and the attributes of the features, with their places in WGS 84 behind: `lon` and `lat` of points, `wkt` of all
 * else, neither where the layer has no geometry.
 */
export async function tableWithPlaces(layer: WritableLayer): Promise<WrittenTable> {
  const { table } = layer;
  const geometry = await inWgs84(layer);
  const { coordinates, featureOffsets, partOffsets, ringOffsets } = geometry;
  const isSinglePoints =
    geometry.kind === 'point' && featureOffsets.every((end, place) => end - (featureOffsets[place - 1] ?? 0) <= 1);
  const names = ['id', ...table.fields.map(({ name }) => name)];
  if (isSinglePoints) names.push('lon', 'lat');
  else if (geometry.kind !== 'none') names.push('wkt');
  return {
    names,
    valuesOf(feature) {
      const values: Scalar[] = [table.ids[feature]!, ...table.fields.map((field) => scalarAt(table, field, feature))];
      const first = featureOffsets[feature]!;
      const isBare = first === featureOffsets[feature + 1];
      if (isSinglePoints) {
        const place = 2 * ringOffsets[partOffsets[first]!]!;
        values.push(isBare ? null : writtenDegrees(coordinates[place]!));
        values.push(isBare ? null : writtenDegrees(coordinates[place + 1]!));
      } else if (geometry.kind !== 'none') values.push(isBare ? null : writeWkt(simpleFromPacked(geometry, feature)));
      return values;
    },
  };
}
