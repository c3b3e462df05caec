import type { LocalText } from '#core/model/text.ts';

/**
 * A value on its way into the sandbox or out of it: text and bytes, so that nothing that can act (a getter, a proxy, a prototype)
 * crosses with it. `text` is JSON, `[value, patches]`; each patch puts at a path what JSON cannot say: a typed array that lies in
 * `bytes`, or a number that is not finite.
 */
export interface Packet {
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const arrayTypes = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
} as const;

type ArrayName = keyof typeof arrayTypes;
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayName]>;

/** Numbers that JSON lacks, by the name under which they travel. */
const strangeNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

type Path = readonly (string | number)[];
type Patch = readonly [path: Path, kind: string, offset?: number, length?: number];

/** Deepest nesting of a value that crosses. */
const mostDepth = 40;

/** A value that does not cross: where it stands (a JSON path) and what it is. */
export class UnsoundValue extends Error {
  readonly path: string;
  readonly what: LocalText;

  constructor(path: string, what: LocalText) {
    super(`${path}: ${what.en}`);
    this.path = path;
    this.what = what;
  }
}

function pathText(path: Path): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}

function strangeName(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function kindOf(value: object): { readonly zh: string; readonly en: string } {
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  const name = String(constructor?.name ?? '');
  return { zh: `${name || '未知类型'} 的实例`, en: `an instance of ${name || 'something unknown'}` };
}

/** Gathers typed arrays at places that are multiples of eight, each array once. */
class ByteGatherer {
  readonly #offsets = new Map<TypedArray, number>();
  #length = 0;

  place(view: TypedArray): number {
    const known = this.#offsets.get(view);
    if (known !== undefined) return known;
    const offset = this.#length;
    this.#offsets.set(view, offset);
    this.#length = Math.ceil((offset + view.byteLength) / 8) * 8;
    return offset;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length);
    for (const [view, offset] of this.#offsets) {
      bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), offset);
    }
    return bytes;
  }
}

/**
 * Plain data and typed arrays as a packet; entries that are undefined are left out. Throws `UnsoundValue` at functions, symbols,
 * big integers, promises and instances of classes, and at what is nested too deep or in a circle.
 */
export function makePacket(value: unknown): Packet {
  const gatherer = new ByteGatherer();
  const patches: Patch[] = [];
  const steps: (string | number)[] = [];

  const walkView = (view: TypedArray): unknown => {
    const name = Object.prototype.toString.call(view).slice(8, -1);
    if (!Object.hasOwn(arrayTypes, name)) throw new UnsoundValue(pathText(steps), kindOf(view));
    patches.push([[...steps], name, gatherer.place(view), view.length]);
    return null;
  };

  const walkList = (part: readonly unknown[]): unknown => {
    const list: unknown[] = [];
    for (let index = 0; index < part.length; index++) {
      const item = part[index];
      // Most entries of long lists are of these kinds: inside the sandbox every call counts.
      if (typeof item === 'string' || (typeof item === 'number' && item - item === 0 && item !== 0)) {
        list.push(item);
        continue;
      }
      steps.push(index);
      list.push(walk(item) ?? null);
      steps.pop();
    }
    return list;
  };

  const walkObject = (part: object): unknown => {
    if (ArrayBuffer.isView(part)) return walkView(part as TypedArray);
    if (steps.length >= mostDepth) {
      throw new UnsoundValue(pathText(steps), { zh: '嵌套过深或循环引用', en: 'nested too deep, or in a circle' });
    }
    if (Array.isArray(part)) return walkList(part);
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) throw new UnsoundValue(pathText(steps), kindOf(part));
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(part)) {
      steps.push(key);
      const entry = walk((part as Readonly<Record<string, unknown>>)[key]);
      if (entry !== undefined) entries.push([key, entry]);
      steps.pop();
    }
    return Object.fromEntries(entries);
  };

  const walk = (part: unknown): unknown => {
    if (part === null || part === undefined || typeof part === 'string' || typeof part === 'boolean') return part;
    if (typeof part === 'number') {
      if (Number.isFinite(part) && !Object.is(part, -0)) return part;
      patches.push([[...steps], strangeName(part)]);
      return 0;
    }
    if (typeof part === 'object') return walkObject(part);
    throw new UnsoundValue(pathText(steps), { zh: `是 ${typeof part}`, en: `it is a ${typeof part}` });
  };

  const plain = walk(value) ?? null;
  return { text: JSON.stringify([plain, patches]), bytes: gatherer.bytes() };
}

function unreadable(en: string): UnsoundValue {
  return new UnsoundValue('$', { zh: '传递的数据已损坏', en: `the data that was passed is damaged: ${en}` });
}

function patched(bytes: Uint8Array<ArrayBuffer>, [, kind, offset, length]: Patch, views: Map<string, TypedArray>) {
  if (Object.hasOwn(strangeNumbers, kind)) return strangeNumbers[kind];
  if (!Object.hasOwn(arrayTypes, kind)) throw unreadable('an unknown kind');
  const type = arrayTypes[kind as ArrayName];
  const isInside =
    Number.isInteger(offset) &&
    Number.isInteger(length) &&
    offset! >= 0 &&
    length! >= 0 &&
    offset! % 8 === 0 &&
    offset! + length! * type.BYTES_PER_ELEMENT <= bytes.byteLength;
  if (!isInside) throw unreadable('an array outside its bytes');
  const key = `${kind} ${offset} ${length}`;
  const view = views.get(key) ?? new type(bytes.buffer, bytes.byteOffset + offset!, length);
  views.set(key, view);
  return view;
}

function depthOf(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > mostDepth) throw unreadable('nested too deep');
  for (const entry of Object.values(value)) depthOf(entry, depth + 1);
}

/**
 * The value of a packet; its typed arrays are views on `bytes`. Whatever the packet holds, nothing but plain data comes out.
 * Throws `UnsoundValue` when it is damaged.
 */
export function openPacket({ text, bytes }: Packet): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw unreadable('no JSON');
  }
  if (!Array.isArray(parsed) || !Array.isArray(parsed[1])) throw unreadable('no value and patches');
  depthOf(parsed[0], 0);
  const root: unknown[] = [parsed[0]];
  const views = new Map<string, TypedArray>();
  for (const patch of parsed[1] as Patch[]) {
    if (!Array.isArray(patch) || !Array.isArray(patch[0])) throw unreadable('a patch without a path');
    const path: Path = [0, ...(patch[0] as Path)];
    let holder: unknown = root;
    for (const step of path.slice(0, -1)) {
      if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step))
        throw unreadable('no such place');
      holder = (holder as Record<string, unknown>)[step];
    }
    const last = path.at(-1)!;
    if (typeof holder !== 'object' || holder === null || ArrayBuffer.isView(holder) || !Object.hasOwn(holder, last)) {
      throw unreadable('no such place');
    }
    Object.defineProperty(holder, last, {
      value: patched(bytes, patch as unknown as Patch, views),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return root[0];
}
