import RenderFeature from 'ol/render/Feature.js';
import { ringArea } from '#core/geometry/measure.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Coordinates of one ring; polygons are drawn right-handed: shells counter-clockwise, holes clockwise. */
function ringOf(geometry: PackedGeometry, ring: number, shell: boolean, target: number[]): void {
  const { coordinates, ringOffsets } = geometry;
  const start = ringOffsets[ring]!;
  const end = ringOffsets[ring + 1]!;
  const reversed = geometry.kind === 'polygon' && ringArea(coordinates, start, end) > 0 !== shell;
  if (reversed) {
    for (let vertex = end - 1; vertex >= start; vertex--)
      target.push(coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!);
  } else {
    for (let at = 2 * start; at < 2 * end; at++) target.push(coordinates[at]!);
  }
}

/**
 * What the map draws of feature `row`: one drawable for each part, which knows its row and layer. Plain arrays, because the map cuts
 * and copies them as such.
 */
export function renderFeaturesOf(geometry: PackedGeometry, row: number, layer: string): RenderFeature[] {
  const { partOffsets, featureOffsets } = geometry;
  const drawn: RenderFeature[] = [];
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    const flat: number[] = [];
    const ends: number[] = [];
    const first = partOffsets[part]!;
    for (let ring = first; ring < partOffsets[part + 1]!; ring++) {
      ringOf(geometry, ring, ring === first, flat);
      ends.push(flat.length);
    }
    if (flat.length === 0) continue;
    const kind = ({ polygon: 'Polygon', line: 'LineString', point: 'Point', none: 'Point' } as const)[geometry.kind];
    drawn.push(new RenderFeature(kind, flat, ends, 2, { row, layer }, undefined));
  }
  return drawn;
}

/** The row that a drawable stands for. */
export function rowOf(feature: { get(name: string): unknown }): number {
  return feature.get('row') as number;
}
