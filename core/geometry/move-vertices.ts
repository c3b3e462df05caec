import { squareToSegment } from './feature-distance.ts';
import type { SimpleGeometry } from './simple-geometry.ts';

export type Position = readonly [x: number, y: number];

/** Places closer together than this are one, m: coordinates of shared borders differ by rounding. */
export const sameVertexMetres = 1e-3;

/** A path with `from` at `to`: where a vertex stands there it moves, where only an edge runs through it bends. */
function movedPath(path: Float64Array, from: Position, to: Position | null, closed: boolean): Float64Array | null {
  const out: number[] = [];
  let touched = false;
  const count = path.length / 2;
  const isAt = (vertex: number): boolean =>
    Math.hypot(path[2 * vertex]! - from[0], path[2 * vertex + 1]! - from[1]) <= sameVertexMetres;
  for (let vertex = 0; vertex < count; vertex++) {
    if (isAt(vertex)) {
      touched = true;
      if (to) out.push(...to);
    } else {
      out.push(path[2 * vertex]!, path[2 * vertex + 1]!);
    }
    if (!to || vertex + 1 === count || isAt(vertex) || isAt(vertex + 1)) continue;
    const [ax, ay, bx, by] = path.subarray(2 * vertex, 2 * vertex + 4);
    if (squareToSegment(ax!, ay!, bx!, by!, ...from) <= sameVertexMetres ** 2) {
      touched = true;
      out.push(...to);
    }
  }
  if (!touched) return null;
  // Without its first vertex a ring starts at the next one.
  if (closed && !to && out.length >= 4 && isAt(0)) out.push(out[0]!, out[1]!);
  return Float64Array.from(out);
}

/**
 * The geometry with the vertex at `from` moved to `to`, or taken out where `to` is null. An edge that runs through `from`
 * gets a vertex there first, so that shared borders stay together. Null when nothing of it is at `from`.
 */
export function moveVertex(geometry: SimpleGeometry, from: Position, to: Position | null): SimpleGeometry | null {
  if ('members' in geometry) {
    const members = geometry.members.map((member) => moveVertex(member, from, to));
    if (members.every((member) => member === null)) return null;
    return { ...geometry, members: members.map((member, at) => member ?? geometry.members[at]!) };
  }
  if (geometry.type === 'polygon') {
    const rings = geometry.rings.map((ring) => movedPath(ring, from, to, true));
    if (rings.every((ring) => ring === null)) return null;
    return { type: 'polygon', rings: rings.map((ring, at) => ring ?? geometry.rings[at]!) };
  }
  const coordinates = movedPath(geometry.coordinates, from, to, false);
  return coordinates && { ...geometry, coordinates };
}
