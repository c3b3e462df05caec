/**
 * Read access to one FlatBuffers table. Every read is checked against the end of the buffer: what is damaged throws a
 * `RangeError` instead of giving what happens to lie there. Layout: flatbuffers.dev, "FlatBuffer internals".
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #start: number;
  readonly #vtable: number;
  readonly #vtableLength: number;

  /** The table at `start` of `view`. */
  constructor(view: DataView, start: number) {
    this.#view = view;
    this.#start = start;
    this.#vtable = start - view.getInt32(start, true);
    this.#vtableLength = view.getUint16(this.#vtable, true);
  }

  /** The root table of a buffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  /** Place of field `index`; 0 when it has its default value. */
  #field(index: number): number {
    const entry = 4 + 2 * index;
    if (entry + 2 > this.#vtableLength) return 0;
    const offset = this.#view.getUint16(this.#vtable + entry, true);
    return offset === 0 ? 0 : this.#start + offset;
  }

  uint8(index: number, absent = 0): number {
    const place = this.#field(index);
    return place === 0 ? absent : this.#view.getUint8(place);
  }

  uint16(index: number, absent = 0): number {
    const place = this.#field(index);
    return place === 0 ? absent : this.#view.getUint16(place, true);
  }

  int32(index: number, absent = 0): number {
    const place = this.#field(index);
    return place === 0 ? absent : this.#view.getInt32(place, true);
  }

  /** An unsigned number of 64 bits; beyond 2^53 its last digits are lost. */
  uint64(index: number): number {
    const place = this.#field(index);
    return place === 0 ? 0 : Number(this.#view.getBigUint64(place, true));
  }

  /** First byte and number of items of a vector whose items take `size` bytes; undefined when it is absent. */
  #vector(index: number, size: number): { readonly start: number; readonly count: number } | undefined {
    const field = this.#field(index);
    if (field === 0) return undefined;
    const place = field + this.#view.getUint32(field, true);
    const count = this.#view.getUint32(place, true);
    if (place + 4 + count * size > this.#view.byteLength) throw new RangeError('a vector reaches beyond its buffer');
    return { start: place + 4, count };
  }

  bytes(index: number): Uint8Array | undefined {
    const vector = this.#vector(index, 1);
    return vector && new Uint8Array(this.#view.buffer, this.#view.byteOffset + vector.start, vector.count);
  }

  text(index: number): string | undefined {
    const bytes = this.bytes(index);
    return bytes && new TextDecoder().decode(bytes);
  }

  uint32s(index: number): Uint32Array | undefined {
    const vector = this.#vector(index, 4);
    return vector && new Uint32Array(this.#copy(vector.start, 4 * vector.count));
  }

  /** The bytes of a vector of doubles, little-endian. */
  doubleBytes(index: number): Uint8Array | undefined {
    const vector = this.#vector(index, 8);
    return vector && new Uint8Array(this.#view.buffer, this.#view.byteOffset + vector.start, 8 * vector.count);
  }

  /** Whether field `index` is there. */
  has(index: number): boolean {
    return this.#field(index) !== 0;
  }

  /** Bytes in a buffer of their own, so that numbers in it are aligned. */
  #copy(start: number, length: number): ArrayBuffer {
    const from = this.#view.byteOffset + start;
    return this.#view.buffer.slice(from, from + length) as ArrayBuffer;
  }

  table(index: number): FlatTable | undefined {
    const place = this.#field(index);
    return place === 0 ? undefined : new FlatTable(this.#view, place + this.#view.getUint32(place, true));
  }

  tables(index: number): FlatTable[] {
    const { start, count } = this.#vector(index, 4) ?? { start: 0, count: 0 };
    const tables: FlatTable[] = [];
    for (let item = 0; item < count; item++) {
      const place = start + 4 * item;
      tables.push(new FlatTable(this.#view, place + this.#view.getUint32(place, true)));
    }
    return tables;
  }
}
