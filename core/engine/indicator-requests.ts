import { LiveVariants, liveIndicators } from '#core/indicators/live-indicators.ts';
import type { LiveIndicatorId } from '#core/indicators/live-measures.ts';
import { livePartsOf, ownParts } from '#core/indicators/live-parts.ts';
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
  if (variants) return liveIndicators(variants, open.facts.indicators);
  const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
  return open.facts.indicators.definitions.map(({ id }) => ({ id, status: 'insufficient-data', reason }));
}

/** How many parcels an explanation names. */
const largestParts = 10;

export const indicatorRequests: Handlers<'indicators/live' | 'indicators/explain' | 'indicators/by-parcel'> = {
  'indicators/live'({ project }, { scenarios }) {
    const byScenario = Object.fromEntries(scenarios.map((scenario) => [scenario, liveIndicatorsOf(project, scenario)]));
    return { definitions: project.facts.indicators.definitions, byScenario };
  },

  'indicators/explain'({ project }, { scenario, indicator }) {
    const { live, facts, tables } = project;
    const { definitions, measureOf, settledOf } = facts.indicators;
    const definition = definitions.find(({ id }) => id === indicator);
    const measure = measureOf(indicator);
    if (!definition || !measure) throw new WorkbenchError('evaluation/unknown-quantity', { quantity: indicator });
    const assumptions = new Set([...measure.assumptions, ...settledOf(indicator)]);
    const own = ownParts[indicator as LiveIndicatorId];
    const known = {
      partLabel: own?.label ?? null,
      partUnit: own?.unit ?? definition.unit,
      assumptions: facts.assumed.filter((one) => assumptions.has(one.id)),
    };
    const [counted, baseline] = [live.scenario(scenario), live.scenario(baselineId)];
    const variants = liveVariantsOf(project, scenario);
    if (!counted || !baseline || !variants) return { ...known, parts: [], largest: [] };
    const byFeature = livePartsOf(measure, counted, baseline, variants, facts.assumptions, live.context);
    const parts = tables.layersOf('parcel').map(({ id: layer }) => {
      const { ids } = tables.table(layer, scenario);
      return { layer, values: Float64Array.from(ids, (feature) => byFeature.get(feature) ?? Number.NaN) };
    });
    const all = parts.flatMap(({ layer, values }) => {
      const { ids } = tables.table(layer, scenario);
      return [...values.keys()]
        .filter((row) => Math.abs(values[row]!) > 0)
        .sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!))
        .slice(0, largestParts)
        .map((row) => ({ layer, feature: ids[row]!, part: values[row]! }));
    });
    const largest = all.sort((a, b) => Math.abs(b.part) - Math.abs(a.part)).slice(0, largestParts);
    return { ...known, parts, largest };
  },

  'indicators/by-parcel'({ project }, { scenario, quantity }) {
    const quantities = project.facts.quantities(scenario);
    const column = quantities && derivedColumns(quantities)[quantity];
    if (!column) throw new WorkbenchError('evaluation/unknown-quantity', { quantity });
    return column.slice();
  },
};
