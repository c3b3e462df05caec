import type { ScenarioId } from '#core/model/ids.ts';
import type { Suggestions } from '#core/rpc/compare-answers.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import type { SuggestForm } from './suggest-form.ts';

/** What a search found, and the conditions that were entered for it. */
export interface KeptSuggestions {
  readonly found: Suggestions;
  readonly entered: Partial<SuggestForm>;
}

interface Memory {
  readonly byScenario: Map<ScenarioId, KeptSuggestions & { readonly ground: string }>;
  /** How often features changed. */
  changes: number;
}

const memories = new WeakMap<Workbench, Memory>();

function memoryOf(workbench: Workbench): Memory {
  const known = memories.get(workbench);
  if (known) return known;
  const memory: Memory = { byScenario: new Map(), changes: 0 };
  memories.set(workbench, memory);
  workbench.engine.on('features/changed', ({ scenarios }) => {
    memory.changes++;
    for (const id of scenarios) memory.byScenario.delete(id);
  });
  return memory;
}

/** What offers are worked out by, besides the features. */
function groundOf({ project }: Workbench): string {
  const { id, assumptions, developmentTypes, layers } = project.get().state!.description;
  return JSON.stringify([
    id,
    assumptions,
    developmentTypes,
    layers.map((layer) => [layer.id, layer.role, layer.fields]),
  ]);
}

/**
 * What was found from a scenario, for as long as it holds: until the scenario, or what it is counted by, changes. A scenario that was
 * made from one of the offers is another one and leaves them.
 */
export function keptSuggestions(workbench: Workbench, scenario: ScenarioId): KeptSuggestions | undefined {
  const kept = memoryOf(workbench).byScenario.get(scenario);
  return kept?.ground === groundOf(workbench) ? kept : undefined;
}

/** Called before a search; what that finds is kept by the answer, unless something changed in the meantime. */
export function suggestionKeeper(workbench: Workbench, scenario: ScenarioId): (kept: KeptSuggestions) => void {
  const memory = memoryOf(workbench);
  const { changes } = memory;
  const ground = groundOf(workbench);
  return (kept) => {
    if (memory.changes === changes && groundOf(workbench) === ground)
      memory.byScenario.set(scenario, { ...kept, ground });
  };
}

/** Forgets what was found from a scenario: the person starts anew. */
export function forgetSuggestions(workbench: Workbench, scenario: ScenarioId): void {
  memoryOf(workbench).byScenario.delete(scenario);
}
