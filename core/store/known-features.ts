import type { StateChange } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { paintedOf } from '#core/model/painted-image.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { FeatureChange } from './feature-rows.ts';

/** What one scenario says itself of the features of a layer, in the order of their numbers. */
export type OwnChanges = ReadonlyMap<FeatureId, FeatureChange>;

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
  readonly #own = new Map<LayerId, Map<ScenarioId, Map<FeatureId, FeatureChange>>>();

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

  keepOwn(layer: LayerId, scenario: ScenarioId, changes: Map<FeatureId, FeatureChange>): void {
    const byScenario = this.#own.get(layer) ?? new Map<ScenarioId, Map<FeatureId, FeatureChange>>();
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
    const rows = baseline && rowsOf(baseline.ids);
    for (const { feature, after: state } of changes) {
      // The order counts for features that the baseline has not: they are read again.
      const isKnown = rows !== undefined && (paintedOf(state)?.base === baseline || rows.has(feature));
      if (!isKnown) {
        this.#own.get(layer)?.delete(scenario);
        return;
      }
      if (state === null) own.delete(feature);
      else own.set(feature, state);
    }
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
