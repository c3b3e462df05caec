import { useEffect, useRef } from 'react';
import { nothingSelected } from '#renderer/state/window-state.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { type MapData, rowsOfIds } from './map-data.ts';

/**
 * Lets go of selected features that are no more once their layer has come anew: after undo, or in another scenario. A selection
 * that has just come to a layer may be of features that are still on their way.
 */
export function useLetGo(data: MapData): void {
  const { window } = useWorkbench();
  const layer = useWindow(({ selected }) => selected.layer);
  const table = layer === null ? undefined : data.get(layer)?.table;
  const last = useRef({ layer, table });
  useEffect(() => {
    const before = last.current;
    last.current = { layer, table };
    const { selected } = window.get();
    if (!table || !before.table || before.table === table || before.layer !== layer || selected.layer !== layer) return;
    const rows = rowsOfIds(table, selected.features);
    if (rows.length === selected.features.length) return;
    const features = rows.map((row) => table.ids[row]!);
    window.set({ selected: features.length > 0 ? { layer, features } : nothingSelected });
  }, [window, layer, table]);
}
