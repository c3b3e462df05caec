import { LiveVariants, liveIndicators } from '#core/indicators/live-indicators.ts';
import type { LiveIndicatorId } from '#core/indicators/live-measures.ts';
import { livePartsOf, ownParts } from '#core/indicators/live-parts.ts';
import type { LiveSums } from '#core/indicators/live-sums.ts';
import { completeAssumptions } from '#core/model/assumption.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { RequestOptions } from '#core/rpc/requests.ts';
import type { Handlers } from './handler.ts';
import { runPaused } from './run-paused.ts';
import { derivedColumns, ScenarioFacts } from './scenario-facts.ts';
import type { OpenProject, Session } from './session.ts';
import { Slots } from './slots.ts';

/** What live indicators are worked out from. */
export interface LiveGround {
  readonly facts: ScenarioFacts;
  readonly live: { readonly scenario: (id: ScenarioId) => { readonly sums: LiveSums } | undefined };
}

/** The ground of the live indicators with other base values of some assumptions, which nothing keeps. */
function triedUnder({ file, tables, facts, live }: OpenProject, under: Readonly<Record<string, number>>): LiveGround {
  const description = file.describe();
  const assumptions = completeAssumptions(description.assumptions).map((one) => {
    const base = under[one.id];
    return base === undefined ? one : { ...one, base };
  });
  const other = new ScenarioFacts(tables, { ...description, assumptions }, facts);
  return { facts: other, live: live.under(other, Object.keys(under)) };
}

/** A scenario under its assumptions and the ends of their ranges; undefined in a project without parcels. */
export function liveVariantsOf({ facts, live }: LiveGround, scenario: ScenarioId): LiveVariants | undefined {
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

/** The live indicators of one scenario, save those that come `later`; without parcels each says what is missing. */
export function liveIndicatorsOf(
  open: LiveGround,
  scenario: ScenarioId,
  later: ReadonlySet<string> = new Set(),
): readonly IndicatorValue[] {
  const variants = liveVariantsOf(open, scenario);
  if (variants) return liveIndicators(variants, open.facts.indicators, later);
  const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
  return open.facts.indicators.definitions.map(({ id }) => ({ id, status: 'insufficient-data', reason }));
}

/** The indicators that take longer in one of the scenarios than a stroke may. */
function slowIndicators({ facts, live }: LiveGround, scenarios: readonly ScenarioId[]): readonly string[] {
  const { definitions, measureOf } = facts.indicators;
  const all = scenarios.flatMap((scenario) => live.scenario(scenario)?.sums ?? []);
  return definitions.flatMap(({ id }) => (all.some((sums) => measureOf(id)?.isSlow?.(sums)) ? [id] : []));
}

/** Who works out what takes long: one request of a session at a time, so that nothing is worked out twice. */
const settling = new WeakMap<Session, Slots>();

function requireOpen(session: Session, project: OpenProject): void {
  if (!session.isOpen || session.project !== project) throw new WorkbenchError('command/cancelled');
}

/** Work on a project that ends with it. */
function* whileOpen(work: Generator<void, void>, session: Session, project: OpenProject): Generator<void, void> {
  do {
    yield;
    requireOpen(session, project);
  } while (!work.next().done);
}

/**
 * Works out what takes longer than a stroke may, with turns for other requests in between. What changes meanwhile is taken in.
 * Fails with `command/cancelled`, also when the project is closed.
 */
export async function settleSlow(
  session: Session,
  scenarios: readonly ScenarioId[],
  options: RequestOptions,
): Promise<void> {
  const { host, project } = session;
  const slowest = () => {
    requireOpen(session, project);
    // Scenarios that build on the baseline take over what it knows.
    return [baselineId, ...scenarios]
      .flatMap((id) => project.live.scenario(id)?.green ?? [])
      .find(({ isSlow }) => isSlow);
  };
  if (!slowest()) return;
  const slots = settling.get(session) ?? new Slots(1);
  settling.set(session, slots);
  await slots.run(async () => {
    for (let green = slowest(); green; green = slowest())
      await runPaused(whileOpen(green.settling(), session, project), host, options);
  });
}

/** How many parcels an explanation names. */
const largestParts = 10;

export const indicatorRequests: Handlers<'indicators/live' | 'indicators/explain' | 'indicators/by-parcel'> = {
  async 'indicators/live'(session, { scenarios, under, swift = false }, options) {
    const { project, host } = session;
    await runPaused(whileOpen(project.live.preparing(), session, project), host, options);
    if (!swift) await settleSlow(session, scenarios, options);
    const tried = under ? triedUnder(project, under) : project;
    const pending = swift ? slowIndicators(tried, scenarios) : [];
    const later = new Set(pending);
    const byScenario = Object.fromEntries(
      scenarios.map((scenario) => [scenario, liveIndicatorsOf(tried, scenario, later)]),
    );
    return { definitions: project.facts.indicators.definitions, byScenario, pending };
  },

  async 'indicators/explain'(session, { scenario, indicator }, options) {
    const { project } = session;
    const { live, facts, tables } = project;
    const { definitions, measureOf, settledOf } = facts.indicators;
    const definition = definitions.find(({ id }) => id === indicator);
    const measure = measureOf(indicator);
    if (!definition || !measure) throw new WorkbenchError('evaluation/unknown-quantity', { quantity: indicator });
    if (measure.isSlow) await settleSlow(session, [scenario], options);
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
    const layers = [...tables.layersOf('parcel'), ...(measure.parts ? tables.layersOf('green-space') : [])];
    const parts = layers.map(({ id: layer }) => {
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
