import { distanceAt, type StripField, squareWithin } from './strip-field.ts';

/** Points of the outline this near to the line between their neighbours are left out, in cells. */
const straightness = 0.03;

/** What is noted of a node: whether it is inside, and whether the outline over the edge to the east or to the north is traced. */
const inside = 1;
const eastTraced = 2;
const northTraced = 4;

/** The sides of a cell. */
const south = 0;
const east = 1;
const north = 2;
const west = 3;

/**
 * The side on which the outline leaves a cell, with the inside on its left: by which corners are inside (1 south-west, 2 south-east, 4
 * north-east, 8 north-west) and the side where it comes in. Opposite corners (5 and 10) leave the choice to their middle.
 */
const exits: readonly (readonly number[])[] = Array.from({ length: 16 }, (_, kind) => {
  const exit = [-1, -1, -1, -1];
  const link = (from: number, to: number) => {
    exit[from] = to;
  };
  if (kind === 1) link(south, west);
  if (kind === 2) link(east, south);
  if (kind === 3) link(east, west);
  if (kind === 4) link(north, east);
  if (kind === 6) link(north, south);
  if (kind === 7) link(north, west);
  if (kind === 8) link(west, north);
  if (kind === 9) link(south, north);
  if (kind === 11) link(east, north);
  if (kind === 12) link(west, east);
  if (kind === 13) link(south, east);
  if (kind === 14) link(west, south);
  return exit;
});

/**
 * Every ring of the outline of what lies within `width` in a field (marching squares; Lorensen & Cline 1987), as x and y in turn and
 * closed, by the patch of nodes inside that it goes around. A byte and what the rings take is all the memory for a node.
 */
export class StripOutline {
  readonly rings: Float64Array[] = [];
  /** Patch of each ring: equal for a shell and its holes. */
  readonly patch: number[] = [];
  readonly #field: StripField;
  readonly #width: number;
  readonly #marks: Uint8Array;
  /** Where each run of nodes inside, side by side in a row, begins; runs of row r stand from `#rowRuns[r]` to `#rowRuns[r + 1]`. */
  readonly #runs: number[] = [];
  readonly #rowRuns: Uint32Array;
  /** Union-find of the runs: the first of a patch stands for it. */
  readonly #parent: number[] = [];
  #pairs = new Float64Array(1024);

  constructor(field: StripField, width: number) {
    const { columns, rows, square } = field;
    this.#field = field;
    this.#width = width;
    this.#marks = new Uint8Array(columns * rows);
    this.#rowRuns = new Uint32Array(rows + 1);
    const largest = squareWithin(width);
    const marks = this.#marks;
    for (let node = 0; node < marks.length; node++) if (square[node]! <= largest) marks[node] = inside;
    this.#layRuns();
    for (let row = 0; row + 1 < rows; row++) this.#joinRows(row);
    for (let node = 0; node + columns < marks.length; node++) {
      const here = marks[node]!;
      if ((here & inside) !== (marks[node + 1]! & inside) && (here & eastTraced) === 0) this.#trace(node, true);
      const now = marks[node]!;
      if ((now & inside) !== (marks[node + columns]! & inside) && (now & northTraced) === 0) this.#trace(node, false);
    }
  }

  #find(run: number): number {
    const parent = this.#parent;
    let at = run;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  #join(a: number, b: number): void {
    const one = this.#find(a);
    const other = this.#find(b);
    if (one !== other) this.#parent[Math.max(one, other)] = Math.min(one, other);
  }

  #layRuns(): void {
    const { columns, rows } = this.#field;
    const marks = this.#marks;
    for (let row = 0; row < rows; row++) {
      this.#rowRuns[row] = this.#runs.length;
      let before = 0;
      for (let node = row * columns; node < (row + 1) * columns; node++) {
        const here = marks[node]!;
        if (here > before) {
          this.#parent.push(this.#runs.length);
          this.#runs.push(node);
        }
        before = here;
      }
    }
    this.#rowRuns[rows] = this.#runs.length;
  }

  /** The run that a node inside belongs to: the last of its row that begins no later. */
  #runOf(node: number): number {
    const row = Math.floor(node / this.#field.columns);
    let low = this.#rowRuns[row]!;
    let high = this.#rowRuns[row + 1]! - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]! <= node) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Joins runs of a row with those of the next that they lie on, or touch at a corner with a middle inside. */
  #joinRows(row: number): void {
    const { columns } = this.#field;
    const marks = this.#marks;
    let lower = this.#rowRuns[row]! - 1;
    let upper = this.#rowRuns[row + 1]! - 1;
    let west = 0;
    for (let node = row * columns; node < (row + 1) * columns; node++) {
      const below = marks[node]!;
      const above = marks[node + columns]!;
      if (below > (west & 1)) lower++;
      if (above > west >> 1) upper++;
      const here = below | (above << 1);
      if (here === 3 && west !== 3) this.#join(lower, upper);
      // The run of the corner before ended there: it still is the last that began in its row.
      else if (here !== west && here + west === 3 && here !== 0 && west !== 0 && this.#isOne(node - 1)) {
        this.#join(lower, upper);
      }
      west = here;
    }
  }

  /** Whether the middle of the cell north-east of a node is inside. */
  #isOne(southWest: number): boolean {
    const field = this.#field;
    const { columns } = field;
    const sum =
      distanceAt(field, southWest) +
      distanceAt(field, southWest + 1) +
      distanceAt(field, southWest + columns) +
      distanceAt(field, southWest + columns + 1);
    return sum / 4 <= this.#width;
  }

  /** The side on which the outline leaves the cell north-east of a node. */
  #exit(southWest: number, from: number): number {
    const { columns } = this.#field;
    const marks = this.#marks;
    const kind =
      (marks[southWest]! & inside) |
      ((marks[southWest + 1]! & inside) << 1) |
      ((marks[southWest + columns + 1]! & inside) << 2) |
      ((marks[southWest + columns]! & inside) << 3);
    if (kind === 5) return (from === south) === this.#isOne(southWest) ? east : west;
    if (kind === 10) return (from === east) === this.#isOne(southWest) ? north : south;
    return exits[kind]![from]!;
  }

  /** Follows the outline from where it crosses the edge from a node to the east or to the north until it is back there. */
  #trace(start: number, isStartEastward: boolean): void {
    const field = this.#field;
    const { columns, left, bottom, cell } = field;
    const marks = this.#marks;
    const other = isStartEastward ? start + 1 : start + columns;
    const within = (marks[start]! & inside) === inside ? start : other;
    let [node, isEastward, count] = [start, isStartEastward, 0];
    for (;;) {
      const next = isEastward ? node + 1 : node + columns;
      const here = distanceAt(field, node);
      const there = distanceAt(field, next);
      // Never quite at a node, where other crossings lie.
      const share = Math.min(0.98, Math.max(0.02, (this.#width - here) / (there - here)));
      const x = left + (node % columns) * cell;
      const y = bottom + Math.floor(node / columns) * cell;
      this.#put(count++, isEastward ? x + share * cell : x, isEastward ? y : y + share * cell);
      marks[node]! |= isEastward ? eastTraced : northTraced;
      // With the inside on its left it goes into the cell on this side of the edge or on the other.
      const isHere = (marks[node]! & inside) === inside;
      const southWest = isEastward ? (isHere ? node : node - columns) : isHere ? node - 1 : node;
      const from = isEastward ? (isHere ? south : north) : isHere ? east : west;
      const exit = this.#exit(southWest, from);
      isEastward = exit === south || exit === north;
      node = exit === north ? southWest + columns : exit === east ? southWest + 1 : southWest;
      if (node === start && isEastward === isStartEastward) break;
    }
    this.rings.push(straightened(this.#pairs, count, straightness * cell));
    this.patch.push(this.#find(this.#runOf(within)));
  }

  #put(point: number, x: number, y: number): void {
    // Room for the first point to be put once more behind the last.
    if (2 * point + 4 > this.#pairs.length) {
      const larger = new Float64Array(2 * this.#pairs.length);
      larger.set(this.#pairs);
      this.#pairs = larger;
    }
    this.#pairs[2 * point] = x;
    this.#pairs[2 * point + 1] = y;
  }
}

/** A ring, not closed yet, as a closed one without the points that lie on the way between the others (Douglas & Peucker 1973). */
function straightened(pairs: Float64Array, count: number, tolerance: number): Float64Array {
  pairs[2 * count] = pairs[0]!;
  pairs[2 * count + 1] = pairs[1]!;
  const keep = new Uint8Array(count + 1);
  const half = count >> 1;
  keep[0] = 1;
  keep[half] = 1;
  keep[count] = 1;
  const open = [0, half, half, count];
  while (open.length > 0) {
    const last = open.pop()!;
    const first = open.pop()!;
    const ax = pairs[2 * first]!;
    const ay = pairs[2 * first + 1]!;
    const ux = pairs[2 * last]! - ax;
    const uy = pairs[2 * last + 1]! - ay;
    const length = Math.hypot(ux, uy);
    let furthest = -1;
    let off = tolerance;
    for (let point = first + 1; point < last; point++) {
      const dx = pairs[2 * point]! - ax;
      const dy = pairs[2 * point + 1]! - ay;
      const distance = length > 0 ? Math.abs(ux * dy - uy * dx) / length : Math.hypot(dx, dy);
      if (distance > off) {
        furthest = point;
        off = distance;
      }
    }
    if (furthest < 0) continue;
    keep[furthest] = 1;
    open.push(first, furthest, furthest, last);
  }
  let kept = 0;
  for (let point = 0; point <= count; point++) kept += keep[point]!;
  const ring = new Float64Array(2 * kept);
  for (let point = 0, at = 0; point <= count; point++) {
    if (keep[point] === 0) continue;
    ring[at++] = pairs[2 * point]!;
    ring[at++] = pairs[2 * point + 1]!;
  }
  return ring;
}
