import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { featureCount, GeometryPacker } from '#core/model/packed-geometry.ts';

/**
 * `table` side by side until there are about `count` features of `parcels`: the same city again and again, each `width` and
 * `height` metres further. Ids are new.
 */
export function tileTable(
  table: FeatureTable,
  tiles: readonly (readonly [dx: number, dy: number])[],
  newId: () => string,
): FeatureTable {
  const { geometry } = table;
  const count = featureCount(geometry);
  const packer = new GeometryPacker(geometry.kind);
  for (const [dx, dy] of tiles) {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
    for (let feature = 0; feature < count; feature++) {
      for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
        for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
          for (let pair = ringOffsets[ring]!; pair < ringOffsets[ring + 1]!; pair++)
            packer.addCoordinate(coordinates[2 * pair]! + dx, coordinates[2 * pair + 1]! + dy);
          packer.endRing();
        }
        packer.endPart();
      }
      packer.endFeature();
    }
  }
  const columns = Object.fromEntries(
    table.fields.map(({ name }: Field) => {
      const column = table.columns[name]!;
      if (!ArrayBuffer.isView(column)) return [name, tiles.flatMap(() => column)];
      const repeated = new Float64Array(column.length * tiles.length);
      for (const tile of tiles.keys()) repeated.set(column, tile * column.length);
      return [name, repeated];
    }),
  );
  const ids = Array.from({ length: count * tiles.length }, () => newId() as FeatureId);
  return { ids, fields: table.fields, columns, geometry: packer.finish() };
}

/** Places for enough copies of a city of `own` parcels to make `wanted`, in rows. */
export function tilesFor(own: number, wanted: number, width: number, height: number): [number, number][] {
  const copies = Math.max(1, Math.round(wanted / own));
  const inRow = Math.ceil(Math.sqrt(copies));
  return Array.from({ length: copies }, (_, at) => [(at % inRow) * width, Math.floor(at / inRow) * height]);
}
