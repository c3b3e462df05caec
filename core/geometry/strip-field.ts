import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { squareToSegment } from './feature-distance.ts';

/** Distances to the nearest of some lines on a square grid of nodes, row by row from the south-west. */
export interface StripField {
  readonly left: number;
  readonly bottom: number;
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  /** m; infinite further than a cell and a half beyond the width. */
  readonly distance: Float32Array;
}

/** Longest piece of a line that is looked at in one box, in cells: a long slant has a box that is mostly far away. */
const longestPiece = 16;

/**
 * The distance field of lines up to `width` and a little further. The grid lies on multiples of the cell, so that lines far
 * away do not move it. Undefined when it would have more than `mostNodes` nodes.
 */
export function stripField(
  { coordinates, ringOffsets }: PackedGeometry,
  width: number,
  cell: number,
  mostNodes: number,
): StripField | undefined {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < coordinates.length; at += 2) {
    if (coordinates[at]! < minX) minX = coordinates[at]!;
    if (coordinates[at]! > maxX) maxX = coordinates[at]!;
    if (coordinates[at + 1]! < minY) minY = coordinates[at + 1]!;
    if (coordinates[at + 1]! > maxY) maxY = coordinates[at + 1]!;
  }
  const reach = width + 1.5 * cell;
  const left = cell * (Math.floor((minX - reach) / cell) - 1);
  const bottom = cell * (Math.floor((minY - reach) / cell) - 1);
  const columns = Math.ceil((maxX + reach - left) / cell) + 2;
  const rows = Math.ceil((maxY + reach - bottom) / cell) + 2;
  if (!(columns * rows <= mostNodes)) return undefined;
  const square = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);

  const look = (ax: number, ay: number, bx: number, by: number) => {
    const firstColumn = Math.ceil((Math.min(ax, bx) - reach - left) / cell);
    const lastColumn = Math.floor((Math.max(ax, bx) + reach - left) / cell);
    const firstRow = Math.ceil((Math.min(ay, by) - reach - bottom) / cell);
    const lastRow = Math.floor((Math.max(ay, by) + reach - bottom) / cell);
    for (let row = firstRow; row <= lastRow; row++) {
      const y = bottom + row * cell;
      const start = row * columns;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const here = squareToSegment(ax, ay, bx, by, left + column * cell, y);
        if (here < square[start + column]!) square[start + column] = here;
      }
    }
  };
  for (let line = 0; line + 1 < ringOffsets.length; line++) {
    const last = 2 * (ringOffsets[line + 1]! - 1);
    for (let at = 2 * ringOffsets[line]!; at < last; at += 2) {
      const [ax, ay] = [coordinates[at]!, coordinates[at + 1]!];
      const dx = coordinates[at + 2]! - ax;
      const dy = coordinates[at + 3]! - ay;
      const pieces = Math.max(1, Math.ceil(Math.min(Math.abs(dx), Math.abs(dy)) / (longestPiece * cell)));
      for (let piece = 0; piece < pieces; piece++) {
        const from = piece / pieces;
        const to = (piece + 1) / pieces;
        look(ax + from * dx, ay + from * dy, ax + to * dx, ay + to * dy);
      }
    }
  }
  for (let node = 0; node < square.length; node++) square[node] = Math.sqrt(square[node]!);
  return { left, bottom, columns, rows, cell, distance: square };
}
