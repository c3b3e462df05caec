import type { ScenarioId } from './ids.ts';
import type { LocalText } from './text.ts';

/** The letter under which a scenario appears everywhere: in the bar, on maps, in charts and reports. */
export const scenarioLetters = ['A', 'B', 'C', 'D', 'E'] as const;

/** One alternative future: edits over its parent, never a copy. The baseline is a scenario without a parent. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly name: LocalText;
  readonly description: string;
  /** Null for the baseline alone. */
  readonly parent: ScenarioId | null;
  readonly letter: string;
  /** Locked scenarios refuse edits; the baseline is always locked for sketches. */
  readonly locked: boolean;
  readonly order: number;
  /** #RRGGBB; that of its letter when absent. */
  readonly colour?: string;
  /** Kept, but out of sight and out of the count: it takes no letter from the others. */
  readonly archived?: boolean;
}

/** What a person may change of a scenario. */
export type ScenarioChange = Partial<Pick<Scenario, 'name' | 'description' | 'colour' | 'locked' | 'archived'>>;

/**
 * What becomes of scenarios that build on one that is deleted: it is refused, or they take over its changes and build on its
 * parent, or they are deleted with it.
 */
export type FateOfChildren = 'refuse' | 'keep' | 'delete';

/** Colours of scenarios by their order after the baseline: Okabe–Ito, the same in both themes, in charts and in reports. */
export const scenarioColours = ['#D55E00', '#009E73', '#CC79A7', '#0072B2', '#E69F00'] as const;
export const baselineColour = { light: '#4A5561', dark: '#C3CBD4' } as const;

/** Colours a person may choose from: those above and the two others of Okabe–Ito that can be told from a map. */
export const scenarioColourChoices = [...scenarioColours, '#56B4E9', '#7A5195'] as const;

/** The scenarios that are shown, in their order, the baseline first. */
export function shownScenarios(scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.filter(({ archived }) => archived !== true).sort((a, b) => a.order - b.order);
}

/** Whether another scenario has room beside those that are shown: as many as there are letters, and the baseline. */
export function hasScenarioRoom(scenarios: readonly Scenario[]): boolean {
  return shownScenarios(scenarios).length <= scenarioLetters.length;
}

export function scenarioColour(scenario: Scenario, theme: 'light' | 'dark'): string {
  if (scenario.parent === null) return baselineColour[theme];
  if (scenario.colour !== undefined) return scenario.colour;
  const index = (scenarioLetters as readonly string[]).indexOf(scenario.letter);
  return scenarioColours[(index < 0 ? scenario.order : index) % scenarioColours.length]!;
}
