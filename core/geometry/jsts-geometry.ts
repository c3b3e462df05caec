import Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import type { SimpleGeometry, SimpleType } from './simple-geometry.ts';

interface JstsCoordinate {
  readonly x: number;
  readonly y: number;
}

/** What is used of the geometries of jsts, whose own types leave everything open. */
export interface JstsGeometry {
  getGeometryType(): string;
  getCoordinates(): readonly JstsCoordinate[];
  getNumGeometries(): number;
  getGeometryN(index: number): JstsGeometry;
  getExteriorRing(): JstsGeometry;
  getNumInteriorRing(): number;
  getInteriorRingN(index: number): JstsGeometry;
  isEmpty(): boolean;
}

const factory = new GeometryFactory();

const typeByName: Readonly<Record<string, SimpleType>> = {
  Point: 'point',
  LineString: 'line',
  LinearRing: 'line',
  Polygon: 'polygon',
  MultiPoint: 'multi-point',
  MultiLineString: 'multi-line',
  MultiPolygon: 'multi-polygon',
  GeometryCollection: 'collection',
};

function toCoordinates(coordinates: Float64Array): JstsCoordinate[] {
  const list: JstsCoordinate[] = [];
  for (let at = 0; at < coordinates.length; at += 2) list.push(new Coordinate(coordinates[at], coordinates[at + 1]));
  return list;
}

/** A tree as a geometry of jsts. */
export function toJsts(geometry: SimpleGeometry): JstsGeometry {
  switch (geometry.type) {
    case 'point':
      return geometry.coordinates.length === 0
        ? factory.createPoint()
        : factory.createPoint(new Coordinate(geometry.coordinates[0], geometry.coordinates[1]));
    case 'line':
      return factory.createLineString(toCoordinates(geometry.coordinates));
    case 'polygon': {
      const [shell, ...holes] = geometry.rings.map((ring) => factory.createLinearRing(toCoordinates(ring)));
      return shell ? factory.createPolygon(shell, holes) : factory.createPolygon();
    }
    case 'multi-point':
      return factory.createMultiPoint(geometry.members.map(toJsts));
    case 'multi-line':
      return factory.createMultiLineString(geometry.members.map(toJsts)) as unknown as JstsGeometry;
    case 'multi-polygon':
      return factory.createMultiPolygon(geometry.members.map(toJsts)) as unknown as JstsGeometry;
    case 'collection':
      return factory.createGeometryCollection(geometry.members.map(toJsts)) as unknown as JstsGeometry;
  }
}

function fromCoordinates(list: readonly JstsCoordinate[]): Float64Array {
  const coordinates = new Float64Array(2 * list.length);
  for (const [index, { x, y }] of list.entries()) {
    coordinates[2 * index] = x;
    coordinates[2 * index + 1] = y;
  }
  return coordinates;
}

/** A geometry of jsts as a tree. */
export function fromJsts(geometry: JstsGeometry): SimpleGeometry {
  const name = geometry.getGeometryType();
  const type = typeByName[name];
  if (type === undefined) throw new Error(`jsts gave a geometry of the type ${name}`);
  if (type === 'point' || type === 'line') return { type, coordinates: fromCoordinates(geometry.getCoordinates()) };
  if (type === 'polygon') {
    if (geometry.isEmpty()) return { type, rings: [] };
    const rings = [fromCoordinates(geometry.getExteriorRing().getCoordinates())];
    for (let n = 0; n < geometry.getNumInteriorRing(); n++) {
      rings.push(fromCoordinates(geometry.getInteriorRingN(n).getCoordinates()));
    }
    return { type, rings };
  }
  const members: SimpleGeometry[] = [];
  for (let n = 0; n < geometry.getNumGeometries(); n++) members.push(fromJsts(geometry.getGeometryN(n)));
  return { type, members };
}
