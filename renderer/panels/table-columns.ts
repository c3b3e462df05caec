import { featureSize, featureSizes } from '#core/geometry/feature-sizes.ts';
import {
  type Column,
  type FeatureTable,
  type Field,
  isNumberColumn,
  scalarAt,
  textColumn,
} from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import { numberField, shortId } from '#renderer/state/feature-name.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { fieldLabel, fieldUnit, fieldValue } from '#renderer/ui/field-text.ts';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { textKeys } from './sort-keys.ts';

/** One column of the attribute table. */
export interface TableColumn {
  readonly id: string;
  readonly label: LocalText;
  readonly unit: (language: Language) => string;
  readonly numeric: boolean;
  width(language: Language): number;
  text(row: number, language: Language): string;
  /** What rows are sorted by, ascending; NaN where there is no value. */
  keys(): Float64Array;
}

const keysOfTexts = new WeakMap<readonly (string | null)[], Float64Array>();

/** Worked out once for each column. */
function keysOf(column: Column): Float64Array {
  if (isNumberColumn(column)) return column;
  const keys = keysOfTexts.get(column) ?? textKeys(column);
  keysOfTexts.set(column, keys);
  return keys;
}

/** Pixels that a column head needs: Chinese characters are about twice as wide as Latin ones. */
function headWidth(label: string, unit: string, least: number): number {
  const letters = [...`${label} ${unit}`];
  const width = letters.reduce((sum, letter) => sum + (letter > '\u2e7f' ? 12 : 6.6), 0);
  return Math.max(least, Math.round(width) + 40);
}

function fieldColumn(layer: Layer, table: FeatureTable, field: Field): TableColumn {
  const column = table.columns[field.name] ?? [];
  const numeric = isNumberColumn(column) && field.type !== 'boolean';
  return {
    id: field.name,
    label: fieldLabel(layer.role, field.name),
    unit: (language) => fieldUnit(field, language),
    numeric,
    width: (language) =>
      headWidth(fieldLabel(layer.role, field.name)[language], fieldUnit(field, language), numeric ? 92 : 120),
    text: (row, language) => fieldValue(field, scalarAt(table, field, row), language),
    keys: () => keysOf(column),
  };
}

function sizeColumn(layer: Layer, table: FeatureTable): TableColumn | undefined {
  if (layer.geometry !== 'polygon' && layer.geometry !== 'line') return undefined;
  const isArea = layer.geometry === 'polygon';
  const sizes = (): Float64Array => featureSizes(table.geometry);
  return {
    id: ' size',
    label: isArea ? tableTexts.area : tableTexts.length,
    unit: () => '',
    numeric: true,
    width: () => 96,
    text(row, language) {
      const size = featureSize(table.geometry, row);
      return isArea ? writeArea(size, language) : writeLength(size);
    },
    keys: sizes,
  };
}

/** The columns of a layer: what it is called (parcels by the office's own number), how large it is, then its fields in their order. */
export function tableColumns(layer: Layer, table: FeatureTable): TableColumn[] {
  const number = layer.role === 'parcel' ? numberField(table.fields) : undefined;
  const numbers = number === undefined ? undefined : textColumn(table, number);
  const ids: TableColumn = {
    id: ' id',
    label: tableTexts.id,
    unit: () => '',
    numeric: false,
    width: () => 108,
    text: (row) => numbers?.[row] ?? shortId(table.ids[row]!),
    keys: () => keysOf(numbers ?? table.ids),
  };
  const size = sizeColumn(layer, table);
  const fields = table.fields.filter(({ name }) => name !== number).map((field) => fieldColumn(layer, table, field));
  return [ids, ...(size ? [size] : []), ...fields];
}
