import { pickRows } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { LiveView } from '#core/indicators/live-view.ts';
import type { FeatureEdit, FeatureState } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { RoleId } from '#core/model/role.ts';
import { lookupIn, RowMap } from '#core/model/row-map.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { StepOutcome } from '#core/rpc/requests.ts';
import { runSketch } from '#core/sketch/run-sketch.ts';
import type {
  LayerImages,
  ParcelTotals,
  SketchContext,
  SketchLayer,
  SketchResult,
} from '#core/sketch/sketch-context.ts';
import { stepMeasures } from '#core/sketch/step-measures.ts';
import type { FeatureChange } from '#core/store/feature-rows.ts';
import { imageAt, overlayChanges } from '#core/store/overlay.ts';
import type { OpenProject } from './session.ts';

/** Sum of what is known. */
function known(amounts: Float64Array): number {
  let sum = 0;
  for (const amount of amounts) if (!Number.isNaN(amount)) sum += amount;
  return sum;
}

function sumOfTotals(a: ParcelTotals, b: ParcelTotals, sign: 1 | -1): ParcelTotals {
  return {
    residents: a.residents + sign * b.residents,
    jobs: a.jobs + sign * b.jobs,
    floor_area: a.floor_area + sign * b.floor_area,
  };
}

/**
 * Steps tried on a scenario, one after another, without touching the project: each sees what the ones before did. What they
 * come to is applied as one step of the journal, or thrown away.
 */
export class SketchDraft {
  readonly #open: OpenProject;
  /** The scenario whose tables the draft starts from, and the one it goes back to. */
  readonly #start: ScenarioId;
  readonly #parent: ScenarioId;
  readonly #geometry: GeometryEngine;
  readonly #tables = new Map<LayerId, () => FeatureTable>();
  readonly #states = new Map<LayerId, ReadonlyMap<FeatureId, FeatureState>>();
  /** What the steps so far added to the totals of all parcels. */
  #gained: ParcelTotals = { residents: 0, jobs: 0, floor_area: 0 };
  #last: ReadonlyMap<LayerId, ReadonlyMap<FeatureId, FeatureChange>> = new Map();
  /** Tables as they are after the last step, where they had to be made. */
  readonly #made = new Map<LayerId, FeatureTable>();

  constructor(
    open: OpenProject,
    scenario: { readonly start: ScenarioId; readonly parent: ScenarioId },
    geometry: GeometryEngine,
  ) {
    this.#open = open;
    this.#start = scenario.start;
    this.#parent = scenario.parent;
    this.#geometry = geometry;
  }

  /** Does one step on top of those before. Errors: those of the sketches. */
  run(step: RecipeStep, number: number): StepOutcome {
    const before = this.context(number);
    const result = runSketch(before, step);
    this.#keep(result);
    const changed = result.changes.flatMap(({ states }) => [...states.keys()]);
    return {
      changed,
      areaSquareMetres: result.areaSquareMetres,
      outlines: result.outlines,
      remarks: [
        {
          code: 'sketch/done',
          severity: 'info',
          parameters: { step: number, hectares: Math.round(result.areaSquareMetres / 100) / 100 },
          count: changed.length,
          places: [],
        },
        ...result.remarks,
      ],
      measures: stepMeasures(step, before, this.context(number), result),
    };
  }

  /** What the last step made of features, by layer: images, and those that are gone. */
  get lastChanges(): ReadonlyMap<LayerId, ReadonlyMap<FeatureId, FeatureChange>> {
    return this.#last;
  }

  /** The edits that make `scenario` what the draft is. */
  edits(scenario: ScenarioId): FeatureEdit[] {
    const { file } = this.#open;
    const isNew = scenario !== this.#start;
    return [...this.#states].flatMap(([layer, states]) => {
      const present = isNew
        ? new Map<FeatureId, FeatureState>()
        : file.statesAmong(layer, scenario, [...states.keys()]);
      const edits: FeatureEdit[] = [];
      const presentAt = states instanceof RowMap ? lookupIn(present, states.ids) : undefined;
      if (states instanceof RowMap && presentAt) {
        states.forEachRow((row, after) => {
          const feature = states.ids[row]!;
          edits.push({ kind: 'feature', scenario, layer, feature, before: presentAt(row, feature) ?? null, after });
        });
      } else {
        for (const [feature, after] of states)
          edits.push({ kind: 'feature', scenario, layer, feature, before: present.get(feature) ?? null, after });
      }
      return edits;
    });
  }

  /** Leaves the tables that were made to the scenario the draft started from, once its edits are committed. */
  leaveTables(): void {
    for (const [layer, table] of this.#made)
      this.#open.tables.adopt(layer, this.#start, table, this.#states.get(layer)!);
  }

  /** What a sketch may look at: the layers as they are at this moment, whatever the draft does afterwards. */
  context(step: number): SketchContext {
    const { tables, facts, file } = this.#open;
    const now = new Map(this.#tables);
    const gained = this.#gained;
    return {
      step,
      types: facts.types,
      assumptions: facts.assumptions,
      geometry: this.#geometry,
      layer: (role: RoleId): SketchLayer | undefined => {
        const [layer] = tables.layersOf(role);
        if (!layer) return undefined;
        const table = now.get(layer.id)?.() ?? tables.table(layer.id, this.#start);
        return { layer, table, images: this.#imagesOf(layer.id) };
      },
      withDerived: (parcels) => facts.withDerived(parcels),
      totals: () => sumOfTotals(this.#totalsAtStart(), gained, 1),
      numbers: (layer) => tables.numbers(layer),
      newFeatureId: () => file.newId() as FeatureId,
    };
  }

  /** What the draft and the scenario it starts from make of a layer's baseline at this moment. */
  #imagesOf(layer: LayerId): LayerImages {
    const { tables } = this.#open;
    const drafted = this.#states.get(layer);
    const baseline = tables.table(layer, baselineId);
    const said = tables.changes.reader(layer, this.#start, baseline.ids);
    return {
      baseline,
      at: (feature, row) => {
        const state = drafted?.get(feature);
        return state === undefined ? said(feature, row) : state;
      },
    };
  }

  #table(layer: LayerId): FeatureTable {
    return this.#tables.get(layer)?.() ?? this.#open.tables.table(layer, this.#start);
  }

  /** What all parcels have before the first step: what the live indicators of the scenario are made of. */
  #totalsAtStart(): ParcelTotals {
    const { live, facts } = this.#open;
    const sums = live.scenario(this.#start)?.sums;
    if (!sums) return { residents: 0, jobs: 0, floor_area: 0 };
    const view = new LiveView(sums, facts.assumptions);
    return { residents: view.residents(), jobs: view.jobs(), floor_area: view.sum('floor') };
  }

  /** What changed parcels have more than before, all together; `after` gives all parcels as they are now. */
  #gain(before: FeatureTable, seen: ReadonlyMap<FeatureId, FeatureChange>, after: () => FeatureTable): void {
    const { facts } = this.#open;
    const rows = rowsOf(before.ids);
    // Where most change, looking at all of them is less than picking those out.
    const isMost = 2 * seen.size > before.ids.length;
    const picked = () => [...seen.keys()].flatMap((id) => rows.get(id) ?? []);
    const was = isMost ? before : pickRows(before, picked());
    const now = isMost ? after() : overlayChanges(was, seen);
    const totals = (table: FeatureTable) => {
      const { residents, jobs, floorArea } = isMost
        ? facts.quantitiesOf(table)
        : facts.quantitiesUnder(table, facts.assumptions);
      return { residents: known(residents), jobs: known(jobs), floor_area: known(floorArea) };
    };
    const more = sumOfTotals(totals(now), totals(was), -1);
    this.#gained = sumOfTotals(this.#gained, more, 1);
  }

  #keep({ changes }: SketchResult): void {
    const last = new Map<LayerId, ReadonlyMap<FeatureId, FeatureChange>>();
    this.#last = last;
    for (const { layer, states } of changes) {
      if (states.size === 0) continue;
      const kept = this.#states.get(layer);
      this.#states.set(layer, kept ? new Map([...kept, ...states]) : states);
      const seen = this.#seen(layer, states);
      last.set(layer, seen);
      const before = this.#table(layer);
      this.#made.delete(layer);
      let made: FeatureTable | undefined;
      const after = () => {
        if (!made) {
          made = overlayChanges(before, seen);
          this.#made.set(layer, made);
        }
        return made;
      };
      this.#tables.set(layer, after);
      if (this.#open.file.layer(layer).role === 'parcel') this.#gain(before, seen, after);
    }
  }

  /** States as they are seen: what is taken back is what the parent has. */
  #seen(layer: LayerId, states: ReadonlyMap<FeatureId, FeatureState>): ReadonlyMap<FeatureId, FeatureChange> {
    const reverted: FeatureId[] = [];
    for (const [id, state] of states) if (state === null) reverted.push(id);
    if (reverted.length === 0) return states as ReadonlyMap<FeatureId, FeatureChange>;
    const seen = new Map(states);
    for (const id of reverted) seen.set(id, this.#parentImage(layer, id));
    return seen as ReadonlyMap<FeatureId, FeatureChange>;
  }

  /** A feature as the parent scenario has it: what it becomes again when a step reverts it. */
  #parentImage(layer: LayerId, id: FeatureId): FeatureChange {
    const table = this.#open.tables.table(layer, this.#parent);
    const row = rowsOf(table.ids).get(id);
    return row === undefined ? 'deleted' : imageAt(table, row);
  }
}
