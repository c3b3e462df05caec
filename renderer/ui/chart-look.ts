import type { Scenario } from '#core/model/scenario.ts';
import { scenarioColour } from '#core/model/scenario.ts';
import type { Theme } from '#renderer/state/window-state.ts';
import { markPath } from './mark-path.ts';

/** Colours of grids and texts in charts. */
export interface ChartLook {
  readonly text: string;
  readonly strong: string;
  readonly grid: string;
  readonly panel: string;
  readonly font: string;
}

/** The look of the theme that the page has now. */
export function chartLook(): ChartLook {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--t3'),
    strong: token('--t1'),
    grid: token('--line'),
    panel: token('--panel'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** How the series of a scenario is drawn. */
export function seriesLook(scenario: Scenario, theme: Theme): { readonly color: string; readonly symbol: string } {
  return { color: scenarioColour(scenario, theme), symbol: `path://${markPath(scenario, 10)}` };
}

/** Letter of a scenario in its text colour, for labels beside lines. */
export function letterColour(scenario: Scenario): string {
  const name = scenario.parent === null ? '--t2' : `--letter-${scenario.letter.toLowerCase()}`;
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
