import type { FeatureImage, FeatureState } from './edit.ts';
import { type Column, type FeatureTable, isNumberColumn, type Scalar } from './feature-table.ts';

/** Values that features are painted with, by field: the same object for all that get the same ones, and never written to. */
export type Paint = Readonly<Record<string, Scalar>>;

/** Gives the rows of a table their geometry as WKB: asked again the very same bytes. */
export type RowShapes = (row: number) => Uint8Array;

/**
 * An image that is a row of a table with some values painted over it. It says what any image says; but as many features share one
 * paint, what differs between two of them, or whether a value may be stored, is found out once for the paint and not for each
 * feature and field. It is an object with getters: to make another image of it name `geometry` and `values`, a spread leaves them out.
 */
export class PaintedImage implements FeatureImage {
  readonly base: FeatureTable;
  readonly row: number;
  readonly paint: Paint;
  readonly #geometry: Uint8Array | RowShapes | null;
  #values: Readonly<Record<string, Scalar>> | undefined;

  /**
   * `paint` has values for fields of `base` alone, which must not change afterwards. A feature that stays where its row is has the
   * shapes of all rows as its geometry: then no bytes are written before somebody asks.
   */
  constructor(base: FeatureTable, row: number, paint: Paint, geometry: Uint8Array | RowShapes | null) {
    this.base = base;
    this.row = row;
    this.paint = paint;
    this.#geometry = geometry;
  }

  get geometry(): Uint8Array | null {
    const geometry = this.#geometry;
    return typeof geometry === 'function' ? geometry(this.row) : geometry;
  }

  /** Whether it is said to be where its row is; false says nothing. */
  get isInPlace(): boolean {
    return typeof this.#geometry === 'function';
  }

  /** The same place with other values. */
  withPaint(paint: Paint): PaintedImage {
    return new PaintedImage(this.base, this.row, paint, this.#geometry);
  }

  /** All values; made when they are first asked for. */
  get values(): Readonly<Record<string, Scalar>> {
    this.#values ??= Object.fromEntries(this.base.fields.map(({ name }) => [name, valueReader(name)(this) ?? null]));
    return this.#values;
  }
}

/** A state that is a painted image; undefined for any other. */
export function paintedOf(state: FeatureState | undefined): PaintedImage | undefined {
  return state instanceof PaintedImage ? state : undefined;
}

/** Whether two images are painted on the same row of the same table, so that only their paints can differ. */
export function isSameRow(a: PaintedImage, b: PaintedImage): boolean {
  return a.base === b.base && a.row === b.row;
}

/** Whether two images are said to be where the same row is; false says nothing. */
export function isInSamePlace(a: FeatureImage, b: FeatureImage): boolean {
  return a instanceof PaintedImage && b instanceof PaintedImage && a.isInPlace && b.isInPlace && isSameRow(a, b);
}

/** Reads a column of a table as plain values; undefined where the table has no such field. */
export function plainColumn(base: FeatureTable, name: string): (row: number) => Scalar | undefined {
  const type = base.fields.find((field) => field.name === name)?.type;
  const column: Column | undefined = base.columns[name];
  if (type === undefined) return () => undefined;
  if (!column) return () => null;
  if (!isNumberColumn(column)) return (row) => column[row] ?? null;
  const isBoolean = type === 'boolean';
  return (row) => {
    const value = column[row]!;
    if (Number.isNaN(value)) return null;
    return isBoolean ? value !== 0 : value;
  };
}

/** A value of one image; undefined where it does not have the field. */
export function valueAt(image: FeatureImage, name: string): Scalar | undefined {
  if (!(image instanceof PaintedImage)) return image.values[name];
  const painted = image.paint[name];
  return painted === undefined ? plainColumn(image.base, name)(image.row) : painted;
}

/** Reads one field of many images, one after another: undefined where an image does not have it. */
export function valueReader(name: string): (image: FeatureImage) => Scalar | undefined {
  let paint: Paint | undefined;
  let painted: Scalar | undefined;
  let base: FeatureTable | undefined;
  let below: (row: number) => Scalar | undefined = () => undefined;
  return (image) => {
    if (!(image instanceof PaintedImage)) return image.values[name];
    if (image.paint !== paint) {
      paint = image.paint;
      painted = paint[name];
    }
    if (painted !== undefined) return painted;
    if (image.base !== base) {
      base = image.base;
      below = plainColumn(base, name);
    }
    return below(image.row);
  };
}

/**
 * The fields that the paints of images before and after name, which are all in which they can differ; undefined where it cannot be told
 * without a look at the values, because some image is not painted on the very row of the one before.
 */
export function paintedFields(
  before: readonly FeatureState[],
  after: readonly FeatureState[],
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let [last, next]: [Paint | undefined, Paint | undefined] = [undefined, undefined];
  for (let at = 0; at < after.length; at++) {
    const [old, now] = [before[at]!, after[at]!];
    if (!(old instanceof PaintedImage && now instanceof PaintedImage && isSameRow(old, now))) return undefined;
    if (old.paint === last && now.paint === next) continue;
    last = old.paint;
    next = now.paint;
    for (const paint of [last, next]) for (const name of Object.keys(paint)) names.add(name);
  }
  return names;
}

/** The fields that paints over rows of a table name; undefined where some image is no such one. */
export function paintedOn(base: FeatureTable, images: readonly FeatureState[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let last: Paint | undefined;
  for (const image of images) {
    if (!(image instanceof PaintedImage && image.base === base)) return undefined;
    if (image.paint === last) continue;
    last = image.paint;
    for (const name of Object.keys(last)) names.add(name);
  }
  return names;
}

/** Whether two images painted on the same row have the same values. */
export function isSamePaint(a: PaintedImage, b: PaintedImage): boolean {
  if (a.paint === b.paint) return true;
  for (const name in a.paint) if (a.paint[name] !== (valueReader(name)(b) ?? null)) return false;
  for (const name in b.paint) if (!(name in a.paint) && b.paint[name] !== (valueReader(name)(a) ?? null)) return false;
  return true;
}
