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
import { paintedOf, valueReader } from '#core/model/painted-image.ts';
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
  /** Changed rows in their order, each with its image; undefined for a row that goes. */
  readonly rows: readonly (readonly [row: number, image: FeatureImage | undefined])[];
  /** Stretches of rows that stay: from, up to and not including. */
  readonly stretches: readonly (readonly [from: number, to: number])[];
  /** New features, behind the last row. */
  readonly added: readonly (readonly [id: FeatureId, image: FeatureImage])[];
}

function planOf(table: FeatureTable, changes: ReadonlyMap<FeatureId, FeatureChange>): Plan {
  const rowOf = rowsOf(table.ids);
  const rows: [number, FeatureImage | undefined][] = [];
  const added: [FeatureId, FeatureImage][] = [];
  for (const [id, change] of changes) {
    const painted = change === 'deleted' ? undefined : paintedOf(change);
    const row = painted?.base.ids === table.ids ? painted.row : rowOf.get(id);
    if (row !== undefined) rows.push([row, change === 'deleted' ? undefined : change]);
    else if (change !== 'deleted') added.push([id, change]);
  }
  rows.sort(([a], [b]) => a - b);
  const stretches: [number, number][] = [];
  let from = 0;
  for (const [row, image] of rows) {
    if (image) continue;
    if (row > from) stretches.push([from, row]);
    from = row + 1;
  }
  stretches.push([from, table.ids.length]);
  return { rows, stretches, added };
}

/** Calls `put` with the new place of each row that is changed and stays. */
function eachChanged({ rows }: Plan, put: (place: number, image: FeatureImage) => void): void {
  let gone = 0;
  for (const [row, image] of rows) {
    if (image) put(row - gone, image);
    else gone++;
  }
}

/** Whether every changed row, all of which stay, has a value that it had before. */
function isUnchanged({ rows }: Plan, isSame: (row: number, image: FeatureImage) => boolean): boolean {
  return rows.every(([row, image]) => image !== undefined && isSame(row, image));
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
  const columns = table.fields.map(({ name, type }): [string, Column] => {
    const column = table.columns[name] ?? emptyColumn(type, table.ids.length);
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

function overlayGeometry(geometry: PackedGeometry, { rows, added }: Plan, isSameRows: boolean): PackedGeometry {
  const patches = new WkbPacker(geometry.kind);
  const put = ({ geometry: wkb }: FeatureImage) => {
    if (wkb) patches.add(wkb);
    else patches.packer.endFeature();
  };
  // Most edits leave geometries alone: only those that say something else are unpacked.
  const differing = rows.filter(([row, image]) => !image || !isAtRow(image, geometry, row));
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
