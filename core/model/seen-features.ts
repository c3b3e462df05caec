import type { FeatureEdit } from './edit.ts';
import type { FeatureTable } from './feature-table.ts';
import type { FeatureId } from './ids.ts';
import { paintedOf } from './painted-image.ts';
import { rowsOf } from './rows-of.ts';

/** The features that some edits are about; those that are painted are told by their rows, which takes no look at ids. */
export class SeenFeatures {
  readonly #ids = new Set<FeatureId>();
  #base: FeatureTable | undefined;
  #rows = new Uint8Array(0);

  /** Adds the feature of an edit; false where it was there. */
  add({ feature, before, after }: FeatureEdit): boolean {
    const painted = paintedOf(after) ?? paintedOf(before);
    if (painted && this.#base === undefined) {
      this.#base = painted.base;
      this.#rows = new Uint8Array(painted.base.ids.length);
    }
    const base = this.#base;
    const isRow = painted !== undefined && painted.base === base;
    const row = isRow ? painted.row : base && rowsOf(base.ids).get(feature);
    if (row !== undefined && this.#rows[row] === 1) return false;
    if (this.#ids.size > 0 && this.#ids.has(feature)) return false;
    if (row === undefined) this.#ids.add(feature);
    else this.#rows[row] = 1;
    return true;
  }
}
