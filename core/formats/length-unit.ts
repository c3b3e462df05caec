import type { UnitHint } from '#core/crs/feet-systems.ts';
import { ringArea } from '#core/geometry/measure.ts';
import { type Column, isNumberColumn } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import { sourceUnits, unitOfName } from './field-units.ts';
import type { ReadLayer } from './format.ts';

/** Polygons looked at, spread over the layer, and how many a median needs. */
const mostSampled = 400;
const leastSampled = 5;
/** How far the median of stated to drawn areas may be off: rounding, and the stretch of a projection. */
const tolerance = 0.03;
const squareMetresOfSquareFoot = sourceUnits.get('ft2')!.factor;

/** Area of a feature in the square of its coordinates' unit, holes taken off. */
function drawnArea(geometry: PackedGeometry, feature: number): number {
  let area = 0;
  for (const rings of plainGeometry(geometry, feature))
    for (const [order, ring] of rings.entries()) area += (order === 0 ? 1 : -1) * Math.abs(ringArea(ring));
  return area;
}

function medianRatio(geometry: PackedGeometry, column: Column): number | undefined {
  const count = featureCount(geometry);
  const step = Math.max(1, Math.floor(count / mostSampled));
  const ratios: number[] = [];
  for (let feature = 0; feature < count; feature += step) {
    const stated = Number(column[feature]);
    const drawn = drawnArea(geometry, feature);
    if (stated > 0 && drawn > 0) ratios.push(drawn / stated);
  }
  if (ratios.length < leastSampled) return undefined;
  ratios.sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)];
}

/**
 * Whether the coordinates of a layer of polygons are in metres or in feet, by a field whose name says in what unit it gives
 * areas (`ACRES`, `land_sqft`, `面积_亩`): drawn and stated areas agree only in one of the two. Undefined where no field tells.
 */
export function lengthUnitOf({ geometry, fields, columns }: ReadLayer): UnitHint | undefined {
  if (geometry.kind !== 'polygon') return undefined;
  for (const { name } of fields) {
    const unit = unitOfName(name);
    const column = columns[name];
    if (unit?.quantity !== 'area' || !column || !isNumberColumn(column)) continue;
    const ratio = medianRatio(geometry, column);
    if (ratio === undefined) continue;
    const evidence = { field: name, areaUnit: unit.label };
    if (Math.abs(ratio / unit.factor - 1) <= tolerance) return { unit: 'metre', ...evidence };
    const inFeet = unit.factor / squareMetresOfSquareFoot;
    if (Math.abs(ratio / inFeet - 1) <= tolerance) return { unit: 'foot', ...evidence };
  }
  return undefined;
}
