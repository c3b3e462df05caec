import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { type StripField, stripField } from './strip-field.ts';

/**
 * Cells per width of a strip, of which the finest is taken whose grid is not too large: with 4 the outline is off by less than a
 * fortieth of the width where strips meet, with 2 by a tenth, else by nothing. A node takes 16 bytes: over a metropolis, where
 * nobody sees the difference, coarse cells save a quarter of a gigabyte and most of the time.
 */
const resolutions = [
  { cells: 4, mostNodes: 4_000_000 },
  { cells: 3, mostNodes: 4_000_000 },
  { cells: 2, mostNodes: 16_000_000 },
] as const;
/** Points of the outline this near to the line between their neighbours are left out, in cells. */
const straightness = 0.03;

/**
 * Everything within `width` of some lines, as one feature: an outline to look at, traced through a grid of distances (marching
 * squares; Lorensen & Cline 1987) of a quarter of the width. Its work grows with the length of the lines, however they lie on
 * each other; over a whole metropolis the cells are coarser. Undefined where lines are so far apart that even such a grid would be
 * too large: they have to be treated otherwise.
 */
export function stripArea(lines: PackedGeometry, width: number): PackedGeometry | undefined {
  const packer = new GeometryPacker('polygon');
  if (lines.coordinates.length > 0) {
    const field = finestField(lines, width);
    if (!field) return undefined;
    packRings(packer, new Outline(field, width), field);
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

/** Every ring of an outline, as x and y in turn and closed, by the patch of nodes inside that it goes around. */
class Outline {
  readonly rings: Float64Array[] = [];
  /** Patch of each ring: equal for a shell and its holes. */
  readonly patch: number[] = [];
  readonly #field: StripField;
  readonly #width: number;
  /**
   * Where the outline goes on from the crossing of a grid edge, plus one; 0 where it does not cross. Edge 2n leads from node n to
   * the east, 2n + 1 to the north.
   */
  readonly #next: Int32Array;
  /** Union-find of the nodes inside: parents plus one, 0 for the first of a patch. */
  readonly #parent: Int32Array;

  constructor(field: StripField, width: number) {
    this.#field = field;
    this.#width = width;
    const count = field.distance.length;
    this.#next = new Int32Array(2 * count);
    this.#parent = new Int32Array(count);
    this.#march();
    const next = this.#next;
    for (let edge = 0; edge < next.length; edge++) if (next[edge] !== 0) this.#trace(edge);
  }

  #find(node: number): number {
    const parent = this.#parent;
    let at = node;
    for (let up = parent[at]!; up !== 0; up = parent[at]!) {
      const above = parent[up - 1]!;
      if (above !== 0) parent[at] = above;
      at = up - 1;
    }
    return at;
  }

  #join(a: number, b: number): void {
    const one = this.#find(a);
    const other = this.#find(b);
    if (one !== other) this.#parent[Math.max(one, other)] = Math.min(one, other) + 1;
  }

  /** Nodes side by side in a row are one patch: all but the first of a run hang on it. */
  #layRuns(): void {
    const { columns, distance } = this.#field;
    const parent = this.#parent;
    const width = this.#width;
    for (let start = 0; start < distance.length; start += columns) {
      let first = -1;
      for (let node = start; node < start + columns; node++) {
        if (!(distance[node]! <= width)) first = -1;
        else if (first < 0) first = node;
        else parent[node] = first + 1;
      }
    }
  }

  /** Notes how the outline crosses every cell, with the inside on its left. */
  #march(): void {
    const { columns, rows, distance } = this.#field;
    const width = this.#width;
    this.#layRuns();
    for (let row = 0; row + 1 < rows; row++) {
      const start = row * columns;
      let east = (distance[start]! <= width ? 2 : 0) | (distance[start + columns]! <= width ? 4 : 0);
      // Two runs that lie on each other are joined where they begin to.
      if (east === 6) this.#join(start, start + columns);
      for (let southWest = start; southWest + 1 < start + columns; southWest++) {
        const southEast = southWest + 1;
        const northWest = southWest + columns;
        const northEast = northWest + 1;
        const west = (east >> 1) | ((east & 4) << 1);
        east = (distance[southEast]! <= width ? 2 : 0) | (distance[northEast]! <= width ? 4 : 0);
        const kind = (west & 1) | (west & 8) | east;
        if (kind === 0 || kind === 15) continue;
        if (east === 6) this.#join(southEast, northEast);
        this.#cross(kind, southWest);
      }
    }
  }

  /** Links the sides of a cell that the outline crosses: from where it comes in to where it goes out. */
  #cross(kind: number, southWest: number): void {
    const { columns } = this.#field;
    const next = this.#next;
    const south = 2 * southWest;
    const west = south + 1;
    const north = 2 * (southWest + columns);
    const east = south + 3;
    switch (kind) {
      case 1:
        next[south] = west + 1;
        break;
      case 2:
        next[east] = south + 1;
        break;
      case 3:
        next[east] = west + 1;
        break;
      case 4:
        next[north] = east + 1;
        break;
      case 6:
        next[north] = south + 1;
        break;
      case 7:
        next[north] = west + 1;
        break;
      case 8:
        next[west] = north + 1;
        break;
      case 9:
        next[south] = north + 1;
        break;
      case 11:
        next[east] = north + 1;
        break;
      case 12:
        next[west] = east + 1;
        break;
      case 13:
        next[south] = east + 1;
        break;
      case 14:
        next[west] = south + 1;
        break;
      default:
        this.#saddle(kind, southWest, { south, west, north, east });
    }
  }

  /** Opposite corners are inside: they are one patch where the middle is inside as well. */
  #saddle(
    kind: number,
    southWest: number,
    { south, west, north, east }: Readonly<Record<'south' | 'west' | 'north' | 'east', number>>,
  ): void {
    const { columns, distance } = this.#field;
    const [southEast, northWest] = [southWest + 1, southWest + columns];
    const northEast = northWest + 1;
    const middle = (distance[southWest]! + distance[southEast]! + distance[northWest]! + distance[northEast]!) / 4;
    const isOne = middle <= this.#width;
    const next = this.#next;
    if (kind === 5) {
      if (isOne) this.#join(southWest, northEast);
      next[south] = (isOne ? east : west) + 1;
      next[north] = (isOne ? west : east) + 1;
    } else {
      if (isOne) this.#join(southEast, northWest);
      next[east] = (isOne ? north : south) + 1;
      next[west] = (isOne ? south : north) + 1;
    }
  }

  /** Follows the outline from an edge until it is back there. */
  #trace(start: number): void {
    const { columns, left, bottom, cell, distance } = this.#field;
    const pairs: number[] = [];
    const first = start >> 1;
    const other = start % 2 === 0 ? first + 1 : first + columns;
    const inside = distance[first]! <= this.#width ? first : other;
    let edge = start;
    for (;;) {
      const node = edge >> 1;
      const isEastward = edge % 2 === 0;
      const here = distance[node]!;
      const there = distance[isEastward ? node + 1 : node + columns]!;
      // Never quite at a node, where other crossings lie.
      const share = Math.min(0.98, Math.max(0.02, (this.#width - here) / (there - here)));
      const x = left + (node % columns) * cell;
      const y = bottom + Math.floor(node / columns) * cell;
      pairs.push(isEastward ? x + share * cell : x, isEastward ? y : y + share * cell);
      const next = this.#next[edge]! - 1;
      this.#next[edge] = 0;
      if (next === start) break;
      edge = next;
    }
    this.rings.push(straightened(pairs, straightness * cell));
    this.patch.push(this.#find(inside));
  }
}

/** A ring, not closed yet, as a closed one without the points that lie on the way between the others (Douglas & Peucker 1973). */
function straightened(pairs: readonly number[], tolerance: number): Float64Array {
  const count = pairs.length / 2;
  const keep = new Uint8Array(count + 1);
  const at = (point: number) => 2 * (point % count);
  const half = count >> 1;
  keep[0] = 1;
  keep[half] = 1;
  keep[count] = 1;
  const open = [0, half, half, count];
  while (open.length > 0) {
    const last = open.pop()!;
    const first = open.pop()!;
    const [ax, ay] = [pairs[at(first)]!, pairs[at(first) + 1]!];
    const [ux, uy] = [pairs[at(last)]! - ax, pairs[at(last) + 1]! - ay];
    const length = Math.hypot(ux, uy);
    let [furthest, off] = [-1, tolerance];
    for (let point = first + 1; point < last; point++) {
      const [dx, dy] = [pairs[at(point)]! - ax, pairs[at(point) + 1]! - ay];
      const distance = length > 0 ? Math.abs(ux * dy - uy * dx) / length : Math.hypot(dx, dy);
      if (distance > off) [furthest, off] = [point, distance];
    }
    if (furthest < 0) continue;
    keep[furthest] = 1;
    open.push(first, furthest, furthest, last);
  }
  const ring: number[] = [];
  for (let point = 0; point <= count; point++) {
    if (keep[point] === 1) ring.push(pairs[at(point)]!, pairs[at(point) + 1]!);
  }
  return Float64Array.from(ring);
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
function packRings(packer: GeometryPacker, { rings, patch }: Outline, { cell }: StripField): void {
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
