import { featureSizes } from '#core/geometry/feature-sizes.ts';
import { type FeatureTable, type Field, isNumberType, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ValueChange } from './direct-edits.ts';
import { compileExpression } from './expression.ts';

/** The table with `area` (m2) or `length` (m) of its features, unless it has fields of those names. */
export function measuredTable(table: FeatureTable): FeatureTable {
  const { kind } = table.geometry;
  const name = kind === 'polygon' ? 'area' : kind === 'line' ? 'length' : undefined;
  if (name === undefined || table.columns[name]) return table;
  return {
    ...table,
    fields: [...table.fields, { name, type: 'real', unit: kind === 'polygon' ? 'm2' : 'm' }],
    columns: { ...table.columns, [name]: featureSizes(table.geometry) },
  };
}

/** The value in the type of the field; undefined when it has none there. */
function inType(field: Field, value: Scalar): Scalar | undefined {
  if (value === null) return null;
  if (field.type === 'text' || field.type === 'date') return String(value);
  if (field.type === 'boolean') return typeof value === 'string' ? undefined : value === true || value === 1;
  if (typeof value !== 'number') return typeof value === 'boolean' ? Number(value) : undefined;
  return field.type === 'integer' ? Math.round(value) : value;
}

/**
 * What an expression makes of a field: the new values of the features whose value changes, all of them or those in `only`.
 * Fails with `recipe/expression`, `edit/unknown-field`, and `edit/value-type` when a result is no value of the field's type.
 */
export function calculateField(
  table: FeatureTable,
  layerName: string,
  fieldName: string,
  expression: string,
  only?: ReadonlySet<FeatureId>,
): ValueChange[] {
  const field = table.fields.find(({ name }) => name === fieldName);
  if (!field)
    throw new WorkbenchError('edit/unknown-field', {
      layer: layerName,
      field: fieldName,
      known: table.fields.map(({ name }) => name).join(', '),
    });
  const evaluate = compileExpression(expression, measuredTable(table));
  const changes: ValueChange[] = [];
  table.ids.forEach((feature, row) => {
    if (only && !only.has(feature)) return;
    const result = evaluate(row);
    const value = inType(field, result);
    if (value === undefined) {
      throw new WorkbenchError('edit/value-type', {
        layer: layerName,
        feature,
        field: fieldName,
        value: String(result),
        expected: isNumberType(field.type) ? { zh: '数字', en: 'a number' } : { zh: '是或否', en: 'yes or no' },
      });
    }
    if (value !== scalarAt(table, field, row)) changes.push({ feature, values: { [fieldName]: value } });
  });
  return changes;
}
