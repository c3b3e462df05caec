import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** Coordinates of a geographic system, before core/crs has turned them into metres: whoever reads degrees marks them. */
export interface DegreeGeometry extends PackedGeometry {
  readonly unit: 'degrees';
}

/**
 * What lengths and areas are computed of: any packed geometry that is not marked as degrees. Handing over a
 * {@link DegreeGeometry} does not compile, and {@link refuseDegrees} stops it where types were lost (messages, casts).
 */
export type MetricGeometry = PackedGeometry & { readonly unit?: 'metres' };

/** What the coordinate system itself says about its unit; a drawing without a system says nothing. */
export type CoordinateUnit = 'metres' | 'degrees' | 'unknown';

/** Marks coordinates as degrees. */
export function inDegrees(geometry: PackedGeometry): DegreeGeometry {
  return { ...geometry, unit: 'degrees' };
}

/**
 * Longest mean segment that is still taken for degrees. A twentieth of a degree is more than four kilometres, longer than
 * the segments of any street or parcel; a twentieth of a metre is shorter than the segments of any drawing.
 */
const longestSegmentInDegrees = 0.05;

/**
 * True when the coordinates can only be degrees: all inside ±180 and ±90, and the segments so short that in metres they
 * would be a few centimetres. A small drawing near its own origin (a building in metres) is not taken for degrees. Points
 * have no segments: of them nothing is said.
 */
export function looksLikeDegrees({ kind, coordinates, ringOffsets }: PackedGeometry): boolean {
  if (kind !== 'line' && kind !== 'polygon') return false;
  let length = 0;
  let segments = 0;
  for (let ring = 0; ring < ringOffsets.length - 1; ring++) {
    const end = 2 * ringOffsets[ring + 1]!;
    for (let at = 2 * ringOffsets[ring]!; at < end; at += 2) {
      const x = coordinates[at]!;
      const y = coordinates[at + 1]!;
      if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return false;
      if (at + 2 >= end) continue;
      const step = Math.hypot(coordinates[at + 2]! - x, coordinates[at + 3]! - y);
      if (step === 0) continue;
      length += step;
      segments++;
    }
  }
  return segments > 0 && length / segments < longestSegmentInDegrees;
}

/**
 * The gate in front of every length and area: gives `geometry` back as metric, or refuses it. `unit` is what the
 * coordinate system says; when it claims metres or says nothing the coordinates are looked at as well, because degrees
 * with a wrong or missing system are the commonest fault of files. `place` names the layer or file in the error.
 * Fails with `geometry/degrees-refused`.
 */
export function requireMetres(geometry: PackedGeometry, unit: CoordinateUnit, place: string): MetricGeometry {
  if (unit === 'degrees' || isMarkedAsDegrees(geometry) || looksLikeDegrees(geometry)) throw degreesRefused(place);
  return geometry;
}

/** Stops marked degrees whose type was lost on the way. Fails with `geometry/degrees-refused`. */
export function refuseDegrees(geometry: PackedGeometry, place: string | LocalText): void {
  if (isMarkedAsDegrees(geometry)) throw degreesRefused(place);
}

function isMarkedAsDegrees(geometry: PackedGeometry): boolean {
  return 'unit' in geometry && geometry.unit === 'degrees';
}

function degreesRefused(place: string | LocalText): WorkbenchError {
  return new WorkbenchError('geometry/degrees-refused', { place });
}
