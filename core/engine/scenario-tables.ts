import type { Box } from '#core/geometry/measure.ts';
import { indexOf } from '#core/geometry/spatial-index.ts';
import { boxOfWkb } from '#core/geometry/wkb-box.ts';
import { mergeTables } from '#core/indicators/merge-tables.ts';
import type { FeatureImage, FeatureState, RecordEdit } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer, Raster } from '#core/model/layer.ts';
import type { GlimpseView, LayerGlimpse } from '#core/model/layer-glimpse.ts';
import type { RoleId } from '#core/model/role.ts';
import { RowMap } from '#core/model/row-map.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { FeatureNumbers } from '#core/sketch/feature-numbers.ts';
import { imageAt, overlayChanges } from '#core/store/overlay.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit } from '#core/store/project-writer.ts';
import { structureOf } from './commit-structure.ts';
import { batchesOf, ScenarioChanges } from './scenario-changes.ts';

/** Share of the rows of a table beyond which it is made anew and not followed. */
const mostShare = 1 / 2;

/** A table as it was, and the features that changed since. */
interface KeptTable {
  readonly table: FeatureTable;
  readonly changed: Set<FeatureId>;
}

/**
 * The layers of a project as each scenario has them, read once and kept until an edit touches them. A scenario that does not
 * change a layer gets the very table of the baseline, so that what was worked out from one serves the other.
 */
export class ScenarioTables {
  readonly #file: ProjectFile;
  readonly #tables = new Map<LayerId, Map<ScenarioId, KeptTable>>();
  readonly #merged = new Map<string, { readonly parts: readonly FeatureTable[]; readonly table: FeatureTable }>();
  readonly #rasters = new Map<LayerId, Raster | undefined>();
  readonly #counts = new Map<LayerId, number>();
  #layers: readonly Layer[] | undefined;
  #scenarios: readonly ScenarioId[] | undefined;
  /** What scenarios say about features. */
  readonly changes: ScenarioChanges;

  constructor(file: ProjectFile) {
    this.#file = file;
    this.changes = new ScenarioChanges(file);
  }

  /** All layers of the project, top first. */
  get layers(): readonly Layer[] {
    this.#layers ??= [...this.#file.describe().layers].sort((a, b) => a.order - b.order);
    return this.#layers;
  }

  table(layer: LayerId, scenario: ScenarioId): FeatureTable {
    const byScenario = this.#tables.get(layer) ?? new Map<ScenarioId, KeptTable>();
    this.#tables.set(layer, byScenario);
    const kept = byScenario.get(scenario);
    if (kept?.changed.size === 0) return kept.table;
    const table = scenario === baselineId ? this.#file.readTable(layer) : this.#scenarioTable(layer, scenario, kept);
    byScenario.set(scenario, { table, changed: new Set() });
    return table;
  }

  /**
   * Takes over the table of a scenario that was made of states before these were committed; left out where the scenario does not
   * say exactly these now, or has its table already.
   */
  adopt(layer: LayerId, scenario: ScenarioId, table: FeatureTable, states: ReadonlyMap<FeatureId, FeatureState>): void {
    const own = this.changes.own(layer, scenario);
    const byScenario = this.#tables.get(layer);
    if (!byScenario || byScenario.has(scenario) || !(own instanceof RowMap) || !(states instanceof RowMap)) return;
    if (own.ids !== states.ids || own.ids !== table.ids) return;
    let isSame = true;
    states.forEachRow((row, state) => {
      isSame &&= own.atRow(row) === state;
    });
    if (isSame) byScenario.set(scenario, { table, changed: new Set() });
  }

  /**
   * A layer as a scenario has it with at least the fields called `names`: before the layer was read, and where the scenario
   * leaves it alone, the others may be missing. Ids and geometry are those of `table`.
   */
  withFields(layer: LayerId, scenario: ScenarioId, names: readonly string[]): FeatureTable {
    const isRead = this.#tables.get(layer)?.has(baselineId) === true;
    const isBaseline = scenario === baselineId || this.changes.fromBaseline(layer, scenario).size === 0;
    return isBaseline && !isRead ? this.#file.readFields(layer, names) : this.table(layer, scenario);
  }

  /** What a map first shows of a layer that a scenario leaves alone; undefined where `withFields` is as soon there. */
  glimpse(
    layer: LayerId,
    scenario: ScenarioId,
    names: readonly string[],
    view: GlimpseView | undefined,
  ): LayerGlimpse | undefined {
    const isBaseline = scenario === baselineId || this.changes.fromBaseline(layer, scenario).size === 0;
    return isBaseline ? this.#file.readGlimpse(layer, names, view) : undefined;
  }

  #scenarioTable(layer: LayerId, scenario: ScenarioId, kept: KeptTable | undefined): FeatureTable {
    const changes = this.changes.fromBaseline(layer, scenario);
    const baseline = this.table(layer, baselineId);
    if (changes.size === 0) return baseline;
    return (kept && this.#followed(layer, scenario, kept, baseline)) ?? overlayChanges(baseline, changes);
  }

  /** A table of before with what changed since; undefined where features came or went, whose order counts. */
  #followed(
    layer: LayerId,
    scenario: ScenarioId,
    { table, changed }: KeptTable,
    baseline: FeatureTable,
  ): FeatureTable | undefined {
    const rows = rowsOf(baseline.ids);
    const rowsNow = rowsOf(table.ids);
    const images = new Map<FeatureId, FeatureImage>();
    for (const feature of changed) {
      const row = rows.get(feature);
      const change = this.changes.at(layer, scenario, feature);
      if (row === undefined || change === 'deleted' || !rowsNow.has(feature)) return undefined;
      images.set(feature, change ?? imageAt(baseline, row));
    }
    return overlayChanges(table, images);
  }

  /**
   * Features of a layer whose boxes meet a box, as a scenario has them: found through the baseline, whose index holds for all
   * scenarios, and what the scenario changes. In the order of the baseline, changed ones last.
   */
  near(layer: LayerId, scenario: ScenarioId, box: Box): FeatureId[] {
    const baseline = this.table(layer, baselineId);
    const index = indexOf(baseline.geometry);
    const changes = scenario === baselineId ? undefined : this.changes.fromBaseline(layer, scenario);
    const found = index
      .inBox(box)
      .sort((a, b) => a - b)
      .map((row) => baseline.ids[row]!)
      .filter((id) => !changes?.has(id));
    for (const [id, change] of changes ?? []) {
      if (change === 'deleted' || !change.geometry) continue;
      const { minX, minY, maxX, maxY } = boxOfWkb(change.geometry);
      if (minX <= box.maxX && maxX >= box.minX && minY <= box.maxY && maxY >= box.minY) found.push(id);
    }
    return found;
  }

  /** How many features a layer has in the baseline, without reading them. */
  featureCount(layer: LayerId): number {
    const known = this.#tables.get(layer)?.get(baselineId)?.table.ids.length ?? this.#counts.get(layer);
    if (known !== undefined) return known;
    const count = this.#file.featureCount(layer);
    this.#counts.set(layer, count);
    return count;
  }

  /** The features of a layer's baseline with their numbers in the file. */
  numbers(layer: LayerId): FeatureNumbers {
    const { ids } = this.table(layer, baselineId);
    return { project: this.#file.id, ids, numbers: this.#file.featureNumbers(layer) };
  }

  /** Layers of a role, top first; without rasters. */
  layersOf(role: RoleId): readonly Layer[] {
    return this.layers.filter((layer) => layer.role === role && layer.table !== '');
  }

  /** All layers of a role as one table; undefined when there is none. */
  roleTable(role: RoleId, scenario: ScenarioId): FeatureTable | undefined {
    const parts = this.layersOf(role).map((layer) => this.table(layer.id, scenario));
    if (parts.length <= 1) return parts[0];
    // Scenarios that leave all parts alone share the merged table as well.
    for (const merged of this.#merged.values()) {
      if (merged.parts.length === parts.length && merged.parts.every((part, at) => part === parts[at]))
        return merged.table;
    }
    const table = mergeTables(parts);
    this.#merged.set(`${role} ${scenario}`, { parts, table });
    return table;
  }

  raster(role: RoleId): Raster | undefined {
    const layer = this.layers.find((candidate) => candidate.role === role && candidate.table === '');
    if (!layer) return undefined;
    if (!this.#rasters.has(layer.id)) this.#rasters.set(layer.id, this.#file.readRaster(layer.id));
    return this.#rasters.get(layer.id);
  }

  /** Forgets what `commit` made out of date; gives the layers and scenarios whose features may have changed. */
  follow(commit: Commit): { readonly layers: readonly LayerId[]; readonly scenarios: readonly ScenarioId[] } {
    const layers = new Set<LayerId>();
    const scenarios = new Set<ScenarioId>();
    const batches = commit.steps.flatMap(({ edits }) => batchesOf(edits));
    for (const batch of batches) {
      const { layer, scenario } = batch[0]!;
      layers.add(layer);
      scenarios.add(scenario);
    }
    for (const { edits } of commit.steps) {
      for (const edit of edits) {
        if (edit.kind !== 'record' || !changesFields(edit)) continue;
        layers.add(edit.id as LayerId);
        scenarios.add(baselineId);
      }
    }
    const structure = structureOf(commit);
    if (structure.layers !== 'same') this.#layers = undefined;
    if (structure.scenarios !== 'same') this.#scenarios = undefined;
    if (structure.layers === 'changed' || structure.scenarios === 'changed') {
      this.#rasters.clear();
      this.changes.clear();
      this.#forgetAllButBaselines();
    } else {
      const isInBaseline = (layer: LayerId, feature: FeatureId) => {
        const table = this.#tables.get(layer)?.get(baselineId)?.table;
        return table !== undefined && rowsOf(table.ids).has(feature);
      };
      this.changes.follow(commit, (scenario) => this.withDescendants(new Set([scenario])), isInBaseline);
    }
    // Counting the rows of a layer that just came would go through all of them.
    for (const addition of commit.additions)
      if (addition.kind === 'layer') this.#counts.set(addition.layer.id, addition.features.ids.length);
    const touched = this.withDescendants(scenarios);
    for (const layer of layers) {
      const byScenario = this.#tables.get(layer);
      const ofBaseline = scenarios.has(baselineId);
      if (ofBaseline) this.#counts.delete(layer);
      if (!byScenario) continue;
      const own = batches.filter((batch) => batch[0]!.layer === layer);
      const count = own.reduce((sum, batch) => sum + batch.length, 0);
      for (const scenario of touched) {
        const kept = byScenario.get(scenario);
        if (!kept) continue;
        // Of a table of which most changed nothing is worth keeping.
        if (ofBaseline || count > mostShare * kept.table.ids.length) byScenario.delete(scenario);
        else for (const batch of own) for (const { feature } of batch) kept.changed.add(feature);
      }
    }
    return { layers: [...layers], scenarios: touched };
  }

  /** Baselines of layers change by edits alone; which scenarios there are and what they build on may have changed. */
  #forgetAllButBaselines(): void {
    this.#merged.clear();
    for (const byScenario of this.#tables.values()) {
      for (const scenario of byScenario.keys()) if (scenario !== baselineId) byScenario.delete(scenario);
    }
  }

  /** Some scenarios and all that build on them. */
  withDescendants(scenarios: ReadonlySet<ScenarioId>): readonly ScenarioId[] {
    if (scenarios.size === 0) return [];
    this.#scenarios ??= this.#file.records('scenario').map(([id]) => id as ScenarioId);
    if (scenarios.has(baselineId)) return this.#scenarios;
    return this.#scenarios.filter((id) => this.changes.chain(id).some((each) => scenarios.has(each)));
  }
}

/** Whether a layer has other fields than before, and so its tables other columns. */
function changesFields({ record, before, after }: RecordEdit): boolean {
  if (record !== 'layer' || !before || !after) return false;
  return JSON.stringify((before as Layer).fields) !== JSON.stringify((after as Layer).fields);
}
