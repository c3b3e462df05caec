import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { type StripField, stripField } from './strip-field.ts';
import { StripOutline } from './strip-outline.ts';

/**
 * Cells per width of a strip, of which the finest is taken whose grid is not too large: with 4 the outline is off by less than a
 * fortieth of the width where strips meet, with 2 by a tenth, else by nothing. A node takes 5 bytes: over a metropolis, where
 * nobody sees the difference, coarse cells save most of them and of the time.
 */
const resolutions = [
  { cells: 4, mostNodes: 4_000_000 },
  { cells: 3, mostNodes: 4_000_000 },
  { cells: 2, mostNodes: 16_000_000 },
] as const;

/**
 * Everything within `width` of some lines, as one feature: an outline to look at, traced through a grid of distances of a quarter of
 * the width. Its work grows with the length of the lines, however they lie on each other; over a whole metropolis the cells are
 * coarser. Undefined where lines are so far apart that even such a grid would be too large: they have to be treated otherwise.
 */
export function stripArea(lines: PackedGeometry, width: number): PackedGeometry | undefined {
  const packer = new GeometryPacker('polygon');
  if (lines.coordinates.length > 0) {
    const field = finestField(lines, width);
    if (!field) return undefined;
    packRings(packer, new StripOutline(field, width), field);
  }
  packer.endFeature();
  return packer.finish();
}

function finestField(lines: PackedGeometry, width: number): StripField | undefined {
  for (const { cells, mostNodes } of resolutions) {
    const field = stripField(lines, width, width / cells, mostNodes);
    if (field) return field;
  }
  return undefined;
}

function signedArea(ring: Float64Array): number {
  let sum = 0;
  const [x0, y0] = [ring[0]!, ring[1]!];
  for (let at = 2; at + 3 < ring.length; at += 2) {
    sum += (ring[at]! - x0) * (ring[at + 3]! - y0) - (ring[at + 2]! - x0) * (ring[at + 1]! - y0);
  }
  return sum / 2;
}

/** Shells with their holes as the parts of one feature, in the order in which their patches come from the south-west. */
function packRings(packer: GeometryPacker, { rings, patch }: StripOutline, { cell }: StripField): void {
  const smallest = cell * cell;
  const shells: { readonly patch: number; readonly ring: Float64Array }[] = [];
  const holes = new Map<number, Float64Array[]>();
  for (const [at, ring] of rings.entries()) {
    const area = signedArea(ring);
    if (area > 0) shells.push({ patch: patch[at]!, ring });
    else if (area < -smallest) {
      const others = holes.get(patch[at]!);
      if (others) others.push(ring);
      else holes.set(patch[at]!, [ring]);
    }
  }
  for (const { patch: own, ring } of shells) {
    packer.addRing(ring);
    for (const hole of holes.get(own) ?? []) packer.addRing(hole);
    packer.endPart();
  }
}
