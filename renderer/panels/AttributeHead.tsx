import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react';
import { memo } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import type { Sorting } from './sorted-rows.ts';
import type { TableColumn } from './table-columns.ts';

interface HeadProps {
  readonly layer: Layer;
  readonly table: FeatureTable;
  readonly rows: readonly number[];
  readonly only: ReadonlySet<FeatureId> | null;
  readonly columns: readonly TableColumn[];
  readonly sorting: Sorting | null;
  readonly onSort: (column: string, descending?: boolean) => void;
}

/** The names of the columns; a click sorts, a second one the other way, a third not at all. */
export const AttributeHead = memo(function AttributeHead({
  layer,
  table,
  rows,
  only,
  columns,
  sorting,
  onSort,
}: HeadProps) {
  const { window } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  return (
    <thead>
      <tr>
        {columns.map(({ id, label, unit, numeric }) => {
          const sorted = sorting?.column === id;
          const ascending = sorted && !sorting.descending;
          return (
            <th
              key={id}
              scope="col"
              className={numeric ? 'number' : ''}
              {...(sorted ? { 'aria-sort': ascending ? 'ascending' : 'descending' } : {})}
            >
              <button type="button" title={say(tableTexts.sortBy, { name: say(label) })} onClick={() => onSort(id)}>
                <span className="ellipsis">{say(label)}</span>
                {unit(language) !== '' && <span className="dim">{unit(language)}</span>}
                {sorted && <Icon of={ascending ? IconArrowNarrowUp : IconArrowNarrowDown} size={12} />}
              </button>
              <ColumnMenu
                name={say(label)}
                field={table.fields.find(({ name }) => name === id)}
                table={table}
                rows={rows}
                onSort={(descending) => onSort(id, descending)}
                onHide={() =>
                  window.set(({ hiddenColumns }) => ({
                    hiddenColumns: { ...hiddenColumns, [layer.id]: [...(hiddenColumns[layer.id] ?? []), id] },
                  }))
                }
                onField={(verb) => window.set({ dialog: { kind: 'field', layer: layer.id, verb, field: id } })}
                onCalculate={() => window.set({ dialog: { kind: 'calculate', layer: layer.id, field: id, only } })}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );
});
