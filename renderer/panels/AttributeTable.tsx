import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { pickedId, rowsOfIds } from '#renderer/map/map-data.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { nothingSelected } from '#renderer/state/window-state.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { useVirtualRows } from '#renderer/ui/use-virtual-rows.ts';
import { AttributeHead } from './AttributeHead.tsx';
import { AttributeRow } from './AttributeRow.tsx';
import { type Sorting, sortedRows } from './sorted-rows.ts';
import { tableColumns } from './table-columns.ts';

interface AttributeTableProps {
  readonly layer: Layer;
  readonly table: FeatureTable;
  /** Features to show; all when null. */
  readonly only: ReadonlySet<FeatureId> | null;
  /** Their rows. */
  readonly onlyRows: readonly number[] | null;
  readonly onShowAll: () => void;
}

const rowHeight = 26;

/** The features of a layer with their values; rows outside the view are not drawn. */
export const AttributeTable = memo(function AttributeTable({
  layer,
  table,
  only,
  onlyRows,
  onShowAll,
}: AttributeTableProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const selected = useWindow((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [anchor, setAnchor] = useState(0);
  const [cell, setCell] = useState(1);
  const [editing, setEditing] = useState(false);
  const hidden = useWindow((state) => state.hiddenColumns[layer.id]);
  const columns = useMemo(
    () => tableColumns(layer, table).filter(({ id }) => !hidden?.includes(id)),
    [layer, table, hidden],
  );
  const widths = useMemo(() => columns.map((column) => column.width(language)), [columns, language]);
  const rows = useMemo(() => sortedRows(table, columns, sorting, onlyRows), [table, columns, sorting, onlyRows]);
  const { first, end, reveal } = useVirtualRows(scroller, rows.length, rowHeight, rowHeight);
  const picked = useMemo(
    () => new Set<FeatureId>(selected.layer === layer.id ? selected.features : []),
    [selected, layer.id],
  );
  const newest = selected.layer === layer.id ? selected.features.at(-1) : undefined;
  const newestRow = useMemo(() => (newest === undefined ? undefined : rowsOfIds(table, [newest])[0]), [table, newest]);
  const newestPlace = useMemo(() => {
    const place = newestRow === undefined ? -1 : rows.indexOf(newestRow);
    return place < 0 ? undefined : place;
  }, [rows, newestRow]);
  const active = newestPlace ?? 0;

  // What is picked on the map comes into sight here, in the same picture.
  useLayoutEffect(() => {
    if (newestPlace !== undefined) reveal(newestPlace);
  }, [newestPlace, reveal]);

  const idAt = (place: number): FeatureId => table.ids[rows[place]!]!;
  const pick = (
    place: number,
    { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  ): void => {
    const id = pickedId(table, rows[place]!);
    let features: readonly FeatureId[] = [id];
    if (shiftKey) {
      const step = anchor <= place ? 1 : -1;
      features = Array.from({ length: Math.abs(place - anchor) + 1 }, (_, steps) => idAt(anchor + step * steps));
    } else {
      setAnchor(place);
      if (ctrlKey || metaKey) features = picked.has(id) ? [...picked].filter((one) => one !== id) : [...picked, id];
    }
    workbench.window.set({ selected: features.length > 0 ? { layer: layer.id, features } : nothingSelected });
  };

  const fieldAt = (place: number): Field | undefined => table.fields.find(({ name }) => name === columns[place]?.id);
  const edit = (place: number, column: number): void => {
    if (!fieldAt(column) || place < 0 || place >= rows.length) return;
    setCell(column);
    if (place !== newestPlace) pick(place, { shiftKey: false, ctrlKey: false, metaKey: false });
    setEditing(true);
  };
  const endEditing = (next: boolean): void => {
    setEditing(false);
    grid.current?.focus();
    if (next && active + 1 < rows.length) edit(active + 1, cell);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Heads, menus and cells that are being edited have keys of their own.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + (newestPlace === undefined ? 0 : 1),
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (to !== undefined) pick(Math.max(0, Math.min(rows.length - 1, to)), event);
    else if (across !== undefined) setCell(Math.max(0, Math.min(columns.length - 1, cell + across)));
    else if (event.key === 'F2') edit(active, cell);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      workbench.window.set({ selected: { layer: layer.id, features: rows.map((row) => table.ids[row]!) } });
    else if (event.key === 'Enter') workbench.map.verbs?.fitFeatures(layer.id, [...picked]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const placeOf = (target: EventTarget): number | undefined => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
    return place === undefined ? undefined : Number(place);
  };
  const columnOf = (target: EventTarget): number | undefined => {
    const found = target instanceof Element ? target.closest<HTMLTableCellElement>('td') : null;
    return found ? found.cellIndex : undefined;
  };
  const sort = useCallback((column: string, descending?: boolean): void => {
    // Whoever sorts wants to see what comes first.
    scroller.current?.scrollTo({ top: 0 });
    setSorting((before) => {
      if (descending !== undefined) return { column, descending };
      if (before?.column !== column) return { column, descending: false };
      return before.descending ? null : { column, descending: true };
    });
  }, []);

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
  // A grid that takes the focus as a whole: arrow keys move the selection, as a click does.
  const gridProps = {
    ref: grid,
    role: 'grid',
    tabIndex: 0,
    'aria-label': layer.name,
    'aria-rowcount': rows.length + 1,
    'aria-multiselectable': true,
    'aria-activedescendant': `attribute-row-${active}`,
    onKeyDown,
    onClick: (event: MouseEvent) => {
      const place = placeOf(event.target);
      if (place === undefined) return;
      pick(place, event);
      setEditing(false);
      setCell(columnOf(event.target) ?? cell);
    },
    onDoubleClick: (event: MouseEvent) => {
      const place = placeOf(event.target);
      if (place === undefined) return;
      const column = columnOf(event.target) ?? 0;
      if (fieldAt(column)) edit(place, column);
      else workbench.map.verbs?.fitFeatures(layer.id, [idAt(place)]);
    },
  } as const;
  return (
    <div ref={scroller} className="attribute-scroll">
      <table
        className="attribute-table"
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        {...gridProps}
      >
        <colgroup>
          {columns.map(({ id }, place) => (
            <col key={id} style={{ width: widths[place] }} />
          ))}
        </colgroup>
        <AttributeHead
          layer={layer}
          table={table}
          rows={rows}
          only={only}
          columns={columns}
          sorting={sorting}
          onSort={sort}
        />
        <tbody>
          <tr className="spacer" aria-hidden style={{ height: first * rowHeight }} />
          {rows.slice(first, end).map((row, offset) => {
            const place = first + offset;
            const isActive = place === active;
            return (
              <AttributeRow
                // A row of the page is used again for another feature: to make all anew keeps a click waiting.
                key={place % (end - first)}
                layer={layer}
                table={table}
                columns={columns}
                row={row}
                place={place}
                isPicked={picked.has(table.ids[row]!)}
                isActive={isActive}
                cell={isActive ? cell : null}
                onDone={isActive && editing ? endEditing : null}
              />
            );
          })}
          <tr className="spacer" aria-hidden style={{ height: (rows.length - end) * rowHeight }} />
        </tbody>
      </table>
    </div>
  );
});
