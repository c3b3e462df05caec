import type { DevelopmentType } from '#core/model/development-type.ts';
import { textColumn } from '#core/model/feature-table.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { landUseOf } from '#core/model/land-use.ts';
import type { LimitChoice, SuggestTargets } from '#core/model/suggest-targets.ts';
import { formatNumber } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import type { Suggestions } from '#core/rpc/compare-answers.ts';
import type { RequestOf, RequestOptions } from '#core/rpc/requests.ts';
import { protectionOf } from '#core/sketch/protected-parcels.ts';
import { selectRows } from '#core/sketch/select-features.ts';
import { chooseOffers } from '#core/suggest/choose-offers.ts';
import type { Wish } from '#core/suggest/pareto.ts';
import { planOf, violationOf } from '#core/suggest/problem.ts';
import { type SearchState, search } from '#core/suggest/search.ts';
import type { Handlers } from './handler.ts';
import type { Session } from './session.ts';
import { SketchDraft } from './sketch-draft.ts';
import { suggestable } from './suggest-indicators.ts';
import { makeOffer } from './suggest-offer.ts';
import { buildProblem, type ParcelProblem, type ProblemParts } from './suggest-problem.ts';

/** How long work goes on before others get their turn, ms. */
const turn = 60;
const usualOffers = 5;

function definitionOf(id: string): IndicatorDefinition {
  const found = suggestable.find((one) => one.id === id);
  if (found) return found;
  const known = suggestable.map((one) => one.id).join(', ');
  throw new WorkbenchError('suggest/unknown-indicator', { indicator: id, known });
}

function wishesOf({ objectives }: SuggestTargets): { readonly id: string; readonly wish: Wish }[] {
  const distinct = new Set(objectives.map(({ indicator }) => indicator));
  if (distinct.size < 2 || distinct.size > 6 || distinct.size !== objectives.length)
    throw new WorkbenchError('suggest/objectives', { count: distinct.size });
  return objectives.map(({ indicator, wish }) => {
    const { better, label } = definitionOf(indicator);
    if (wish) return { id: indicator, wish };
    if (better === 'neutral') throw new WorkbenchError('suggest/no-direction', { indicator: label });
    return { id: indicator, wish: better === 'higher' ? 'more' : 'less' };
  });
}

function checkLimits(limits: readonly LimitChoice[]): void {
  for (const { indicator, comparison, value } of limits) {
    const { label } = definitionOf(indicator);
    if (comparison !== 'at-least') continue;
    const most = limits.find((one) => one.indicator === indicator && one.comparison === 'at-most' && one.value < value);
    if (most) throw new WorkbenchError('suggest/limits-conflict', { indicator: label, least: value, most: most.value });
  }
}

function typesFor(
  { types: named, maxFar }: SuggestTargets,
  all: ReadonlyMap<string, DevelopmentType>,
): DevelopmentType[] {
  const stranger = named?.find((id) => !all.has(id));
  if (stranger !== undefined)
    throw new WorkbenchError('sketch/unknown-type', { type: stranger, known: [...all.keys()].join(', ') });
  const allowed = [...all.values()].filter(({ id }) => !named || named.includes(id));
  const low = allowed.filter(({ far }) => maxFar === undefined || far <= maxFar);
  if (low.length === 0) throw new WorkbenchError('suggest/no-types', { maxFar: maxFar ?? 0 });
  return low;
}

async function partsOf(session: Session, scenario: ScenarioId, targets: SuggestTargets): Promise<ProblemParts> {
  const open = session.project;
  const { parent } = open.file.scenario(scenario);
  const objectives = wishesOf(targets);
  const limits = targets.limits ?? [];
  checkLimits(limits);
  const types = typesFor(targets, open.facts.types);
  const draft = new SketchDraft(
    open,
    { start: scenario, parent: parent ?? baselineId },
    await session.host.loadGeometry(),
  );
  const context = draft.context(1);
  const layer = context.layer('parcel');
  if (!layer || !open.live.scenario(scenario)) throw new WorkbenchError('suggest/no-parcels');
  const selected = selectRows(context, layer, targets.area ?? {});
  const protection = protectionOf(context, layer, targets.protect);
  const rows = selected.filter((row) => protection(row) === null);
  if (rows.length === 0) {
    const count = selected.length;
    throw new WorkbenchError('suggest/nothing-to-change', { selected: count, protected: count });
  }
  return {
    scenario,
    layer,
    rows,
    types,
    objectives,
    limits: limits.map(({ indicator, comparison, value }) => ({ id: indicator, comparison, value })),
  };
}

/** Searches under way that are to end with what they have found. */
const ending = new WeakSet<Session>();

/**
 * Drives work to its end, with a pause for others now and then, and stops when it is called off; `endAt` may give a result
 * before the end.
 */
async function drive<State, Result>(
  { host }: Session,
  work: Generator<State, Result>,
  { signal }: RequestOptions,
  tell: (state: State) => void,
  endAt: (state: State) => Result | undefined = () => undefined,
): Promise<Result> {
  let since = host.clock.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (host.clock.now() - since < turn) continue;
    tell(value);
    await new Promise<void>((resolve) => host.timer.start(0, resolve));
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
    const early = endAt(value);
    if (early !== undefined) return early;
    since = host.clock.now();
  }
}

/** What the plan nearest to the limits lacks, in words. */
function lacking(
  limits: readonly LimitChoice[],
  { nearest }: SearchState,
): { readonly zh: string; readonly en: string } {
  const parts = limits.flatMap(({ indicator, comparison, value }, at) => {
    const own = nearest.limited[at]!;
    if (violationOf([{ comparison, value }], [own]) === 0) return [];
    const { label } = definitionOf(indicator);
    const sign = comparison === 'at-least' ? '≥' : '≤';
    const [wanted, got] = [`${sign} ${formatNumber(value)}`, Number.isNaN(own) ? '?' : formatNumber(own, 2)];
    return [{ zh: `${label.zh} ${wanted}（到 ${got}）`, en: `${label.en} ${wanted} (reached ${got})` }];
  });
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') };
}

async function searchSuggestions(
  session: Session,
  request: RequestOf<'suggest/search'>,
  options: RequestOptions,
): Promise<Suggestions> {
  const { scenario, targets, seed, rounds, offers = usualOffers } = request;
  const parts = await partsOf(session, scenario, targets);
  const { objectives, layer } = parts;
  const limits = targets.limits ?? [];
  const found: ParcelProblem = await drive(session, buildProblem(session.project, parts), options, () =>
    options.progress?.({ done: 0, total: rounds, label: '' }),
  );
  const { problem, candidates, types } = found;
  if (types.every((choices) => choices.length === 0)) {
    throw new WorkbenchError('suggest/nothing-to-change', { selected: candidates.length, protected: 0 });
  }
  const work = search(problem, { rounds, random: seededRandom(seed) });
  ending.delete(session);
  const end = await drive(
    session,
    work,
    options,
    ({ done, total, plans }) => {
      options.progress?.({ done, total, label: '' });
      session.emit('suggest/progress', { done, total, front: plans.map(({ values }) => values) });
    },
    (state) => (ending.has(session) && state.done > 0 && state.plans.length > 0 ? state : undefined),
  );
  if (end.plans.length === 0) throw new WorkbenchError('suggest/out-of-reach', { missing: lacking(limits, end) });
  const chosen = chooseOffers(end.plans, problem.wishes, offers);
  const start = planOf(problem, new Uint8Array(candidates.length));
  const uses = textColumn(layer.table, 'land_use');
  const { protect } = targets;
  const about = { project: session.project, found, limits, protect, scenario, seed, rounds: end.done, layer };
  return {
    definitions: [...objectives.map(({ id }) => id), ...limits.map(({ indicator }) => indicator)].map(definitionOf),
    wishes: problem.wishes,
    limits,
    start: [...start.values, ...start.limited],
    front: end.plans.map(({ values }) => values),
    offers: chosen.map((plan, at) => {
      const useOf = (row: number) => landUseOf(uses?.[row]);
      // Measured from the beginning, so that nothing that was added and taken away on the way is left in the digits.
      return makeOffer(about, planOf(problem, plan.choices), end.plans.indexOf(plan), at + 1, useOf);
    }),
    candidates: candidates.length,
    seed,
    // A search that was ended early can be repeated by its seed and as many rounds as it came to.
    rounds: end.done,
  };
}

export const suggestRequests: Handlers<'suggest/search' | 'suggest/end' | 'suggest/indicators'> = {
  'suggest/search': searchSuggestions,
  'suggest/end'(session) {
    ending.add(session);
    return {};
  },
  'suggest/indicators': () => suggestable,
};
