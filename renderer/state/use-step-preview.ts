import { useEffect } from 'react';
import { baselineId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { noPreview } from './step-preview-state.ts';
import { useScenario, useWorkbench } from './workbench.ts';

/** How long a draft rests before the engine is asked, ms. */
const rest = 220;

/** Keeps the preview of `step` up to date while a tool shows it. */
export function useStepPreview(step: RecipeStep | undefined): void {
  const { engine, preview } = useWorkbench();
  const { id, locked } = useScenario();
  const key = step === undefined || id === baselineId || locked ? null : JSON.stringify(step);
  useEffect(() => {
    if (key === null) {
      preview.set(noPreview);
      return undefined;
    }
    const asked = JSON.parse(key) as RecipeStep;
    const stop = new AbortController();
    preview.set({ step: asked, busy: true });
    const timer = setTimeout(async () => {
      try {
        const outcome = await engine.request(
          'scenario/preview-step',
          { scenario: id, step: asked },
          { signal: stop.signal },
        );
        if (!stop.signal.aborted) preview.set({ outcome, error: null, busy: false });
      } catch (thrown) {
        if (!stop.signal.aborted) preview.set({ outcome: null, error: WorkbenchError.from(thrown), busy: false });
      }
    }, rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [engine, preview, id, key]);
  useEffect(() => () => preview.set(noPreview), [preview]);
}
