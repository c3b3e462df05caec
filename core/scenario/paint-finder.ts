import { isAtRow } from '#core/geometry/image-place.ts';
import { sharedShapes } from '#core/geometry/shared-wkb.ts';
import { isWholeShape } from '#core/geometry/whole-shapes.ts';
import type { FeatureState } from '#core/model/edit.ts';
import type { FeatureTable, Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { type Paint, PaintedImage } from '#core/model/painted-image.ts';
import { paintedRows } from '#core/model/painted-rows.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { typeForms } from '#core/store/canonical-wkb.ts';
import type { LayerTable } from '#core/store/layer-table.ts';

/** With more paints than these nothing is shared by many, and images are left as they are. */
const mostPaints = 16;

/**
 * Tells images whose values were written out as rows of a baseline with a paint: they say the same, to the bit. What comes from another
 * worker, a file or a plugin is then handled as fast as what a sketch gives.
 */
export class PaintFinder {
  readonly #base: FeatureTable;
  /** Whether the shape of a row, where it is whole, is written in the form of the store. */
  readonly #isOfForm: boolean;
  /** The last one that was met comes first. */
  readonly #paints: Paint[] = [];

  constructor(base: FeatureTable, { geometryType }: LayerTable) {
    const { geometry } = base;
    const isOfKind = geometryType !== null && typeForms[geometryType].kind === geometry.kind;
    this.#base = base;
    this.#isOfForm = isOfKind && geometry.kind !== 'point';
  }

  /** The state as painted image where it can be told so; otherwise as it is. */
  told(feature: FeatureId, state: FeatureState): FeatureState {
    if (state === null || state === 'deleted' || state instanceof PaintedImage || !this.#isOfForm) return state;
    const base = this.#base;
    const row = rowsOf(base.ids).get(feature);
    if (row === undefined || !isWholeShape(base.geometry, row) || !isAtRow(state, base.geometry, row)) return state;
    const paint = this.#paintOf(state.values, row);
    return paint ? new PaintedImage(base, row, paint, sharedShapes(base.geometry)) : state;
  }

  #paintOf(values: Readonly<Record<string, Scalar>>, row: number): Paint | undefined {
    const paints = this.#paints;
    const base = this.#base;
    for (let at = 0; at < paints.length; at++) {
      const paint = paints[at]!;
      if (!paintedRows(base, paint).isWrittenAs(values, row)) continue;
      if (at > 0) paints.unshift(...paints.splice(at, 1));
      return paint;
    }
    if (paints.length >= mostPaints) return undefined;
    const differing = paintedRows(base, {}).differing(values, row);
    if (!differing) return undefined;
    // With what the last paint names as well: a row may have had some of the values before.
    const names = new Set([...Object.keys(paints[0] ?? {}), ...differing]);
    const paint = Object.fromEntries([...names].map((name) => [name, values[name]!]));
    paints.unshift(paint);
    return paint;
  }
}
