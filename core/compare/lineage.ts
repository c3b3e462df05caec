import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { earlierRows, rememberedDifference, type TableDifference } from './table-difference.ts';

/** Which parcel before each parcel after continues, so that a division moves amounts and loses none. */
export interface Lineage {
  readonly difference: TableDifference;
  /** By row after: the row before that it continues; −1 where there was no parcel. */
  readonly before: Int32Array;
  /** By row after: the part of that earlier parcel that it continues, 0 to 1; the parts of one parcel add up to 1. */
  readonly share: Float64Array;
  /** Rows before that nothing continues. */
  readonly gone: readonly number[];
}

/**
 * Matches the parcels of two scenarios: by id, and where a parcel was divided its pieces by the place of their inner points, in
 * proportion to their areas.
 */
export function lineageOf(before: FeatureTable, after: FeatureTable): Lineage {
  const difference = rememberedDifference(before, after);
  const origin = earlierRows(before, after);
  const share = new Float64Array(origin.length);
  for (let row = 0; row < share.length; row++) share[row] = origin[row]! < 0 ? 0 : 1;
  if (difference.added.length > 0) divide(before, after, difference, origin, share);
  if (difference.removed.length === 0) return { difference, before: origin, share, gone: [] };
  const rowBefore = rowsOf(before.ids);
  const continued = new Uint8Array(before.ids.length);
  for (const row of origin) if (row >= 0) continued[row] = 1;
  const gone = difference.removed.map((id) => rowBefore.get(id)!).filter((row) => continued[row] === 0);
  return { difference, before: origin, share, gone };
}

/** Finds where new parcels come from, and shares each divided parcel among its pieces. */
function divide(
  before: FeatureTable,
  after: FeatureTable,
  { added, removed, changed }: TableDifference,
  origin: Int32Array,
  share: Float64Array,
): void {
  const rowBefore = rowsOf(before.ids);
  const rowAfter = rowsOf(after.ids);
  const reshaped = changed.flatMap((one) => (one.reshaped ? [one.id] : []));
  const divided = [...removed, ...reshaped].map((id) => rowBefore.get(id)!);
  const packer = new GeometryPacker('polygon');
  for (const row of divided) copyFeature(packer, before.geometry, row);
  const index = new SpatialIndex(packer.finish());
  const news = added.map((id) => rowAfter.get(id)!);
  const pieces = new GeometryPacker('polygon');
  for (const row of news) copyFeature(pieces, after.geometry, row);
  const points = representativePoints(pieces.finish());
  for (const [at, row] of news.entries()) {
    const found = index.polygonsAt(points[2 * at]!, points[2 * at + 1]!)[0];
    if (found !== undefined) origin[row] = divided[found]!;
  }
  const areas = featureAreas(after.geometry);
  const families = new Map<number, number[]>();
  for (const row of [...news, ...reshaped.map((id) => rowAfter.get(id)!)]) {
    if (origin[row]! >= 0) families.set(origin[row]!, [...(families.get(origin[row]!) ?? []), row]);
  }
  for (const family of families.values()) {
    const whole = family.reduce((sum, row) => sum + areas[row]!, 0);
    for (const row of family) share[row] = whole > 0 ? areas[row]! / whole : 1 / family.length;
  }
}
