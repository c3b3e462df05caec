import { isAtRow } from '#core/geometry/image-place.ts';
import { sharedWkb } from '#core/geometry/shared-wkb.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import {
  type Column,
  emptyColumn,
  type FeatureTable,
  isNumberColumn,
  type Scalar,
  scalarAt,
} from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { type Paint, PaintedImage, paintedOf, valueReader } from '#core/model/painted-image.ts';
import { RowMap } from '#core/model/row-map.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { WkbPacker } from './canonical-wkb.ts';
import type { FeatureChange } from './feature-rows.ts';
import { isSameFeature, joinRuns, type Run } from './geometry-runs.ts';

/** The feature in a row of a table as an image. */
export function imageAt(table: FeatureTable, row: number): FeatureImage {
  const values: Record<string, Scalar> = {};
  for (const field of table.fields) values[field.name] = scalarAt(table, field, row);
  return { geometry: sharedWkb(table.geometry, row), values };
}

/** Changes sorted out against the rows of a table. */
interface Plan {
  /** Changed rows in their order, and beside it the image of each; undefined for a row that goes. */
  readonly rows: readonly number[];
  readonly images: readonly (FeatureImage | undefined)[];
  /** Stretches of rows that stay: from, up to and not including. */
  readonly stretches: readonly (readonly [from: number, to: number])[];
  /** New features, behind the last row. */
  readonly added: readonly (readonly [id: FeatureId, image: FeatureImage])[];
}

function planOf(table: FeatureTable, changes: ReadonlyMap<FeatureId, FeatureChange>): Plan {
  const { ids } = table;
  const rows: number[] = [];
  const images: (FeatureImage | undefined)[] = [];
  const added: [FeatureId, FeatureImage][] = [];
  const take = (row: number, change: FeatureChange) => {
    rows.push(row);
    images.push(change === 'deleted' ? undefined : change);
  };
  if (changes instanceof RowMap && changes.ids === ids) changes.forEachRow(take);
  else {
    const rowOf = rowsOf(ids);
    const found: [number, FeatureChange][] = [];
    for (const [id, change] of changes) {
      const painted = change === 'deleted' ? undefined : paintedOf(change);
      const row = painted?.base.ids === ids ? painted.row : rowOf.get(id);
      if (row !== undefined) found.push([row, change]);
      else if (change !== 'deleted') added.push([id, change]);
    }
    found.sort(([a], [b]) => a - b);
    for (const [row, change] of found) take(row, change);
  }
  const stretches: [number, number][] = [];
  let from = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (images[at]) continue;
    if (row > from) stretches.push([from, row]);
    from = row + 1;
  }
  stretches.push([from, ids.length]);
  return { rows, images, stretches, added };
}

/** Calls `put` with the new place of each row that is changed and stays. */
function eachChanged({ rows, images }: Plan, put: (place: number, image: FeatureImage) => void): void {
  let gone = 0;
  for (let at = 0; at < rows.length; at++) {
    const image = images[at];
    if (image) put(rows[at]! - gone, image);
    else gone++;
  }
}

/** Whether every changed row, all of which stay, has a value that it had before. */
function isUnchanged({ rows, images }: Plan, isSame: (row: number, image: FeatureImage) => boolean): boolean {
  for (let at = 0; at < rows.length; at++) {
    const image = images[at];
    if (!image || !isSame(rows[at]!, image)) return false;
  }
  return true;
}

/** The columns of a table in which changed rows have what stands there, as their paints leave them alone; there may be more. */
function columnsLeftAlone(table: FeatureTable, { images, rows }: Plan): ReadonlySet<Column> {
  const painted = new Set<string>();
  const [first] = images;
  const base = first instanceof PaintedImage && first.base.ids === table.ids ? first.base : undefined;
  let paint: Paint | undefined;
  for (let at = 0; at < rows.length; at++) {
    const image = images[at];
    if (!(image instanceof PaintedImage) || image.base !== base || image.row !== rows[at]) return new Set();
    if (image.paint === paint) continue;
    paint = image.paint;
    for (const name of Object.keys(paint)) painted.add(name);
  }
  const left = new Set<Column>();
  for (const { name } of table.fields) {
    const column = table.columns[name];
    if (column && !painted.has(name) && base?.columns[name] === column) left.add(column);
  }
  return left;
}

/**
 * A table with `changes` laid over it, without a look at the file: changed features stay in their place, deleted ones go,
 * new ones come last in the order of `changes`. What did not change is shared with `table` or copied in whole stretches, so
 * that the cost follows the number of changes. Without changes it is `table` itself.
 */
export function overlayChanges(table: FeatureTable, changes: ReadonlyMap<FeatureId, FeatureChange>): FeatureTable {
  const plan = planOf(table, changes);
  if (plan.rows.length === 0 && plan.added.length === 0) return table;
  const isSameRows = plan.added.length === 0 && plan.stretches.length === 1 && plan.stretches[0]![0] === 0;
  const left = isSameRows ? columnsLeftAlone(table, plan) : undefined;
  const columns = table.fields.map(({ name, type }): [string, Column] => {
    const column = table.columns[name] ?? emptyColumn(type, table.ids.length);
    if (left?.has(column)) return [name, column];
    if (isNumberColumn(column)) {
      const read = valueReader(name);
      const valueOf = (image: FeatureImage) => numberOf(read(image));
      const isShared = isSameRows && isUnchanged(plan, (row, image) => Object.is(column[row], valueOf(image)));
      return [name, isShared ? column : overlayNumbers(column, plan, valueOf)];
    }
    const read = valueReader(name);
    const valueOf = (image: FeatureImage) => textOf(read(image));
    const isShared = isSameRows && isUnchanged(plan, (row, image) => column[row] === valueOf(image));
    return [name, isShared ? column : overlayList(column, plan, valueOf)];
  });
  return {
    ids: isSameRows ? table.ids : overlayIds(table.ids, plan),
    geometry: overlayGeometry(table.geometry, plan, isSameRows),
    fields: table.fields,
    columns: Object.fromEntries(columns),
  };
}

function numberOf(value: Scalar | undefined): number {
  return typeof value === 'string' || value === null || value === undefined ? Number.NaN : Number(value);
}

function textOf(value: Scalar | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function overlayNumbers(column: Float64Array, plan: Plan, valueOf: (image: FeatureImage) => number): Float64Array {
  const kept = plan.stretches.reduce((sum, [from, to]) => sum + to - from, 0);
  const result = new Float64Array(kept + plan.added.length);
  let at = 0;
  for (const [from, to] of plan.stretches) {
    result.set(column.subarray(from, to), at);
    at += to - from;
  }
  eachChanged(plan, (place, image) => {
    result[place] = valueOf(image);
  });
  for (const [, image] of plan.added) result[at++] = valueOf(image);
  return result;
}

function keptOf<Value>(list: readonly Value[], { stretches }: Plan): Value[] {
  if (stretches.length === 1) return list.slice(...stretches[0]!);
  const kept: Value[] = [];
  for (const [from, to] of stretches) for (let row = from; row < to; row++) kept.push(list[row]!);
  return kept;
}

function overlayList<Value>(list: readonly Value[], plan: Plan, valueOf: (image: FeatureImage) => Value): Value[] {
  const result = keptOf(list, plan);
  eachChanged(plan, (place, image) => {
    result[place] = valueOf(image);
  });
  for (const [, image] of plan.added) result.push(valueOf(image));
  return result;
}

function overlayIds(ids: readonly FeatureId[], plan: Plan): FeatureId[] {
  const result = keptOf(ids, plan);
  for (const [id] of plan.added) result.push(id);
  return result;
}

function overlayGeometry(geometry: PackedGeometry, { rows, images, added }: Plan, isSameRows: boolean): PackedGeometry {
  const patches = new WkbPacker(geometry.kind);
  const put = ({ geometry: wkb }: FeatureImage) => {
    if (wkb) patches.add(wkb);
    else patches.packer.endFeature();
  };
  // Most edits leave geometries alone: only those that say something else are unpacked.
  const differing: (readonly [row: number, image: FeatureImage | undefined])[] = [];
  for (let at = 0; at < rows.length; at++) {
    const [row, image] = [rows[at]!, images[at]];
    if (!image || !isAtRow(image, geometry, row)) differing.push([row, image]);
  }
  for (const [, image] of differing) if (image) put(image);
  for (const [, image] of added) put(image);
  const patch = patches.packer.finish();
  const runs: Run[] = [];
  let from = 0;
  let next = 0;
  for (const [row, image] of differing) {
    const place = image ? next++ : undefined;
    if (place !== undefined && isSameFeature(geometry, row, patch, place)) continue;
    runs.push({ geometry, from, to: row });
    if (place !== undefined) runs.push({ geometry: patch, from: place, to: place + 1 });
    from = row + 1;
  }
  if (isSameRows && runs.length === 0) return geometry;
  runs.push({ geometry, from, to: geometry.featureOffsets.length - 1 });
  runs.push({ geometry: patch, from: next, to: next + added.length });
  return joinRuns(geometry.kind, runs);
}
