import { addAmounts } from '#core/compare/amounts.ts';
import type { Cause } from '#core/compare/explain.ts';
import { groupParcels, type ParcelGrouping } from '#core/compare/parcel-groups.ts';
import type { FeatureNow } from '#core/indicators/feature-slots.ts';
import type { LiveRole } from '#core/indicators/live-features.ts';
import type { LiveChanges, LiveScenario } from '#core/indicators/live-scenario.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ExplainedAmounts } from './explain-amounts.ts';
import { roles } from './live-model.ts';
import { rememberedLineage } from './scenario-lineage.ts';
import { recipeOf, stepLabels } from './scenario-requests.ts';
import type { OpenProject, Session } from './session.ts';
import { SketchDraft } from './sketch-draft.ts';

/** Amounts smaller than this come from rounding. */
const negligible = 1e-3;

const others: LocalText = { zh: '绿地图层', en: 'Layer of green spaces' };
const byHand: LocalText = { zh: '手工编辑', en: 'Edits by hand' };

function isNothing(change: Float64Array): boolean {
  return change.every((amount) => Math.abs(amount) < negligible);
}

/** What is left of the whole change once the causes are taken away. */
function leftOver(
  { whole }: ExplainedAmounts,
  before: LiveScenario,
  after: LiveScenario,
  causes: readonly Cause[],
): Float64Array {
  const left = whole(after);
  addAmounts(left, whole(before), -1);
  for (const { change } of causes) addAmounts(left, change, -1);
  return left;
}

/** Changed parcels by what they became, unchanged ones whose surroundings changed, and the layer of green spaces. */
export function causesByParcel(
  { tables, live, facts }: OpenProject,
  amounts: ExplainedAmounts,
  from: ScenarioId,
  to: ScenarioId,
  by: ParcelGrouping,
): Cause[] {
  const [before, after] = [tables.roleTable('parcel', from)!, tables.roleTable('parcel', to)!];
  const lineage = rememberedLineage(before, after);
  const [old, now] = [live.scenario(from)!, live.scenario(to)!];
  const [amountsBefore, amountsAfter] = [old, now].map((scenario) => amounts.parcels(scenario));
  const nothing = () => new Float64Array(amounts.whole(now).length);
  const slots = [old, now].map(({ features }) => features.parcels);
  const slotBefore = (row: number) => slots[0]!.slotOf(before.ids[row]!);
  const slotAfter = (row: number) => slots[1]!.slotOf(after.ids[row]!);
  const causes = groupParcels(before, after, lineage, by, facts.types).map(({ key, label, pairs }): Cause => {
    const change = nothing();
    for (const pair of pairs) {
      if (pair.after !== undefined) addAmounts(change, amountsAfter!.of(slotAfter(pair.after)));
      if (pair.before !== undefined) addAmounts(change, amountsBefore!.of(slotBefore(pair.before)), -pair.share);
    }
    const features = pairs.map((pair) =>
      pair.after === undefined ? before.ids[pair.before!]! : after.ids[pair.after]!,
    );
    return { key, label, kind: 'parcels', features, change };
  });
  const touched = new Set([...lineage.difference.changed.map(({ id }) => id), ...lineage.difference.added]);
  const moved: FeatureId[] = [];
  const around = nothing();
  for (const [row, id] of after.ids.entries()) {
    if (touched.has(id)) continue;
    const [a, b] = [slotBefore(lineage.before[row]!), slotAfter(row)];
    if (!amounts.mayDiffer(old, a, now, b)) continue;
    moved.push(id);
    addAmounts(around, amountsAfter!.of(b));
    addAmounts(around, amountsBefore!.of(a), -1);
  }
  if (moved.length > 0)
    causes.push({ key: ' around', label: amounts.surroundings, kind: 'surroundings', features: moved, change: around });
  return withRest(amounts, old, now, causes, others);
}

function withRest(
  amounts: ExplainedAmounts,
  before: LiveScenario,
  after: LiveScenario,
  causes: Cause[],
  label: LocalText,
): Cause[] {
  const change = leftOver(amounts, before, after, causes);
  if (!isNothing(change)) causes.push({ key: ' rest', label, kind: 'other', features: [], change });
  return causes;
}

/** Scenarios from the one after `from` down to `to`; error `compare/no-steps-between` when `to` does not build on it. */
function scenariosBetween({ file }: OpenProject, from: Scenario, to: Scenario): Scenario[] {
  const between: Scenario[] = [];
  let scenario = to;
  while (scenario.id !== from.id) {
    between.unshift(scenario);
    if (scenario.parent === null)
      throw new WorkbenchError('compare/no-steps-between', { from: from.name, to: to.name });
    scenario = file.scenario(scenario.parent);
  }
  return between;
}

function liveChanges(open: OpenProject, draft: SketchDraft): LiveChanges {
  const changes: Partial<Record<LiveRole, Map<FeatureId, FeatureNow>>> = {};
  const roleOf = new Map<LayerId, LiveRole>(
    (Object.keys(roles) as LiveRole[]).flatMap((role) =>
      open.tables.layersOf(roles[role]).map(({ id }) => [id, role] as const),
    ),
  );
  for (const [layer, states] of draft.lastChanges) {
    const role = roleOf.get(layer);
    if (role) changes[role] = new Map<FeatureId, FeatureNow>([...(changes[role] ?? []), ...states]);
  }
  return changes;
}

/** The steps of the recipes that lead from one scenario to the other, each with what it changed, and what was edited by hand. */
export async function causesByStep(
  session: Session,
  amounts: ExplainedAmounts,
  from: ScenarioId,
  to: ScenarioId,
): Promise<Cause[]> {
  const open = session.project;
  const { file, live, tables } = open;
  const { context } = live;
  const start = live.scenario(from)!;
  const after = new Set<FeatureId>(tables.roleTable('parcel', to)!.ids);
  const causes: Cause[] = [];
  const geometry = await session.host.loadGeometry();
  for (const scenario of scenariosBetween(open, file.scenario(from), file.scenario(to))) {
    const parent = scenario.parent ?? baselineId;
    const draft = new SketchDraft(open, { start: parent, parent }, geometry);
    const counted = live.scenario(parent)!.copy(context);
    for (const [at, step] of recipeOf(open, scenario).steps.entries()) {
      const before = amounts.whole(counted);
      const { changed } = draft.run(step, at + 1);
      counted.apply(liveChanges(open, draft), context);
      const change = amounts.whole(counted);
      addAmounts(change, before, -1);
      const { zh, en } = stepLabels[step.sketch];
      const number = `${scenario.letter} ${at + 1}`;
      causes.push({
        key: number,
        label: { zh: `${number}. ${zh}`, en: `${number}. ${en}` },
        kind: 'step',
        features: changed.filter((id) => after.has(id)),
        change,
      });
    }
  }
  return withRest(amounts, start, live.scenario(to)!, causes, byHand);
}
