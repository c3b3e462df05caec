import { featureAreas } from '#core/geometry/measure.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { MixedUseStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { floorUses } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { FeatureChanges } from './feature-changes.ts';
import { shareValues, valuesOfType } from './paint.ts';
import { protectedRows } from './protected-parcels.ts';
import { describeSelection, selectRows } from './select-features.ts';
import { requireLayer, requireType, type SketchContext, type SketchResult } from './sketch-context.ts';

/** How far the shares of a mix may be from adding up to 1: what is lost when percentages are rounded. */
const mixTolerance = 0.005;

/** The values painted: of a type, of a mix of its own, or of a type with another mix or density. */
function paintedValues(context: SketchContext, step: MixedUseStep): Record<string, Scalar> {
  const values = step.type === undefined ? {} : valuesOfType(requireType(context, step.type));
  if (step.far !== undefined) values.far = step.far;
  if (step.mix) {
    const sum = floorUses.reduce((total, use) => total + (step.mix?.[use] ?? 0), 0);
    if (Math.abs(sum - 1) > mixTolerance) {
      throw new WorkbenchError('sketch/mix-not-one', { sum: Math.round(sum * 1000) / 1000 });
    }
    Object.assign(values, shareValues(step.mix));
    const uses = floorUses.filter((use) => (step.mix?.[use] ?? 0) > 0);
    if (uses.length > 1) Object.assign(values, { land_use: 'mixed', land_use_code: 'RB' });
    // Measured amounts belong to the old mix.
    Object.assign(values, { residents: null, jobs: null });
  }
  if (step.far !== undefined) values.floor_area = null;
  return values;
}

/**
 * Mixed use: paints the selected parcels with a development type, or gives them a mix of floor area. Protected parcels stay.
 * Errors: `sketch/nothing-selected`, `sketch/all-protected`, `sketch/mix-not-one`, `sketch/unknown-type`.
 */
export function sketchMixedUse(context: SketchContext, step: MixedUseStep): SketchResult {
  const layer = requireLayer(context, 'parcel', step.sketch);
  const rows = selectRows(context, layer, step.select);
  if (rows.length === 0)
    throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.select) });
  const isProtected = protectedRows(layer.table, step.protect);
  const free = rows.filter((row) => !isProtected(row));
  if (free.length === 0) throw new WorkbenchError('sketch/all-protected', { count: rows.length });

  const values = paintedValues(context, step);
  const changes = new FeatureChanges(context, layer);
  const areas = featureAreas(layer.table.geometry);
  let areaSquareMetres = 0;
  for (const row of free) {
    changes.update(row, values);
    areaSquareMetres += areas[row]!;
  }
  const remarks = new RemarkList();
  const left = rows.length - free.length;
  if (left > 0) remarks.add('sketch/protected-left', 'info', { step: context.step }, undefined, left);
  return { changes: [changes.finish()], areaSquareMetres, outlines: [], remarks: remarks.toArray() };
}
