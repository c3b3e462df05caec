import type { GeometryKind } from '#core/model/packed-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { FeatureBuilder } from './feature-builder.ts';
import { GeometrySink } from './geometry-sink.ts';
import { groupRings } from './polygon-rings.ts';
import { ByteWindow, readRange } from './source-reading.ts';

// Layout: ESRI Shapefile Technical Description, 1998. Record headers are big-endian, contents little-endian.
const headerLength = 100;
const recordHeaderLength = 8;
export const shapeFileCode = 9994;

type ShapeKind = 'point' | 'multi-point' | 'line' | 'polygon';

interface ShapeType {
  readonly kind: ShapeKind;
  /** Has heights or measures, which are left out. */
  readonly isFlat: boolean;
}

const shapeTypes: Readonly<Record<number, ShapeType>> = {
  1: { kind: 'point', isFlat: true },
  3: { kind: 'line', isFlat: true },
  5: { kind: 'polygon', isFlat: true },
  8: { kind: 'multi-point', isFlat: true },
  11: { kind: 'point', isFlat: false },
  13: { kind: 'line', isFlat: false },
  15: { kind: 'polygon', isFlat: false },
  18: { kind: 'multi-point', isFlat: false },
  21: { kind: 'point', isFlat: false },
  23: { kind: 'line', isFlat: false },
  25: { kind: 'polygon', isFlat: false },
  28: { kind: 'multi-point', isFlat: false },
};

const nullShape = 0;
const multiPatch = 31;

function littleEndianDoubles(bytes: Uint8Array, start: number, count: number): Float64Array {
  // Every host is little-endian, as the file is; copying puts the doubles where they may be read at once.
  return new Float64Array(bytes.slice(start, start + 8 * count).buffer);
}

/** What is in the header of a `.shp` or `.shx`. */
interface ShapeHeader {
  /** Length that the file says it has, in bytes. */
  readonly length: number;
  readonly type: number;
}

async function readHeader(source: FileSource): Promise<ShapeHeader> {
  const head = await readRange(source, 0, headerLength);
  if (head.length < headerLength) {
    throw new WorkbenchError('formats/truncated', { file: source.name, expected: headerLength, found: head.length });
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return { length: 2 * view.getUint32(24, false), type: view.getInt32(32, true) };
}

/** Place and length in bytes of every record, out of the `.shx`; undefined when it cannot be relied on. */
async function readIndex(shx: FileSource, shpBytes: number): Promise<Float64Array | undefined> {
  if (shx.bytes < headerLength) return undefined;
  const { length } = await readHeader(shx);
  if (length > shx.bytes || (length - headerLength) % 8 !== 0) return undefined;
  const bytes = await readRange(shx, headerLength, length - headerLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const index = new Float64Array(bytes.length / 4);
  for (let place = 0; place < index.length; place++) index[place] = 2 * view.getUint32(4 * place, false);
  for (let place = 0; place < index.length; place += 2) {
    if (index[place]! < headerLength || index[place]! + recordHeaderLength > shpBytes) return undefined;
  }
  return index;
}

/** Reads the shapes of a shapefile into a builder, record by record. */
export class ShapeReader {
  readonly #source: FileSource;
  readonly #builder: FeatureBuilder;
  readonly #sink: GeometrySink;
  readonly #remarks: RemarkList;
  readonly #context: TaskContext;
  /** Records read, the deleted ones among them. */
  records = 0;
  #turnedRings = 0;

  constructor(source: FileSource, builder: FeatureBuilder, remarks: RemarkList, context: TaskContext) {
    this.#source = source;
    this.#builder = builder;
    this.#sink = new GeometrySink(builder);
    this.#remarks = remarks;
    this.#context = context;
  }

  /**
   * Reads all records but those in `left`, one row each; a record that is damaged becomes a row without geometry.
   * Returns the kind that the file says it has. Errors: `formats/truncated`, `formats/damaged`.
   */
  async read(shx: FileSource | undefined, left: ReadonlySet<number>): Promise<GeometryKind> {
    const source = this.#source;
    const file = source.name;
    const { length, type } = await readHeader(source);
    const index = shx ? await readIndex(shx, source.bytes) : undefined;
    if (!shx) {
      const consequence: LocalText = { zh: '按顺序读取图形', en: 'the shapes were read one after another' };
      this.#remarks.add('formats/companion-missing', 'info', { file, companion: '.shx', consequence });
    } else if (!index && source.bytes >= length) {
      this.#remarks.add('formats/index-unusable', 'warning', { file, companion: shx.name });
    }
    const last = index ? index.length - 2 : -1;
    const needed = index && last >= 0 ? index[last]! + recordHeaderLength + index[last + 1]! : length;
    if (needed > source.bytes) {
      throw new WorkbenchError('formats/truncated', { file, expected: Math.max(needed, length), found: source.bytes });
    }
    await (index ? this.#byIndex(index, left) : this.#inOrder(Math.min(length, source.bytes), left));
    this.#sink.report(this.#remarks, file);
    if (this.#turnedRings > 0) {
      this.#remarks.add('formats/rings-turned', 'info', { file }, undefined, this.#turnedRings);
    }
    const kind = shapeTypes[type]?.kind;
    return kind === 'multi-point' ? 'point' : (kind ?? 'none');
  }

  async #byIndex(index: Float64Array, left: ReadonlySet<number>): Promise<void> {
    const window = new ByteWindow(this.#source, this.#context, headerLength);
    for (let record = 0; record < index.length / 2; record++) {
      const start = index[2 * record]!;
      const content = index[2 * record + 1]!;
      window.moveTo(start + recordHeaderLength);
      // Waiting for what is there already would cost more than reading it.
      if (window.available < content) await window.has(content);
      this.#record(window, record, content, left);
    }
  }

  async #inOrder(end: number, left: ReadonlySet<number>): Promise<void> {
    const window = new ByteWindow(this.#source, this.#context, headerLength);
    for (let record = 0; window.offset + recordHeaderLength <= end; record++) {
      if (window.available < recordHeaderLength) await window.has(recordHeaderLength);
      const view = new DataView(window.bytes.buffer, window.bytes.byteOffset + window.position);
      const content = 2 * view.getUint32(4, false);
      const next = window.offset + recordHeaderLength + content;
      if (next > this.#source.bytes) {
        throw new WorkbenchError('formats/truncated', {
          file: this.#source.name,
          expected: next,
          found: this.#source.bytes,
        });
      }
      window.position += recordHeaderLength;
      if (window.available < content) await window.has(content);
      this.#record(window, record, content, left);
      window.moveTo(next);
    }
  }

  /** The record whose contents begin at the window's position and are in it, unless the file ends before. */
  #record(window: ByteWindow, record: number, content: number, left: ReadonlySet<number>): void {
    this.records++;
    if (left.has(record)) return;
    const isWhole = content >= 4 && window.available >= content;
    const fault = isWhole
      ? this.#shape(window.bytes.subarray(window.position, window.position + content))
      : { zh: '长度不合理', en: 'its length makes no sense' };
    if (fault) {
      const file = this.#source.name;
      this.#remarks.add('formats/record-damaged', 'warning', { file, reason: fault }, { file, row: record + 1 });
    }
    this.#builder.endRow();
  }

  /** Adds one shape; what is wrong with it where it cannot be read. */
  #shape(content: Uint8Array): LocalText | undefined {
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    const code = view.getInt32(0, true);
    if (code === nullShape) return undefined;
    const type = shapeTypes[code];
    if (!type) {
      if (code === multiPatch)
        return { zh: '三维面片（MultiPatch）不能读', en: 'it is a MultiPatch, which is not read' };
      return { zh: `图形类型 ${code} 不存在`, en: `there is no shape type ${code}` };
    }
    if (!type.isFlat) this.#sink.faults.extraOrdinates++;
    if (type.kind === 'point') {
      if (content.length < 20) return { zh: '点没有坐标', en: 'a point without coordinates' };
      this.#sink.add(view.getFloat64(4, true), view.getFloat64(12, true));
      this.#sink.endPoints();
      return undefined;
    }
    if (type.kind === 'multi-point') return this.#multiPoint(content, view);
    return this.#parts(content, view, type.kind);
  }

  #multiPoint(content: Uint8Array, view: DataView): LocalText | undefined {
    const points = content.length < 40 ? -1 : view.getInt32(36, true);
    if (points < 0 || content.length < 40 + 16 * points) return tooMany;
    this.#sink.addAll(littleEndianDoubles(content, 40, 2 * points));
    if (points > 0) this.#sink.endPoints();
    return undefined;
  }

  #parts(content: Uint8Array, view: DataView, kind: 'line' | 'polygon'): LocalText | undefined {
    if (content.length < 44) return tooMany;
    const parts = view.getInt32(36, true);
    const points = view.getInt32(40, true);
    const pointsStart = 44 + 4 * parts;
    if (parts < 0 || points < 0 || content.length < pointsStart + 16 * points) return tooMany;
    if (kind === 'polygon' && parts === 1) {
      // Most polygons are one ring, which needs no sorting.
      const first = view.getUint32(44, true);
      if (first > points) return notInOrder;
      this.#sink.addBytes(content, pointsStart + 16 * first, points - first);
      this.#sink.endRing();
      this.#sink.endPolygon();
      return undefined;
    }
    const starts = new Uint32Array(parts + 1);
    for (let part = 0; part < parts; part++) starts[part] = view.getUint32(44 + 4 * part, true);
    starts[parts] = points;
    for (let part = 0; part < parts; part++) {
      if (starts[part]! > starts[part + 1]!) return notInOrder;
    }
    const coordinates = littleEndianDoubles(content, pointsStart, 2 * points);
    if (kind === 'line') {
      for (let part = 0; part < parts; part++) {
        this.#sink.addAll(coordinates.subarray(2 * starts[part]!, 2 * starts[part + 1]!));
        this.#sink.endLine();
      }
      return undefined;
    }
    this.#polygon(coordinates, starts);
    return undefined;
  }

  #polygon(coordinates: Float64Array, starts: Uint32Array): void {
    if (starts.length < 2) return;
    const { groups, turned } = groupRings(coordinates, starts);
    if (turned > 0) this.#turnedRings++;
    for (const { shell, holes } of groups) {
      for (const ring of [shell, ...holes]) {
        this.#sink.addAll(coordinates.subarray(2 * starts[ring]!, 2 * starts[ring + 1]!));
        this.#sink.endRing();
      }
      this.#sink.endPolygon();
    }
  }
}

const notInOrder: LocalText = { zh: '部分的起点顺序错乱', en: 'its parts do not follow each other' };

const tooMany: LocalText = {
  zh: '点数比记录所能容纳的多',
  en: 'it says it has more points than its length allows',
};
