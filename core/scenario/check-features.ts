import { isAtRow } from '#core/geometry/image-place.ts';
import type { FeatureEdit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import { isInSamePlace, isSamePaint, isSameRow, PaintedImage } from '#core/model/painted-image.ts';
import { paintedRows } from '#core/model/painted-rows.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { canonicalWkb, hasSameShape, isSameBytes } from '#core/store/canonical-wkb.ts';
import type { LayerColumn, LayerTable } from '#core/store/layer-table.ts';
import { isOfType } from './column-value.ts';
import type { PaintedCheck } from './painted-check.ts';

const expectations = {
  text: { zh: '文字', en: 'a text' },
  integer: { zh: '整数', en: 'an integer' },
  real: { zh: '数', en: 'a number' },
  boolean: { zh: '是或否', en: 'true or false' },
  DATE: { zh: '日期，如 2026-05-01', en: 'a date such as 2026-05-01' },
  DATETIME: { zh: '时刻，如 2026-05-01T08:30:00.000Z', en: 'an instant such as 2026-05-01T08:30:00.000Z' },
  TEXT: { zh: 'ISO 8601 日期或时刻', en: 'a date or instant by ISO 8601' },
} as const satisfies Record<string, LocalText>;

function expectationOf({ type, columnType }: LayerColumn): LocalText {
  return type === 'date' ? expectations[columnType as 'DATE' | 'DATETIME' | 'TEXT'] : expectations[type];
}

/**
 * A state in the one form the store holds: the geometry canonical, a value for every field of the layer. `stored` is a state of
 * the feature that is in this form: the very same geometry is not looked at again. `check` looks at painted images that come
 * together. Fails with `edit/unknown-field`,
 * `edit/value-type`, `edit/geometry-kind` and what else `canonicalWkb` fails with.
 */
export function checkedState(
  layer: Layer,
  table: LayerTable,
  edit: FeatureEdit,
  state: FeatureState,
  stored: FeatureState = null,
  check?: PaintedCheck,
): FeatureState {
  if (state === null || state === 'deleted') return state;
  const painted = state instanceof PaintedImage ? state : undefined;
  if (painted && check ? check.hasStoredValues(painted) : hasStoredValues(table, state)) {
    if (painted && check?.hasStoredShape(painted)) return state;
    if (stored !== null && stored !== 'deleted') {
      if (isInSamePlace(stored, state) || stored.geometry === state.geometry) return state;
    }
    const geometry = checkedGeometry(table, state);
    return geometry === state.geometry ? state : { geometry, values: state.values };
  }
  const values: [string, Scalar][] = table.columns.map((column) => {
    const value = state.values[column.field] ?? null;
    if (value === null || isOfType(column, value)) return [column.field, value];
    throw new WorkbenchError('edit/value-type', {
      layer: layer.name,
      feature: edit.feature,
      field: column.field,
      expected: expectationOf(column),
      value: typeof value === 'string' ? `“${value}”` : String(value),
    });
  });
  const known = new Set(values.map(([field]) => field));
  const stranger = Object.keys(state.values).find((field) => !known.has(field));
  if (stranger !== undefined) {
    const list = [...known].join(', ');
    throw new WorkbenchError('edit/unknown-field', { layer: layer.name, field: stranger, known: list });
  }
  return { geometry: checkedGeometry(table, state), values: Object.fromEntries(values) };
}

/** Whether an image has a value of the right type for every field of the layer, and nothing else. */
function hasStoredValues({ columns }: LayerTable, { values }: FeatureImage): boolean {
  for (const column of columns) {
    const value = values[column.field];
    if (value === undefined || (value !== null && !isOfType(column, value))) return false;
  }
  return Object.keys(values).length === columns.length;
}

function checkedGeometry({ geometryType }: LayerTable, { geometry }: FeatureImage): Uint8Array | null {
  if (geometry === null) return null;
  if (geometryType) return canonicalWkb(geometry, geometryType);
  throw new WorkbenchError('edit/geometry-kind', { expected: { zh: '没有几何的记录', en: 'rows without a geometry' } });
}

/** Whether two states in the form of the store say the same; a value that is missing is no value. */
export function isSameState(a: FeatureState, b: FeatureState): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === 'deleted' || b === 'deleted') return false;
  if (a instanceof PaintedImage && b instanceof PaintedImage && isSameRow(a, b)) {
    return isSamePaint(a, b) && hasSameShape(a, b);
  }
  if (a instanceof PaintedImage && !(b instanceof PaintedImage)) return isPaintedAs(a, b);
  if (b instanceof PaintedImage && !(a instanceof PaintedImage)) return isPaintedAs(b, a);
  if (!isSameBytes(a.geometry, b.geometry)) return false;
  return hasAllOf(a.values, b.values) && hasAllOf(b.values, a.values);
}

/** Whether an image that is written out says what a painted one does, which is not written out for that. */
function isPaintedAs(painted: PaintedImage, written: FeatureImage): boolean {
  const { base, row, paint } = painted;
  if (!paintedRows(base, paint).says(written.values, row)) return false;
  return (painted.isInPlace && isAtRow(written, base.geometry, row)) || isSameBytes(painted.geometry, written.geometry);
}

function hasAllOf(one: FeatureImage['values'], other: FeatureImage['values']): boolean {
  for (const field in one) if (one[field] !== (other[field] ?? null)) return false;
  return true;
}
