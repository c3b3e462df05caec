import { useEffect } from 'react';
import { checkReadiness } from '#renderer/state/readiness-commands.ts';
import type { ReadinessState } from '#renderer/state/readiness-state.ts';
import { useStore } from '#renderer/state/store.ts';
import { useProject, useWorkbench } from '#renderer/state/workbench.ts';

/** What is known of the readiness of the project; it is checked again, while this is shown, whenever the project changes. */
export function useReadiness(): ReadinessState {
  const workbench = useWorkbench();
  const project = useProject();
  const state = useStore(workbench.readiness, (readiness) => readiness);
  const isDue = state.of !== project && !state.busy && project.description.layers.length > 0;
  useEffect(() => {
    if (isDue) void checkReadiness(workbench);
  }, [isDue, workbench]);
  return state;
}
