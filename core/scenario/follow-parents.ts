import type { FeatureConflict, ScenarioConflicts } from '#core/model/conflict.ts';
import type { Edit, FeatureEdit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { isSameBytes } from '#core/store/canonical-wkb.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { isSameState } from './check-features.ts';
import { childrenOf } from './check-records.ts';

/** A feature as a scenario has it with all it builds on; undefined where it has none. */
type Effective = FeatureImage | undefined;

/** What one step did to a feature in one scenario, from its first edit to its last. */
interface Net {
  readonly before: FeatureState;
  readonly after: FeatureState;
}

type Nets = Map<LayerId, Map<ScenarioId, Map<FeatureId, Net>>>;

function netOf(edits: readonly Edit[]): Nets {
  const nets: Nets = new Map();
  for (const edit of edits) {
    if (edit.kind !== 'feature') continue;
    const byScenario = nets.get(edit.layer) ?? new Map<ScenarioId, Map<FeatureId, Net>>();
    nets.set(edit.layer, byScenario);
    const byFeature = byScenario.get(edit.scenario) ?? new Map<FeatureId, Net>();
    byScenario.set(edit.scenario, byFeature);
    const known = byFeature.get(edit.feature);
    byFeature.set(edit.feature, { before: known ? known.before : edit.before, after: edit.after });
  }
  return nets;
}

function effectiveOf(state: FeatureState, inherited: Effective): Effective {
  if (state === null) return inherited;
  return state === 'deleted' ? undefined : state;
}

function isSame(a: Effective, b: Effective): boolean {
  return isSameState(a ?? null, b ?? null);
}

/** What a scenario's own state of a feature becomes when its parent's goes from `base` to `theirs`. */
interface Merged {
  readonly state: FeatureState;
  readonly conflict: Omit<FeatureConflict, 'layer' | 'feature'> | undefined;
}

const wholeConflict = { fields: [], geometry: false, whole: true } as const;

function mergedState(own: Exclude<FeatureState, null>, base: Effective, theirs: Effective): Merged {
  if (own === 'deleted') {
    if (!theirs) return { state: null, conflict: undefined };
    return { state: own, conflict: base ? wholeConflict : undefined };
  }
  if (!theirs) return { state: own, conflict: wholeConflict };
  if (!base) return { state: own, conflict: undefined };
  const fields: string[] = [];
  const values = { ...own.values };
  for (const field of new Set([...Object.keys(theirs.values), ...Object.keys(own.values)])) {
    const [mine, was, is] = [own.values[field] ?? null, base.values[field] ?? null, theirs.values[field] ?? null];
    if (is === was || mine === is) continue;
    if (mine === was) values[field] = is;
    else fields.push(field);
  }
  const parentMoved = !isSameBytes(base.geometry, theirs.geometry);
  const moved = !isSameBytes(base.geometry, own.geometry);
  const geometry = parentMoved && moved && !isSameBytes(own.geometry, theirs.geometry);
  const image: FeatureImage = { geometry: parentMoved && !moved ? theirs.geometry : own.geometry, values };
  const conflict = fields.length > 0 || geometry ? { fields, geometry, whole: false } : undefined;
  return { state: isSameState(image, theirs) ? null : image, conflict };
}

/** Goes through the scenarios below one that a step changed, feature by feature. */
class Follower {
  readonly edits: FeatureEdit[] = [];
  readonly conflicts = new Map<ScenarioId, FeatureConflict[]>();
  readonly #scenarios: readonly Scenario[];
  readonly #layer: LayerId;
  readonly #nets: ReadonlyMap<ScenarioId, ReadonlyMap<FeatureId, Net>>;
  readonly #own: ReadonlyMap<ScenarioId, ReadonlyMap<FeatureId, FeatureState>>;

  constructor(
    scenarios: readonly Scenario[],
    layer: LayerId,
    nets: ReadonlyMap<ScenarioId, ReadonlyMap<FeatureId, Net>>,
    own: ReadonlyMap<ScenarioId, ReadonlyMap<FeatureId, FeatureState>>,
  ) {
    this.#scenarios = scenarios;
    this.#layer = layer;
    this.#nets = nets;
    this.#own = own;
  }

  /** The children of `scenario`, whose `feature` went from `base` to `theirs`. */
  below(scenario: ScenarioId, feature: FeatureId, base: Effective, theirs: Effective): void {
    if (isSame(base, theirs)) return;
    for (const { id } of childrenOf(this.#scenarios, scenario)) {
      // What the step itself did there is meant as it is.
      if (this.#nets.get(id)?.has(feature)) continue;
      const own = this.#own.get(id)?.get(feature) ?? null;
      if (own === null) {
        this.below(id, feature, base, theirs);
        continue;
      }
      const { state, conflict } = mergedState(own, base, theirs);
      if (conflict) {
        const list = this.conflicts.get(id) ?? [];
        list.push({ layer: this.#layer, feature, ...conflict });
        this.conflicts.set(id, list);
      }
      if (isSameState(own, state)) continue;
      this.edits.push({ kind: 'feature', scenario: id, layer: this.#layer, feature, before: own, after: state });
      this.below(id, feature, effectiveOf(own, base), effectiveOf(state, theirs));
    }
  }
}

function descendantsOf(scenarios: readonly Scenario[], id: ScenarioId): Scenario[] {
  return childrenOf(scenarios, id).flatMap((child) => [child, ...descendantsOf(scenarios, child.id)]);
}

function joined(known: readonly FeatureConflict[], found: readonly FeatureConflict[]): FeatureConflict[] {
  const byFeature = new Map(known.map((one) => [`${one.layer} ${one.feature}`, one]));
  for (const one of found) {
    const key = `${one.layer} ${one.feature}`;
    const old = byFeature.get(key);
    const fields = [...new Set([...(old?.fields ?? []), ...one.fields])];
    const geometry = one.geometry || old?.geometry === true;
    byFeature.set(key, { ...one, fields, geometry });
  }
  return [...byFeature.values()];
}

/** The conflicts that a project keeps of a scenario; those that have become idle since may be among them. */
export function keptConflicts(project: ProjectFile, scenario: ScenarioId): readonly FeatureConflict[] {
  return (project.record('conflicts', scenario) as ScenarioConflicts | null)?.conflicts ?? [];
}

/**
 * What follows from the edits of a step, which are written already, in the scenarios below those it changed: a feature that a
 * child has an image of takes over each value, and the geometry, that it had not changed itself; where both changed the same
 * the child keeps its own, and the conflict is kept for a person to decide. Features without an image need nothing: they are
 * as in the parent.
 */
export function followingEdits(project: ProjectFile, applied: readonly Edit[]): Edit[] {
  const scenarios = project.records('scenario').map(([, body]) => body as Scenario);
  const parents = new Set(scenarios.map(({ parent }) => parent));
  if (!applied.some((edit) => edit.kind === 'feature' && parents.has(edit.scenario))) return [];
  const nets = netOf(applied);
  const edits: Edit[] = [];
  const conflicts = new Map<ScenarioId, FeatureConflict[]>();
  for (const [layer, byScenario] of nets) {
    if (!project.record('layer', layer)) continue;
    for (const [scenario, byFeature] of byScenario) {
      const below = descendantsOf(scenarios, scenario);
      const ids = [...byFeature.keys()];
      const own = new Map(below.map(({ id }) => [id, project.ownStates(layer, id, ids)]));
      if ([...own.values()].every((states) => states.size === 0)) continue;
      const { parent } = project.scenario(scenario);
      const inherited = parent === null ? new Map() : project.readFeatures(layer, parent, ids);
      const follower = new Follower(scenarios, layer, byScenario, own);
      for (const [feature, { before, after }] of byFeature) {
        const above: Effective = inherited.get(feature);
        follower.below(scenario, feature, effectiveOf(before, above), effectiveOf(after, above));
      }
      edits.push(...follower.edits);
      for (const [id, found] of follower.conflicts) conflicts.set(id, [...(conflicts.get(id) ?? []), ...found]);
    }
  }
  for (const [id, found] of conflicts) {
    const before = project.record('conflicts', id);
    const after: ScenarioConflicts = { id, conflicts: joined(keptConflicts(project, id), found) };
    edits.push({ kind: 'record', record: 'conflicts', id, before, after });
  }
  return edits;
}
