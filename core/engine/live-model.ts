import { BaseFeatures, type FeatureNow, FeatureSlots } from '#core/indicators/feature-slots.ts';
import { crossingsIn, type LiveContext, walkLimitsOf, walkReachFor } from '#core/indicators/live-context.ts';
import type { LiveFeatures, LiveRole } from '#core/indicators/live-features.ts';
import { type LiveChanges, LiveScenario, mostShare } from '#core/indicators/live-scenario.ts';
import type { LiveSums } from '#core/indicators/live-sums.ts';
import { assumptionValues } from '#core/model/assumption.ts';
import type { FeatureEdit, RecordKind } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { RoleId } from '#core/model/role.ts';
import type { Commit } from '#core/store/project-writer.ts';
import { structureOf } from './commit-structure.ts';
import { batchesOf } from './scenario-changes.ts';
import { evidenceAssumptions, type ScenarioFacts } from './scenario-facts.ts';
import type { ScenarioTables } from './scenario-tables.ts';

/** The roles of layers that live indicators look at, by what they are called there. */
export const roles: Readonly<Record<LiveRole, RoleId>> = {
  parcels: 'parcel',
  streets: 'street',
  stops: 'transit-stop',
  greens: 'green-space',
};
const liveRoles = Object.keys(roles) as LiveRole[];

/** A scenario that was counted, and what happened since. */
interface Kept {
  readonly scenario: LiveScenario;
  /** Under what it was counted. */
  context: LiveContext;
  readonly pending: Map<LiveRole, Map<FeatureId, LayerId>>;
}

/**
 * The sums behind the live indicators of every scenario that was asked for. Commits are noted, and taken over when the
 * scenario is next asked for, together; a scenario that builds on another follows it.
 */
export class LiveModel {
  readonly #tables: ScenarioTables;
  readonly #facts: () => ScenarioFacts;
  readonly #kept = new Map<ScenarioId, Kept>();
  #bases: Readonly<Partial<Record<LiveRole, BaseFeatures>>> | undefined;
  #context: LiveContext | undefined;

  constructor(tables: ScenarioTables, project: () => { readonly facts: ScenarioFacts }) {
    this.#tables = tables;
    this.#facts = () => project().facts;
  }

  /** A scenario with its sums as they are now; undefined in a project without parcels. */
  scenario(id: ScenarioId): LiveScenario | undefined {
    if (!this.#basesNow().parcels) return undefined;
    return this.#scenarioUnder(id, this.#contextNow());
  }

  /** Works out what all scenarios are counted from, in stretches. Whoever asks for a scenario before has it all at once. */
  *preparing(): Generator<void, void> {
    for (const role of liveRoles) {
      this.#tables.roleTable(roles[role], baselineId);
      yield;
    }
    if (!this.#basesNow().parcels) return;
    void this.#facts().evidence;
    yield;
    void this.context;
    yield;
    this.scenario(baselineId);
    yield;
  }

  /** What parcels are counted under, now. */
  get context(): LiveContext {
    return this.#contextNow();
  }

  #scenarioUnder(id: ScenarioId, context: LiveContext): LiveScenario {
    let kept = this.#kept.get(id);
    // Walks that were followed less far than they have to be now are of no use.
    if (kept && kept.context.walkReach < context.walkReach) kept = undefined;
    if (!kept) {
      kept = { scenario: this.#fresh(id, context), context, pending: new Map() };
    } else if (kept.context !== context) {
      // What is pending is taken over as it was counted: the parts that leave the sums have to be those that went in.
      this.#catchUp(id, kept);
      kept = { scenario: kept.scenario.recounted(context), context, pending: new Map() };
    }
    this.#kept.set(id, kept);
    this.#catchUp(id, kept);
    return kept.scenario;
  }

  #fresh(id: ScenarioId, context: LiveContext): LiveScenario {
    const [, parent = baselineId] = this.#tables.changes.chain(id);
    if (id === baselineId) return LiveScenario.from(this.#features(), context);
    const scenario = this.#scenarioUnder(parent, context).copy(context);
    scenario.apply(this.#ownChanges(id), context);
    return scenario;
  }

  /** All that a scenario itself says of the features of each role. */
  #ownChanges(id: ScenarioId): LiveChanges {
    const changes: Partial<Record<LiveRole, ReadonlyMap<FeatureId, FeatureNow>>> = {};
    for (const role of liveRoles) {
      const layers = this.#tables.layersOf(roles[role]).map(({ id: layer }) => this.#tables.changes.own(layer, id));
      const [own, ...others] = layers.filter(({ size }) => size > 0);
      if (own) changes[role] = others.length === 0 ? own : new Map([own, ...others].flatMap((each) => [...each]));
    }
    return changes;
  }

  #catchUp(id: ScenarioId, { scenario, context, pending }: Kept): void {
    if (pending.size === 0) return;
    const changes = this.#changes(id, (role) => pending.get(role) ?? []);
    pending.clear();
    scenario.apply(changes, context);
  }

  /** What a scenario says now of some features of each role. */
  #changes(id: ScenarioId, featuresOf: (role: LiveRole) => Iterable<readonly [FeatureId, LayerId]>): LiveChanges {
    const changes: Partial<Record<LiveRole, Map<FeatureId, FeatureNow>>> = {};
    for (const role of liveRoles) {
      const features = new Map<FeatureId, FeatureNow>();
      for (const [feature, layer] of featuresOf(role))
        features.set(feature, this.#tables.changes.at(layer, id, feature));
      if (features.size > 0) changes[role] = features;
    }
    return changes;
  }

  #features(): LiveFeatures {
    const bases = this.#basesNow();
    const slots = (role: LiveRole) => bases[role] && new FeatureSlots(bases[role]);
    return { parcels: slots('parcels')!, streets: slots('streets'), stops: slots('stops'), greens: slots('greens') };
  }

  #basesNow(): Readonly<Partial<Record<LiveRole, BaseFeatures>>> {
    if (!this.#bases) {
      const bases: Partial<Record<LiveRole, BaseFeatures>> = {};
      for (const role of liveRoles) {
        const table = this.#tables.roleTable(roles[role], baselineId);
        if (table) bases[role] = new BaseFeatures(table);
      }
      this.#bases = bases;
    }
    return this.#bases;
  }

  #contextNow(): LiveContext {
    this.#context ??= this.#contextOf(this.#facts());
    return this.#context;
  }

  #contextOf(facts: ScenarioFacts): LiveContext {
    const values = (at: 'low' | 'base' | 'high') => assumptionValues(facts.assumed, at);
    const walkLimits = walkLimitsOf(values('low'), values('base'), values('high'));
    return {
      types: facts.types,
      evidence: facts.evidence,
      walkLimits,
      walkReach: walkReachFor(walkLimits),
      crossings: crossingsIn(this.#features()),
      tallies: facts.indicators.tallies,
    };
  }

  /**
   * The scenarios under other assumptions, those of `ids`: with the sums there are, where these do not depend on them, otherwise
   * counted anew. Walks that would have to be followed further than they were are found as far as they were.
   */
  under(facts: ScenarioFacts, ids: readonly string[]): { scenario(id: ScenarioId): { sums: LiveSums } | undefined } {
    if (!ids.some((id) => this.#countsAnew('assumption', id))) return this;
    const { walkReach, crossings } = this.#contextNow();
    const context = { ...this.#contextOf(facts), walkReach, crossings };
    const counted = new Map<ScenarioId, LiveSums | undefined>();
    return {
      scenario: (id) => {
        if (!counted.has(id)) counted.set(id, this.sumsUnder(id, context));
        const sums = counted.get(id);
        return sums && { sums };
      },
    };
  }

  /** The sums of a scenario counted under another context, beside those that are kept; undefined without parcels. */
  sumsUnder(id: ScenarioId, context: LiveContext): LiveSums | undefined {
    return this.scenario(id)?.recounted(context).sums;
  }

  /** Notes what a commit did. */
  follow(commit: Commit): void {
    const batches = commit.steps.flatMap(({ edits }) => batchesOf(edits));
    const touchesBaseline = batches.some((batch) => batch[0]!.scenario === baselineId);
    const { layers, scenarios } = structureOf(commit);
    if (layers === 'changed' || scenarios === 'changed' || touchesBaseline) {
      this.#bases = undefined;
      this.#context = undefined;
      this.#kept.clear();
      return;
    }
    const roleOf = new Map(
      liveRoles.flatMap((role) => this.#tables.layersOf(roles[role]).map(({ id }) => [id, role] as const)),
    );
    for (const { edits } of commit.steps) {
      for (const edit of edits)
        if (edit.kind === 'record' && this.#countsAnew(edit.record, edit.id)) this.#context = undefined;
    }
    for (const batch of batches) {
      const role = roleOf.get(batch[0]!.layer);
      if (role) this.#note(role, batch);
    }
  }

  #note(role: LiveRole, batch: readonly FeatureEdit[]): void {
    for (const id of this.#tables.withDescendants(new Set([batch[0]!.scenario]))) {
      const kept = this.#kept.get(id);
      if (!kept) continue;
      // Beginning again from the parent costs no more than following what changed nearly everything.
      if (role === 'parcels' && batch.length > mostShare * kept.scenario.features.parcels.count) {
        this.#kept.delete(id);
        continue;
      }
      const noted = kept.pending.get(role) ?? new Map<FeatureId, LayerId>();
      kept.pending.set(role, noted);
      for (const { feature, layer } of batch) noted.set(feature, layer);
    }
  }

  /** Whether a record decides what parcels count, and not only what the sums are made into. */
  #countsAnew(record: RecordKind, id: string): boolean {
    if (record === 'development-type' || record === 'own-indicator') return true;
    const counted = ['walking-speed', ...evidenceAssumptions, ...this.#facts().indicators.settled];
    return record === 'assumption' && counted.includes(id);
  }
}
