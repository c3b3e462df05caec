import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { memberTypes, type SimpleType } from './simple-geometry.ts';

/** Deepest nesting of collections that is read. */
const deepest = 32;

/** Types by their number in WKB. */
export const wkbTypes: readonly (SimpleType | undefined)[] = [
  undefined,
  'point',
  'line',
  'polygon',
  'multi-point',
  'multi-line',
  'multi-polygon',
  'collection',
];

const zFlag = 0x80000000;
const mFlag = 0x40000000;
const referenceFlag = 0x20000000;

/** What stands in front of every geometry, also of every member. */
export interface WkbHeader {
  readonly type: SimpleType;
  /** Numbers per point: 2, or 3 and 4 with Z and M. */
  readonly ordinates: number;
}

/** Reads the pieces of WKB one after another; everything that does not fit is refused with its place. */
export class WkbCursor {
  readonly #view: DataView;
  #at = 0;
  #little = true;
  /** True once a geometry with Z or M has been met. */
  hasExtraOrdinates = false;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  rewind(): void {
    this.#at = 0;
  }

  /** The header at this place; `expected` is the type a member must have, `depth` how many geometries it is in. */
  header(expected: SimpleType | undefined, depth: number): WkbHeader {
    const start = this.#at;
    this.#need(5);
    const order = this.#view.getUint8(this.#at++);
    if (order > 1) {
      throw unreadable(
        { zh: `字节序标记为 ${order}，应为 0 或 1`, en: `byte order ${order} instead of 0 or 1` },
        start,
      );
    }
    this.#little = order === 1;
    const word = this.#word();
    const hasFlags = word > 0xffff;
    const code = hasFlags ? word & 0xffff : word;
    const dimension = Math.floor(code / 1000);
    const z = (hasFlags && (word & zFlag) !== 0) || dimension === 1 || dimension === 3;
    const m = (hasFlags && (word & mFlag) !== 0) || dimension === 2 || dimension === 3;
    const type = dimension <= 3 ? wkbTypes[code % 1000] : undefined;
    if (!type) {
      throw unreadable({ zh: `几何类型 ${word} 不支持`, en: `geometry type ${word} is not supported` }, start);
    }
    if (expected && type !== expected) {
      throw unreadable({ zh: '成员类型与整体不符', en: 'a member is of another type than the whole' }, start);
    }
    if (depth > deepest) throw unreadable({ zh: '集合嵌套过深', en: 'collections are nested too deeply' }, start);
    if (hasFlags && (word & referenceFlag) !== 0) this.#word();
    const ordinates = 2 + (z ? 1 : 0) + (m ? 1 : 0);
    if (ordinates > 2) this.hasExtraOrdinates = true;
    return { type, ordinates };
  }

  /** A number of things that take at least `bytes` each: refused when there cannot be so many. */
  count(bytes: number): number {
    this.#need(4);
    const count = this.#word();
    this.#need(count * bytes);
    return count;
  }

  /** Passes over `points` points, which must be there. */
  skip(points: number, ordinates: number): void {
    this.#need(8 * ordinates * points);
    this.#at += 8 * ordinates * points;
  }

  /** Goes through `points` points, which must be there, giving each x and y. */
  points(points: number, ordinates: number, give: (x: number, y: number) => void): void {
    const view = this.#view;
    const little = this.#little;
    const step = 8 * ordinates;
    this.#need(step * points);
    const end = this.#at + step * points;
    for (let at = this.#at; at < end; at += step) give(view.getFloat64(at, little), view.getFloat64(at + 8, little));
    this.#at = end;
  }

  #word(): number {
    const value = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    return value;
  }

  #need(bytes: number): void {
    if (this.#at + bytes <= this.#view.byteLength) return;
    throw unreadable({ zh: '数据不完整，还没写完就结束了', en: 'it ends before the geometry does' }, this.#at);
  }
}

/** The type that the members of `type` must have; undefined for collections. */
export function memberTypeOf(type: SimpleType): SimpleType | undefined {
  return type in memberTypes ? memberTypes[type as keyof typeof memberTypes] : undefined;
}

function unreadable(reason: LocalText, offset: number): WorkbenchError {
  return new WorkbenchError('geometry/wkb-unreadable', { reason, offset });
}
