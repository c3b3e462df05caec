import { type PointerEvent, useRef, useState } from 'react';
import { type DockPanel, type DockSide, dockSides, type PanelPlaces, withPanel } from '#renderer/state/panel-places.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';

/** A panel on its way, and where it would go if it were let go now. */
export interface PanelDrag {
  readonly panel: DockPanel;
  readonly side: DockSide | null;
  /** The panel it would stand above; undefined for the bottom. */
  readonly before?: DockPanel | undefined;
}

/** How far a head is pulled before it counts as dragging, px. */
const pull = 6;

/** The place under a point of the page: a side, and the panel in whose upper half the point lies. */
function placeAt(x: number, y: number): Omit<PanelDrag, 'panel'> {
  const column = document.elementsFromPoint(x, y).find((element) => element.closest('[data-dock]'));
  const dock = column?.closest<HTMLElement>('[data-dock]');
  const side = dockSides.find((one) => one === dock?.dataset['dock']) ?? null;
  if (!side || !dock) return { side: null };
  const parts = [...dock.querySelectorAll<HTMLElement>('[data-panel]')];
  const below = parts.find((part) => {
    const { top, height } = part.getBoundingClientRect();
    return y < top + height / 2;
  });
  return { side, before: below?.dataset['panel'] as DockPanel | undefined };
}

/** Panels move by their heads: pulled to a side of the map, between the panels that stand there. Escape leaves all as it was. */
export function usePanelDrag(places: PanelPlaces) {
  const { window } = useWorkbench();
  const start = useRef<{ readonly panel: DockPanel; readonly x: number; readonly y: number } | null>(null);
  const [drag, setDrag] = useState<PanelDrag | null>(null);
  const end = (): void => {
    start.current = null;
    setDrag(null);
  };
  return {
    drag,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const target = event.target as HTMLElement;
        if (event.button !== 0 || !target.closest('.panel-head') || target.closest('button, input, a')) return;
        const panel = target.closest<HTMLElement>('[data-panel]')?.dataset['panel'];
        if (panel) start.current = { panel: panel as DockPanel, x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const from = start.current;
        if (!from || (!drag && Math.hypot(event.clientX - from.x, event.clientY - from.y) < pull)) return;
        // The map would take the pointer over otherwise.
        if (!drag) event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ panel: from.panel, ...placeAt(event.clientX, event.clientY) });
      },
      onPointerUp: () => {
        if (drag?.side && drag.before !== drag.panel)
          window.set({ panelPlaces: withPanel(places, drag.panel, drag.side, drag.before) });
        end();
      },
      onPointerCancel: end,
      onKeyDown: (event: { readonly key: string }) => {
        if (event.key === 'Escape' && drag) end();
      },
    },
  };
}
