import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer } from './format.ts';
import { isGeometryType, readGeometry } from './geojson-geometry.ts';
import { GeometrySink } from './geometry-sink.ts';
import { JsonCursor, jsonFault } from './json-cursor.ts';
import { layersOf } from './read-layer.ts';
import { ByteWindow, joinBytes } from './source-reading.ts';

/** WGS 84, which GeoJSON has been in since RFC 7946. */
const defaultCrs: DeclaredCrs = {
  text: 'OGC:CRS84',
  place: { zh: 'GeoJSON 标准（RFC 7946）', en: 'the GeoJSON standard (RFC 7946)' },
  by: 'standard',
};

/**
 * Reads GeoJSON piece by piece: a collection of any size never is in memory as a whole, neither as text nor as objects.
 * Also takes single features, bare geometries, and many of them in a row (newline-delimited, RFC 8142 text sequences).
 */
export class GeoJsonReader {
  readonly #source: FileSource;
  readonly #window: ByteWindow;
  readonly #builder = new FeatureBuilder(0, () => this.#window.offset / this.#source.bytes);
  readonly #sink = new GeometrySink(this.#builder);
  readonly #remarks = new RemarkList();
  /** Attributes in the order of the last feature, which the next one most often keeps. */
  readonly #order: ColumnBuilder[] = [];
  #feature = 0;
  #nested = 0;
  #crs: DeclaredCrs | undefined;
  #idColumn: ColumnBuilder | undefined;

  constructor(source: FileSource, context: TaskContext) {
    this.#source = source;
    this.#window = new ByteWindow(source, context);
  }

  /** Errors: `formats/json-syntax`, `formats/not-geojson`; `NotUtf8` when its texts are in another encoding. */
  async read(): Promise<ReadLayer[]> {
    const window = this.#window;
    if (await window.has(3)) {
      const { bytes } = window;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) window.position = 3;
    }
    let values = 0;
    while ((await this.#peek()) >= 0) {
      await this.#topValue();
      values++;
    }
    if (values === 0) throw new WorkbenchError('formats/empty-file', { file: this.#source.name });
    const file = this.#source.name;
    this.#sink.report(this.#remarks, file);
    if (this.#nested > 0) this.#remarks.add('formats/nested-values', 'info', { file }, undefined, this.#nested);
    return layersOf(this.#builder, { file, name: '', remarks: this.#remarks, crs: this.#crs ?? defaultCrs });
  }

  /** The next byte that is neither white space nor a record separator; -1 at the end of the file. */
  async #peek(): Promise<number> {
    const window = this.#window;
    for (;;) {
      while (window.position < window.bytes.length) {
        const byte = window.bytes[window.position]!;
        if (byte > 0x20) return byte;
        window.position++;
      }
      if (!(await window.more())) return -1;
    }
  }

  #fault(zh: string, en: string): WorkbenchError {
    return jsonFault(this.#source.name, this.#window.offset, this.#feature, { zh, en });
  }

  async #require(byte: number): Promise<void> {
    const next = await this.#peek();
    if (next !== byte) {
      const wanted = String.fromCharCode(byte);
      if (next < 0) throw this.#fault(`文件在“${wanted}”之前结束`, `the file ends before "${wanted}"`);
      throw this.#fault(
        `应为“${wanted}”，却是“${String.fromCharCode(next)}”`,
        `expected "${wanted}" and found "${String.fromCharCode(next)}"`,
      );
    }
    this.#window.position++;
  }

  /** A cursor on the value that comes next, all of which is brought into the window. */
  async #value(): Promise<JsonCursor> {
    await this.#peek();
    const window = this.#window;
    const length = await this.#valueLength();
    const start = window.position;
    const cursor = new JsonCursor(
      window.bytes,
      { start, end: start + length },
      { file: this.#source.name, base: window.offset - start, feature: this.#feature },
    );
    window.position += length;
    return cursor;
  }

  /** Bytes of the value that comes next, found by its brackets and quotes alone. */
  async #valueLength(): Promise<number> {
    const window = this.#window;
    let index = window.position;
    let depth = 0;
    let inText = false;
    for (;;) {
      const { bytes, position } = window;
      for (; index < bytes.length; index++) {
        const byte = bytes[index]!;
        if (inText) {
          if (byte === 0x5c) index++;
          else if (byte === 0x22) {
            inText = false;
            if (depth === 0) return index + 1 - position;
          }
        } else if (byte === 0x22) inText = true;
        // Most bytes are digits and commas, which this passes over first.
        else if (byte < 0x5b) {
          if (depth === 0 && (byte === 0x2c || byte <= 0x20)) return index - position;
        }
        // { and [ differ from each other in one bit only, and so do } and ].
        else if ((byte | 0x20) === 0x7b) depth++;
        else if ((byte | 0x20) === 0x7d) {
          depth--;
          if (depth === 0) return index + 1 - position;
          if (depth < 0) return index - position;
        }
      }
      const seen = index - position;
      if (!(await window.more())) {
        if (depth === 0 && !inText) return seen;
        throw new WorkbenchError('formats/json-truncated', { file: this.#source.name, feature: this.#feature });
      }
      index = window.position + seen;
    }
  }

  /** One value of the file itself: a collection, a feature, or a geometry. */
  async #topValue(): Promise<void> {
    if ((await this.#peek()) !== 0x7b) throw this.#notGeoJson('不是 JSON 对象', 'it is not a JSON object');
    if (await this.#beginsWithFeature()) {
      this.#feature++;
      this.#row(await this.#value());
      return;
    }
    await this.#collection();
  }

  /** Whether the object that comes next is a feature by its first bytes, so that it can be read in one go. */
  async #beginsWithFeature(): Promise<boolean> {
    const window = this.#window;
    await window.has(64);
    const head = String.fromCharCode(...window.bytes.subarray(window.position, window.position + 64));
    return /^\{\s*"type"\s*:\s*"Feature"/.test(head);
  }

  /** An object whose members are read one by one, so that its features can be many. */
  async #collection(): Promise<void> {
    await this.#require(0x7b);
    const own = new Map<string, Uint8Array>();
    let hasFeatures = false;
    if ((await this.#peek()) === 0x7d) this.#window.position++;
    else {
      for (;;) {
        if ((await this.#peek()) !== 0x22) throw this.#fault('应为带引号的键', 'expected a key in quotes');
        const key = (await this.#value()).string();
        await this.#require(0x3a);
        if (key === 'features' && (await this.#peek()) === 0x5b) {
          hasFeatures = true;
          await this.#features();
        } else {
          const { bytes, position, end } = await this.#value();
          if (key === 'crs') this.#readCrs(this.#cursorOn(bytes.slice(position, end)));
          else if (topMembers.has(key)) own.set(key, bytes.slice(position, end));
        }
        if ((await this.#peek()) !== 0x2c) break;
        this.#window.position++;
      }
      await this.#require(0x7d);
    }
    if (!hasFeatures) this.#single(own);
  }

  async #features(): Promise<void> {
    await this.#require(0x5b);
    if ((await this.#peek()) === 0x5d) {
      this.#window.position++;
      return;
    }
    for (;;) {
      this.#feature++;
      if ((await this.#peek()) !== 0x7b) throw this.#fault('要素应为对象', 'a feature has to be an object');
      this.#row(await this.#value());
      if ((await this.#peek()) !== 0x2c) break;
      this.#window.position++;
    }
    await this.#require(0x5d);
  }

  #cursorOn(bytes: Uint8Array): JsonCursor {
    const place = { file: this.#source.name, base: this.#window.offset - bytes.length, feature: this.#feature };
    return new JsonCursor(bytes, { start: 0, end: bytes.length }, place);
  }

  /** A feature or geometry whose members came before it was known to be one. */
  #single(own: ReadonlyMap<string, Uint8Array>): void {
    const typeBytes = own.get('type');
    const type = typeBytes === undefined ? '' : this.#cursorOn(typeBytes).string();
    if (type === 'Topology') {
      throw this.#notGeoJson(
        '这是 TopoJSON，把扩展名改为 .topojson 再导入',
        'it is TopoJSON; give it the extension .topojson and import it again',
      );
    }
    if (own.has('geometryType') || own.has('spatialReference')) {
      throw this.#notGeoJson('这是 Esri JSON，本版本不能读', 'it is Esri JSON, which this version does not read');
    }
    if (type !== 'Feature' && !isGeometryType(type)) {
      throw this.#notGeoJson(`类型是“${type}”`, `its type is "${type}"`);
    }
    this.#feature++;
    const pieces = [...own].flatMap(([key, bytes], index) => [
      new TextEncoder().encode(`${index === 0 ? '{' : ','}"${key}":`),
      bytes,
    ]);
    pieces.push(new TextEncoder().encode('}'));
    this.#row(this.#cursorOn(joinBytes(pieces)));
  }

  #notGeoJson(zh: string, en: string): WorkbenchError {
    return new WorkbenchError('formats/not-geojson', { file: this.#source.name, reason: { zh, en } });
  }

  /** One feature, or a bare geometry, as a row. */
  #row(cursor: JsonCursor): void {
    const start = cursor.position;
    let type: string | undefined;
    let isFeature = false;
    cursor.members((key) => {
      if (key === 'type') {
        type = cursor.string();
      } else if (key === 'properties') {
        isFeature = true;
        this.#properties(cursor);
      } else if (key === 'geometry') {
        isFeature = true;
        readGeometry(cursor, this.#sink);
      } else if (key === 'id') this.#id(cursor);
      else cursor.skip();
    });
    if (!isFeature && type !== undefined && isGeometryType(type)) {
      cursor.position = start;
      readGeometry(cursor, this.#sink);
    } else if (type !== 'Feature') {
      cursor.position = start;
      throw cursor.fault(
        `类型应为“Feature”，却是“${type ?? ''}”`,
        `expected the type "Feature" and found "${type ?? ''}"`,
      );
    }
    if (cursor.peek() >= 0) throw cursor.fault('要素之后还有内容', 'something follows the feature');
    this.#builder.endRow();
  }

  #properties(cursor: JsonCursor): void {
    if (cursor.peek() !== 0x7b) {
      if (cursor.literal() === null) return;
      throw cursor.fault('properties 应为对象或 null', 'properties have to be an object or null');
    }
    let place = 0;
    cursor.members((key) => {
      let column = this.#order[place];
      if (column?.name !== key) {
        column = this.#builder.columns.named(key);
        this.#order[place] = column;
      }
      place++;
      this.#setValue(cursor, column);
    });
  }

  #setValue(cursor: JsonCursor, column: ColumnBuilder): void {
    const { row } = this.#builder;
    const byte = cursor.peek();
    if (byte === 0x22) column.setText(row, cursor.string());
    else if (cursor.atNumber()) {
      const value = cursor.number();
      if (!Number.isNaN(value)) column.setNumber(row, value);
    } else if (byte === 0x7b || byte === 0x5b) {
      this.#nested++;
      column.setText(row, cursor.raw());
    } else {
      const value = cursor.literal();
      if (value !== null) column.setBoolean(row, value);
    }
  }

  /** The id of a feature, kept as an attribute `id` unless its properties have one. */
  #id(cursor: JsonCursor): void {
    this.#idColumn ??= this.#builder.columns.add('feature_id');
    this.#setValue(cursor, this.#idColumn);
  }

  /** The crs member of GeoJSON before RFC 7946: `{"type":"name","properties":{"name":"urn:…"}}`. */
  #readCrs(cursor: JsonCursor): void {
    const text = cursor.raw();
    const { properties } = (JSON.parse(text) ?? {}) as { properties?: { name?: unknown; code?: unknown } };
    const name = properties?.name ?? (properties?.code === undefined ? undefined : `EPSG:${String(properties.code)}`);
    if (typeof name === 'string') this.#crs = { text: name, place: { zh: 'crs 成员', en: 'its crs member' } };
  }
}

/** Members of the file's own object that tell what it is when it has no features. */
const topMembers = new Set([
  'type',
  'geometry',
  'properties',
  'id',
  'coordinates',
  'geometries',
  'geometryType',
  'spatialReference',
]);
