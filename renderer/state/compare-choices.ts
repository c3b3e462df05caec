import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { WindowState } from './window-state.ts';

/** How the maps of Compare stand: beside each other, one over the other with a swipe, or what differs between two. */
export const compareViews = ['side', 'swipe', 'difference'] as const;
/** How the indicators of the scenarios are shown. */
export const compareCharts = ['table', 'bars', 'radar', 'trade-offs'] as const;
/** What stands beside them: why an indicator changed, or how land use did. */
export const compareSides = ['why', 'land'] as const;
/** By what a difference is told apart. */
export const compareGroups = ['land-use', 'development-type', 'step'] as const;

const assumptionSets = ['low', 'base', 'high'] as const;

/** As many maps stand beside each other at most. */
export const mapLimit = 4;

/** What a person chose to look at in Compare; remembered from one session to the next. Indicators by their ids. */
export interface CompareChoices {
  readonly view: (typeof compareViews)[number];
  readonly chart: (typeof compareCharts)[number];
  readonly side: (typeof compareSides)[number];
  /** What difference maps show: `changes`, `field <name>`, or a quantity. */
  readonly difference: string;
  /** The axes of the trade-off. */
  readonly across: string;
  readonly up: string;
  /** The indicator whose change is explained, and by what. */
  readonly why: string;
  readonly by: (typeof compareGroups)[number];
  /** The ends of the assumptions' ranges that the two scenarios are seen under. */
  readonly fromAssumptions: (typeof assumptionSets)[number];
  readonly toAssumptions: (typeof assumptionSets)[number];
  /** Indicators left out of bars and radar. */
  readonly hidden: readonly string[];
}

export const defaultCompareChoices: CompareChoices = {
  view: 'side',
  chart: 'table',
  side: 'why',
  difference: 'changes',
  across: 'floor-area',
  up: 'transit-access',
  why: 'residents',
  by: 'land-use',
  fromAssumptions: 'base',
  toAssumptions: 'base',
  hidden: [],
};

/** The stored choices; what is missing or of the wrong kind is as in a new window. */
export function compareChoicesFrom(stored: unknown): CompareChoices {
  const given: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const oneOf = <Choice extends string>(name: keyof CompareChoices, choices: readonly Choice[]): Choice =>
    choices.find((choice) => choice === given[name]) ?? (defaultCompareChoices[name] as Choice);
  const text = (name: 'difference' | 'across' | 'up' | 'why'): string => {
    const value = given[name];
    return typeof value === 'string' && value !== '' ? value : defaultCompareChoices[name];
  };
  const { hidden } = given;
  return {
    view: oneOf('view', compareViews),
    chart: oneOf('chart', compareCharts),
    side: oneOf('side', compareSides),
    by: oneOf('by', compareGroups),
    fromAssumptions: oneOf('fromAssumptions', assumptionSets),
    toAssumptions: oneOf('toAssumptions', assumptionSets),
    difference: text('difference'),
    across: text('across'),
    up: text('up'),
    why: text('why'),
    hidden: Array.isArray(hidden) ? hidden.filter((each) => typeof each === 'string') : [],
  };
}

/** The compared scenarios once `id` is what a person looks at: it takes the second place, and no place twice. */
export function comparedWith({ compared }: Pick<WindowState, 'compared'>, id: ScenarioId): readonly ScenarioId[] {
  const [first = baselineId, , ...more] = compared;
  const others = more.filter((each) => each !== id);
  return first === id ? [baselineId, id, ...others] : [first, id, ...others];
}
