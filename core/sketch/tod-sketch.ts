import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { numberColumn } from '#core/model/feature-table.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { TodStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { catchmentBands } from './catchment-bands.ts';
import { FeatureChanges } from './feature-changes.ts';
import { valuesOfType } from './paint.ts';
import { protectedRows } from './protected-parcels.ts';
import { describeSelection, selectRows } from './select-features.ts';
import {
  type LayerChanges,
  requireLayer,
  requireType,
  type SketchContext,
  type SketchResult,
} from './sketch-context.ts';
import { chooseStations, type Stations } from './stations.ts';

/** Modes that count as high capacity (rail, metro, ferry): SDG 11.2.1 metadata, UN-Habitat 2021. */
const highCapacityModes = new Set(['metro', 'rail', 'light-rail', 'ferry']);

function placedStations(context: SketchContext, stations: Stations): LayerChanges[] {
  if (stations.placed.length === 0) return [];
  const changes = new FeatureChanges(context, requireLayer(context, 'transit-stop', 'tod'));
  for (const { name, mode, x, y } of stations.placed) {
    const packer = new GeometryPacker('point');
    packer.addPoint(x, y);
    changes.add({ name, mode, high_capacity: highCapacityModes.has(mode) }, featureWkb(packer.finish(), 0));
  }
  return [changes.finish()];
}

/**
 * TOD: gives the parcels of each band around the stations the band's development type. Left alone are protected parcels and,
 * unless the step says otherwise, those whose floor-area ratio is higher than the type's already.
 * Errors: `sketch/no-station`, `sketch/no-street-network`, `sketch/station-off-network`, `sketch/unknown-type`,
 * `sketch/nothing-selected`, `sketch/all-protected`.
 */
export function sketchTod(context: SketchContext, step: TodStep): SketchResult {
  const layer = requireLayer(context, 'parcel', step.sketch);
  const { table } = layer;
  const stations = chooseStations(context, step.stations);
  const types = step.types.map((id) => (id === null ? null : requireType(context, id)));
  const { bands, outlines } = catchmentBands(context, stations, step.catchment, representativePoints(table.geometry));
  const rows = step.convert ? selectRows(context, layer, step.convert) : table.ids.map((_, row) => row);
  const wanted = rows.filter((row) => types[bands[row]!]);
  if (wanted.length === 0) {
    throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.convert ?? {}) });
  }

  const isProtected = protectedRows(table, step.protect);
  const areas = featureAreas(table.geometry);
  const density = numberColumn(context.withDerived(table), 'far')!;
  const changes = new FeatureChanges(context, layer);
  const left = { guarded: 0, denser: 0 };
  let areaSquareMetres = 0;
  for (const row of wanted) {
    const type = types[bands[row]!]!;
    if (isProtected(row)) left.guarded++;
    else if (!step.allowLowerDensity && density[row]! > type.far) left.denser++;
    else {
      changes.update(row, valuesOfType(type));
      areaSquareMetres += areas[row]!;
    }
  }
  if (left.guarded === wanted.length) throw new WorkbenchError('sketch/all-protected', { count: wanted.length });
  const remarks = new RemarkList();
  const about = { step: context.step };
  if (left.guarded > 0) remarks.add('sketch/protected-left', 'info', about, undefined, left.guarded);
  if (left.denser > 0) remarks.add('sketch/denser-left', 'info', about, undefined, left.denser);
  const all = [changes.finish(), ...placedStations(context, stations)];
  return { changes: all, areaSquareMetres, outlines, remarks: remarks.toArray() };
}
