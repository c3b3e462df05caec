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
}

/** The sheet of a layout, drawn anew soon after each change; until then the one before. */
export function useSheet(layout: PrintLayout): DrawnSheet {
  const { engine } = useWorkbench();
  const [drawn, setDrawn] = useState<DrawnSheet>({ sheet: null, error: null });
  useEffect(() => {
    let isWanted = true;
    const draw = async (): Promise<void> => {
      try {
        const sheet = await engine.request('print/draw-sheet', { layout });
        if (isWanted) setDrawn({ sheet, error: null });
      } catch (thrown) {
        if (isWanted) setDrawn(({ sheet }) => ({ sheet, error: WorkbenchError.from(thrown) }));
      }
    };
    const timer = setTimeout(() => void draw(), pause);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, layout]);
  return drawn;
}
