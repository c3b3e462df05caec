import type { StateChange } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { paintedOf } from '#core/model/painted-image.ts';
import { RowMap } from '#core/model/row-map.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { FeatureChange } from './feature-rows.ts';

/** What one scenario says itself of the features of a layer, in the order of their numbers. */
export type OwnChanges = ReadonlyMap<FeatureId, FeatureChange>;

type KeptChanges = Map<FeatureId, FeatureChange> | RowMap<FeatureChange>;

/** Changes of more than this share of a baseline are kept by row. */
const manyShare = 1 / 8;

/**
 * What was read of the features of a file and still holds: baselines of layers, and what scenarios say themselves. Writing
 * keeps it up, so that an edit reads nothing that was read before. After a transaction that failed it has to be cleared.
 */
export class KnownFeatures {
  readonly #baselines = new Map<LayerId, FeatureTable>();
  /** Baselines of which some columns are missing. */
  readonly #parts = new Map<LayerId, FeatureTable>();
  /** Numbers of the baselines' features. */
  readonly #numbers = new Map<LayerId, Float64Array>();
  readonly #own = new Map<LayerId, Map<ScenarioId, KeptChanges>>();

  baseline(layer: LayerId): FeatureTable | undefined {
    return this.#baselines.get(layer);
  }

  keepBaseline(layer: LayerId, table: FeatureTable): void {
    this.#baselines.set(layer, table);
    this.#parts.delete(layer);
  }

  /** Ids, geometry and some columns of a baseline. */
  part(layer: LayerId): FeatureTable | undefined {
    return this.#parts.get(layer);
  }

  keepPart(layer: LayerId, table: FeatureTable): void {
    this.#parts.set(layer, table);
  }

  numbers(layer: LayerId): Float64Array | undefined {
    return this.#numbers.get(layer);
  }

  keepNumbers(layer: LayerId, numbers: Float64Array): void {
    this.#numbers.set(layer, numbers);
  }

  own(layer: LayerId, scenario: ScenarioId): OwnChanges | undefined {
    return this.#own.get(layer)?.get(scenario);
  }

  keepOwn(layer: LayerId, scenario: ScenarioId, changes: KeptChanges): void {
    const byScenario = this.#own.get(layer) ?? new Map<ScenarioId, KeptChanges>();
    this.#own.set(layer, byScenario);
    byScenario.set(scenario, changes);
  }

  /** Takes over states that were written. */
  put(layer: LayerId, scenario: ScenarioId, changes: readonly StateChange[]): void {
    if (scenario === baselineId) {
      this.#baselines.delete(layer);
      this.#parts.delete(layer);
      this.#numbers.delete(layer);
      return;
    }
    const own = this.#own.get(layer)?.get(scenario);
    if (!own) return;
    const baseline = this.#baselines.get(layer);
    const isKept = baseline !== undefined && this.#putOwn(layer, scenario, own, baseline, changes);
    if (!isKept) this.#own.get(layer)?.delete(scenario);
  }

  /** False where a feature is none of the baseline's: the order of others counts, so that all are read again. */
  #putOwn(
    layer: LayerId,
    scenario: ScenarioId,
    own: KeptChanges,
    baseline: FeatureTable,
    changes: readonly StateChange[],
  ): boolean {
    const { ids } = baseline;
    const rows = rowsOf(ids);
    const isOfRows = own instanceof RowMap && own.ids === ids;
    const isMany = own.size + changes.length > manyShare * ids.length;
    const byRow = isOfRows ? own : isMany ? RowMap.from(ids, own) : undefined;
    if (byRow && byRow !== own) this.keepOwn(layer, scenario, byRow);
    for (const { feature, before, after } of changes) {
      const painted = paintedOf(after) ?? paintedOf(before);
      const row = painted?.base === baseline ? painted.row : rows.get(feature);
      if (row === undefined) return false;
      if (byRow) {
        if (after === null) byRow.deleteRow(row);
        else byRow.setRow(row, after);
      } else if (own instanceof RowMap) return false;
      else if (after === null) own.delete(feature);
      else own.set(feature, after);
    }
    return true;
  }

  /** Forgets what is known of a layer. */
  forget(layer: LayerId): void {
    this.#baselines.delete(layer);
    this.#parts.delete(layer);
    this.#numbers.delete(layer);
    this.#own.delete(layer);
  }

  clear(): void {
    this.#baselines.clear();
    this.#parts.clear();
    this.#numbers.clear();
    this.#own.clear();
  }
}
