import { liveDefinitions } from '#core/indicators/live-definitions.ts';
import { bandAssumptions, type LiveVariant, liveIndicators } from '#core/indicators/live-indicators.ts';
import type { Assumption } from '#core/model/assumption.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Handlers } from './handler.ts';
import { derivedColumns } from './scenario-facts.ts';
import type { OpenProject } from './session.ts';

/** The scenario under the low and the high value of each assumption that makes the band. */
function variantsOf({ facts, file, tables }: OpenProject, scenario: ScenarioId): LiveVariant[] {
  const parcels = tables.roleTable('parcel', scenario)!;
  const spans = new Set<string>(bandAssumptions);
  const ranged: Assumption[] = file.describe().assumptions.filter(({ id, low, high }) => spans.has(id) && low < high);
  return ranged.flatMap(({ id, low, high }) =>
    [low, high].map((value) => {
      const assumptions = { ...facts.assumptions, [id]: value };
      // Walking speed and surfaces do not touch the parcels themselves.
      const isOfParcels = id !== 'walking-speed' && id !== 'impervious-roof-and-road';
      const quantities = isOfParcels ? facts.quantitiesUnder(parcels, assumptions) : facts.quantities(scenario)!;
      return { assumptions, quantities };
    }),
  );
}

/** The live indicators of one scenario; without parcels each says what is missing. */
export function liveIndicatorsOf(open: OpenProject, scenario: ScenarioId): readonly IndicatorValue[] {
  const { facts, tables } = open;
  const parcels = tables.roleTable('parcel', scenario);
  const quantities = facts.quantities(scenario);
  if (!parcels || !quantities) {
    const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
    return liveDefinitions.map(({ id }) => ({ id, status: 'insufficient-data', reason }));
  }
  const layers = {
    parcels,
    streets: tables.roleTable('street', scenario),
    stops: tables.roleTable('transit-stop', scenario),
    greens: tables.roleTable('green-space', scenario),
  };
  return liveIndicators(layers, { assumptions: facts.assumptions, quantities }, variantsOf(open, scenario));
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
