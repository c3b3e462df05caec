import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { type Scalar, scalarAt } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { LayerChanges, SketchContext, SketchLayer } from './sketch-context.ts';

type Values = Readonly<Record<string, Scalar>>;

/** Collects what a sketch does to one layer, feature by feature. */
export class FeatureChanges {
  readonly #context: SketchContext;
  readonly #layer: SketchLayer;
  readonly #images = new Map<FeatureId, FeatureState>();
  readonly #fieldNames: ReadonlySet<string>;

  constructor(context: SketchContext, layer: SketchLayer) {
    this.#context = context;
    this.#layer = layer;
    this.#fieldNames = new Set(layer.layer.fields.map((field) => field.name));
  }

  /** All values of the feature in `row`, as they are now. */
  valuesOf(row: number): Record<string, Scalar> {
    const { table } = this.#layer;
    const values: Record<string, Scalar> = {};
    for (const field of table.fields) values[field.name] = scalarAt(table, field, row);
    return values;
  }

  /** Gives the feature in `row` other values; those not named stay. Fields that the layer lacks are left out. */
  update(row: number, values: Values, geometry?: Uint8Array): void {
    const { table } = this.#layer;
    const now = this.valuesOf(row);
    for (const name in values) if (this.#fieldNames.has(name)) now[name] = values[name]!;
    this.#images.set(table.ids[row]!, { geometry: geometry ?? featureWkb(table.geometry, row), values: now });
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
