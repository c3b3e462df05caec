import { type GeometryKind, GeometryPacker, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';

/**
 * One geometry of any type as a tree: what WKB and WKT hold, and what the engines are fed with. Coordinates are x and y in
 * turn; an empty point or line has none, an empty polygon no rings.
 */
export type SimpleGeometry =
  | { readonly type: 'point'; readonly coordinates: Float64Array }
  | { readonly type: 'line'; readonly coordinates: Float64Array }
  | { readonly type: 'polygon'; readonly rings: readonly Float64Array[] }
  | {
      readonly type: 'multi-point' | 'multi-line' | 'multi-polygon' | 'collection';
      readonly members: readonly SimpleGeometry[];
    };

export type SimpleType = SimpleGeometry['type'];

/** Type of the members of a multi geometry; of a collection any. */
export const memberTypes = {
  'multi-point': 'point',
  'multi-line': 'line',
  'multi-polygon': 'polygon',
} as const;

const multiTypes = { point: 'multi-point', line: 'multi-line', polygon: 'multi-polygon' } as const;

/** Kind of packed geometry that holds a type; of a collection the kind of highest dimension in it; `none` when empty. */
export function kindOf(geometry: SimpleGeometry): GeometryKind {
  switch (geometry.type) {
    case 'point':
    case 'multi-point':
      return 'point';
    case 'line':
    case 'multi-line':
      return 'line';
    case 'polygon':
    case 'multi-polygon':
      return 'polygon';
    default: {
      const kinds = new Set(geometry.members.map(kindOf));
      return (['polygon', 'line', 'point'] as const).find((kind) => kinds.has(kind)) ?? 'none';
    }
  }
}

/**
 * Appends `geometry` to `packer` as one feature and returns how many parts were left out because they are of another kind
 * (lines and points of a collection among polygons). Empty parts are left out silently.
 */
export function packSimple(packer: GeometryPacker, geometry: SimpleGeometry): number {
  const leftOut = packParts(packer, geometry);
  packer.endFeature();
  return leftOut;
}

function packParts(packer: GeometryPacker, geometry: SimpleGeometry): number {
  if ('members' in geometry) {
    let leftOut = 0;
    for (const member of geometry.members) leftOut += packParts(packer, member);
    return leftOut;
  }
  const rings = geometry.type === 'polygon' ? geometry.rings : [geometry.coordinates];
  if (rings.every((ring) => ring.length === 0)) return 0;
  if (geometry.type !== packer.kind) return 1;
  for (const ring of rings) packer.addRing(ring);
  packer.endPart();
  return 0;
}

/**
 * Feature `feature` as a tree whose arrays are views on the packed coordinates. One part gives a simple type, several a
 * multi type, none an empty simple type; with `multi` it is a multi type always. A feature of a plain table is an empty
 * collection.
 */
export function simpleFromPacked(geometry: PackedGeometry, feature: number, multi = false): SimpleGeometry {
  const { kind } = geometry;
  if (kind === 'none') return { type: 'collection', members: [] };
  const parts = plainGeometry(geometry, feature);
  const members = parts.map((rings): SimpleGeometry => simplePart(kind, rings));
  if (multi || members.length > 1) return { type: multiTypes[kind], members };
  return members[0] ?? simplePart(kind, []);
}

function simplePart(kind: 'point' | 'line' | 'polygon', rings: readonly Float64Array[]): SimplePart {
  if (kind === 'polygon') return { type: kind, rings };
  return { type: kind, coordinates: rings[0] ?? new Float64Array(0) };
}

/** A point, line or polygon. */
export type SimplePart = Extract<SimpleGeometry, { readonly type: 'point' | 'line' | 'polygon' }>;

/** The points, lines and polygons in a geometry, whatever the nesting; without empty ones. */
export function partsOf(geometry: SimpleGeometry): SimplePart[] {
  if ('members' in geometry) return geometry.members.flatMap(partsOf);
  return isEmpty(geometry) ? [] : [geometry];
}

/**
 * Parts as one geometry: one part as it is, several of one type as a multi type, mixed ones as a collection, none as an
 * empty geometry of the type `emptyType`.
 */
export function geometryOfParts(parts: readonly SimplePart[], emptyType: SimplePart['type']): SimpleGeometry {
  const [first] = parts;
  if (!first)
    return emptyType === 'polygon'
      ? { type: emptyType, rings: [] }
      : { type: emptyType, coordinates: new Float64Array(0) };
  if (parts.length === 1) return first;
  const isUniform = parts.every(({ type }) => type === first.type);
  return { type: isUniform ? multiTypes[first.type] : 'collection', members: parts };
}

/** True when there is no coordinate in it. */
export function isEmpty(geometry: SimpleGeometry): boolean {
  if ('members' in geometry) return geometry.members.every(isEmpty);
  if (geometry.type === 'polygon') return geometry.rings.every((ring) => ring.length === 0);
  return geometry.coordinates.length === 0;
}

/** Several trees packed as features of one kind, each tree one feature. */
export function packAll(kind: GeometryKind, geometries: Iterable<SimpleGeometry>): PackedGeometry {
  const packer = new GeometryPacker(kind);
  for (const geometry of geometries) packSimple(packer, geometry);
  return packer.finish();
}
