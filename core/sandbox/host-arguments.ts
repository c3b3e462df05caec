import { isSoundGeometry } from '#core/evaluation/sound-geometry.ts';
import { inDegrees } from '#core/geometry/metric-frame.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** The arguments of one call of a plugin to the host, read one after another; what is not as it must be is refused. */
export class HostArguments {
  readonly #call: string;
  readonly #given: readonly unknown[];
  #at = 0;

  constructor(call: string, given: unknown) {
    this.#call = call;
    this.#given = Array.isArray(given) ? given : [];
  }

  #refuse(zh: string, en: string): WorkbenchError {
    const place = this.#at;
    return new WorkbenchError('plugin/bad-call', { call: this.#call, place, expected: { zh, en } });
  }

  next(): unknown {
    return this.#given[this.#at++];
  }

  hasNext(): boolean {
    return this.#given[this.#at] !== undefined && this.#given[this.#at] !== null;
  }

  /** A finite number within the bounds. */
  number(minimum = -1e12, maximum = 1e12): number {
    const value = this.next();
    if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
    throw this.#refuse(`${minimum} 到 ${maximum} 之间的数`, `a number from ${minimum} to ${maximum}`);
  }

  choice<C extends string>(choices: readonly C[]): C {
    const value = this.next();
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw this.#refuse(`其中之一：${choices.join(', ')}`, `one of ${choices.join(', ')}`);
  }

  /** One geometry as WKB. */
  wkb(): Uint8Array {
    const value = this.next();
    if (value instanceof Uint8Array) return value;
    throw this.#refuse('WKB 字节', 'the bytes of WKB');
  }

  wkbList(): readonly Uint8Array[] {
    const value = this.next();
    if (Array.isArray(value) && value.every((entry) => entry instanceof Uint8Array)) return value;
    throw this.#refuse('WKB 字节的列表', 'a list of the bytes of WKB');
  }

  /** A packed geometry whose offsets and coordinates hold together; nothing but its declared entries is read. */
  geometry(): PackedGeometry {
    const value = this.next();
    if (!isSoundGeometry(value)) throw this.#refuse('完好的几何', 'a sound geometry');
    const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = value;
    const plain = { kind, coordinates, ringOffsets, partOffsets, featureOffsets };
    // Degrees stay marked, so that the engine refuses them.
    return (value as { unit?: unknown }).unit === 'degrees' ? inDegrees(plain) : plain;
  }

  /** Pairs of features of `a` and `b`. */
  pairs(a: PackedGeometry, b: PackedGeometry): Uint32Array {
    const value = this.next();
    const counts = [featureCount(a), featureCount(b)];
    const isSound =
      value instanceof Uint32Array &&
      value.length % 2 === 0 &&
      value.every((feature, place) => feature < counts[place % 2]!);
    if (isSound) return value;
    throw this.#refuse('要素序号对', 'pairs of feature numbers');
  }

  /** One finite number, or one for each feature. */
  numbers(count: number): number | Float64Array {
    const value = this.#given[this.#at];
    if (typeof value === 'number') return this.number();
    this.#at++;
    if (value instanceof Float64Array && value.length === count && value.every((each) => Math.abs(each) <= 1e12)) {
      return value;
    }
    throw this.#refuse('一个数，或每个要素一个数', 'a number, or a number for each feature');
  }

  float64(): Float64Array {
    const value = this.next();
    if (value instanceof Float64Array) return value;
    throw this.#refuse('Float64Array', 'a Float64Array');
  }

  record(): Readonly<Record<string, unknown>> {
    const value = this.next();
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    throw this.#refuse('对象', 'an object');
  }
}
