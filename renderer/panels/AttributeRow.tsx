import { memo } from 'react';
import { type FeatureTable, scalarAt, textColumn } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import { codesOf } from '#renderer/map/map-data.ts';
import { useLanguage } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { CellEditor } from './CellEditor.tsx';
import type { TableColumn } from './table-columns.ts';

interface AttributeRowProps {
  readonly layer: Layer;
  readonly table: FeatureTable;
  readonly columns: readonly TableColumn[];
  readonly row: number;
  readonly place: number;
  readonly isPicked: boolean;
  readonly isActive: boolean;
  /** Place of the cell in hand, in the active row. */
  readonly cell: number | null;
  /** Ends the editing of the cell in hand; null while it is not edited. */
  readonly onDone: ((next: boolean) => void) | null;
}

/** One feature with its values. */
export const AttributeRow = memo(function AttributeRow({
  layer,
  table,
  columns,
  row,
  place,
  isPicked,
  isActive,
  cell,
  onDone,
}: AttributeRowProps) {
  const language = useLanguage();
  const description = useDescription();
  const id = table.ids[row]!;
  const edited = onDone === null ? undefined : table.fields.find(({ name }) => name === columns[cell ?? -1]?.id);
  return (
    <tr
      id={`attribute-row-${place}`}
      data-place={place}
      aria-rowindex={place + 2}
      aria-selected={isPicked}
      className={isActive ? 'active' : ''}
    >
      {columns.map((column, at) => (
        <td key={column.id} className={`${column.numeric ? 'number' : 'ellipsis'} ${at === cell ? 'cell' : ''}`}>
          {edited && onDone && at === cell ? (
            <CellEditor
              key={id}
              layer={layer}
              field={edited}
              feature={id}
              value={scalarAt(table, edited, row)}
              onDone={onDone}
            />
          ) : (
            <>
              {column.id === 'land_use' && (
                <LandSwatch
                  landUse={textColumn(table, 'land_use')?.[row] ?? null}
                  code={textColumn(table, 'land_use_code')?.[row]}
                  codes={codesOf(description, layer)}
                />
              )}
              {column.text(row, language)}
            </>
          )}
        </td>
      ))}
    </tr>
  );
});
