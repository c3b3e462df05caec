import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Format, WritableLayer } from '#core/formats/format.ts';
import { joinBytes } from '#core/formats/source-reading.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';

export const shell = [500000, 2500000, 500000, 2500100, 500100, 2500100, 500100, 2500000, 500000, 2500000];
export const hole = [500010, 2500010, 500020, 2500010, 500020, 2500020, 500010, 2500010];
const shifted = shell.map((value) => value + 1000);

type Shapes = readonly (readonly (readonly number[])[])[][];

/** A layer in EPSG:4547 with a text, a number, a truth value, a whole number and a date. */
export async function layerToWrite(kind: GeometryKind, features: Shapes): Promise<WritableLayer> {
  const packer = new GeometryPacker(kind);
  for (const parts of features) packer.addFeature(parts);
  const count = features.length;
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    name: '地块',
    crs: await coordinateSystem(4547),
    table: {
      ids: rows.map((row) => `id-${row}` as FeatureId),
      geometry: packer.finish(),
      fields: [
        { name: '名称', type: 'text' },
        { name: 'far', type: 'real', unit: '1' },
        { name: 'open', type: 'boolean' },
        { name: 'floors_above_ground', type: 'integer' },
        { name: 'floors_above_roof', type: 'integer' },
        { name: 'surveyed', type: 'date' },
      ],
      columns: {
        名称: rows.map((row) => (row === 0 ? '甲, "一" <&>' : null)),
        far: Float64Array.from(rows, (row) => (row === 0 ? 2.5 : Number.NaN)),
        open: Float64Array.from(rows, (row) => (row === 1 ? Number.NaN : row === 0 ? 1 : 0)),
        floors_above_ground: Float64Array.from(rows, (row) => row + 1),
        floors_above_roof: Float64Array.from(rows, () => 0),
        surveyed: rows.map((row) => (row === 0 ? '2026-01-02' : null)),
      },
    },
  };
}

/** Three features: a polygon with a hole, one without geometry, and one of two parts. */
export function parcelsToWrite(): Promise<WritableLayer> {
  return layerToWrite('polygon', [[[shell, hole]], [], [[shell], [shifted]]]);
}

/** The bytes that a format writes for a layer. */
export async function written(format: Format, layer: WritableLayer): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of format.write!(layer, {})) pieces.push(piece);
  return joinBytes(pieces);
}
