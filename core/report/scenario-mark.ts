import { type Scenario, scenarioColour } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';

export type MarkShape = 'tick' | 'triangle' | 'circle' | 'diamond' | 'square' | 'plus';

/** How a scenario is recognised everywhere in a report: by its letter, shape and colour together. */
export interface ScenarioMark {
  readonly baseline: boolean;
  /** `A` to `E`; the word for the baseline. */
  readonly short: LocalText;
  readonly name: LocalText;
  /** Both: `情景 B“绿廊优先”`. */
  readonly full: LocalText;
  readonly colour: string;
  /** The colour dark enough for text on white. */
  readonly ink: string;
  readonly shape: MarkShape;
}

const shapes: Readonly<Record<string, MarkShape>> = {
  A: 'triangle',
  B: 'circle',
  C: 'diamond',
  D: 'square',
  E: 'plus',
};
const inks: Readonly<Record<string, string>> = {
  '#D55E00': '#B14E00',
  '#009E73': '#00785A',
  '#CC79A7': '#A3447B',
  '#0072B2': '#005E93',
  '#E69F00': '#8A5F00',
};

/** The mark of a scenario; `order` is its place in the report, 0 for the baseline. */
export function scenarioMark(scenario: Scenario, order: number): ScenarioMark {
  const baseline = scenario.parent === null;
  const letter = scenario.letter || 'ABCDE'[order - 1] || String(order);
  const colour = scenarioColour(scenario, 'light');
  const { name } = scenario;
  if (baseline) {
    const short = { zh: '基准', en: 'Base' };
    return { baseline, short, name, full: { zh: '基准', en: 'the baseline' }, colour, ink: colour, shape: 'tick' };
  }
  return {
    baseline,
    short: { zh: letter, en: letter },
    name,
    full: { zh: `情景 ${letter}“${name.zh}”`, en: `scenario ${letter} "${name.en}"` },
    colour,
    ink: inks[colour] ?? colour,
    shape: shapes[letter] ?? 'square',
  };
}
