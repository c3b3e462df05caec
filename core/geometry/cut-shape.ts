import type { GeometryEngine } from './engine.ts';
import { pathLength, ringArea } from './measure.ts';
import { geometryOfParts, partsOf, type SimpleGeometry, type SimplePart } from './simple-geometry.ts';
import { readWkb, writeWkb } from './wkb.ts';

/** Pieces smaller than this part of the whole are rounding where the line runs along an outline. */
const leastShare = 1e-9;

/** The area of a geometry's polygons, m2; 0 where it has none. */
export function areaOf(geometry: SimpleGeometry): number {
  return partsOf(geometry).reduce(
    (sum, part) =>
      part.type === 'polygon'
        ? sum + part.rings.reduce((area, ring, at) => area + (at === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0)
        : sum,
    0,
  );
}

function lengthOf(geometry: SimpleGeometry): number {
  return partsOf(geometry).reduce((sum, part) => (part.type === 'line' ? sum + pathLength(part.coordinates) : sum), 0);
}

function outlinesOf(part: SimplePart): Uint8Array[] {
  return part.type === 'polygon' ? part.rings.map((ring) => writeWkb({ type: 'line', coordinates: ring })) : [];
}

/** The areas a line cuts out of one polygon. */
function cutPolygon(engine: GeometryEngine, part: SimplePart, line: Uint8Array): SimplePart[] {
  const whole = writeWkb(part);
  const least = areaOf(part) * leastShare;
  return engine
    .polygonize([...outlinesOf(part), line])
    .filter((face) => {
      const area = areaOf(readWkb(face));
      // A face lies wholly in the polygon or wholly out of it: holes and what the line encloses outside are out.
      return area > least && areaOf(readWkb(engine.overlay('intersection', face, whole))) > area / 2;
    })
    .flatMap((face) => partsOf(readWkb(face)));
}

/** The stretches into which another line cuts one line. */
function cutPath(engine: GeometryEngine, part: SimplePart, line: Uint8Array): SimplePart[] {
  const whole = writeWkb(part);
  const crossings = engine.overlay('intersection', whole, line);
  if (partsOf(readWkb(crossings)).length === 0) return [part];
  const rest = engine.union([whole, line]);
  // The union is noded at the crossings; what does not lie on the line itself belongs to the cutter.
  return partsOf(readWkb(rest)).filter(
    (piece) =>
      piece.type === 'line' &&
      lengthOf(readWkb(engine.overlay('intersection', writeWkb(piece), engine.buffer(whole, 1e-6)))) >
        pathLength(piece.coordinates) * 0.99,
  );
}

/**
 * The pieces into which `line` (WKB) cuts a polygon or line (WKB), the largest first; one piece when it cuts nothing. Parts
 * of a multi geometry that are not cut stay with the largest piece.
 */
export function cutShape(engine: GeometryEngine, geometry: Uint8Array, line: Uint8Array): Uint8Array[] {
  const parts = partsOf(readWkb(geometry));
  const [first] = parts;
  if (!first || first.type === 'point') return [geometry];
  const cut = first.type === 'polygon' ? cutPolygon : cutPath;
  const size = first.type === 'polygon' ? areaOf : lengthOf;
  const groups = parts.map((part) => cut(engine, part, line));
  const pieces = groups.filter((pieces) => pieces.length > 1).flat();
  if (pieces.length === 0) return [geometry];
  const whole = groups.flatMap((made, at) => (made.length > 1 ? [] : [parts[at]!]));
  const [largest, ...others] = pieces.sort((a, b) => size(b) - size(a));
  return [geometryOfParts([largest!, ...whole], first.type), ...others].map((piece) => writeWkb(piece));
}

/** The area (m2) or, of lines, the length (m) of a geometry. */
export function sizeOf(geometry: Uint8Array): number {
  const tree = readWkb(geometry);
  return areaOf(tree) || lengthOf(tree);
}
