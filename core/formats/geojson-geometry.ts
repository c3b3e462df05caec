import type { GeometrySink } from './geometry-sink.ts';
import type { JsonCursor } from './json-cursor.ts';

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

export function isGeometryType(type: string): boolean {
  return geometryTypes.has(type);
}

/** Deepest nesting of geometry collections that is read. */
const deepest = 32;

/**
 * Reads the GeoJSON geometry at the cursor, null included, into `sink`.
 * Errors: `formats/json-syntax`.
 */
export function readGeometry(cursor: JsonCursor, sink: GeometrySink, depth = 0): void {
  if (cursor.peek() !== 0x7b) {
    if (cursor.literal() === null) return;
    throw cursor.fault('几何应为对象或 null', 'a geometry has to be an object or null');
  }
  let type: string | undefined;
  let coordinates = -1;
  let isRead = false;
  const start = cursor.position;
  cursor.members((key) => {
    if (key === 'type') type = cursor.string();
    else if (key === 'coordinates' && type !== undefined) {
      readCoordinates(cursor, sink, type);
      isRead = true;
    } else if (key === 'coordinates' || key === 'geometries') {
      cursor.peek();
      coordinates = cursor.position;
      cursor.skip();
    } else cursor.skip();
  });
  if (type === undefined || !geometryTypes.has(type)) {
    cursor.position = start;
    throw cursor.fault(`“${type ?? ''}”不是 GeoJSON 的几何类型`, `"${type ?? ''}" is not a geometry type of GeoJSON`);
  }
  if (isRead) return;
  if (coordinates < 0) {
    cursor.position = start;
    throw cursor.fault('几何没有坐标', 'a geometry without coordinates');
  }
  // The type came after the coordinates: go back to them.
  const end = cursor.position;
  cursor.position = coordinates;
  if (type === 'GeometryCollection') {
    if (depth >= deepest) throw cursor.fault('几何集合嵌套过深', 'collections are nested too deeply');
    cursor.items(() => readGeometry(cursor, sink, depth + 1));
  } else readCoordinates(cursor, sink, type);
  cursor.position = end;
}

/** Reads the coordinates of a geometry of `type`, an array nested as deep as the type says. */
function readCoordinates(cursor: JsonCursor, sink: GeometrySink, type: string): void {
  const position = () => readPosition(cursor, sink);
  const line = () => {
    cursor.items(position);
    sink.endLine();
  };
  const polygon = () => {
    cursor.items(() => {
      cursor.items(position);
      sink.endRing();
    });
    sink.endPolygon();
  };
  switch (type) {
    case 'Point':
      position();
      sink.endPoints();
      break;
    case 'MultiPoint':
      cursor.items(position);
      sink.endPoints();
      break;
    case 'LineString':
      line();
      break;
    case 'MultiLineString':
      cursor.items(line);
      break;
    case 'Polygon':
      polygon();
      break;
    case 'MultiPolygon':
      cursor.items(polygon);
      break;
    default:
      throw cursor.fault(`“${type}”不是 GeoJSON 的几何类型`, `"${type}" is not a geometry type of GeoJSON`);
  }
}

/** One position: two numbers, and others that are left out. An empty one is no point. */
function readPosition(cursor: JsonCursor, sink: GeometrySink): void {
  if (!cursor.take(0x5b)) throw cursor.fault('坐标应为 [x, y]', 'a position has to be [x, y]');
  if (cursor.take(0x5d)) return;
  const x = readOrdinate(cursor);
  if (!cursor.take(0x2c)) throw cursor.fault('坐标应有两个数字', 'a position needs two numbers');
  const y = readOrdinate(cursor);
  sink.add(x, y);
  if (cursor.take(0x5d)) return;
  sink.faults.extraOrdinates++;
  while (cursor.take(0x2c)) readOrdinate(cursor);
  if (!cursor.take(0x5d)) throw cursor.fault('坐标没有结束的方括号', 'a position without its closing bracket');
}

/** A number, or NaN for null. */
function readOrdinate(cursor: JsonCursor): number {
  if (cursor.atNumber()) return cursor.number();
  if (cursor.peek() === 0x6e) {
    cursor.literal();
    return Number.NaN;
  }
  return cursor.number();
}
