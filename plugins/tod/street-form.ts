import {
  countOf,
  type EvaluatorContext,
  enclosedAreas,
  junctionsOf,
  numberParameter,
  numbersOf,
  type PackedGeometry,
  type Points,
  representativePoints,
  type Snapshot,
  type StreetGraph,
  streetGraphOf,
} from '#sdk';

/** Blocks and junctions of the streets: what the scorecard asks of the street pattern. */
export interface StreetForm {
  /** Blocks enclosed by streets that can be walked. */
  readonly blocks: PackedGeometry;
  /** Longest side of each block, m. */
  readonly blockSides: Float64Array;
  /** A point in the middle of each block. */
  readonly blockPlaces: Points;
  /** Junctions of three and more ways for people on foot, and for motor vehicles. */
  readonly footJunctions: Points;
  readonly carJunctions: Points;
  /** Segments of streets for motor vehicles: x and y of both ends in turn, and their width, m. */
  readonly carSegments: Float64Array;
  readonly carWidths: Float64Array;
}

/** Corners sharper than this end a side of a block. */
const cornerRadians = Math.PI / 6;

/** Longest side of a closed ring: the longest run of edges between corners; a ring without corners counts a quarter of its rim. */
export function longestSide(ring: Float64Array): number {
  const count = ring.length / 2 - 1;
  const length = (edge: number) =>
    Math.hypot(ring[2 * edge + 2]! - ring[2 * edge]!, ring[2 * edge + 3]! - ring[2 * edge + 1]!);
  const angle = (edge: number) =>
    Math.atan2(ring[2 * edge + 3]! - ring[2 * edge + 1]!, ring[2 * edge + 2]! - ring[2 * edge]!);
  const corners: number[] = [];
  for (let edge = 0; edge < count; edge++) {
    const turn = Math.abs(angle(edge) - angle((edge + count - 1) % count));
    if (Math.min(turn, 2 * Math.PI - turn) > cornerRadians) corners.push(edge);
  }
  let perimeter = 0;
  for (let edge = 0; edge < count; edge++) perimeter += length(edge);
  if (corners.length < 2) return perimeter / 4;
  let longest = 0;
  for (const [place, corner] of corners.entries()) {
    const next = corners[(place + 1) % corners.length]!;
    let side = 0;
    for (let edge = corner; edge !== next; edge = (edge + 1) % count) side += length(edge);
    longest = Math.max(longest, side);
  }
  return longest;
}

/** The street pattern of a scenario; undefined when there are no streets. */
export function streetForm(snapshot: Snapshot, context: EvaluatorContext): StreetForm | undefined {
  const { street } = snapshot.layers;
  if (!street || countOf(street) === 0) return undefined;
  const foot = streetGraphOf(street, { mode: 'walk' });
  const car = streetGraphOf(street, { mode: 'drive' });
  const blocks = enclosedAreas(foot.paths);
  const count = blocks.featureOffsets.length - 1;
  const blockSides = new Float64Array(count);
  for (let block = 0; block < count; block++) {
    const shell = blocks.partOffsets[blocks.featureOffsets[block]!]!;
    blockSides[block] = longestSide(
      blocks.coordinates.subarray(2 * blocks.ringOffsets[shell]!, 2 * blocks.ringOffsets[shell + 1]!),
    );
  }
  const middles = representativePoints(blocks);
  return {
    blocks,
    blockSides,
    blockPlaces: {
      x: middles.filter((_, at) => at % 2 === 0),
      y: middles.filter((_, at) => at % 2 === 1),
    },
    footJunctions: junctionsOf(foot),
    carJunctions: junctionsOf(car),
    ...roadways(car, numbersOf(street, 'width'), numberParameter(context.parameters, 'streetWidth')),
  };
}

function roadways(car: StreetGraph, widths: Float64Array, usualWidth: number) {
  const segments: number[] = [];
  const segmentWidths: number[] = [];
  const { coordinates, ringOffsets } = car.paths;
  for (const [edge, feature] of car.feature.entries()) {
    const width = Number.isNaN(widths[feature]!) ? usualWidth : widths[feature]!;
    for (let at = 2 * ringOffsets[edge]!; at + 3 < 2 * ringOffsets[edge + 1]!; at += 2) {
      segments.push(coordinates[at]!, coordinates[at + 1]!, coordinates[at + 2]!, coordinates[at + 3]!);
      segmentWidths.push(width);
    }
  }
  return { carSegments: Float64Array.from(segments), carWidths: Float64Array.from(segmentWidths) };
}

/** Length of the segment a–b inside the disc around (x, y), m. */
export function lengthInDisc(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
  radius: number,
): number {
  const ux = bx - ax;
  const uy = by - ay;
  const a = ux * ux + uy * uy;
  if (a === 0) return 0;
  const b = 2 * ((ax - x) * ux + (ay - y) * uy);
  const c = (ax - x) ** 2 + (ay - y) ** 2 - radius * radius;
  const root = b * b - 4 * a * c;
  if (root <= 0) return 0;
  const from = Math.max(0, (-b - Math.sqrt(root)) / (2 * a));
  const to = Math.min(1, (-b + Math.sqrt(root)) / (2 * a));
  return Math.max(0, to - from) * Math.sqrt(a);
}
