import { sharedShapes, sharedWkb } from '#core/geometry/shared-wkb.ts';
import type { FeatureImage, FeatureState } from '#core/model/edit.ts';
import { type Column, emptyColumn, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { type Paint, PaintedImage } from '#core/model/painted-image.ts';
import { RowMap } from '#core/model/row-map.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { LayerChanges, SketchContext, SketchLayer } from './sketch-context.ts';

type Values = Readonly<Record<string, Scalar>>;

/** Those of some values that a layer has fields for. */
interface FieldsIn {
  readonly values: Values;
  readonly names: readonly string[];
  readonly named: Paint;
  /** Paints with the values over them. */
  readonly over: Map<Paint, Paint>;
}

const noPaint: Paint = {};

/** Changes of more than this share of the rows are kept by row. */
const manyShare = 1 / 8;

/** More paints are not looked through for an equal one. */
const mostPaints = 16;

function isEqual(a: Paint, b: Paint): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
}

/** Collects what a sketch does to one layer, feature by feature. */
export class FeatureChanges {
  readonly #context: SketchContext;
  readonly #layer: SketchLayer;
  /** In the order in which features were named: by row as long as that is the order of the rows. */
  #images: Map<FeatureId, FeatureState> | RowMap<FeatureState>;
  #last = -1;
  readonly #fieldNames: ReadonlySet<string>;
  /** No value for any field of the table. */
  readonly #empty: Values;
  #fields: FieldsIn | undefined;
  /** Paints that were given, to find equal ones. */
  readonly #paints: Paint[] = [];
  readonly #columns: readonly { readonly name: string; readonly isBoolean: boolean; readonly column: Column }[];

  /** About `expected` features will change. */
  constructor(context: SketchContext, layer: SketchLayer, expected = 0) {
    this.#context = context;
    this.#layer = layer;
    const rows = layer.table.ids;
    this.#images = expected > manyShare * rows.length ? new RowMap(rows) : new Map<FeatureId, FeatureState>();
    this.#fieldNames = new Set(layer.layer.fields.map((field) => field.name));
    const { fields, columns, ids } = layer.table;
    this.#empty = Object.fromEntries(fields.map(({ name }) => [name, null]));
    this.#columns = fields.map(({ name, type }) => {
      return { name, isBoolean: type === 'boolean', column: columns[name] ?? emptyColumn(type, ids.length) };
    });
  }

  /** All values of the feature in `row`, as they are now. */
  valuesOf(row: number): Record<string, Scalar> {
    // A copy has room for all fields at once; field by field it would be made larger again and again.
    const values: Record<string, Scalar> = { ...this.#empty };
    for (const { name, isBoolean, column } of this.#columns) {
      if (!isNumberColumn(column)) values[name] = column[row] ?? null;
      else {
        const value = column[row]!;
        values[name] = Number.isNaN(value) ? null : isBoolean ? value !== 0 : value;
      }
    }
    return values;
  }

  /** Gives the feature in `row` other values; those not named stay. Fields that the layer lacks are left out. */
  update(row: number, values: Values, geometry?: Uint8Array): void {
    this.#put(row, this.#painted(row, values, geometry) ?? this.#written(row, values, geometry));
  }

  #put(row: number, state: FeatureState): void {
    const images = this.#images;
    if (images instanceof RowMap && row > this.#last) images.setRow(row, state);
    else this.#byId().set(this.#layer.table.ids[row]!, state);
    this.#last = row;
  }

  #byId(): Map<FeatureId, FeatureState> {
    const images = this.#images;
    const byId = images instanceof RowMap ? new Map(images) : images;
    this.#images = byId;
    return byId;
  }

  /** The feature in `row` with all its values written out. */
  #written(row: number, values: Values, geometry: Uint8Array | undefined): FeatureImage {
    const now = this.valuesOf(row);
    for (const name of this.#fieldsIn(values).names) now[name] = values[name]!;
    return { geometry: geometry ?? sharedWkb(this.#layer.table.geometry, row), values: now };
  }

  /** The feature with values painted over the row of the baseline; undefined where what is there now is no such image itself. */
  #painted(at: number, values: Values, geometry: Uint8Array | undefined): PaintedImage | undefined {
    const { images, table } = this.#layer;
    if (!images) return undefined;
    const { baseline } = images;
    const id = table.ids[at]!;
    const known = table.ids === baseline.ids ? at : undefined;
    const own = images.at(id, known);
    if (own instanceof PaintedImage) {
      if (own.base !== baseline) return undefined;
      const paint = this.#paintOver(own.paint, values);
      return geometry ? new PaintedImage(baseline, own.row, paint, geometry) : own.withPaint(paint);
    }
    const row = own === undefined ? (known ?? rowsOf(baseline.ids).get(id)) : undefined;
    if (row === undefined) return undefined;
    return new PaintedImage(
      baseline,
      row,
      this.#paintOver(noPaint, values),
      geometry ?? sharedShapes(baseline.geometry),
    );
  }

  /** The values that the layer has fields for over an earlier paint; equal ones are mostly the same object. */
  #paintOver(own: Paint, values: Values): Paint {
    const { named, over } = this.#fieldsIn(values);
    let paint = over.get(own);
    if (!paint) {
      const made = { ...own, ...named };
      paint = this.#paints.find((known) => isEqual(known, made)) ?? made;
      over.set(own, paint);
      if (paint === made && this.#paints.length < mostPaints) this.#paints.push(paint);
    }
    return paint;
  }

  /** The values that the layer has fields for, worked out once for features that are given the same. */
  #fieldsIn(values: Values): FieldsIn {
    if (this.#fields?.values !== values) {
      const names = Object.keys(values).filter((name) => this.#fieldNames.has(name));
      const named = Object.fromEntries(names.map((name) => [name, values[name]!]));
      this.#fields = { values, names, named, over: new Map() };
    }
    return this.#fields!;
  }

  remove(row: number): void {
    this.#put(row, 'deleted');
  }

  /** Adds a feature; fields that are not named have no value. */
  add(values: Values, geometry: Uint8Array): FeatureId {
    const id = this.#context.newFeatureId();
    const empty = Object.fromEntries(this.#layer.layer.fields.map((field) => [field.name, null]));
    this.#byId().set(id, { geometry, values: { ...empty, ...this.#known(values) } });
    return id;
  }

  /** Takes the feature in `row` back to what the parent scenario has. */
  revert(row: number): void {
    this.#put(row, null);
  }

  finish(): LayerChanges {
    return { layer: this.#layer.layer.id, states: this.#images };
  }

  #known(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.#fieldNames.has(name)));
  }
}
