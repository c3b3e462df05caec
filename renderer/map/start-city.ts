import { gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { type GeometryKind, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LayerData, MapData } from './map-data.ts';

/** A piece of the sample city, small enough to come with the page: coordinates in decimetres from its south-western corner. */
export interface PackedCity {
  /** Width and height, decimetres. */
  readonly size: readonly [width: number, height: number];
  /** The layer drawn on top first. */
  readonly layers: readonly PackedLayer[];
}

export interface PackedLayer {
  readonly role: RoleId;
  readonly geometry: GeometryKind;
  readonly fields: readonly string[];
  /** Distinct rows of values. */
  readonly values: readonly (readonly (string | number | null)[])[];
  /** Place in `values`, then each ring: first point, then steps. */
  readonly rows: readonly (readonly [value: number, ...rings: (readonly number[])[]])[];
}

const perMetre = 10;

/** Rings of decimetres as steps: small numbers are short. */
export function packRing(metres: ArrayLike<number>, left: number, bottom: number): number[] {
  const steps: number[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < metres.length; at += 2) {
    const nextX = Math.round((metres[at]! - left) * perMetre);
    const nextY = Math.round((metres[at + 1]! - bottom) * perMetre);
    steps.push(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  }
  return steps;
}

function unpackRing(steps: readonly number[]): number[] {
  const metres: number[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at]!;
    y += steps[at + 1]!;
    metres.push(x / perMetre, y / perMetre);
  }
  return metres;
}

function geometryOf({ geometry, rows }: PackedLayer): PackedGeometry {
  const packer = new GeometryPacker(geometry);
  for (const [, ...rings] of rows) packer.addFeature([rings.map(unpackRing)]);
  return packer.finish();
}

function tableOf(layer: PackedLayer): FeatureTable {
  const fields = layer.fields.map((name): Field => ({ name, type: name === 'width' ? 'real' : 'text' }));
  const columns = fields.map(({ name, type }, place) => {
    const values = layer.rows.map(([value]) => layer.values[value]![place] ?? null);
    return [
      name,
      type === 'real'
        ? Float64Array.from(values, (value) => Number(value ?? Number.NaN))
        : values.map((value) => value as string | null),
    ];
  });
  return {
    ids: layer.rows.map((_row, place) => `${layer.role} ${place}` as FeatureId),
    geometry: geometryOf(layer),
    fields,
    columns: Object.fromEntries(columns),
  };
}

/** The piece of city as layers of the map. */
export function unpackCity(city: PackedCity): MapData {
  return new Map(
    city.layers.map((packed, order): [LayerId, LayerData] => {
      const id = `start ${packed.role}` as LayerId;
      const table = tableOf(packed);
      const layer: Layer = {
        id,
        name: packed.role,
        table: packed.role,
        role: packed.role,
        geometry: packed.geometry,
        fields: table.fields,
        order,
        visible: true,
        opacity: 1,
      };
      return [id, { layer, table, codes: gb50137, style: undefined }];
    }),
  );
}
