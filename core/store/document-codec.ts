import { deflateSync, inflateSync } from 'fflate';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Deflater } from '#core/platform/platform.ts';

/** Deflate in JavaScript, which every host has. */
const portable: Deflater = {
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  inflate: (bytes) => inflateSync(bytes),
};

// A document: "CLD", version, how it is deflated, then length of the JSON, the JSON, the bytes of all arrays. All that follows
// the head is deflated (1), nothing is (0), or the JSON alone (2), whose length then is that of what it was deflated to.
const magic = [0x43, 0x4c, 0x44] as const;
const version = 1;
const headerBytes = 5;

type NumberArray = Uint8Array | Uint32Array | Float32Array | Float64Array;

const arrayKinds = { u8: Uint8Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const;
type ArrayKind = keyof typeof arrayKinds;

function kindOf(array: NumberArray): ArrayKind {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Float32Array ? 'f32' : 'f64';
}

interface Content {
  readonly arrays: readonly (readonly [kind: ArrayKind, bytes: number])[];
  readonly value: unknown;
}

/** `value` with arrays and numbers that JSON has no form for put aside; keys that start with `$` get another `$`. */
class Flattener {
  readonly arrays: NumberArray[] = [];
  readonly #places = new Map<NumberArray, number>();

  flatten(value: unknown): unknown {
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.every(isPlain) ? value : value.map((item) => this.flatten(item));
    if (ArrayBuffer.isView(value)) return { $array: this.#place(value as NumberArray) };
    const flat: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) flat.push([key.startsWith('$') ? `$${key}` : key, this.flatten(item)]);
    }
    return Object.fromEntries(flat);
  }

  /** The same array is kept once, however often it occurs: before and after of an edit often share a geometry. */
  #place(array: NumberArray): number {
    const present = this.#places.get(array);
    if (present !== undefined) return present;
    this.#places.set(array, this.arrays.length);
    return this.arrays.push(array) - 1;
  }
}

/** What JSON has a form for as it is. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null;
}

function restore(value: unknown, arrays: readonly NumberArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => restore(item, arrays));
  const { $array, $number } = value as { $array?: number; $number?: string };
  if ($array !== undefined) return arrays[$array];
  if ($number !== undefined) return Number($number);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? key.slice(1) : key, restore(item, arrays)]),
  );
}

/**
 * Plain data as bytes: objects, lists, texts, numbers, truth values, null, and typed arrays of bytes, 32-bit and 64-bit
 * numbers. Properties that are undefined are left out. Big documents that are soon gone need not be deflated, and those
 * whose arrays are coordinates, which hardly shrink, in their text alone. `room` bytes are left free in front, for a head of
 * the caller's own.
 */
export function packDocument(
  document: unknown,
  options: {
    readonly deflate?: boolean | 'text';
    readonly room?: number;
    readonly deflater?: Deflater | undefined;
  } = {},
): Uint8Array<ArrayBuffer> {
  const { deflate } = options.deflater ?? portable;
  const isDeflated = options.deflate !== false && options.deflate !== 'text';
  const flattener = new Flattener();
  const value = flattener.flatten(document);
  const content: Content = { arrays: flattener.arrays.map((array) => [kindOf(array), array.byteLength]), value };
  const text = new TextEncoder().encode(JSON.stringify(content));
  const json = options.deflate === 'text' ? deflate(text) : text;
  const size = flattener.arrays.reduce((sum, array) => sum + array.byteLength, 4 + json.length);
  const front = (options.room ?? 0) + headerBytes;
  // What is not deflated is written where it stays: a step on a large city is tens of megabytes.
  const bytes = new Uint8Array(isDeflated ? size : front + size);
  let at = isDeflated ? 0 : front;
  new DataView(bytes.buffer).setUint32(at, json.length, true);
  bytes.set(json, at + 4);
  at += 4 + json.length;
  for (const array of flattener.arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  const packed = isDeflated ? behind(front, deflate(bytes)) : bytes;
  packed.set([...magic, version, options.deflate === 'text' ? 2 : isDeflated ? 1 : 0], front - headerBytes);
  return packed;
}

function behind(front: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(front + body.length);
  bytes.set(body, front);
  return bytes;
}

/** The document in `bytes`. Fails with `store/document-unreadable`. */
export function unpackDocument(bytes: Uint8Array, { inflate }: Deflater = portable): unknown {
  if (magic.some((byte, at) => bytes[at] !== byte) || bytes[3] !== version) {
    throw new WorkbenchError('store/document-unreadable', { found: bytes[3] ?? 0, expected: version });
  }
  const body = bytes[4] === 1 ? inflate(bytes.subarray(headerBytes)) : bytes.subarray(headerBytes);
  const jsonEnd = 4 + new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  const text = body.subarray(4, jsonEnd);
  const content = JSON.parse(new TextDecoder().decode(bytes[4] === 2 ? inflate(text) : text)) as Content;
  let at = jsonEnd;
  const arrays = content.arrays.map(([kind, length]) => {
    const copy = body.slice(at, at + length);
    at += length;
    return kind === 'u8' ? copy : new arrayKinds[kind](copy.buffer);
  });
  return restore(content.value, arrays);
}
