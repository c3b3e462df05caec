import { liveDefinitions } from '#core/indicators/live-definitions.ts';
import { LiveVariants, liveIndicators } from '#core/indicators/live-indicators.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Handlers } from './handler.ts';
import { derivedColumns } from './scenario-facts.ts';
import type { OpenProject } from './session.ts';

/** A scenario under its assumptions and the ends of their ranges; undefined in a project without parcels. */
export function liveVariantsOf({ facts, live }: OpenProject, scenario: ScenarioId): LiveVariants | undefined {
  const counted = live.scenario(scenario);
  const baseline = live.scenario(baselineId);
  if (!counted || !baseline) return undefined;
  return new LiveVariants({
    sums: counted.sums,
    baseline: baseline.sums,
    assumptions: facts.assumptions,
    ranged: facts.assumed,
  });
}

/** The live indicators of one scenario; without parcels each says what is missing. */
export function liveIndicatorsOf(open: OpenProject, scenario: ScenarioId): readonly IndicatorValue[] {
  const variants = liveVariantsOf(open, scenario);
  if (variants) return liveIndicators(variants);
  const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
  return liveDefinitions.map(({ id }) => ({ id, status: 'insufficient-data', reason }));
}

export const indicatorRequests: Handlers<'indicators/live' | 'indicators/by-parcel'> = {
  'indicators/live'({ project }, { scenarios }) {
    const byScenario = Object.fromEntries(scenarios.map((scenario) => [scenario, liveIndicatorsOf(project, scenario)]));
    return { definitions: liveDefinitions, byScenario };
  },

  'indicators/by-parcel'({ project }, { scenario, quantity }) {
    const quantities = project.facts.quantities(scenario);
    const column = quantities && derivedColumns(quantities)[quantity];
    if (!column) throw new WorkbenchError('evaluation/unknown-quantity', { quantity });
    return column.slice();
  },
};
