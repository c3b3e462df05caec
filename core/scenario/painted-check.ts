import { isSharedWkb } from '#core/geometry/shared-wkb.ts';
import { isWholeShape } from '#core/geometry/whole-shapes.ts';
import { type Column, type FeatureTable, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import { type Paint, type PaintedImage, plainColumn } from '#core/model/painted-image.ts';
import { typeForms } from '#core/store/canonical-wkb.ts';
import type { LayerColumn, LayerTable } from '#core/store/layer-table.ts';
import { isOfType } from './column-value.ts';

/** Of more images than this share of the rows, looking at whole columns once is less than at each row. */
const manyShare = 1 / 8;

/** What columns were found to hold values of one type alone. */
const sound = new WeakMap<Column, Set<string>>();

function isStorable(column: LayerColumn, value: Scalar | undefined): boolean {
  return value !== undefined && (value === null || isOfType(column, value));
}

/** Whether all values of a column may stand in one of the layer's; asked again it is known. */
function isSoundColumn(wanted: LayerColumn, base: FeatureTable): boolean {
  const column = base.columns[wanted.field];
  if (!column) return true;
  const known = sound.get(column) ?? new Set();
  sound.set(column, known);
  const key = `${wanted.type} ${wanted.columnType}`;
  if (known.has(key)) return true;
  if (wanted.type === 'real' && isNumberColumn(column)) {
    for (const value of column)
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return false;
  } else {
    const read = plainColumn(base, wanted.field);
    for (let row = 0; row < column.length; row++) if (!isStorable(wanted, read(row))) return false;
  }
  known.add(key);
  return true;
}

/** Looks at painted images of one layer that come together: at what they share once. */
export class PaintedCheck {
  readonly #table: LayerTable;
  readonly #count: number;
  readonly #paints = new Map<Paint, boolean>();
  #base: FeatureTable | undefined;
  #hasFields = false;
  #isMany = false;
  #areColumnsSound = false;
  /** The columns that are looked at row by row. */
  #readers: readonly { readonly column: LayerColumn; readonly read: (row: number) => Scalar | undefined }[] = [];

  /** `count` images will come. */
  constructor(table: LayerTable, count: number) {
    this.#table = table;
    this.#count = count;
  }

  #takeBase(base: FeatureTable): void {
    const { columns } = this.#table;
    const names = new Set(base.fields.map(({ name }) => name));
    this.#base = base;
    this.#hasFields = names.size === columns.length && columns.every(({ field }) => names.has(field));
    this.#isMany = this.#count > manyShare * base.ids.length;
    this.#areColumnsSound = this.#isMany && columns.every((column) => isSoundColumn(column, base));
    this.#readers = columns.map((column) => ({ column, read: plainColumn(base, column.field) }));
    this.#paints.clear();
  }

  /** Whether an image has a value of the right type for every field of the layer, and nothing else. */
  hasStoredValues({ base, row, paint }: PaintedImage): boolean {
    if (base !== this.#base) this.#takeBase(base);
    if (!this.#hasFields) return false;
    let isSound = this.#paints.get(paint);
    if (isSound === undefined) {
      isSound = this.#isSoundPaint(paint);
      this.#paints.set(paint, isSound);
    }
    if (!isSound || this.#areColumnsSound) return isSound;
    for (const { column, read } of this.#readers) {
      if (!(column.field in paint) && !isStorable(column, read(row))) return false;
    }
    return true;
  }

  #isSoundPaint(paint: Paint): boolean {
    const byField = new Map(this.#table.columns.map((column) => [column.field, column]));
    return Object.entries(paint).every(([field, value]) => {
      const column = byField.get(field);
      return column !== undefined && isStorable(column, value);
    });
  }

  /** Whether the geometry of an image is that of its row, and the form in which rows have theirs is that of the store; false says nothing. */
  hasStoredShape(image: PaintedImage): boolean {
    const { geometryType } = this.#table;
    const { base, row } = image;
    if (!geometryType || base !== this.#base || !this.#isMany) return false;
    const { kind } = base.geometry;
    if (kind === 'point' || typeForms[geometryType].kind !== kind || !isWholeShape(base.geometry, row)) return false;
    if (image.isInPlace) return true;
    const { geometry } = image;
    return geometry !== null && isSharedWkb(geometry, base.geometry, row);
  }
}
