import { useEffect, useState } from 'react';
import type { PrintLayout } from '#core/model/print-layout.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';

/** Pause after a change before the sheet is drawn anew, ms: nobody waits for it while typing. */
const pause = 160;

interface DrawnSheet {
  readonly sheet: Sheet | null;
  readonly error: WorkbenchError | null;
  /** Whether it is not yet that of the layout. */
  readonly drawing: boolean;
}

/** The sheet of a layout, drawn anew soon after each change; until then the one before. What is overtaken is given up. */
export function useSheet(layout: PrintLayout): DrawnSheet {
  const { engine } = useWorkbench();
  const [drawn, setDrawn] = useState<Omit<DrawnSheet, 'drawing'> & { readonly of: PrintLayout | null }>({
    sheet: null,
    error: null,
    of: null,
  });
  useEffect(() => {
    const overtaken = new AbortController();
    const { signal } = overtaken;
    const draw = async (): Promise<void> => {
      try {
        const sheet = await engine.request('print/draw-sheet', { layout }, { signal });
        if (!signal.aborted) setDrawn({ sheet, error: null, of: layout });
      } catch (thrown) {
        if (!signal.aborted) setDrawn(({ sheet }) => ({ sheet, error: WorkbenchError.from(thrown), of: layout }));
      }
    };
    const timer = setTimeout(() => void draw(), pause);
    return () => {
      overtaken.abort();
      clearTimeout(timer);
    };
  }, [engine, layout]);
  return { ...drawn, drawing: drawn.of !== layout };
}
