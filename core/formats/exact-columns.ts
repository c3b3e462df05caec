import type { Column } from '#core/model/feature-table.ts';
import { isNumberColumn } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { instantText } from './instant-text.ts';

/** A whole number up to here may be one of an office's numbers; larger ones are measurements. */
const largestNumber = 1e20;
const universalInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/**
 * Instants of universal time with their milliseconds, as GeoPackages hold them, so that the column is one of instants in the
 * project file; other columns as they are: a missing second or time zone is nobody's to add.
 */
export function withFullInstants(column: Column): Column {
  if (isNumberColumn(column)) return column;
  if (!column.every((value) => value === null || universalInstant.test(value))) return column;
  return column.map((value) => (value === null ? null : instantText(value)));
}

/** Tells which rows hold whole numbers with more digits than numbers keep here (2^53): office numbers that were not texts. */
export function tellLostDigits(
  column: Column,
  field: string,
  file: string,
  rowOf: (feature: number) => number,
  remarks: RemarkList,
): void {
  if (!isNumberColumn(column)) return;
  for (let feature = 0; feature < column.length; feature++) {
    const size = Math.abs(column[feature]!);
    if (size > Number.MAX_SAFE_INTEGER && size < largestNumber)
      remarks.add('import/digits-lost', 'warning', { file, field }, { file, row: rowOf(feature) });
  }
}
