import { sharedWkb } from '#core/geometry/shared-wkb.ts';
import type { Assumption } from '#core/model/assumption.ts';
import type { Bookmark } from '#core/model/bookmark.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { Edit, FeatureImage, FeatureState, RecordKind } from '#core/model/edit.ts';
import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Target } from '#core/model/indicator.ts';
import type { Layer, Raster } from '#core/model/layer.ts';
import type { GlimpseView, LayerGlimpse } from '#core/model/layer-glimpse.ts';
import type { LayerGroup } from '#core/model/layer-group.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import type { PrintLayout } from '#core/model/print-layout.ts';
import { printLayoutFault } from '#core/model/print-layout-fault.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { Remark, RemarkList } from '#core/model/remark.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { baselineStates } from './baseline-states.ts';
import { dropLaid, type LayerToLay, layingLayers } from './bulk-layers.ts';
import { dropUnreachable } from './compact-file.ts';
import type { Database } from './database.ts';
import type { ShownGeometry } from './edit-codec.ts';
import {
  countBaseline,
  countChanges,
  type FeatureChange,
  hasImages,
  ownStates,
  readBaseline,
  readChanges,
  readNumbers,
} from './feature-rows.ts';
import {
  editsOf,
  type LogEntry,
  lastStep,
  listSteps,
  readLog,
  type Step,
  stepToRedo,
  stepToUndo,
} from './history-table.ts';
import { checkPages } from './inspect-file.ts';
import { KnownFeatures, type OwnChanges } from './known-features.ts';
import { findLayerTable, type LayerTable } from './layer-table.ts';
import { overlayChanges } from './overlay.ts';
import { type Commit, type ProjectContext, ProjectWriter } from './project-writer.ts';
import { readRaster } from './rasters.ts';
import { RecentEdits } from './recent-edits.ts';
import { readLayers, readRecord, readRecords, readScenarios } from './records.ts';
import {
  type EvaluationHeader,
  listEvaluations,
  listReports,
  type ReportHeader,
  type ResultKind,
  readResult,
} from './results.ts';
import { chainOf } from './scenario-views.ts';
import { countStored, readStoredBaseline } from './stored-baseline.ts';
import { readStoredGlimpse } from './stored-glimpse.ts';

/** From so many features on what a scenario says of a layer is read as a whole, and kept. */
const manyFeatures = 100;

/** The id of the one record of kind `project`, which holds its name. */
export const projectRecordId = 'project';

/** The file that a project was opened from. */
export interface OpenedFile {
  readonly name: string;
  /** Its bytes, while they are what the project holds. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * An open project file: a GeoPackage in memory. Reading is free to everybody; all writing goes through `transaction`, and
 * edits of people through core/scenario alone.
 */
export class ProjectFile {
  /** What opening had to say; empty for a new project. */
  readonly remarks: readonly Remark[];
  readonly #database: Database;
  readonly #context: ProjectContext;
  readonly #listeners = new Set<(commit: Commit) => void>();
  readonly #known = new KnownFeatures();
  readonly #fileName: string;
  readonly #recent = new RecentEdits();
  /** The bytes as they were opened, while nothing has changed. */
  #original: Uint8Array | undefined;
  #writer: ProjectWriter | undefined;
  /** Tables whose rows are in the file while their layers are not yet. */
  #laid: readonly LayerTable[] = [];
  #failure: { readonly thrown: unknown } | undefined;
  #revision = 0;

  /**
   * Takes over an open database of the newest schema; see `createProject` and `openProject`. `opened` is the
   * file it was opened from, its bytes only when nothing in it was changed.
   */
  constructor(database: Database, context: ProjectContext, remarks: readonly Remark[], opened?: OpenedFile) {
    this.#database = database;
    this.#context = context;
    this.remarks = remarks;
    this.#fileName = opened?.name ?? '';
    this.#original = opened?.bytes;
  }

  /** The bytes of the file, while they are what it holds. */
  get #stored(): Uint8Array | undefined {
    return this.#writer ? undefined : this.#original;
  }

  /** Identity of the project, the same in all its copies. */
  get id(): string {
    return String(this.#database.value("SELECT value FROM cityloom_meta WHERE key = 'id'"));
  }

  /** Number of transactions since it was opened; 0 means that `export` gives the bytes it was opened from. */
  get revision(): number {
    return this.#revision;
  }

  describe(): ProjectDescription {
    const meta = new Map(this.#database.rows('SELECT key, value FROM cityloom_meta') as [string, string][]);
    const all = <Body>(kind: RecordKind) => readRecords(this.#database, kind).map(([, body]) => body as Body);
    return {
      id: meta.get('id')!,
      name: (this.record('project', projectRecordId) as { name: string }).name,
      epsg: this.#context.epsg,
      crsName: meta.get('crs_name')!,
      schemaVersion: Number(meta.get('schema')),
      created: meta.get('created')!,
      layers: readLayers(this.#database),
      layerGroups: all<LayerGroup>('layer-group'),
      bookmarks: all<Bookmark>('bookmark'),
      scenarios: [...readScenarios(this.#database).values()],
      developmentTypes: all<DevelopmentType>('development-type'),
      assumptions: all<Assumption>('assumption'),
      codeTables: all<CodeTable>('code-table'),
      targets: Object.fromEntries(readRecords(this.#database, 'target')) as Record<string, Target>,
      ownIndicators: all<OwnIndicator>('own-indicator'),
      styles: Object.fromEntries(readRecords(this.#database, 'style')) as Record<LayerId, LayerStyle>,
      printLayouts: all<PrintLayout>('print-layout').filter((layout) => !printLayoutFault(layout)),
    };
  }

  record(kind: RecordKind, id: string): object | null {
    return readRecord(this.#database, kind, id);
  }

  /** All small documents of a kind with their ids, in the order in which they were first put. */
  records(kind: RecordKind): [id: string, body: object][] {
    return readRecords(this.#database, kind);
  }

  /** Fails with `edit/unknown-layer`. */
  layer(id: LayerId): Layer {
    const layer = readRecord(this.#database, 'layer', id);
    if (!layer) throw new WorkbenchError('edit/unknown-layer', { layer: id });
    return layer as Layer;
  }

  /** How the features of a layer lie in the file. Fails with `edit/unknown-layer`, for a raster as well. */
  layerTable(id: LayerId): LayerTable {
    const table = this.record('layer', id) && findLayerTable(this.#database, id);
    if (!table) throw new WorkbenchError('edit/unknown-layer', { layer: id });
    return table;
  }

  /** Fails with `edit/unknown-scenario`. */
  scenario(id: ScenarioId): Scenario {
    const scenario = readRecord(this.#database, 'scenario', id);
    if (!scenario) throw new WorkbenchError('edit/unknown-scenario', { scenario: id });
    return scenario as Scenario;
  }

  /** The scenario and those it builds on, the nearest first, without the baseline; empty for the baseline. */
  chain(scenario: ScenarioId): ScenarioId[] {
    this.scenario(scenario);
    return chainOf(readScenarios(this.#database), scenario);
  }

  /**
   * The features of a layer as a scenario has them: the baseline's in their order, then what scenarios added. For several
   * scenarios read the baseline once and lay `changesFromBaseline` over it with `overlayChanges`. Geometries that cannot be
   * read are left out and told in `remarks`. Fails with `edit/unknown-layer`, `edit/unknown-scenario`.
   */
  readTable(layer: LayerId, scenario: ScenarioId = baselineId, remarks?: RemarkList): FeatureTable {
    const { fields } = this.layer(layer);
    let table = remarks ? undefined : this.#known.baseline(layer);
    if (!table) {
      table = remarks ? undefined : this.#storedBaseline(layer, fields);
      table ??= readBaseline(this.#database, this.layerTable(layer), fields, remarks);
      this.#known.keepBaseline(layer, table);
    }
    return scenario === baselineId ? table : overlayChanges(table, this.changesFromBaseline(layer, scenario));
  }

  /**
   * The baseline of a layer with at least the fields called `names`, which is what a map needs first: the others may be missing
   * where reading all of them takes longer. Ids and geometry are those of `readTable`. Fails with `edit/unknown-layer`.
   */
  readFields(layer: LayerId, names: readonly string[]): FeatureTable {
    const known = this.#known.baseline(layer);
    if (known) return known;
    const table = this.#storedBaseline(layer, this.layer(layer).fields, new Set(names));
    if (!table) return this.readTable(layer);
    this.#known.keepPart(layer, table);
    return table;
  }

  /**
   * What a map first shows of the baseline of a layer, with the fields called `names`; undefined where the layer was read
   * already or is as soon read as it is. Fails with `edit/unknown-layer`.
   */
  readGlimpse(layer: LayerId, names: readonly string[], view?: GlimpseView): LayerGlimpse | undefined {
    const isKnown = this.#known.baseline(layer) ?? this.#known.part(layer);
    const bytes = isKnown ? undefined : this.#stored;
    return bytes && readStoredGlimpse(this.#database, bytes, this.layerTable(layer), new Set(names), view);
  }

  /** The baseline, of it the fields called `names`, straight from the bytes of the file, while they are its content. */
  #storedBaseline(layer: LayerId, fields: readonly Field[], names?: ReadonlySet<string>): FeatureTable | undefined {
    const bytes = this.#stored;
    if (!bytes) return undefined;
    const known = this.#known.part(layer);
    const table = readStoredBaseline(this.#database, bytes, this.layerTable(layer), fields, { names, known });
    if (table === 'unsound') this.check();
    return typeof table === 'string' ? undefined : table;
  }

  /** Looks through every page of the file for damage. Fails with `store/damaged`; to be asked of a file whose opening did not. */
  check(): void {
    checkPages(this.#database, this.#fileName);
  }

  /** What sets a scenario apart from the baseline, by itself and by those it builds on, in a fixed order. */
  changesFromBaseline(layer: LayerId, scenario: ScenarioId): Map<FeatureId, FeatureChange> {
    return readChanges(this.#database, this.layerTable(layer), this.chain(scenario));
  }

  /** How many features a layer has in the baseline, without reading them. */
  featureCount(layer: LayerId): number {
    const table = this.layerTable(layer);
    const stored = this.#stored && countStored(this.#database, this.#stored, table);
    return stored ?? countBaseline(this.#database, table);
  }

  /** The baseline of a layer where it was read and still holds. */
  knownBaseline(layer: LayerId): FeatureTable | undefined {
    return this.#known.baseline(layer);
  }

  /** Numbers of the features of a layer's baseline, in the order of its table. */
  featureNumbers(layer: LayerId): Float64Array {
    const known = this.#known.numbers(layer);
    if (known) return known;
    const numbers = readNumbers(this.#database, this.layerTable(layer));
    this.#known.keepNumbers(layer, numbers);
    return numbers;
  }

  /** How many features `changesFromBaseline` would give, without reading them. */
  changeCount(layer: LayerId, scenario: ScenarioId): number {
    const chain = this.chain(scenario);
    const known = chain.length === 1 ? this.#known.own(layer, scenario) : undefined;
    return known ? known.size : countChanges(this.#database, this.layerTable(layer), chain);
  }

  /** What a scenario itself says about the features of a layer, without those it builds on; none for the baseline. */
  ownChanges(layer: LayerId, scenario: ScenarioId): OwnChanges {
    const known = this.#known.own(layer, scenario);
    if (known) return known;
    const own = this.scenario(scenario).id;
    const changes = readChanges(this.#database, this.layerTable(layer), own === baselineId ? [] : [own]);
    if (own !== baselineId) this.#known.keepOwn(layer, own, changes);
    return changes;
  }

  /** Whether a scenario itself says anything about the features of a layer. */
  hasOwnChanges(layer: LayerId, scenario: ScenarioId): boolean {
    return hasImages(this.#database, this.layerTable(layer), scenario);
  }

  /** What a scenario itself says about some features: the `before` of an edit. Those it says nothing about are missing. */
  ownStates(
    layer: LayerId,
    scenario: ScenarioId,
    ids: readonly FeatureId[],
  ): Map<FeatureId, Exclude<FeatureState, null>> {
    const baseline = scenario === baselineId && ids.length >= manyFeatures ? this.#known.baseline(layer) : undefined;
    if (baseline) return baselineStates(this.#database, this.layerTable(layer), baseline, ids);
    const isWholeWorthIt = scenario !== baselineId && ids.length >= manyFeatures;
    const known = isWholeWorthIt ? this.ownChanges(layer, scenario) : this.#known.own(layer, scenario);
    if (!known) return ownStates(this.#database, this.layerTable(layer), scenario, ids);
    const states = new Map<FeatureId, FeatureChange>();
    for (const id of ids) {
      const state = known.get(id);
      if (state !== undefined) states.set(id, state);
    }
    return states;
  }

  /**
   * What `ownStates` gives, and perhaps more: of many features the states of all that the scenario says, as they are kept. To be
   * asked about `ids` alone, before anything is written.
   */
  statesAmong(layer: LayerId, scenario: ScenarioId, ids: readonly FeatureId[]): OwnChanges {
    const isKept = scenario !== baselineId && ids.length >= manyFeatures;
    return isKept ? this.ownChanges(layer, scenario) : this.ownStates(layer, scenario, ids);
  }

  /** Some features as a scenario has them; those that are not there are missing. */
  readFeatures(layer: LayerId, scenario: ScenarioId, ids: readonly FeatureId[]): Map<FeatureId, FeatureImage> {
    const features = new Map<FeatureId, FeatureImage>();
    let open = [...new Set(ids)];
    for (const source of [...this.chain(scenario), baselineId]) {
      const states = this.ownStates(layer, source, open);
      for (const [id, state] of states) if (state !== 'deleted') features.set(id, state);
      open = open.filter((id) => !states.has(id));
    }
    return features;
  }

  /** The grid of a raster layer; undefined when the layer is no raster. */
  readRaster(layer: LayerId): Raster | undefined {
    return readRaster(this.#database, layer);
  }

  /** What evaluations there are, in the order in which they were put. */
  evaluations(): EvaluationHeader[] {
    return listEvaluations(this.#database);
  }

  /** What reports there are, in the order in which they were put. */
  reports(): ReportHeader[] {
    return listReports(this.#database);
  }

  /** The whole record of an evaluation or report, as it was put; undefined when there is none. */
  result(kind: ResultKind, id: string): unknown {
    return readResult(this.#database, kind, id, this.#context.deflater);
  }

  /** The steps of the journal, the oldest first: actions, and the undo and redo of actions. */
  steps(): Step[] {
    return listSteps(this.#database);
  }

  lastStep(): Step | undefined {
    return lastStep(this.#database);
  }

  stepToUndo(): Step | undefined {
    return stepToUndo(this.#database);
  }

  stepToRedo(): Step | undefined {
    return stepToRedo(this.#database);
  }

  /** The edits of an action; undefined when they were dropped because the history was full. */
  editsOf(step: Step): readonly Edit[] | undefined {
    if (step.bytes === 0) return undefined;
    return this.#recent.editsOf(step.number) ?? editsOf(this.#database, step.number, this.shownGeometry);
  }

  /** Finds the geometry that a scenario shows of features: its own, or the baseline's; null where there is none. */
  readonly shownGeometry: ShownGeometry = (layer, scenario) => {
    // A step that brings a scenario back is read while it is not there.
    const own = this.record('scenario', scenario) ? this.ownChanges(layer, scenario) : undefined;
    const { ids, geometry } = this.readTable(layer);
    const rows = rowsOf(ids);
    return (feature) => {
      const state = own?.get(feature);
      if (state) return state === 'deleted' ? null : state.geometry;
      const row = rows.get(feature);
      return row === undefined ? null : sharedWkb(geometry, row);
    };
  };

  /** Who changed what, when and why, the oldest first. */
  log(): LogEntry[] {
    return readLog(this.#database);
  }

  newId(): string {
    return randomUuid(this.#context.random);
  }

  /**
   * Runs `work` and keeps all it writes, or, when it throws, nothing. Inside another transaction it is a part of that one,
   * and when it throws the whole fails, caught or not. Listeners hear of the commit after the outermost.
   */
  transaction<Result>(work: (writer: ProjectWriter) => Result): Result {
    if (this.#writer) return this.#join(this.#writer, work);
    const writer = new ProjectWriter(this.#database, this.#context, this.#known, this.#laid);
    this.#writer = writer;
    this.#failure = undefined;
    let result: Result;
    try {
      result = this.#database.transaction(() => {
        const done = this.#join(writer, work);
        if (this.#failure) throw this.#failure.thrown;
        writer.settle();
        return done;
      });
    } catch (thrown) {
      this.#known.clear();
      throw thrown;
    } finally {
      this.#writer = undefined;
    }
    this.#recent.keep(writer.commit.steps);
    this.#changed(writer.commit);
    return result;
  }

  /**
   * Lays the rows of those of `layers` that are large into the file as pages, ahead of the `layerTransaction` that adds them.
   * It stops after each stretch of work; given up there nothing has changed. Fails with `store/feature-repeated`.
   */
  *layingLayers(layers: readonly LayerToLay[], progress?: TaskContext['progress']): Generator<void> {
    if (this.#writer) return;
    const revision = this.#revision;
    const isUnchanged = () => this.#revision === revision && !this.#writer;
    const context = { srs: this.#context.epsg, isUnchanged, ...(progress ? { progress } : {}) };
    this.#laid = yield* layingLayers(this.#database, layers, context);
  }

  /**
   * A transaction that adds `layers`, among whatever else it does. Large ones are laid before it, unless that was done. When it
   * throws they are gone again. Inside another transaction it is a part of that one, and all goes row by row.
   */
  layerTransaction<Result>(layers: readonly LayerToLay[], work: (writer: ProjectWriter) => Result): Result {
    if (this.#writer) return this.#join(this.#writer, work);
    if (this.#laid.length === 0) for (const stop of this.layingLayers(layers)) void stop;
    try {
      return this.transaction(work);
    } catch (thrown) {
      if (this.#laid.length > 0) dropLaid(this.#database, this.#laid);
      throw thrown;
    } finally {
      this.#laid = [];
    }
  }

  #join<Result>(writer: ProjectWriter, work: (writer: ProjectWriter) => Result): Result {
    try {
      return work(writer);
    } catch (thrown) {
      this.#failure ??= { thrown };
      throw thrown;
    }
  }

  /** Calls `listener` after every commit, until the returned function is called. */
  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes out of the file what nothing can bring back any more: tables of removed layers, and the space of all that was
   * deleted. With `forgetHistory` nothing done before can be undone, and removed things are gone for good.
   */
  compact(options: { readonly forgetHistory?: boolean } = {}): void {
    this.#known.clear();
    this.#recent.clear();
    this.#database.transaction(() => dropUnreachable(this.#database, options.forgetHistory === true));
    this.#database.script('VACUUM');
    this.#changed({ follows: '', additions: [], steps: [], isRewritten: true, droppedSteps: 0 });
  }

  #changed(commit: Commit): void {
    this.#revision++;
    this.#original = undefined;
    for (const listener of this.#listeners) listener(commit);
  }

  /**
   * The bytes of the file: as they were opened while nothing has changed. With `inPlace` they may be those the file works on: to
   * be written somewhere before anything else happens. Fails with `store/export-in-transaction`.
   */
  export(inPlace = false): Uint8Array {
    if (inPlace) return this.#stored ?? this.#database.bytesInPlace() ?? this.#database.export();
    return this.#stored?.slice() ?? this.#database.export();
  }

  close(): void {
    this.#database.close();
  }
}
