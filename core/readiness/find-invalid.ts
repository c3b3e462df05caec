import { pickFeatures } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureRun, hasParts, replaceFeatures } from './pick-features.ts';

/** Features looked at between two stops. */
const perStretch = 2000;

/** Rows that break the rules of simple features, in their order; what has no geometry at all breaks none. */
export function* findInvalid(geometry: PackedGeometry, engine: GeometryEngine): Generator<void, number[]> {
  const rows: number[] = [];
  for (let from = 0; from < featureCount(geometry); from += perStretch) {
    const to = Math.min(from + perStretch, featureCount(geometry));
    const valid = engine.validAll(featureRun(geometry, from, to));
    for (let row = from; row < to; row++) if (valid[row - from] === 0 && hasParts(geometry, row)) rows.push(row);
    yield;
  }
  return rows;
}

/** The features as they are after the ones at `rows` were repaired. */
export function repairedAt(geometry: PackedGeometry, rows: readonly number[], engine: GeometryEngine): PackedGeometry {
  if (rows.length === 0) return geometry;
  const repaired = engine.repairAll(pickFeatures(geometry, rows)).geometry;
  return replaceFeatures(geometry, new Map(rows.map((row, feature) => [row, { geometry: repaired, feature }])));
}
