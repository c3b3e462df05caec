import { mergeTables } from '#core/indicators/merge-tables.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer, Raster } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { overlayChanges, rowsOf } from '#core/store/overlay.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit } from '#core/store/project-writer.ts';
import { structureOf } from './commit-structure.ts';
import { ScenarioChanges } from './scenario-changes.ts';

/**
 * The layers of a project as each scenario has them, read once and kept until an edit touches them. A scenario that does not
 * change a layer gets the very table of the baseline, so that what was worked out from one serves the other.
 */
export class ScenarioTables {
  readonly #file: ProjectFile;
  readonly #tables = new Map<LayerId, Map<ScenarioId, FeatureTable>>();
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
    const byScenario = this.#tables.get(layer) ?? new Map<ScenarioId, FeatureTable>();
    this.#tables.set(layer, byScenario);
    let table = byScenario.get(scenario);
    if (table) return table;
    if (scenario === baselineId) table = this.#file.readTable(layer);
    else {
      const changes = this.changes.fromBaseline(layer, scenario);
      const baseline = this.table(layer, baselineId);
      table = changes.size === 0 ? baseline : overlayChanges(baseline, changes);
    }
    byScenario.set(scenario, table);
    return table;
  }

  /** How many features a layer has in the baseline, without reading them. */
  featureCount(layer: LayerId): number {
    const known = this.#tables.get(layer)?.get(baselineId)?.ids.length ?? this.#counts.get(layer);
    if (known !== undefined) return known;
    const count = this.#file.featureCount(layer);
    this.#counts.set(layer, count);
    return count;
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
    for (const { edits } of commit.steps) {
      for (const edit of edits) {
        if (edit.kind === 'record') continue;
        layers.add(edit.layer);
        scenarios.add(edit.scenario);
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
        const table = this.#tables.get(layer)?.get(baselineId);
        return table !== undefined && rowsOf(table.ids).has(feature);
      };
      this.changes.follow(commit, (scenario) => this.withDescendants(new Set([scenario])), isInBaseline);
    }
    const touched = this.withDescendants(scenarios);
    for (const layer of layers) {
      const byScenario = this.#tables.get(layer);
      for (const scenario of touched) byScenario?.delete(scenario);
      if (scenarios.has(baselineId)) this.#counts.delete(layer);
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
