import { copyFeature } from '#core/geometry/copy-parts.ts';
import { type Column, emptyColumn, type FeatureTable, type Field, isNumberColumn } from '#core/model/feature-table.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { TableDifference } from './table-difference.ts';

/** A further column of numbers by row after and by row before, for features that are gone. */
export interface ExtraColumn {
  readonly field: Field;
  readonly after: (row: number) => number;
  readonly gone: (row: number) => number;
}

/**
 * The features in which two states of a layer differ, as a layer of its own for other programs. Fields: `change` (added,
 * removed, changed, reshaped), `fields` (those that differ, separated by semicolons), for each of these its value before and
 * after (`far_from`, `far_to`), and the extra columns. Removed features have the shape they had.
 */
export function differenceTable(
  before: FeatureTable,
  after: FeatureTable,
  { added, removed, changed }: TableDifference,
  extras: readonly ExtraColumn[],
): FeatureTable {
  const rowBefore = rowsOf(before.ids);
  const rowAfter = rowsOf(after.ids);
  const whole = [
    ...before.fields,
    ...after.fields.filter(({ name }) => !before.fields.some((one) => one.name === name)),
  ];
  const differing = new Set(changed.flatMap(({ fields }) => fields));
  const shown = added.length + removed.length > 0 ? whole : whole.filter(({ name }) => differing.has(name));
  const features = [
    ...changed.map(({ id, fields, reshaped }) => {
      return { id, change: fields.length > 0 ? 'changed' : 'reshaped', fields: fieldList(fields, reshaped) };
    }),
    ...added.map((id) => ({ id, change: 'added', fields: '' })),
    ...removed.map((id) => ({ id, change: 'removed', fields: '' })),
  ].map((feature) => ({ ...feature, from: rowBefore.get(feature.id), to: rowAfter.get(feature.id) }));
  const packer = new GeometryPacker(after.geometry.kind);
  for (const { from, to } of features) {
    if (to !== undefined) copyFeature(packer, after.geometry, to);
    else copyFeature(packer, before.geometry, from!);
  }
  const fields: Field[] = [
    { name: 'change', type: 'text' },
    { name: 'fields', type: 'text' },
  ];
  const columns: Record<string, Column> = {
    change: features.map(({ change }) => change),
    fields: features.map((feature) => feature.fields),
  };
  const add = (field: Field, column: Column) => {
    fields.push(field);
    columns[field.name] = column;
  };
  for (const field of shown) {
    const values = (table: FeatureTable, rows: readonly (number | undefined)[]) => picked(table, field, rows);
    add(
      { ...field, name: `${field.name}_from` },
      values(
        before,
        features.map(({ from }) => from),
      ),
    );
    add(
      { ...field, name: `${field.name}_to` },
      values(
        after,
        features.map(({ to }) => to),
      ),
    );
  }
  for (const { field, after: value, gone } of extras) {
    add(
      field,
      Float64Array.from(features, ({ from, to }) => (to === undefined ? gone(from!) : value(to))),
    );
  }
  return { ids: features.map(({ id }) => id), geometry: packer.finish(), fields, columns };
}

function fieldList(fields: readonly string[], reshaped: boolean): string {
  return [...fields, ...(reshaped ? ['geometry'] : [])].join('; ');
}

function picked(table: FeatureTable, { name, type }: Field, rows: readonly (number | undefined)[]): Column {
  const source = table.columns[name];
  const column = emptyColumn(type, rows.length);
  if (!source || isNumberColumn(source) !== isNumberColumn(column)) return column;
  for (const [at, row] of rows.entries()) if (row !== undefined) column[at] = source[row]!;
  return column;
}
