import type { FeatureId, ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { LimitChoice, SuggestTargets } from '#core/model/suggest-targets.ts';
import type { LiveIndicators } from '#core/rpc/live-answers.ts';

/** What a person has entered about suggestions. */
export interface SuggestForm {
  readonly onSelection: boolean;
  /** Chosen objectives, each with what is wanted of it. */
  readonly objectives: Readonly<Record<string, 'more' | 'less'>>;
  readonly limits: readonly (LimitChoice & { readonly key: number })[];
  readonly types: readonly string[];
  readonly maxFar: number;
  readonly seed: number;
  readonly rounds: number;
}

export const defaultSuggestForm: SuggestForm = {
  onSelection: false,
  objectives: {
    'transit-access': 'more',
    'connected-green': 'more',
    'mix-entropy': 'more',
    'construction-cost': 'less',
    'building-carbon': 'less',
  },
  limits: [],
  types: [],
  maxFar: 3.5,
  seed: 1,
  rounds: 150,
};

/** Limits that a search starts with: as many people and jobs as there are, so that nothing is gained by taking them away. */
export function usualLimits(live: LiveIndicators | undefined, scenario: ScenarioId): SuggestForm['limits'] {
  return ['residents', 'jobs'].flatMap((indicator, at) => {
    const value = live?.byScenario[scenario]?.find(({ id }) => id === indicator)?.value;
    if (value === undefined) return [];
    return [{ key: at + 1, indicator, comparison: 'at-least' as const, value: Math.floor(value / 100) * 100 }];
  });
}

/** The direction an objective has unless a person turns it. */
export function usualWish({ better }: IndicatorDefinition): 'more' | 'less' {
  return better === 'lower' ? 'less' : 'more';
}

/** Targets as the engine takes them. */
export function targetsOf(form: SuggestForm, selected: readonly FeatureId[]): SuggestTargets {
  const { objectives, limits, types, maxFar, onSelection } = form;
  return {
    cityloom: 'targets/1',
    ...(onSelection ? { area: { ids: selected } } : {}),
    ...(types.length > 0 ? { types } : {}),
    maxFar,
    objectives: Object.entries(objectives).map(([indicator, wish]) => ({ indicator, wish })),
    limits: limits.map(({ indicator, comparison, value }) => ({ indicator, comparison, value })),
  };
}
