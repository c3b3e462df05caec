import { copyFeature } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Widths of a band along its line, m: they change evenly from the start to the middle and from there to the end. */
export interface BandWidths {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** Pieces a line is cut into at most, so that the width changes smoothly. */
const mostPieces = 240;
const shortestPieceMetres = 5;

function widthAt({ start, middle, end }: BandWidths, share: number): number {
  return share < 0.5 ? start + (middle - start) * 2 * share : middle + (end - middle) * (2 * share - 1);
}

/** Points along a line, close enough for the width to change between them, with half the width at each. */
function stations(line: Float64Array, widths: BandWidths): { x: number; y: number; half: number }[] {
  let length = 0;
  for (let at = 2; at < line.length; at += 2) {
    length += Math.hypot(line[at]! - line[at - 2]!, line[at + 1]! - line[at - 1]!);
  }
  const step = Math.max(shortestPieceMetres, length / mostPieces);
  const points: { x: number; y: number; half: number }[] = [];
  let before = 0;
  const add = (x: number, y: number, along: number) =>
    points.push({ x, y, half: widthAt(widths, length > 0 ? along / length : 0) / 2 });
  add(line[0]!, line[1]!, 0);
  for (let at = 2; at < line.length; at += 2) {
    const [ax, ay, bx, by] = [line[at - 2]!, line[at - 1]!, line[at]!, line[at + 1]!];
    const run = Math.hypot(bx - ax, by - ay);
    const pieces = Math.max(1, Math.ceil(run / step));
    for (let piece = 1; piece <= pieces; piece++) {
      const share = piece / pieces;
      add(ax + share * (bx - ax), ay + share * (by - ay), before + share * run);
    }
    before += run;
  }
  return points;
}

/** The band along lines whose width changes on the way, as one polygon feature with flat ends. */
export function taperedBand(engine: GeometryEngine, lines: PackedGeometry, widths: BandWidths): PackedGeometry {
  const pieces = new GeometryPacker('polygon');
  const joints = new GeometryPacker('point');
  const radii: number[] = [];
  for (let feature = 0; feature < featureCount(lines); feature++) {
    const ring = lines.partOffsets[lines.featureOffsets[feature]!]!;
    const line = lines.coordinates.subarray(2 * lines.ringOffsets[ring]!, 2 * lines.ringOffsets[ring + 1]!);
    const points = stations(line, widths);
    for (const [at, b] of points.entries()) {
      const a = points[at - 1];
      if (!a) continue;
      const run = Math.hypot(b.x - a.x, b.y - a.y);
      if (run === 0) continue;
      const [nx, ny] = [-(b.y - a.y) / run, (b.x - a.x) / run];
      const side = (p: typeof a, sign: number) => [p.x + sign * nx * p.half, p.y + sign * ny * p.half];
      pieces.addFeature([[[...side(a, 1), ...side(a, -1), ...side(b, -1), ...side(b, 1), ...side(a, 1)]]]);
      if (at === points.length - 1) continue;
      joints.addPoint(b.x, b.y);
      radii.push(b.half);
    }
  }
  const round = engine.bufferAll(joints.finish(), Float64Array.from(radii), { quadrantSegments: 6 });
  const all = new GeometryPacker('polygon');
  for (const part of [pieces.finish(), round]) {
    for (let feature = 0; feature < featureCount(part); feature++) copyFeature(all, part, feature);
  }
  return engine.dissolve(all.finish());
}
