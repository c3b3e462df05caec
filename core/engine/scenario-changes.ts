import type { Edit, FeatureEdit } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { lookupIn } from '#core/model/row-map.ts';
import type { FeatureChange } from '#core/store/feature-rows.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit } from '#core/store/project-writer.ts';

type Changes = Map<FeatureId, FeatureChange>;

/**
 * What scenarios say about features, read from the file once and then kept up with the commits: an edit costs what it
 * touches, not what the scenario has changed so far.
 */
export class ScenarioChanges {
  readonly #file: ProjectFile;
  /** By layer and scenario: what it says with those it builds on. What it says itself the file keeps. */
  readonly #together = new Map<string, Changes>();
  readonly #counts = new Map<string, number>();
  /** The scenario and those it builds on, the nearest first, without the baseline. */
  readonly #chains = new Map<ScenarioId, readonly ScenarioId[]>();

  constructor(file: ProjectFile) {
    this.#file = file;
  }

  /** The scenario and those it builds on, the nearest first, without the baseline. Fails with `edit/unknown-scenario`. */
  chain(scenario: ScenarioId): readonly ScenarioId[] {
    let chain = this.#chains.get(scenario);
    if (!chain) {
      chain = this.#file.chain(scenario);
      this.#chains.set(scenario, chain);
    }
    return chain;
  }

  /** What a scenario itself says about the features of a layer, in the order of the features' numbers. */
  own(layer: LayerId, scenario: ScenarioId): ReadonlyMap<FeatureId, FeatureChange> {
    return this.#file.ownChanges(layer, scenario);
  }

  /** What sets a scenario apart from the baseline, by itself and by those it builds on, in the order of the numbers. */
  fromBaseline(layer: LayerId, scenario: ScenarioId): ReadonlyMap<FeatureId, FeatureChange> {
    if (scenario === baselineId) return new Map();
    if (this.chain(scenario).length === 1) return this.own(layer, scenario);
    const key = keyOf(layer, scenario);
    let together = this.#together.get(key);
    if (!together) {
      together = this.#file.changesFromBaseline(layer, scenario);
      this.#together.set(key, together);
    }
    return together;
  }

  /** What a scenario, with those it builds on, says about one feature; undefined where it is as in the baseline. */
  at(layer: LayerId, scenario: ScenarioId, feature: FeatureId): FeatureChange | undefined {
    for (const each of this.chain(scenario)) {
      const change = this.own(layer, each).get(feature);
      if (change !== undefined) return change;
    }
    return undefined;
  }

  /** `at` of many features of one layer, which may be rows of a table of those ids. */
  reader(
    layer: LayerId,
    scenario: ScenarioId,
    ids: readonly FeatureId[],
  ): (feature: FeatureId, row?: number) => FeatureChange | undefined {
    const own = this.chain(scenario).map((each) => this.own(layer, each));
    const byRow = own.map((changes) => lookupIn(changes, ids));
    return (feature, row) => {
      for (let place = 0; place < own.length; place++) {
        const change = row === undefined ? own[place]!.get(feature) : byRow[place]!(row, feature);
        if (change !== undefined) return change;
      }
      return undefined;
    };
  }

  /** How many features of a layer a scenario changes against the baseline. */
  count(layer: LayerId, scenario: ScenarioId): number {
    if (scenario === baselineId) return 0;
    const key = keyOf(layer, scenario);
    const known = this.#together.get(key);
    if (known) return known.size;
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = this.#file.changeCount(layer, scenario);
      this.#counts.set(key, count);
    }
    return count;
  }

  /**
   * Takes a commit over. `descendants` gives a scenario and those that build on it; `isInBaseline` says whether a feature is
   * one of the baseline's: of others the order counts, so that what is known of their layer is read again.
   */
  follow(
    commit: Commit,
    descendants: (scenario: ScenarioId) => readonly ScenarioId[],
    isInBaseline: (layer: LayerId, feature: FeatureId) => boolean,
  ): void {
    for (const { edits } of commit.steps) {
      for (const batch of batchesOf(edits)) this.#followBatch(batch, descendants(batch[0]!.scenario), isInBaseline);
    }
  }

  #followBatch(
    batch: readonly FeatureEdit[],
    followers: readonly ScenarioId[],
    isInBaseline: (layer: LayerId, feature: FeatureId) => boolean,
  ): void {
    const { layer, scenario } = batch[0]!;
    if (scenario === baselineId) return;
    let isKept: boolean | undefined;
    for (const each of followers) {
      const key = keyOf(layer, each);
      this.#counts.delete(key);
      const together = this.#together.get(key);
      if (!together) continue;
      isKept ??= batch.every(({ feature }) => isInBaseline(layer, feature));
      if (!isKept) {
        this.#together.delete(key);
        continue;
      }
      for (const { feature } of batch) {
        const change = this.at(layer, each, feature);
        if (change === undefined) together.delete(feature);
        else together.set(feature, change);
      }
    }
  }

  /** Forgets everything: which scenarios there are, and what they build on, may have changed. */
  clear(): void {
    this.#together.clear();
    this.#counts.clear();
    this.#chains.clear();
  }
}

function keyOf(layer: LayerId, scenario: ScenarioId): string {
  return `${layer} ${scenario}`;
}

const batchesByEdits = new WeakMap<readonly Edit[], readonly (readonly FeatureEdit[])[]>();

/**
 * Changes of features in their order, those of one layer in one scenario that follow each other together; worked out once for
 * each list of edits, which must not change afterwards.
 */
export function batchesOf(edits: readonly Edit[]): readonly (readonly FeatureEdit[])[] {
  let batches = batchesByEdits.get(edits);
  if (!batches) {
    batches = batched(edits);
    batchesByEdits.set(edits, batches);
  }
  return batches;
}

function batched(edits: readonly Edit[]): FeatureEdit[][] {
  const batches: FeatureEdit[][] = [];
  let last: FeatureEdit[] | undefined;
  for (const edit of edits) {
    if (edit.kind === 'record') continue;
    const first = last?.[0];
    if (last && first && first.layer === edit.layer && first.scenario === edit.scenario) last.push(edit);
    else {
      last = [edit];
      batches.push(last);
    }
  }
  return batches;
}
