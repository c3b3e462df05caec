import { groundOf } from '#core/indicators/parcel-quantities.ts';
import { type FeatureTable, numberColumn, type Scalar } from '#core/model/feature-table.ts';
import type { MixedUseStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { floorUses } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { FeatureChanges } from './feature-changes.ts';
import { requireWholeMix, stackProgram } from './floor-stack.ts';
import { shareValues, valuesOfType } from './paint.ts';
import { freeRows, protectionOf } from './protected-parcels.ts';
import { describeSelection, selectRows } from './select-features.ts';
import { requireLayer, requireType, type SketchContext, type SketchResult } from './sketch-context.ts';

function mixValues(mix: NonNullable<MixedUseStep['mix']>): Record<string, Scalar> {
  requireWholeMix(mix);
  const isMixed = floorUses.filter((use) => (mix[use] ?? 0) > 0).length > 1;
  return {
    ...shareValues(mix),
    ...(isMixed ? { land_use: 'mixed', land_use_code: 'RB' } : {}),
    // Measured amounts belong to the old mix.
    residents: null,
    jobs: null,
  };
}

/** The values painted: of a type, of a mix of its own, of a stack of floors, or of a type with another mix or density. */
function paintedValues(context: SketchContext, step: MixedUseStep): Record<string, Scalar> {
  const values = step.type === undefined ? {} : valuesOfType(requireType(context, step.type));
  if (step.mix) Object.assign(values, mixValues(step.mix));
  if (step.far !== undefined) Object.assign(values, { far: step.far, floor_area: null });
  if (step.byFloor) {
    const { far, coverage, mix } = stackProgram(step.byFloor);
    Object.assign(values, mixValues(mix), { far, building_coverage: coverage, floor_area: null });
  }
  return values;
}

/** Rows whose height limit leaves room for a stack of floors; all where the step has none. */
function rowsWithRoom(
  context: SketchContext,
  { byFloor }: MixedUseStep,
  table: FeatureTable,
  rows: readonly number[],
  remarks: RemarkList,
): readonly number[] {
  if (!byFloor) return rows;
  const { storeys } = stackProgram(byFloor);
  const metres = Math.round(storeys * (context.assumptions['storey-height'] ?? 3.1) * 10) / 10;
  const limits = numberColumn(table, 'height_limit');
  const roomy = rows.filter((row) => !(limits && limits[row]! < metres));
  const low = rows.length - roomy.length;
  if (roomy.length === 0) throw new WorkbenchError('sketch/too-high', { count: low, storeys, metres });
  if (low > 0) remarks.add('sketch/too-high-left', 'info', { step: context.step, storeys, metres }, undefined, low);
  return roomy;
}

/**
 * Mixed use: paints the selected parcels with a development type, or gives them a mix of floor area, over the whole or by
 * floors. Protected parcels stay, and those whose height limit is too low for the floors.
 * Errors: `sketch/nothing-selected`, `sketch/all-protected`, `sketch/mix-not-one`, `sketch/no-floors`, `sketch/too-high`,
 * `sketch/unknown-type`.
 */
export function sketchMixedUse(context: SketchContext, step: MixedUseStep): SketchResult {
  const layer = requireLayer(context, 'parcel', step.sketch);
  const values = paintedValues(context, step);
  const rows = selectRows(context, layer, step.select);
  if (rows.length === 0)
    throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.select) });
  const remarks = new RemarkList();
  const free = freeRows(context, rows, protectionOf(context, layer, step.protect, rows), remarks);
  if (free.length === 0) throw new WorkbenchError('sketch/all-protected', { count: rows.length });
  const painted = rowsWithRoom(context, step, layer.table, free, remarks);

  const changes = new FeatureChanges(context, layer, painted.length);
  const areas = groundOf(layer.table.geometry).area;
  let areaSquareMetres = 0;
  for (const row of painted) {
    changes.update(row, values);
    areaSquareMetres += areas[row]!;
  }
  return { changes: [changes.finish()], areaSquareMetres, outlines: [], remarks: remarks.toArray() };
}
