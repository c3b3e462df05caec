import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Distances to the nearest of some lines on a square grid of nodes, row by row from the south-west. */
export interface StripField {
  readonly left: number;
  readonly bottom: number;
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  /** Squares of the distances, m²; infinite further than a cell and a half beyond the width. Of a larger grid the first nodes count. */
  readonly square: Float32Array;
}

/** Longest piece of a line that is looked at in one box, in cells: a long slant has a box that is mostly far away. */
const longestPiece = 16;

/** Memory that is written for the first time costs more than the work in it: grids of usual size are laid in the same. */
const mostKept = 4_000_000;
let kept = new Float32Array(0);

function emptySquares(nodes: number): Float32Array {
  if (nodes > mostKept) return new Float32Array(nodes).fill(Number.POSITIVE_INFINITY);
  if (kept.length < nodes) kept = new Float32Array(nodes);
  return kept.fill(Number.POSITIVE_INFINITY, 0, nodes);
}

/** Distance of a node of the field, m. */
export function distanceAt({ square }: StripField, node: number): number {
  return Math.fround(Math.sqrt(square[node]!));
}

/** The largest square of a distance up to `width`, as the field has squares and distances. */
export function squareWithin(width: number): number {
  const square = Float32Array.of(width * width);
  const bits = new Uint32Array(square.buffer);
  while (Math.fround(Math.sqrt(square[0]!)) > width) bits[0]!--;
  for (;;) {
    bits[0]!++;
    if (Math.fround(Math.sqrt(square[0]!)) > width) break;
  }
  bits[0]!--;
  return square[0]!;
}

/**
 * The distance field of lines up to `width` and a little further; it holds until the next one is asked for. The grid lies on
 * multiples of the cell, so that lines far away do not move it. Undefined when it would have more than `mostNodes` nodes.
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
  const square = emptySquares(columns * rows);

  const look = (ax: number, ay: number, bx: number, by: number) => {
    const firstColumn = Math.ceil((Math.min(ax, bx) - reach - left) / cell);
    const lastColumn = Math.floor((Math.max(ax, bx) + reach - left) / cell);
    const firstRow = Math.ceil((Math.min(ay, by) - reach - bottom) / cell);
    const lastRow = Math.floor((Math.max(ay, by) + reach - bottom) / cell);
    const ux = bx - ax;
    const uy = by - ay;
    const length = ux * ux + uy * uy;
    for (let row = firstRow; row <= lastRow; row++) {
      const y = bottom + row * cell;
      const start = row * columns;
      const rise = (y - ay) * uy;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const x = left + column * cell;
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * ux + rise) / length));
        const dx = ax + along * ux - x;
        const dy = ay + along * uy - y;
        const here = dx * dx + dy * dy;
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
  return { left, bottom, columns, rows, cell, square };
}
