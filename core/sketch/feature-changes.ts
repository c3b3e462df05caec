import { sharedWkb } from '#core/geometry/shared-wkb.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { type Column, emptyColumn, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { LayerChanges, SketchContext, SketchLayer } from './sketch-context.ts';

type Values = Readonly<Record<string, Scalar>>;

/** Collects what a sketch does to one layer, feature by feature. */
export class FeatureChanges {
  readonly #context: SketchContext;
  readonly #layer: SketchLayer;
  readonly #images = new Map<FeatureId, FeatureState>();
  readonly #fieldNames: ReadonlySet<string>;
  /** No value for any field of the table. */
  readonly #empty: Values;
  #named: { readonly values: Values; readonly names: readonly string[] } | undefined;
  readonly #columns: readonly { readonly name: string; readonly isBoolean: boolean; readonly column: Column }[];

  constructor(context: SketchContext, layer: SketchLayer) {
    this.#context = context;
    this.#layer = layer;
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
    const { table } = this.#layer;
    const now = this.valuesOf(row);
    for (const name of this.#namesIn(values)) now[name] = values[name]!;
    this.#images.set(table.ids[row]!, { geometry: geometry ?? sharedWkb(table.geometry, row), values: now });
  }

  /** Names of the values that the layer has fields for; many features are given the same values. */
  #namesIn(values: Values): readonly string[] {
    if (this.#named?.values === values) return this.#named.names;
    const names = Object.keys(values).filter((name) => this.#fieldNames.has(name));
    this.#named = { values, names };
    return names;
  }

  remove(row: number): void {
    this.#images.set(this.#layer.table.ids[row]!, 'deleted');
  }

  /** Adds a feature; fields that are not named have no value. */
  add(values: Values, geometry: Uint8Array): FeatureId {
    const id = this.#context.newFeatureId();
    const empty = Object.fromEntries(this.#layer.layer.fields.map((field) => [field.name, null]));
    this.#images.set(id, { geometry, values: { ...empty, ...this.#known(values) } });
    return id;
  }

  /** Takes the feature in `row` back to what the parent scenario has. */
  revert(row: number): void {
    this.#images.set(this.#layer.table.ids[row]!, null);
  }

  finish(): LayerChanges {
    return { layer: this.#layer.layer.id, states: this.#images };
  }

  #known(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.#fieldNames.has(name)));
  }
}
