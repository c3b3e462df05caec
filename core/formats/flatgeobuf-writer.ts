import { Builder } from 'flatbuffers';
import { type Field, scalarAt } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { checkCancelled, joinBytes } from './source-reading.ts';

// Layout: FlatGeobuf specification 3.0; numbers of fields are those of header.fbs and feature.fbs, as in flatgeobuf.ts.
const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00] as const;
/** Features written at once. */
const batchSize = 2000;

/** Numbers of the column types. */
const columnTypes = { boolean: 2, integer: 7, real: 10, text: 11, date: 13 } as const;
const singleTypes = { none: 0, point: 1, line: 2, polygon: 3 } as const;
/** What is added to the type of one for that of several. */
const multiStep = 3;

function geometryTypeOf({ kind, featureOffsets }: PackedGeometry): number {
  const single = singleTypes[kind];
  const isSingle = featureOffsets.every((end, place) => end - (featureOffsets[place - 1] ?? 0) <= 1);
  return single === 0 || isSingle ? single : single + multiStep;
}

function header(layer: WritableLayer, names: readonly string[], geometryType: number): Uint8Array {
  const { table, crs } = layer;
  const builder = new Builder(1024);
  const types = [columnTypes.text, ...table.fields.map(({ type }) => columnTypes[type])];
  const columns = names.map((name, index) => {
    const text = builder.createString(name);
    builder.startObject(11);
    builder.addFieldOffset(0, text, 0);
    builder.addFieldInt8(1, types[index]!, 0);
    return builder.endObject();
  });
  builder.startVector(4, columns.length, 4);
  for (const column of columns.toReversed()) builder.addOffset(column);
  const columnVector = builder.endVector();
  let system = 0;
  if (table.geometry.kind !== 'none') {
    const organisation = crs.epsg === undefined ? 0 : builder.createString('EPSG');
    const name = builder.createString(crs.name);
    const wkt = builder.createString(crs.wkt);
    builder.startObject(6);
    if (organisation !== 0) builder.addFieldOffset(0, organisation, 0);
    builder.addFieldInt32(1, crs.epsg ?? 0, 0);
    builder.addFieldOffset(2, name, 0);
    builder.addFieldOffset(4, wkt, 0);
    system = builder.endObject();
  }
  const title = builder.createString(layer.name);
  builder.startObject(14);
  builder.addFieldOffset(0, title, 0);
  builder.addFieldInt8(2, geometryType, 0);
  builder.addFieldOffset(7, columnVector, 0);
  builder.addFieldInt64(8, BigInt(table.ids.length), 0n);
  // No index: features stand in their own order.
  builder.addFieldInt16(9, 0, 16);
  if (system !== 0) builder.addFieldOffset(10, system, 0);
  builder.finishSizePrefixed(builder.endObject());
  return builder.asUint8Array();
}

function doubles(builder: Builder, values: Float64Array): number {
  builder.startVector(8, values.length, 8);
  for (let place = values.length - 1; place >= 0; place--) builder.addFloat64(values[place]!);
  return builder.endVector();
}

function uint32s(builder: Builder, values: readonly number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

/** A geometry of points or of rings from ring `first` to ring `end`, as a table; its ends only where there are several. */
function pathTable(builder: Builder, geometry: PackedGeometry, first: number, end: number, type: number): number {
  const { coordinates, ringOffsets } = geometry;
  const start = ringOffsets[first]!;
  const ends: number[] = [];
  for (let ring = first; ring < end; ring++) ends.push(ringOffsets[ring + 1]! - start);
  const hasEnds = geometry.kind !== 'point' && (ends.length > 1 || type === singleTypes.line + multiStep);
  const endVector = hasEnds ? uint32s(builder, ends) : 0;
  const xy = doubles(builder, coordinates.subarray(2 * start, 2 * ringOffsets[end]!));
  builder.startObject(8);
  if (endVector !== 0) builder.addFieldOffset(0, endVector, 0);
  builder.addFieldOffset(1, xy, 0);
  builder.addFieldInt8(6, type, 0);
  return builder.endObject();
}

function geometryTable(builder: Builder, geometry: PackedGeometry, feature: number, type: number): number {
  const { partOffsets, featureOffsets } = geometry;
  const first = featureOffsets[feature]!;
  const end = featureOffsets[feature + 1]!;
  if (first === end) return 0;
  if (type !== singleTypes.polygon + multiStep) {
    return pathTable(builder, geometry, partOffsets[first]!, partOffsets[end]!, type);
  }
  const parts: number[] = [];
  for (let part = first; part < end; part++) {
    parts.push(pathTable(builder, geometry, partOffsets[part]!, partOffsets[part + 1]!, singleTypes.polygon));
  }
  builder.startVector(4, parts.length, 4);
  for (const part of parts.toReversed()) builder.addOffset(part);
  const partVector = builder.endVector();
  builder.startObject(8);
  builder.addFieldInt8(6, type, 0);
  builder.addFieldOffset(7, partVector, 0);
  return builder.endObject();
}

const encoder = new TextEncoder();

/** Most bytes that a unit of a text takes in UTF-8. */
const bytesOfUnit = 3;

/** The properties of one feature after another, in memory that is used again. */
class PropertyWriter {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** The number of each column of a feature that has a value, and its bytes; good until the next call. */
  of({ table }: WritableLayer, feature: number): Uint8Array {
    this.#length = 0;
    this.#add(0, table.ids[feature]!, 'text');
    for (let index = 0; index < table.fields.length; index++) {
      const field = table.fields[index]!;
      const value = scalarAt(table, field, feature);
      if (value !== null) this.#add(index + 1, value, field.type);
    }
    return this.#bytes.subarray(0, this.#length);
  }

  #add(index: number, value: string | number | boolean, type: Field['type']): void {
    const start = this.#length + 2;
    this.#makeRoom(start + (typeof value === 'string' ? 4 + bytesOfUnit * value.length : 8));
    this.#view.setUint16(this.#length, index, true);
    if (typeof value === 'string') {
      const { written } = encoder.encodeInto(value, this.#bytes.subarray(start + 4));
      this.#view.setUint32(start, written, true);
      this.#length = start + 4 + written;
    } else if (type === 'boolean') {
      this.#view.setUint8(start, value === true ? 1 : 0);
      this.#length = start + 1;
    } else {
      if (type === 'integer') this.#view.setBigInt64(start, BigInt(Math.trunc(Number(value))), true);
      else this.#view.setFloat64(start, Number(value), true);
      this.#length = start + 8;
    }
  }

  #makeRoom(length: number): void {
    if (length <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * length);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Writes FlatGeobuf in the layer's own system, without a spatial index, with the id of each feature. */
export async function* writeFlatGeobuf(layer: WritableLayer, context: TaskContext): AsyncGenerator<Uint8Array> {
  const { table } = layer;
  const { geometry } = table;
  const type = geometryTypeOf(geometry);
  yield Uint8Array.from(magic);
  yield header(layer, ['id', ...table.fields.map(({ name }) => name)], type);
  const count = featureCount(geometry);
  const attributes = new PropertyWriter();
  const builder = new Builder(4096);
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(context);
    const pieces: Uint8Array[] = [];
    for (let feature = start; feature < Math.min(count, start + batchSize); feature++) {
      builder.clear();
      const properties = builder.createByteVector(attributes.of(layer, feature));
      const shape = geometry.kind === 'none' ? 0 : geometryTable(builder, geometry, feature, type);
      builder.startObject(3);
      if (shape !== 0) builder.addFieldOffset(0, shape, 0);
      builder.addFieldOffset(1, properties, 0);
      builder.finishSizePrefixed(builder.endObject());
      pieces.push(builder.asUint8Array().slice());
    }
    context.progress?.({ done: Math.min(count, start + batchSize), total: count, label: layer.name });
    yield joinBytes(pieces);
  }
}
