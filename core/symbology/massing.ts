import { featureCentroids } from '#core/geometry/measure.ts';
import { type FeatureTable, numberColumn } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';

/** A block of building mass that stands upright on its base. */
export interface Volume {
  /** Outer ring and holes of the base, x and y in turn, m. */
  readonly rings: readonly Float64Array[];
  /** From the ground to the roof, m. */
  readonly height: number;
  /** #RRGGBB of the roof; walls are shades of it. */
  readonly colour: string;
  /** Bounds of the base, m. */
  readonly box: readonly [minX: number, minY: number, maxX: number, maxY: number];
}

/** The parts of a feature, their rings taken to a share of their length about a point. */
function bases({ geometry }: FeatureTable, row: number, share = 1, aboutX = 0, aboutY = 0) {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const parts: Pick<Volume, 'rings' | 'box'>[] = [];
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    const rings: Float64Array[] = [];
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const taken = coordinates.slice(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!);
      for (let at = 0; at < taken.length; at += 2) {
        const x = aboutX + (taken[at]! - aboutX) * share;
        const y = aboutY + (taken[at + 1]! - aboutY) * share;
        taken[at] = x;
        taken[at + 1] = y;
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
      if (taken.length >= 6) rings.push(taken);
    }
    if (rings.length > 0) parts.push({ rings, box });
  }
  return parts;
}

/**
 * Buildings as they stand: by their height or, where that is missing, by their floors of `storeyMetres` each. Buildings that
 * say neither are left out.
 */
export function standingVolumes(
  table: FeatureTable,
  storeyMetres: number,
  colour: string,
  stands: (row: number) => boolean = () => true,
): Volume[] {
  const heights = numberColumn(table, 'height');
  const floors = numberColumn(table, 'floors');
  const volumes: Volume[] = [];
  for (let row = 0; row < featureCount(table.geometry); row++) {
    const told = heights?.[row] ?? Number.NaN;
    const height = told > 0 ? told : (floors?.[row] ?? Number.NaN) * storeyMetres;
    if (!(height > 0) || !stands(row)) continue;
    for (const base of bases(table, row)) volumes.push({ ...base, height, colour });
  }
  return volumes;
}

/**
 * What the plan lets stand on parcels, as one block each: the parcel drawn in about its centre until its base is the building
 * coverage, as high as FAR ÷ coverage storeys. A sketch of mass, no design. Parcels without both numbers are left out.
 */
export function plannedVolumes(
  table: FeatureTable,
  rows: Iterable<number>,
  storeyMetres: number,
  colourOf: (row: number) => string,
): Volume[] {
  const far = numberColumn(table, 'far');
  const coverage = numberColumn(table, 'building_coverage');
  if (!far || !coverage) return [];
  const centres = featureCentroids(table.geometry);
  const volumes: Volume[] = [];
  for (const row of rows) {
    const share = Math.min(coverage[row]!, 1);
    if (!(far[row]! > 0) || !(share > 0)) continue;
    const height = (far[row]! / share) * storeyMetres;
    for (const base of bases(table, row, Math.sqrt(share), centres[2 * row], centres[2 * row + 1]))
      volumes.push({ ...base, height, colour: colourOf(row) });
  }
  return volumes;
}
