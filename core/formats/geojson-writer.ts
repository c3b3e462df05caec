import { scalarAt } from '#core/model/feature-table.ts';
import { featureCount, type GeometryKind, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { inWgs84, writtenDegrees } from './in-wgs84.ts';
import { checkCancelled } from './source-reading.ts';

/** Features written at once. */
const batchSize = 2000;

const typeNames: Readonly<Record<Exclude<GeometryKind, 'none'>, string>> = {
  point: 'Point',
  line: 'LineString',
  polygon: 'Polygon',
};

function position(coordinates: Float64Array, place: number): string {
  return `[${writtenDegrees(coordinates[place]!)},${writtenDegrees(coordinates[place + 1]!)}]`;
}

/** Twice the signed area of a ring, positive when it runs counter-clockwise. */
function windingOf(coordinates: Float64Array, first: number, end: number): number {
  let sum = 0;
  for (let pair = first; pair + 1 < end; pair++) {
    sum +=
      (coordinates[2 * pair]! - coordinates[2 * first]!) * (coordinates[2 * pair + 3]! - coordinates[2 * first + 1]!);
    sum -=
      (coordinates[2 * pair + 2]! - coordinates[2 * first]!) *
      (coordinates[2 * pair + 1]! - coordinates[2 * first + 1]!);
  }
  return sum;
}

function path(coordinates: Float64Array, first: number, end: number, isBackward = false): string {
  const positions: string[] = [];
  for (let pair = first; pair < end; pair++) {
    positions.push(position(coordinates, 2 * (isBackward ? first + end - 1 - pair : pair)));
  }
  return `[${positions.join(',')}]`;
}

function geometryText(geometry: PackedGeometry, feature: number): string {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const firstPart = featureOffsets[feature]!;
  const endPart = featureOffsets[feature + 1]!;
  if (kind === 'none' || firstPart === endPart) return 'null';
  const parts: string[] = [];
  for (let part = firstPart; part < endPart; part++) {
    const firstRing = partOffsets[part]!;
    const rings: string[] = [];
    for (let ring = firstRing; ring < partOffsets[part + 1]!; ring++) {
      const first = ringOffsets[ring]!;
      const end = ringOffsets[ring + 1]!;
      // RFC 7946: shells run counter-clockwise, holes clockwise.
      const isTurned = kind === 'polygon' && windingOf(coordinates, first, end) < 0 === (ring === firstRing);
      rings.push(kind === 'point' ? position(coordinates, 2 * first) : path(coordinates, first, end, isTurned));
    }
    parts.push(kind === 'polygon' ? `[${rings.join(',')}]` : rings[0]!);
  }
  const isMulti = parts.length > 1;
  const type = `${isMulti ? 'Multi' : ''}${typeNames[kind]}`;
  return `{"type":"${type}","coordinates":${isMulti ? `[${parts.join(',')}]` : parts[0]}}`;
}

/** The features as lines of text, several at once. */
async function* featureLines(layer: WritableLayer, context: TaskContext): AsyncGenerator<string[]> {
  const { table } = layer;
  const geometry = await inWgs84(layer);
  const count = featureCount(geometry);
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(context);
    const lines: string[] = [];
    for (let feature = start; feature < Math.min(count, start + batchSize); feature++) {
      const values = Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, feature)]));
      const id = JSON.stringify(table.ids[feature]);
      const shape = geometryText(geometry, feature);
      lines.push(`{"type":"Feature","id":${id},"properties":${JSON.stringify(values)},"geometry":${shape}}`);
    }
    context.progress?.({ done: Math.min(count, start + batchSize), total: count, label: layer.name });
    yield lines;
  }
}

/**
 * Writes GeoJSON in WGS 84 (RFC 7946), whatever system the layer is in. Every feature has its id; numbers that are no value
 * are null.
 */
export async function* writeGeoJson(layer: WritableLayer, context: TaskContext): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`{"type":"FeatureCollection","name":${JSON.stringify(layer.name)},"features":[`);
  let separator = '\n';
  for await (const lines of featureLines(layer, context)) {
    yield encoder.encode(separator + lines.join(',\n'));
    separator = ',\n';
  }
  yield encoder.encode('\n]}\n');
}

/** Writes the same features one to a line, without a collection around them (RFC 8142 without its separators). */
export async function* writeGeoJsonLines(layer: WritableLayer, context: TaskContext): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const lines of featureLines(layer, context)) yield encoder.encode(`${lines.join('\n')}\n`);
}
