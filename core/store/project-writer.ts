import type { Box } from '#core/geometry/measure.ts';
import type { Edit, EditOrigin, RecordKind, StateChange } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer, Raster } from '#core/model/layer.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Clock, Deflater, Random } from '#core/platform/platform.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import type { GeometryType } from './canonical-wkb.ts';
import { describeContents, extentOf, register, setExtent, setLastChange, unregister } from './contents.ts';
import type { Database } from './database.ts';
import { extentAfterMove, extentOfBoth, extentOfCoordinates } from './extent.ts';
import { insertBaseline } from './feature-rows.ts';
import { type Moved, scanExtent, visibleExtent, writeStates } from './feature-writes.ts';
import {
  abandonUndone,
  appendLog,
  insertStep,
  type LogEntry,
  lastStep,
  type Step,
  setStepState,
  shortenHistory,
} from './history-table.ts';
import type { KnownFeatures } from './known-features.ts';
import { adaptColumns, createLayerTable, findLayerTable, indexLayerTable, type LayerTable } from './layer-table.ts';
import { patchStates } from './patch-states.ts';
import { readRaster, writeRaster } from './rasters.ts';
import { readLayers, readRecord, readScenarios, writeRecord } from './records.ts';
import {
  type EvaluationHeader,
  type ReportHeader,
  type ResultKind,
  removeResult,
  writeEvaluation,
  writeReport,
} from './results.ts';
import { chainOf, findViews, removeViewsOf, syncViews, type ViewContext } from './scenario-views.ts';

/** What the host gives a project file. */
export interface ProjectHost {
  readonly clock: Clock;
  readonly random: Random;
  /** For results, which are large. */
  readonly deflater?: Deflater;
  /** Who works here, for the log; may be empty. */
  readonly author?: string;
  /** Bytes that the edits of all steps may take in the file; 64 MiB when absent. */
  readonly historyBytes?: number;
}

export interface ProjectContext extends ProjectHost {
  /** EPSG code of the project: also its number in the table of reference systems. */
  readonly epsg: number;
  readonly language: Language;
}

const defaultHistoryBytes = 64 * 1024 * 1024;

/** A step to be written. What is absent is filled in: now, the author at work, a new mark. */
export interface NewStep {
  readonly label: LocalText;
  readonly origin: EditOrigin;
  readonly edits: readonly Edit[];
  readonly reason?: string | undefined;
  /** What it did to single features: lines of the log beneath that of the step. */
  readonly details?: readonly LocalText[] | undefined;
  readonly author?: string | undefined;
  readonly instant?: string | undefined;
  readonly mark?: string | undefined;
  /** Number of the action that an undo or redo is about. */
  readonly target?: number | undefined;
}

/** A step as it was written, with all it did. */
export interface CommittedStep extends Step {
  readonly edits: readonly Edit[];
  readonly details?: readonly LocalText[];
}

/** Something bulky or final that is put beside the steps. */
export type Addition =
  | { readonly kind: 'layer'; readonly layer: Layer; readonly features: FeatureTable }
  | { readonly kind: 'raster'; readonly layer: Layer; readonly raster: Raster }
  | { readonly kind: 'evaluation'; readonly record: EvaluationHeader }
  | { readonly kind: 'report'; readonly record: ReportHeader }
  | { readonly kind: 'removal'; readonly of: ResultKind; readonly id: string };

/** What one transaction has written for good: doing the additions and then the steps again gives the same. */
export interface Commit {
  /** Mark of the step before it; empty when there was none. */
  readonly follows: string;
  readonly additions: readonly Addition[];
  readonly steps: readonly CommittedStep[];
  /** True when the file was written anew as a whole, which nothing but a copy of it can tell. */
  readonly isRewritten: boolean;
  /** How many of the oldest steps can no longer be undone since. */
  readonly droppedSteps: number;
}

/** Makes the views those that layers and scenarios ask for. */
export function followViews(
  database: Database,
  { epsg: srs, language }: ProjectContext,
  instant: string,
  recordsChanged: boolean,
): Pick<ViewContext, 'layers' | 'scenarios'> {
  const scenarios = readScenarios(database);
  const layers = readLayers(database).flatMap((layer) => {
    const table = findLayerTable(database, layer.id);
    return table ? [{ layer, table }] : [];
  });
  syncViews(database, { layers, scenarios, language, srs, instant }, recordsChanged);
  return { layers, scenarios };
}

/** What a transaction has done to the features of one layer. */
interface ChangedLayer {
  readonly scenarios: Set<ScenarioId>;
  readonly moved: Map<FeatureId, Moved>;
}

/** Everything that changes a project file. It exists inside `ProjectFile.transaction` alone. */
export class ProjectWriter {
  readonly #database: Database;
  readonly #context: ProjectContext;
  readonly #laid: readonly LayerTable[];
  readonly #changed = new Map<LayerId, ChangedLayer>();
  readonly #newExtents = new Map<LayerId, Box | null>();
  readonly #steps: CommittedStep[] = [];
  readonly #additions: Addition[] = [];
  readonly #follows: string;
  readonly #known: KnownFeatures;
  #recordsChanged = false;
  #droppedSteps = 0;

  /** `known` is kept up with what is written; `laid` are the tables whose rows are in the file already. */
  constructor(database: Database, context: ProjectContext, known: KnownFeatures, laid: readonly LayerTable[] = []) {
    this.#database = database;
    this.#known = known;
    this.#laid = laid;
    this.#context = context;
    this.#follows = lastStep(database)?.mark ?? '';
  }

  get #now(): string {
    return new Date(this.#context.clock.now()).toISOString();
  }

  /**
   * Writes the features of a new layer as its baseline. The layer appears when its record is put. Fails with
   * `store/feature-repeated`.
   */
  createLayer(layer: Omit<Layer, 'table'>, features: FeatureTable): Layer {
    const laid = this.#laid.find((each) => each.layer === layer.id);
    const table = laid ?? this.#insertLayer(layer, features);
    this.#newExtents.set(layer.id, table.geometryType ? extentOfCoordinates(features.geometry.coordinates) : null);
    const added: Layer = { ...layer, table: table.table };
    this.#additions.push({ kind: 'layer', layer: added, features });
    return added;
  }

  #insertLayer({ id, name }: Omit<Layer, 'table'>, features: FeatureTable): LayerTable {
    const seen = new Set<FeatureId>();
    for (const feature of features.ids) {
      if (seen.has(feature)) throw new WorkbenchError('store/feature-repeated', { layer: name, feature });
      seen.add(feature);
    }
    const table = createLayerTable(this.#database, id, name, features);
    insertBaseline(this.#database, table, features, this.#context.epsg);
    indexLayerTable(this.#database, table);
    return table;
  }

  /** Writes the grid of a new layer. The layer appears when its record is put; it has no table. */
  createRaster(layer: Omit<Layer, 'table'>, raster: Raster): Layer {
    writeRaster(this.#database, layer.id, raster);
    const added: Layer = { ...layer, table: '' };
    this.#additions.push({ kind: 'raster', layer: added, raster });
    return added;
  }

  /**
   * Writes what a scenario says about features of a layer, each once: states before that are what it says now, and checked states
   * after, images in the canonical form.
   */
  writeStates(layer: LayerId, scenario: ScenarioId, changes: readonly StateChange[]): void {
    const table = findLayerTable(this.#database, layer);
    if (!table) throw new WorkbenchError('edit/unknown-layer', { layer });
    const changed = this.#changed.get(layer) ?? { scenarios: new Set(), moved: new Map() };
    this.#changed.set(layer, changed);
    changed.scenarios.add(scenario);
    const chain = scenario === baselineId ? [] : chainOf(readScenarios(this.#database), scenario);
    const rest = patchStates(this.#database, table, chain, changes, this.#known);
    this.#known.put(layer, scenario, changes);
    for (const [feature, moved] of writeStates(this.#database, table, scenario, rest, this.#context.epsg)) {
      // Where it was before the first change counts, and where it is after the last.
      changed.moved.set(feature, { before: changed.moved.get(feature)?.before ?? moved.before, after: moved.after });
    }
  }

  /** Puts a small document, or with null takes it away, and makes the file's tables follow. */
  writeRecord(kind: RecordKind, id: string, body: object | null): void {
    if (kind === 'layer') {
      this.#known.forget(id as LayerId);
      this.#followLayer(id as LayerId, body as Layer | null);
    }
    if (kind === 'layer' || kind === 'scenario') this.#recordsChanged = true;
    writeRecord(this.#database, kind, id, body);
  }

  #followLayer(id: LayerId, after: Layer | null): void {
    const before = readRecord(this.#database, 'layer', id) as Layer | null;
    let table = findLayerTable(this.#database, id);
    if (!table) {
      if (after && (after.table !== '' || !readRaster(this.#database, id)))
        throw new WorkbenchError('edit/unknown-layer', { layer: id });
      return;
    }
    if (!after) {
      removeViewsOf(this.#database, id);
      unregister(this.#database, table.table);
      return;
    }
    if (after.table !== table.table) throw new WorkbenchError('edit/layer-fixed', { layer: after.name });
    if (JSON.stringify(before?.fields) !== JSON.stringify(after.fields)) {
      removeViewsOf(this.#database, id);
      table = adaptColumns(this.#database, table, after.fields);
    }
    const description = after.source?.file ?? '';
    if (before) {
      describeContents(this.#database, table.table, after.name, description);
      return;
    }
    const { geometryType } = table;
    const known = this.#newExtents.get(id);
    const extent = known === undefined ? scanExtent(this.#database, table.table, geometryType) : known;
    const entry = { table: table.table, identifier: after.name, description, geometryType, extent };
    register(this.#database, entry, this.#context.epsg, this.#now);
  }

  /**
   * Appends a step to the journal and a line to the log. An action makes what was undone before it unreachable; an undo or
   * redo changes the state of its target, whose edits it has, so that they are not kept twice.
   */
  appendStep(step: NewStep): CommittedStep {
    const { label, origin, edits, target = null } = step;
    const written: Omit<Step, 'number' | 'bytes'> = {
      mark: step.mark ?? randomUuid(this.#context.random),
      label,
      origin,
      author: step.author ?? this.#context.author ?? '',
      reason: step.reason ?? '',
      instant: step.instant ?? this.#now,
      target,
      state: 'done',
    };
    if (target === null) abandonUndone(this.#database);
    else setStepState(this.#database, target, origin === 'undo' ? 'undone' : 'done');
    const { number, bytes } = insertStep(this.#database, written, target === null ? edits : null, (layer) =>
      this.#known.baseline(layer),
    );
    this.#droppedSteps += shortenHistory(this.#database, this.#context.historyBytes ?? defaultHistoryBytes);
    const { instant, author: who, reason: why } = written;
    const { details = [] } = step;
    for (const what of [label, ...details]) this.appendLog({ instant, who, what, why });
    const committed: CommittedStep = { ...written, number, bytes, edits, ...(details.length > 0 ? { details } : {}) };
    this.#steps.push(committed);
    return committed;
  }

  appendLog(entry: LogEntry): void {
    appendLog(this.#database, entry);
  }

  /** Keeps the result of an evaluation: the whole record, plain data and typed arrays. */
  putEvaluation(record: EvaluationHeader): void {
    writeEvaluation(this.#database, record, this.#context.deflater);
    this.#additions.push({ kind: 'evaluation', record });
  }

  /** Keeps a report: the whole record, plain data and typed arrays. */
  putReport(record: ReportHeader): void {
    writeReport(this.#database, record, this.#context.deflater);
    this.#additions.push({ kind: 'report', record });
  }

  removeResult(of: ResultKind, id: string): void {
    removeResult(this.#database, of, id);
    this.#additions.push({ kind: 'removal', of, id });
  }

  /** Puts an addition of an earlier commit again. */
  repeat(addition: Addition): void {
    if (addition.kind === 'layer') this.createLayer(addition.layer, addition.features);
    else if (addition.kind === 'raster') this.createRaster(addition.layer, addition.raster);
    else if (addition.kind === 'evaluation') this.putEvaluation(addition.record);
    else if (addition.kind === 'report') this.putReport(addition.record);
    else this.removeResult(addition.of, addition.id);
  }

  /** The last thing of a transaction: views, extents and times of change follow what was written. */
  settle(): void {
    if (this.#changed.size === 0 && !this.#recordsChanged) return;
    const database = this.#database;
    const { layers, scenarios } = followViews(database, this.#context, this.#now, this.#recordsChanged);
    const views = findViews(database);
    for (const { layer, table } of layers) {
      const changed = this.#changed.get(layer.id);
      if (!changed) continue;
      this.#followFeatures(table.table, table.geometryType, [], changed);
      for (const { view, scenario } of views.filter((each) => each.layer === layer.id)) {
        this.#followFeatures(view, table.geometryType, chainOf(scenarios, scenario), changed);
      }
    }
  }

  /** Extent and time of change of the table (of an empty chain) or view that shows the scenarios of `chain`. */
  #followFeatures(
    source: string,
    type: GeometryType | null,
    chain: readonly ScenarioId[],
    { scenarios, moved }: ChangedLayer,
  ): void {
    if (!scenarios.has(baselineId) && !chain.some((id) => scenarios.has(id))) return;
    setLastChange(this.#database, source, this.#now);
    let before: Box | null = null;
    let after: Box | null = null;
    for (const each of moved.values()) {
      before = extentOfBoth(before, visibleExtent(each.before, chain));
      after = extentOfBoth(after, visibleExtent(each.after, chain));
    }
    const extent = extentAfterMove(extentOf(this.#database, source), before, after);
    setExtent(this.#database, source, extent === undefined ? scanExtent(this.#database, source, type) : extent);
  }

  /** What was written, once it is written for good. */
  get commit(): Commit {
    return {
      follows: this.#follows,
      additions: this.#additions,
      steps: this.#steps,
      isRewritten: false,
      droppedSteps: this.#droppedSteps,
    };
  }
}
