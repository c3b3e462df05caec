import { hasScenarioRoom } from '#core/model/scenario.ts';
import { useDescription } from './workbench.ts';

/** Whether the open project takes another scenario. */
export function useScenarioRoom(): boolean {
  return hasScenarioRoom(useDescription().scenarios);
}
