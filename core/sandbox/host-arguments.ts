import { isSoundGeometry } from '#core/evaluation/sound-geometry.ts';
import { inDegrees } from '#core/geometry/metric-frame.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { largestCoordinate, mostPoints, wkbPoints } from './sound-wkb.ts';

/** The arguments of one call of a plugin to the host, read one after another; what is not as it must be is refused. */
export class HostArguments {
  readonly #call: string;
  readonly #given: readonly unknown[];
  #at = 0;
  /** Points of all geometries of the call so far. */
  #points = 0;

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

  #count(points: number): void {
    this.#points += points;
    if (this.#points > mostPoints) {
      throw this.#refuse(`合计不超过 ${mostPoints} 个点`, `at most ${mostPoints} points in all`);
    }
  }

  #soundWkb(value: unknown): value is Uint8Array {
    const points = value instanceof Uint8Array ? wkbPoints(value) : -1;
    if (points >= 0) this.#count(points);
    return points >= 0;
  }

  /** One geometry as WKB that holds together. */
  wkb(): Uint8Array {
    const value = this.next();
    if (this.#soundWkb(value)) return value;
    throw this.#refuse(
      `完好的 WKB，坐标绝对值不大于 ${largestCoordinate}`,
      `sound WKB with coordinates of at most ${largestCoordinate} in size`,
    );
  }

  wkbList(): readonly Uint8Array[] {
    const value = this.next();
    if (Array.isArray(value) && value.every((entry) => this.#soundWkb(entry))) return value;
    throw this.#refuse(
      `完好的 WKB 的列表，坐标绝对值不大于 ${largestCoordinate}`,
      `a list of sound WKB with coordinates of at most ${largestCoordinate} in size`,
    );
  }

  /** A packed geometry whose offsets and coordinates hold together; nothing but its declared entries is read. */
  geometry(): PackedGeometry {
    const value = this.next();
    if (!isSoundGeometry(value) || value.coordinates.some((each) => Math.abs(each) > largestCoordinate)) {
      throw this.#refuse(
        `完好的几何，坐标绝对值不大于 ${largestCoordinate}`,
        `a sound geometry with coordinates of at most ${largestCoordinate} in size`,
      );
    }
    this.#count(value.coordinates.length / 2);
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
