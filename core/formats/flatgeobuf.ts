import type { FieldType } from '#core/model/feature-table.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { decodeUtf8, TextMemory } from '#core/sqlite/text-memory.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { FeatureBuilder } from './feature-builder.ts';
import { FlatTable } from './flat-table.ts';
import type { DeclaredCrs, Format, ReadLayer } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { ByteWindow, readRange } from './source-reading.ts';

// Layout: FlatGeobuf specification 3.0, https://flatgeobuf.org; numbers of fields are those of header.fbs and feature.fbs.
const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62] as const;
const magicLength = 8;
/** Bytes of one node of the spatial index. */
const nodeLength = 40;
/** Longer headers do not occur: they hold names and a definition of a coordinate system. */
const longestHeader = 64 * 1024 ** 2;

const columnTypes = [
  'int8',
  'uint8',
  'boolean',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'text',
  'json',
  'date',
  'binary',
] as const;
type ColumnType = (typeof columnTypes)[number];

const fieldTypes: Readonly<Partial<Record<ColumnType, FieldType>>> = {
  int8: 'integer',
  uint8: 'integer',
  boolean: 'boolean',
  int16: 'integer',
  uint16: 'integer',
  int32: 'integer',
  uint32: 'integer',
  int64: 'integer',
  uint64: 'integer',
  float32: 'real',
  float64: 'real',
  text: 'text',
  json: 'text',
};

const kindOfType: readonly GeometryKind[] = ['none', 'point', 'line', 'polygon', 'point', 'line', 'polygon'];

interface Header {
  readonly name: string;
  readonly geometryType: number;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly features: number;
  readonly crs: DeclaredCrs | undefined;
  /** Where the features begin. */
  readonly start: number;
}

function damaged(source: FileSource, zh: string, en: string): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file: source.name, reason: { zh, en } });
}

/** Bytes of the packed Hilbert R-tree over `features` items. */
function indexLength(features: number, nodeSize: number): number {
  if (features === 0 || nodeSize < 2) return 0;
  let level = features;
  let nodes = features;
  do {
    level = Math.ceil(level / nodeSize);
    nodes += level;
  } while (level > 1);
  return nodes * nodeLength;
}

function crsOf(table: FlatTable | undefined): DeclaredCrs | undefined {
  if (!table) return undefined;
  const place = { zh: '文件头', en: 'its header' };
  const organisation = table.text(0) ?? 'EPSG';
  const code = table.int32(1);
  const wkt = table.text(4) ?? '';
  if (code > 0 && (organisation.toUpperCase() === 'EPSG' || wkt === ''))
    return { text: `${organisation}:${code}`, place };
  const text = wkt === '' ? (table.text(5) ?? '') : wkt;
  return text === '' ? undefined : { text, place };
}

async function readHeader(source: FileSource): Promise<Header> {
  const head = await readRange(source, 0, magicLength + 4);
  const length = head.length < 12 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(magicLength, true);
  const end = magicLength + 4 + length;
  if (length > longestHeader) throw damaged(source, '文件头长度不合理', 'the length of its header makes no sense');
  if (length < 8 || end > source.bytes) {
    throw new WorkbenchError('formats/truncated', { file: source.name, expected: end, found: source.bytes });
  }
  try {
    const table = FlatTable.root(await readRange(source, magicLength + 4, length));
    const features = table.uint64(8);
    return {
      name: table.text(0) ?? '',
      geometryType: table.uint8(2),
      columns: table.tables(7).map((column) => ({
        name: column.text(0) ?? '',
        type: columnTypes[column.uint8(1)] ?? 'binary',
      })),
      features,
      crs: crsOf(table.table(10)),
      start: end + indexLength(features, table.uint16(9, 16)),
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) throw damaged(source, '文件头损坏', 'its header is damaged');
    throw thrown;
  }
}

/** Reads one value of a feature's properties; its length in bytes. */
function readValue(
  view: DataView,
  place: number,
  type: ColumnType,
  row: number,
  column: ColumnBuilder | undefined,
  memory: TextMemory,
): number {
  const number = (value: number, length: number) => {
    if (!Number.isNaN(value)) column?.setNumber(row, value);
    return length;
  };
  switch (type) {
    case 'int8':
      return number(view.getInt8(place), 1);
    case 'uint8':
      return number(view.getUint8(place), 1);
    case 'boolean':
      column?.setBoolean(row, view.getUint8(place) !== 0);
      return 1;
    case 'int16':
      return number(view.getInt16(place, true), 2);
    case 'uint16':
      return number(view.getUint16(place, true), 2);
    case 'int32':
      return number(view.getInt32(place, true), 4);
    case 'uint32':
      return number(view.getUint32(place, true), 4);
    case 'int64':
      return number(Number(view.getBigInt64(place, true)), 8);
    case 'uint64':
      return number(Number(view.getBigUint64(place, true)), 8);
    case 'float32':
      return number(view.getFloat32(place, true), 4);
    case 'float64':
      return number(view.getFloat64(place, true), 8);
    default: {
      const length = view.getUint32(place, true);
      if (place + 4 + length > view.byteLength) throw new RangeError('a text reaches beyond its feature');
      if (column) {
        const bytes = new Uint8Array(view.buffer, view.byteOffset + place + 4, length);
        column.setText(row, memory.text(bytes, 0, length, decodeUtf8));
      }
      return 4 + length;
    }
  }
}

class FeatureReader {
  readonly builder: FeatureBuilder;
  readonly sink: GeometrySink;
  readonly #memories: readonly TextMemory[];
  readonly #header: Header;
  readonly #columns: readonly (ColumnBuilder | undefined)[];
  readonly #remarks: RemarkList;
  readonly #file: string;

  constructor(header: Header, file: string, remarks: RemarkList, fractionRead: () => number) {
    this.builder = new FeatureBuilder(0, fractionRead);
    this.sink = new GeometrySink(this.builder);
    this.#memories = header.columns.map(() => new TextMemory());
    this.#header = header;
    this.#remarks = remarks;
    this.#file = file;
    this.#columns = header.columns.map(({ name, type }) => {
      // Dates are texts of any form here, so the values decide.
      if (type !== 'binary') return this.builder.columns.add(name, fieldTypes[type]);
      remarks.add('formats/field-left-out', 'warning', { file, field: name, type });
      return undefined;
    });
  }

  feature(bytes: Uint8Array): void {
    const table = FlatTable.root(bytes);
    const geometry = table.table(0);
    if (geometry) this.#geometry(geometry, this.#header.geometryType, 0);
    const properties = table.bytes(1);
    if (properties) this.#properties(properties);
    this.builder.endRow();
  }

  #properties(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let place = 0;
    // Some writers leave a byte behind the last value.
    while (place + 2 <= bytes.length) {
      const index = view.getUint16(place, true);
      const column = this.#header.columns[index];
      if (!column) throw new RangeError('a value for a column that there is none of');
      place +=
        2 + readValue(view, place + 2, column.type, this.builder.row, this.#columns[index], this.#memories[index]!);
    }
  }

  /** Adds a geometry; `known` is its type where the file or the geometry around it says so, 0 otherwise. */
  #geometry(geometry: FlatTable, known: number, depth: number): void {
    const type = known === 0 ? geometry.uint8(6) : known;
    if (geometry.has(2) || geometry.has(3)) this.sink.faults.extraOrdinates++;
    const { sink } = this;
    if (type === 6 || type === 7) {
      if (depth > 32) throw new RangeError('collections are nested too deeply');
      for (const part of geometry.tables(7)) this.#geometry(part, type === 6 ? 3 : 0, depth + 1);
      return;
    }
    if (type < 1 || type > 7) {
      this.#remarks.add(
        'formats/geometry-left-out',
        'warning',
        { file: this.#file, type: geometryNames[type] ?? String(type) },
        { file: this.#file, row: this.builder.row + 1 },
      );
      return;
    }
    const xy = geometry.doubleBytes(1);
    if (!xy || xy.length < 16) return;
    const points = Math.floor(xy.length / 16);
    if (type === 1 || type === 4) {
      sink.addBytes(xy, 0, points);
      sink.endPoints();
      return;
    }
    let start = 0;
    for (const end of geometry.uint32s(0) ?? [points]) {
      if (end < start || end > points) throw new RangeError('a part reaches beyond its geometry');
      sink.addBytes(xy, 16 * start, end - start);
      if (type === 3) sink.endRing();
      else sink.endLine();
      start = end;
    }
    if (type === 3) sink.endPolygon();
  }
}

const geometryNames: Readonly<Record<number, string>> = {
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  13: 'Curve',
  14: 'Surface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

async function readLayers(source: FileSource, context: TaskContext): Promise<ReadLayer[]> {
  const header = await readHeader(source);
  const remarks = new RemarkList();
  const window = new ByteWindow(source, context, header.start);
  const reader = new FeatureReader(header, source.name, remarks, () => window.offset / source.bytes);
  while (window.available > 0 || (await window.has(1))) {
    const { offset } = window;
    const length =
      window.available >= 4 || (await window.has(4))
        ? new DataView(window.bytes.buffer, window.bytes.byteOffset + window.position).getUint32(0, true)
        : 0;
    if (offset + 4 + length > source.bytes) {
      throw new WorkbenchError('formats/truncated', {
        file: source.name,
        expected: offset + 4 + length,
        found: source.bytes,
      });
    }
    // Waiting for what is there already would cost more than reading it.
    if (window.available < 4 + length) await window.has(4 + length);
    try {
      reader.feature(window.bytes.subarray(window.position + 4, window.position + 4 + length));
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      const feature = reader.builder.row + 1;
      throw damaged(source, `第 ${feature} 个要素损坏`, `feature ${feature} is damaged`);
    }
    window.position += 4 + length;
  }
  const { row } = reader.builder;
  if (header.features > 0 && row < header.features) {
    throw damaged(
      source,
      `应有 ${header.features} 个要素，只有 ${row} 个，文件可能没有传完`,
      `it should have ${header.features} features and has ${row}; it may be cut off`,
    );
  }
  reader.sink.report(remarks, source.name);
  const kind = kindOfType[header.geometryType] ?? 'none';
  return layersOf(reader.builder, { file: source.name, name: '', remarks, crs: header.crs, kind });
}

/** FlatGeobuf, version 3. */
export const flatgeobuf: Format = {
  id: 'flatgeobuf',
  label: { zh: 'FlatGeobuf', en: 'FlatGeobuf' },
  extensions: ['.fgb'],
  companions: [],
  async sniff(source) {
    const head = await readRange(source, 0, magicLength);
    return magic.every((byte, index) => head[index] === byte);
  },
  async layers(source) {
    const { geometryType, features } = await readHeader(source);
    const geometry = kindOfType[geometryType];
    const known = geometry !== undefined && geometryType > 0;
    return [{ name: '', ...(known ? { geometry } : {}), ...(features > 0 ? { features } : {}) }];
  },
  async *read(source, _options, context) {
    yield* await readLayers(source, context);
  },
  async *write(layer, context) {
    const { writeFlatGeobuf } = await import('./flatgeobuf-writer.ts');
    yield* writeFlatGeobuf(layer, context);
  },
};
