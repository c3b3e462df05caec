import { LineRuns } from '#core/geometry/line-runs.ts';
import { orientation } from '#core/geometry/orientation.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { NearPoints } from './near-points.ts';

/** What becomes of lines that cross without a common vertex. */
export type CrossingRule = 'connect' | 'separate';

/** Lines to be turned into a network: line l has the pairs `starts[l] .. ends[l]`, the latter left out. */
export interface LineSet {
  readonly coordinates: Float64Array;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** False for lines that pass over or under whatever they cross. */
  readonly atGrade: readonly boolean[];
  /** Two lines that were there before are not compared again. */
  readonly isOld?: readonly boolean[];
  /** Groups that the ends of lines already belong to: two numbers for each line, -1 for none. */
  readonly knownNodes?: readonly number[];
}

export interface NodedLines {
  /** One line for each piece, the way its line runs. */
  readonly paths: PackedGeometry;
  /** Line that each piece is of. */
  readonly line: readonly number[];
  /** Groups of points in which pieces begin and end. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly points: NearPoints;
  /** Places where lines meet by their ends or by common vertices. */
  readonly junctions: number;
  /** Places where lines cross without a common vertex. */
  readonly crossings: number;
  readonly connected: boolean;
}

/** What agrees to the millimetre is the same place, m: readers round. No tolerance may be less. */
export const sameVertex = 1e-3;

/** A place where a line is split: in the segment that begins at pair `pair`, at `share` of its length. */
interface Split {
  readonly pair: number;
  readonly share: number;
  readonly point: number;
}

/** A segment that comes within the tolerance of an end: where it is nearest, and the square of the distance. */
interface NearSegment extends Split {
  readonly line: number;
  readonly square: number;
}

/** A place on a line. */
interface LinePlace extends Omit<Split, 'point'> {
  readonly line: number;
}

/** Where two lines meet away from their ends; `isVertex` when it is a vertex of both. */
interface Meeting {
  readonly place: LinePlace;
  readonly other: LinePlace;
  readonly isVertex: boolean;
}

/**
 * Finds where lines meet and cuts them there. They meet where their ends are within the tolerance of each other, where an
 * end is within the tolerance of another line, where they have a vertex in common, and, by `rule`, where they cross.
 * `rule` may depend on how often each happens. The tolerance is at least {@link sameVertex}.
 */
export function nodeLines(
  lines: LineSet,
  toleranceMetres: number,
  rule: (junctions: number, crossings: number) => CrossingRule,
): NodedLines {
  const noder = new LineNoder(lines, toleranceMetres);
  noder.joinEnds();
  noder.splitAtEnds();
  const meetings = noder.findMeetings();
  const atVertices = meetings.filter(({ isVertex }) => isVertex);
  const junctions = noder.junctionCount + atVertices.length;
  const crossings = meetings.length - atVertices.length;
  const connected = rule(junctions, crossings) === 'connect';
  for (const meeting of connected ? meetings : atVertices) noder.splitAt(meeting);
  return { ...noder.pieces(), points: noder.points, junctions, crossings, connected };
}

class LineNoder {
  readonly points: NearPoints;
  junctionCount = 0;
  readonly #lines: LineSet;
  readonly #tolerance: number;
  readonly #runs: LineRuns;
  readonly #splits: (Split[] | undefined)[];
  /** Ends that are the first at their exact place (the others would find the same), and all new ones. */
  readonly #firstEnds: number[] = [];
  readonly #metAtVertices = new Set<string>();

  constructor(lines: LineSet, tolerance: number) {
    this.#lines = lines;
    this.#tolerance = tolerance;
    this.points = new NearPoints(tolerance, 2 * lines.starts.length);
    this.#runs = new LineRuns(lines.coordinates, lines.starts, lines.ends);
    this.#splits = Array.from({ length: lines.starts.length });
  }

  #x(pair: number): number {
    return this.#lines.coordinates[2 * pair]!;
  }

  #y(pair: number): number {
    return this.#lines.coordinates[2 * pair + 1]!;
  }

  /** The start of line l becomes point 2l, its end point 2l + 1. */
  joinEnds(): void {
    const { starts, ends, isOld, knownNodes } = this.#lines;
    const pointOfKnown = new Map<number, number>();
    for (let end = 0; end < 2 * starts.length; end++) {
      const pair = (end & 1) === 0 ? starts[end >> 1]! : ends[end >> 1]! - 1;
      const isFirst = this.points.add(this.#x(pair), this.#y(pair)) >= 0;
      // Of the same place as an old end, a new one finds more: it is compared with all lines.
      if (isFirst || isOld?.[end >> 1] === false) this.#firstEnds.push(end);
      const known = knownNodes?.[end] ?? -1;
      if (known < 0) continue;
      const other = pointOfKnown.get(known);
      if (other === undefined) pointOfKnown.set(known, end);
      else this.points.join(other, end);
    }
    const endsInGroup = new Uint32Array(2 * starts.length);
    for (let point = 0; point < endsInGroup.length; point++) {
      if (++endsInGroup[this.points.group(point)]! === 3) this.junctionCount++;
    }
  }

  /** Splits lines where an end comes within the tolerance of them, once for each time that they pass it. */
  splitAtEnds(): void {
    const reach = this.#tolerance;
    const runs = this.#runs;
    const { isOld } = this.#lines;
    for (const point of this.#firstEnds) {
      const x = this.points.x[point]!;
      const y = this.points.y[point]!;
      const near: NearSegment[] = [];
      const isOldEnd = isOld?.[point >> 1] === true;
      for (const run of runs.search(x - reach, y - reach, x + reach, y + reach)) {
        const line = runs.line[run]!;
        if (isOldEnd && isOld[line] === true) continue;
        for (let pair = runs.first[run]!; pair < runs.last[run]!; pair++) {
          const share = this.#shareNearest(pair, x, y);
          const square = this.#squareTo(pair, share, x, y);
          if (square > reach * reach || this.#isOwnEnd(line, pair, share, point)) continue;
          near.push({ line, pair, share, point, square });
        }
      }
      for (const split of near.length > 1 ? this.#nearestOfEachPass(near) : near) {
        this.#split(split.line, split);
        this.junctionCount++;
      }
    }
  }

  /** Of the segments near a point, the nearest of each stretch of a line that stays near it. */
  #nearestOfEachPass(near: NearSegment[]): NearSegment[] {
    const nearest: NearSegment[] = [];
    let before: NearSegment | undefined;
    for (const segment of near.sort((a, b) => a.pair - b.pair)) {
      const { pair, point, square } = segment;
      // What a segment has within a circle is in one piece, so that two go on in each other if their common vertex is within.
      const isSamePass =
        before?.pair === pair - 1 && this.#isNear(pair, this.points.x[point]!, this.points.y[point]!, this.#tolerance);
      if (!isSamePass) nearest.push(segment);
      else if (square < nearest.at(-1)!.square) nearest[nearest.length - 1] = segment;
      before = segment;
    }
    return nearest;
  }

  #shareNearest(pair: number, x: number, y: number): number {
    const ux = this.#x(pair + 1) - this.#x(pair);
    const uy = this.#y(pair + 1) - this.#y(pair);
    const square = ux * ux + uy * uy;
    if (square === 0) return 0;
    return Math.min(1, Math.max(0, ((x - this.#x(pair)) * ux + (y - this.#y(pair)) * uy) / square));
  }

  #squareTo(pair: number, share: number, x: number, y: number): number {
    const dx = this.#x(pair) + share * (this.#x(pair + 1) - this.#x(pair)) - x;
    const dy = this.#y(pair) + share * (this.#y(pair + 1) - this.#y(pair)) - y;
    return dx * dx + dy * dy;
  }

  /** True when a place on a line is at, or within a few steps of, an end of the line that belongs to the group of `point`. */
  #isOwnEnd(line: number, pair: number, share: number, point: number): boolean {
    const group = this.points.group(point);
    const { starts, ends } = this.#lines;
    const near = 2 * this.#tolerance;
    return (
      (this.points.group(2 * line) === group && this.#along(starts[line]!, 0, pair, share, near) <= near) ||
      (this.points.group(2 * line + 1) === group && this.#along(pair, share, ends[line]! - 1, 0, near) <= near)
    );
  }

  /** Length of the way from one place on a line to a later one; stops counting beyond `enough`. */
  #along(fromPair: number, fromShare: number, toPair: number, toShare: number, enough: number): number {
    let length = fromShare > 0 ? -fromShare * this.#segmentLength(fromPair) : 0;
    for (let pair = fromPair; pair < toPair && length <= enough; pair++) length += this.#segmentLength(pair);
    return toShare > 0 ? length + toShare * this.#segmentLength(toPair) : length;
  }

  #segmentLength(pair: number): number {
    return Math.hypot(this.#x(pair + 1) - this.#x(pair), this.#y(pair + 1) - this.#y(pair));
  }

  #split(line: number, { pair, share, point }: Split): void {
    const split = share < 1 ? { pair, share, point } : { pair: pair + 1, share: 0, point };
    const splits = this.#splits[line];
    if (splits) splits.push(split);
    else this.#splits[line] = [split];
  }

  /** Places where two lines meet away from their ends. */
  findMeetings(): Meeting[] {
    const meetings: Meeting[] = [];
    const runs = this.#runs;
    const { isOld } = this.#lines;
    for (let run = 0; run < runs.line.length; run++) {
      const line = runs.line[run]!;
      for (const other of runs.laterNeighbours(run, sameVertex)) {
        const otherLine = runs.line[other]!;
        if (isOld?.[line] === true && isOld[otherLine] === true) continue;
        for (let pair = runs.first[run]!; pair < runs.last[run]!; pair++) {
          const start = other === run ? pair + 1 : runs.first[other]!;
          for (let otherPair = start; otherPair < runs.last[other]!; otherPair++) {
            if (otherPair === pair + 1 && !this.#turnsBack(otherPair)) continue;
            this.#meet(line, pair, otherLine, otherPair, meetings);
          }
        }
      }
    }
    return meetings;
  }

  /** Whether the segments on either side of a vertex may lie on each other. */
  #turnsBack(vertex: number): boolean {
    const dx = this.#x(vertex + 1) - this.#x(vertex);
    const dy = this.#y(vertex + 1) - this.#y(vertex);
    return dx * (this.#x(vertex) - this.#x(vertex - 1)) + dy * (this.#y(vertex) - this.#y(vertex - 1)) < 0;
  }

  #meet(line: number, pair: number, otherLine: number, otherPair: number, meetings: Meeting[]): void {
    if (this.#boxesApart(pair, otherPair)) return;
    // Vertices next to the other line come first: where lines lie on each other, sides are nothing but rounding.
    let touches = false;
    for (let vertex = pair; vertex <= pair + 1; vertex++) {
      touches = this.#touch(line, vertex, otherLine, otherPair, meetings) || touches;
    }
    for (let vertex = otherPair; vertex <= otherPair + 1; vertex++) {
      touches = this.#touch(otherLine, vertex, line, pair, meetings) || touches;
    }
    if (!touches) this.#cross(line, pair, otherLine, otherPair, meetings);
  }

  #boxesApart(pair: number, other: number): boolean {
    const ax = this.#x(pair);
    const bx = this.#x(pair + 1);
    const cx = this.#x(other);
    const dx = this.#x(other + 1);
    if (Math.max(ax, bx) + sameVertex < Math.min(cx, dx) || Math.max(cx, dx) + sameVertex < Math.min(ax, bx))
      return true;
    const ay = this.#y(pair);
    const by = this.#y(pair + 1);
    const cy = this.#y(other);
    const dy = this.#y(other + 1);
    return Math.max(ay, by) + sameVertex < Math.min(cy, dy) || Math.max(cy, dy) + sameVertex < Math.min(ay, by);
  }

  /** Takes note of a vertex of a line that lies on a segment of another; true when it does. */
  #touch(line: number, vertex: number, otherLine: number, otherPair: number, meetings: Meeting[]): boolean {
    const x = this.#x(vertex);
    const y = this.#y(vertex);
    const share = this.#shareNearest(otherPair, x, y);
    if (this.#squareTo(otherPair, share, x, y) > sameVertex * sameVertex) return false;
    // Ends have been seen to.
    if (this.#isNearEnd(line, x, y) || this.#isNearEnd(otherLine, x, y)) return true;
    this.#note(
      { line, pair: vertex, share: 0 },
      { line: otherLine, ...this.#placeAt(otherPair, share, x, y) },
      meetings,
    );
    return true;
  }

  /** Takes note of the place where two segments cross clear of their vertices. */
  #cross(line: number, pair: number, otherLine: number, otherPair: number, meetings: Meeting[]): void {
    const ax = this.#x(pair);
    const ay = this.#y(pair);
    const bx = this.#x(pair + 1);
    const by = this.#y(pair + 1);
    const cx = this.#x(otherPair);
    const cy = this.#y(otherPair);
    const dx = this.#x(otherPair + 1);
    const dy = this.#y(otherPair + 1);
    const c = orientation(ax, ay, bx, by, cx, cy);
    const d = orientation(ax, ay, bx, by, dx, dy);
    if (c > 0 === d > 0) return;
    const a = orientation(cx, cy, dx, dy, ax, ay);
    const b = orientation(cx, cy, dx, dy, bx, by);
    if (a > 0 === b > 0) return;
    this.#note({ line, pair, share: a / (a - b) }, { line: otherLine, pair: otherPair, share: c / (c - d) }, meetings);
  }

  #note(place: LinePlace, other: LinePlace, meetings: Meeting[]): void {
    const { atGrade } = this.#lines;
    const isVertex = place.share === 0 && other.share === 0;
    if (!isVertex && !(atGrade[place.line] && atGrade[other.line])) return;
    const x =
      this.#x(place.pair) + (place.share > 0 ? place.share * (this.#x(place.pair + 1) - this.#x(place.pair)) : 0);
    const y =
      this.#y(place.pair) + (place.share > 0 ? place.share * (this.#y(place.pair + 1) - this.#y(place.pair)) : 0);
    if (this.#isNearEnd(place.line, x, y) || this.#isNearEnd(other.line, x, y)) return;
    const [first, second] = place.pair < other.pair ? [place, other] : [other, place];
    // A line meets itself where it comes back, not where it just goes on.
    const goesOn = 2 * sameVertex;
    if (
      place.line === other.line &&
      this.#along(first.pair, first.share, second.pair, second.share, goesOn) <= goesOn
    ) {
      return;
    }
    if (place.share === 0 || other.share === 0) {
      // A vertex belongs to two segments, and each of them meets the other line.
      // Lines that lie on each other may meet twice in the same two segments: at a vertex of the one and of the other.
      const spot = ({ line, pair, share }: LinePlace) => `${line} ${pair}${share === 0 ? '' : '+'}`;
      const key = `${spot(first)} ${spot(second)}`;
      if (this.#metAtVertices.has(key)) return;
      this.#metAtVertices.add(key);
    }
    meetings.push({ place, other, isVertex });
  }

  #isNearEnd(line: number, x: number, y: number): boolean {
    const { starts, ends } = this.#lines;
    return this.#isNear(starts[line]!, x, y, this.#tolerance) || this.#isNear(ends[line]! - 1, x, y, this.#tolerance);
  }

  #isNear(pair: number, x: number, y: number, reach: number): boolean {
    const dx = this.#x(pair) - x;
    const dy = this.#y(pair) - y;
    return dx * dx + dy * dy <= reach * reach;
  }

  /** A place in a segment; at a vertex of the line it is the beginning of the segment after. */
  #placeAt(pair: number, share: number, x: number, y: number): { pair: number; share: number } {
    if (this.#isNear(pair, x, y, sameVertex)) return { pair, share: 0 };
    if (this.#isNear(pair + 1, x, y, sameVertex)) return { pair: pair + 1, share: 0 };
    return { pair, share };
  }

  splitAt({ place, other }: Meeting): void {
    const x =
      this.#x(place.pair) + (place.share > 0 ? place.share * (this.#x(place.pair + 1) - this.#x(place.pair)) : 0);
    const y =
      this.#y(place.pair) + (place.share > 0 ? place.share * (this.#y(place.pair + 1) - this.#y(place.pair)) : 0);
    const added = this.points.add(x, y);
    const point = added < 0 ? ~added : added;
    this.#split(place.line, { ...place, point });
    this.#split(other.line, { ...other, point });
  }

  /** The lines cut at their splits. Pieces that lead back to where they began within the tolerance are dropped. */
  pieces(): Pick<NodedLines, 'paths' | 'line' | 'from' | 'to'> {
    const packer = new GeometryPacker('line');
    const pieces = { line: [] as number[], from: [] as number[], to: [] as number[] };
    const { starts, ends } = this.#lines;
    for (let line = 0; line < starts.length; line++) {
      const last = ends[line]! - 1;
      if (!this.#splits[line] && this.points.group(2 * line) !== this.points.group(2 * line + 1)) {
        packer.addRing(this.#lines.coordinates.subarray(2 * starts[line]!, 2 * ends[line]!));
        packer.endPart();
        packer.endFeature();
        pieces.line.push(line);
        pieces.from.push(2 * line);
        pieces.to.push(2 * line + 1);
        continue;
      }
      const splits = (this.#splits[line] ?? []).sort((a, b) => a.pair - b.pair || a.share - b.share);
      let from: Split = { pair: starts[line]!, share: 0, point: 2 * line };
      for (const to of [...splits, { pair: last, share: 0, point: 2 * line + 1 }]) {
        const isBack = this.points.group(from.point) === this.points.group(to.point);
        const least = isBack ? 2 * this.#tolerance : 0;
        if (this.#along(from.pair, from.share, to.pair, to.share, least) <= least) {
          // What is too short to be a street still joins what lies on either side of it.
          if (!isBack) this.points.join(from.point, to.point);
          continue;
        }
        this.#addPath(packer, from, to);
        pieces.line.push(line);
        pieces.from.push(from.point);
        pieces.to.push(to.point);
        from = to;
      }
    }
    const group = (point: number) => this.points.group(point);
    return { paths: packer.finish(), line: pieces.line, from: pieces.from.map(group), to: pieces.to.map(group) };
  }

  #addPath(packer: GeometryPacker, from: Split, to: Split): void {
    this.#addPlace(packer, from);
    for (let pair = from.pair + 1; pair <= to.pair; pair++) {
      if (pair !== to.pair || to.share > 0) packer.addCoordinate(this.#x(pair), this.#y(pair));
    }
    this.#addPlace(packer, to);
    packer.endRing();
    packer.endPart();
    packer.endFeature();
  }

  #addPlace(packer: GeometryPacker, { pair, share }: Split): void {
    const x = this.#x(pair);
    const y = this.#y(pair);
    if (share === 0) packer.addCoordinate(x, y);
    else packer.addCoordinate(x + share * (this.#x(pair + 1) - x), y + share * (this.#y(pair + 1) - y));
  }
}
