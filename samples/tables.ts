import type { Column, FeatureTable, Field, FieldType, Scalar } from '#core/model/feature-table.ts';
import { isNumberType } from '#core/model/feature-table.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import { Dice } from './dice.ts';
import { type Point, type Ring, ringArea } from './plane.ts';
import { origin } from './town-shape.ts';

/** A field of a layer and how to read it from one item. */
interface Entry<Item> {
  readonly field: Field;
  readonly value: (item: Item, index: number) => Scalar;
}

/** A field that the role knows by `name`, with its type and unit. */
export function known<Item>(role: RoleId, name: string, value: Entry<Item>['value']): Entry<Item> {
  const { type, unit } = roleOf(role).fields.find((field) => field.name === name)!;
  return { field: unit === undefined ? { name, type } : { name, type, unit }, value };
}

/** A field that only this town has. */
export function extra<Item>(name: string, type: FieldType, value: Entry<Item>['value']): Entry<Item> {
  return { field: { name, type }, value };
}

/** Parts of a feature: polygons as rings with the shell first, lines and points as one list of points each. */
export type Shape = readonly (readonly Ring[])[];

function world([x, y]: Point): readonly [number, number] {
  return [Math.round((x + origin[0]) * 1000) / 1000, Math.round((y + origin[1]) * 1000) / 1000];
}

function pack(kind: GeometryKind, shapes: readonly Shape[]): ReturnType<GeometryPacker['finish']> {
  const packer = new GeometryPacker(kind);
  for (const parts of shapes) {
    for (const rings of parts) {
      for (const [index, ring] of rings.entries()) {
        const isWrong = kind === 'polygon' && ringArea(ring) > 0 === index > 0;
        const points = isWrong ? ring.toReversed() : ring;
        for (const point of points) packer.addCoordinate(...world(point));
        if (kind === 'polygon') packer.addCoordinate(...world(points[0]!));
        packer.endRing();
      }
      packer.endPart();
    }
    packer.endFeature();
  }
  return packer.finish();
}

/** Puts items in columns. Ids come from the seed and the name of the table, so that layers do not disturb each other. */
export function tableOf<Item>(
  name: string,
  kind: GeometryKind,
  items: readonly Item[],
  shapeOf: (item: Item) => Shape,
  entries: readonly Entry<Item>[],
  seed: number,
): FeatureTable {
  const dice = new Dice(seed, `ids of ${name}`);
  const columns: Record<string, Column> = {};
  for (const { field, value } of entries) {
    if (isNumberType(field.type)) {
      columns[field.name] = Float64Array.from(items, (item, index) => {
        const scalar = value(item, index);
        return scalar === null ? Number.NaN : Number(scalar);
      });
    } else {
      columns[field.name] = items.map((item, index) => {
        const scalar = value(item, index);
        return scalar === null || scalar === '' ? null : String(scalar);
      });
    }
  }
  return {
    ids: items.map(() => dice.id()),
    geometry: pack(kind, items.map(shapeOf)),
    fields: entries.map(({ field }) => field),
    columns,
  };
}
