import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { textColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { codesOf, rowsById } from '#renderer/map/map-data.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { nothingSelected } from '#renderer/state/window-state.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { useVirtualRows } from '#renderer/ui/use-virtual-rows.ts';
import { type TableColumn, tableColumns } from './table-columns.ts';

interface AttributeTableProps {
  readonly layer: Layer;
  readonly table: FeatureTable;
  /** Rows to show; all when null. */
  readonly only: ReadonlySet<FeatureId> | null;
  readonly onShowAll: () => void;
}

const rowHeight = 26;

interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

function sortedRows(table: FeatureTable, columns: readonly TableColumn[], sorting: Sorting | null, only: ReadonlySet<FeatureId> | null): number[] {
  const rows = table.ids.map((_id, row) => row).filter((row) => only === null || only.has(table.ids[row]!));
  const column = columns.find(({ id }) => id === sorting?.column);
  if (!column) return rows;
  const sign = sorting?.descending ? -1 : 1;
  return rows.sort((a, b) => sign * column.compare(a, b) || a - b);
}

/** The features of a layer with their values; rows outside the view are not drawn. */
export function AttributeTable({ layer, table, only, onShowAll }: AttributeTableProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const { description } = useProject();
  const selected = useWindow((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const columns = useMemo(() => tableColumns(layer, table), [layer, table]);
  const rows = useMemo(() => sortedRows(table, columns, sorting, only), [table, columns, sorting, only]);
  const places = useMemo(() => new Map(rows.map((row, place) => [row, place])), [rows]);
  const { first, end, totalHeight, reveal } = useVirtualRows(scroller, rows.length, rowHeight, rowHeight);
  const [active, setActive] = useState(0);
  const picked = useMemo(
    () => new Set(selected.layer === layer.id ? selected.features : []),
    [selected, layer.id],
  );
  const codes = codesOf(description, layer);
  const uses = textColumn(table, 'land_use');
  const useCodes = textColumn(table, 'land_use_code');

  // What is picked on the map comes into sight here.
  const newest = selected.layer === layer.id ? selected.features.at(-1) : undefined;
  useEffect(() => {
    const row = newest === undefined ? undefined : rowsById(table).get(newest);
    const place = row === undefined ? undefined : places.get(row);
    if (place === undefined) return;
    setActive(place);
    reveal(place);
    // Only a new pick moves the list, not scrolling it.
  }, [newest, table, places]);

  const pick = (place: number, event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): void => {
    const id = table.ids[rows[place]!]!;
    setActive(place);
    if (event.shiftKey) {
      const [from, to] = [Math.min(active, place), Math.max(active, place)];
      const features = rows.slice(from, to + 1).map((row) => table.ids[row]!);
      workbench.window.set({ selected: { layer: layer.id, features } });
    } else if (event.ctrlKey || event.metaKey) {
      const features = picked.has(id) ? [...picked].filter((one) => one !== id) : [...picked, id];
      workbench.window.set({ selected: features.length > 0 ? { layer: layer.id, features } : nothingSelected });
    } else {
      workbench.window.set({ selected: { layer: layer.id, features: [id] } });
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) {
      const place = Math.max(0, Math.min(rows.length - 1, to));
      reveal(place);
      pick(place, event);
    } else if (event.key === 'Enter') {
      workbench.map.verbs?.fitFeatures(layer.id, [...picked]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const sort = (column: string): void =>
    setSorting((old) => {
      if (old?.column !== column) return { column, descending: false };
      return old.descending ? null : { column, descending: true };
    });

  if (rows.length === 0) {
    return (
      <Empty text={say(tableTexts.noRows)}>
        {only !== null && (
          <button type="button" className="button low" onClick={onShowAll}>
            {say(tableTexts.showAll)}
          </button>
        )}
      </Empty>
    );
  }
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div
      ref={scroller}
      className="attribute-table"
      role="grid"
      aria-label={layer.name}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      tabIndex={0}
      aria-activedescendant={`attribute-row-${active}`}
      onKeyDown={onKeyDown}
    >
      <div className="attribute-head" role="row" aria-rowindex={1} style={{ minWidth: width }}>
        {columns.map((column) => {
          const direction = sorting?.column === column.id ? (sorting.descending ? 'descending' : 'ascending') : 'none';
          const unit = column.unit(language);
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={direction}
              className={column.numeric ? 'number' : ''}
              style={{ flexBasis: column.width }}
            >
              <button
                type="button"
                aria-label={say(tableTexts.sortBy, { name: say(column.label) })}
                title={say(column.label)}
                onClick={() => sort(column.id)}
              >
                <span className="ellipsis">{say(column.label)}</span>
                {unit !== '' && <span className="dim">{unit}</span>}
                {direction !== 'none' && (
                  <Icon of={direction === 'ascending' ? IconArrowNarrowUp : IconArrowNarrowDown} size={12} />
                )}
              </button>
            </div>
          );
        })}
      </div>
      <div role="rowgroup" style={{ height: totalHeight, minWidth: width, position: 'relative' }}>
        {rows.slice(first, end).map((row, offset) => {
          const place = first + offset;
          const id = table.ids[row]!;
          return (
            <div
              key={id}
              id={`attribute-row-${place}`}
              role="row"
              aria-rowindex={place + 2}
              aria-selected={picked.has(id)}
              className={`attribute-row ${place === active ? 'active' : ''}`}
              style={{ top: place * rowHeight }}
              onClick={(event: MouseEvent) => pick(place, event)}
              onDoubleClick={() => workbench.map.verbs?.fitFeatures(layer.id, [id])}
            >
              {columns.map((column) => (
                <div
                  key={column.id}
                  role="gridcell"
                  className={column.numeric ? 'number' : 'ellipsis'}
                  style={{ flexBasis: column.width }}
                >
                  {column.id === 'land_use' && (
                    <LandSwatch landUse={uses?.[row] ?? null} code={useCodes?.[row]} codes={codes} />
                  )}
                  {column.text(row, language)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
