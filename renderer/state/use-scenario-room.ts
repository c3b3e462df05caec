import { hasScenarioRoom } from '#core/model/scenario.ts';
import { useProject } from './workbench.ts';

/** Whether the open project takes another scenario. */
export function useScenarioRoom(): boolean {
  return hasScenarioRoom(useProject().description.scenarios);
}
