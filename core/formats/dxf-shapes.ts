import { type Affine, identity } from './affine.ts';
import { addBulge, circle, circleArc, closed, ellipseArc, type Path, splinePath } from './dxf-curves.ts';
import { type DxfEntity, numberOf, textOf } from './dxf-entities.ts';
import { hatchPolygons } from './dxf-hatch.ts';
import type { DxfTag } from './dxf-tags.ts';

/** What an object of a drawing looks like from above. A polygon's first ring is its shell; rings are closed. */
export type DxfShape =
  | { readonly kind: 'point' | 'line'; readonly path: Path }
  | { readonly kind: 'polygon'; readonly polygons: readonly (readonly Path[])[]; readonly wasOpen?: boolean };

/** Gap between the ends of a polyline, by its length, up to which it is taken as meant to be closed. */
const closingShare = 0.001;

/**
 * From the object's own coordinates to those of the world, seen from above, by the arbitrary axis algorithm of the DXF
 * Reference. `elevation` is the height in the object's own coordinates.
 */
export function objectToWorld(entity: DxfEntity, elevation: number): Affine {
  let nx = numberOf(entity, 210, 0);
  let ny = numberOf(entity, 220, 0);
  let nz = numberOf(entity, 230, 1);
  const length = Math.hypot(nx, ny, nz);
  if (!(length > 0) || (nx === 0 && ny === 0 && nz > 0)) return identity;
  nx /= length;
  ny /= length;
  nz /= length;
  const isNearZ = Math.abs(nx) < 1 / 64 && Math.abs(ny) < 1 / 64;
  // The cross product of the world's y or z axis with the normal.
  let [ax, ay, az] = isNearZ ? [nz, 0, -nx] : [-ny, nx, 0];
  const size = Math.hypot(ax, ay, az);
  ax /= size;
  ay /= size;
  az /= size;
  const bx = ny * az - nz * ay;
  const by = nz * ax - nx * az;
  return [ax, ay, bx, by, elevation * nx, elevation * ny];
}

/** A path as a line, or as a polygon where its ends meet or were meant to. */
function lineOrPolygon(path: Path, isClosed: boolean, closeGap?: number): DxfShape | undefined {
  if (path.length < 4) return undefined;
  let wasOpen = false;
  if (!isClosed) {
    let length = 0;
    for (let place = 2; place < path.length; place += 2) {
      length += Math.hypot(path[place]! - path[place - 2]!, path[place + 1]! - path[place - 1]!);
    }
    const gap = Math.hypot(path[0]! - path.at(-2)!, path[1]! - path.at(-1)!);
    if (!(gap <= (closeGap ?? closingShare * length))) return { kind: 'line', path };
    wasOpen = gap > 0;
  }
  if (path.length < 8 || !(areaOf(path) > 0)) return { kind: 'line', path };
  return { kind: 'polygon', polygons: [[closed(path)]], wasOpen };
}

function areaOf(path: Path): number {
  let sum = 0;
  for (let place = 0; place + 3 < path.length; place += 2) {
    sum += (path[place]! - path[0]!) * (path[place + 3]! - path[1]!);
    sum -= (path[place + 2]! - path[0]!) * (path[place + 1]! - path[1]!);
  }
  return Math.abs(sum);
}

interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly bulge: number;
}

function polyline(vertices: readonly Vertex[], isClosed: boolean, closeGap?: number): DxfShape | undefined {
  const [first] = vertices;
  if (!first) return undefined;
  const path: Path = [first.x, first.y];
  for (const [index, { x, y }] of vertices.entries()) {
    if (index > 0) addBulge(path, x, y, vertices[index - 1]!.bulge);
  }
  const last = vertices.at(-1)!;
  if (isClosed && (last.x !== first.x || last.y !== first.y)) addBulge(path, first.x, first.y, last.bulge);
  return lineOrPolygon(path, isClosed, closeGap);
}

function lightVertices(tags: readonly DxfTag[]): Vertex[] {
  const vertices: { x: number; y: number; bulge: number }[] = [];
  for (const { code, value } of tags) {
    const vertex = vertices.at(-1);
    if (code === 10) vertices.push({ x: Number(value), y: Number.NaN, bulge: 0 });
    else if (code === 20 && vertex) vertex.y = Number(value);
    else if (code === 42 && vertex) vertex.bulge = Number(value);
  }
  return vertices;
}

/** The points given by pairs of groups, x and y in turn. */
export function pointsOf(tags: readonly DxfTag[], xCode: number): number[] {
  const points: number[] = [];
  for (const { code, value } of tags) {
    if (code === xCode) points.push(Number(value), Number.NaN);
    else if (code === xCode + 10 && points.length > 0) points[points.length - 1] = Number(value);
  }
  return points;
}

function numbersOf(entity: DxfEntity, code: number): number[] {
  return entity.tags.filter((tag) => tag.code === code).map(({ value }) => Number(value));
}

function oldPolyline(entity: DxfEntity, closeGap?: number): DxfShape | undefined {
  const flags = numberOf(entity, 70);
  // Meshes of many faces have no outline.
  if ((flags & (16 | 64)) !== 0) return undefined;
  const vertices = entity.children
    // The frame of a smoothed line is not part of it.
    .filter((vertex) => (numberOf(vertex, 70) & 16) === 0)
    .map((vertex) => ({ x: numberOf(vertex, 10), y: numberOf(vertex, 20), bulge: numberOf(vertex, 42) }));
  return polyline(vertices, (flags & 1) !== 0, closeGap);
}

function ellipse(entity: DxfEntity): DxfShape | undefined {
  const start = numberOf(entity, 41, 0);
  const end = numberOf(entity, 42, 2 * Math.PI);
  let sweep = (end - start) % (2 * Math.PI);
  if (sweep <= 1e-9) sweep += 2 * Math.PI;
  const isWhole = Math.abs(sweep - 2 * Math.PI) < 1e-9;
  // The minor axis turns with the normal.
  const ratio = numberOf(entity, 40, 1) * (numberOf(entity, 230, 1) < 0 ? -1 : 1);
  const path = ellipseArc(
    [numberOf(entity, 10), numberOf(entity, 20)],
    [numberOf(entity, 11), numberOf(entity, 21)],
    ratio,
    start,
    sweep,
  );
  return isWhole ? { kind: 'polygon', polygons: [[closed(path)]] } : { kind: 'line', path };
}

function spline(entity: DxfEntity, closeGap?: number): DxfShape | undefined {
  const path =
    splinePath({
      degree: numberOf(entity, 71, 3),
      knots: numbersOf(entity, 40),
      controls: pointsOf(entity.tags, 10),
      weights: numbersOf(entity, 41),
    }) ?? pointsOf(entity.tags, 11);
  return lineOrPolygon(path, false, closeGap);
}

function corners(entity: DxfEntity, order: readonly number[]): DxfShape | undefined {
  const path: Path = [];
  for (const corner of order)
    path.push(numberOf(entity, 10 + corner, Number.NaN), numberOf(entity, 20 + corner, Number.NaN));
  // Three corners are enough: the fourth then is the third again, or not there.
  const isThree = Number.isNaN(path[4]!) || Number.isNaN(path[6]!);
  const kept = isThree ? path.filter((value) => !Number.isNaN(value)) : path;
  kept.push(kept[0]!, kept[1]!);
  return kept.length < 8 ? undefined : { kind: 'polygon', polygons: [[kept]] };
}

/** Where a text begins, or the point it is aligned to. */
function textPoint(entity: DxfEntity): Path {
  const isAligned = numberOf(entity, 72) !== 0 || numberOf(entity, 73) !== 0;
  const code = isAligned && textOf(entity, 11) !== undefined ? 11 : 10;
  return [numberOf(entity, code), numberOf(entity, code + 10)];
}

function center(entity: DxfEntity): [number, number] {
  return [numberOf(entity, 10), numberOf(entity, 20)];
}

/** Objects in coordinates of their own, and the group of their height there. */
const ownCoordinates: Readonly<Record<string, number>> = {
  CIRCLE: 30,
  ARC: 30,
  LWPOLYLINE: 38,
  SOLID: 30,
  TRACE: 30,
  TEXT: 30,
  ATTRIB: 30,
  HATCH: 30,
  INSERT: 30,
};

/** From the coordinates that an object's groups are in to those of the drawing. */
export function toDrawing(entity: DxfEntity): Affine {
  const isFlat = entity.type === 'POLYLINE' && (numberOf(entity, 70) & 8) === 0;
  const heightCode = isFlat ? 30 : ownCoordinates[entity.type];
  return heightCode === undefined ? identity : objectToWorld(entity, numberOf(entity, heightCode));
}

/**
 * What can be drawn of an object, in the coordinates of its groups; undefined for nothing, null for types left out. Lines
 * whose ends are at most `closeGap` apart are polygons; a thousandth of their length when it is absent.
 */
export function shapeOf(entity: DxfEntity, closeGap?: number): DxfShape | undefined | null {
  switch (entity.type) {
    case 'POINT':
    case 'MTEXT':
    case 'INSERT':
      return { kind: 'point', path: center(entity) };
    case 'TEXT':
    case 'ATTRIB':
      return { kind: 'point', path: textPoint(entity) };
    case 'LINE':
      return { kind: 'line', path: [...center(entity), numberOf(entity, 11), numberOf(entity, 21)] };
    case 'LWPOLYLINE':
      return polyline(lightVertices(entity.tags), (numberOf(entity, 70) & 1) !== 0, closeGap);
    case 'POLYLINE':
      return oldPolyline(entity, closeGap);
    case 'MLINE':
      return lineOrPolygon(pointsOf(entity.tags, 11), (numberOf(entity, 71) & 2) !== 0, closeGap);
    case 'CIRCLE':
      return { kind: 'polygon', polygons: [[circle(center(entity), numberOf(entity, 40))]] };
    case 'ARC':
      return {
        kind: 'line',
        path: circleArc(center(entity), numberOf(entity, 40), numberOf(entity, 50), numberOf(entity, 51)),
      };
    case 'ELLIPSE':
      return ellipse(entity);
    case 'SPLINE':
      return spline(entity, closeGap);
    case 'SOLID':
    case 'TRACE':
      // The corners of these two cross over.
      return corners(entity, [0, 1, 3, 2]);
    case '3DFACE':
      return corners(entity, [0, 1, 2, 3]);
    case 'HATCH':
      return { kind: 'polygon', polygons: hatchPolygons(entity.tags) };
    default:
      return null;
  }
}
