import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { noCounts, type ReadCounts } from './read-counts.ts';
import { closedRing } from './ring.ts';
import { isEmpty, memberTypes, type SimpleGeometry, type SimpleType } from './simple-geometry.ts';

const typeByWord: Readonly<Record<string, SimpleType>> = {
  POINT: 'point',
  LINESTRING: 'line',
  LINEARRING: 'line',
  POLYGON: 'polygon',
  MULTIPOINT: 'multi-point',
  MULTILINESTRING: 'multi-line',
  MULTIPOLYGON: 'multi-polygon',
  GEOMETRYCOLLECTION: 'collection',
};

const wordByType: Readonly<Record<SimpleType, string>> = {
  point: 'POINT',
  line: 'LINESTRING',
  polygon: 'POLYGON',
  'multi-point': 'MULTIPOINT',
  'multi-line': 'MULTILINESTRING',
  'multi-polygon': 'MULTIPOLYGON',
  collection: 'GEOMETRYCOLLECTION',
};

/** Deepest nesting of collections that is read. */
const deepest = 32;

const token = /\s*([A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[(),])/y;
const reference = /^\s*SRID\s*=\s*\d+\s*;/i;

class WktReader {
  readonly #text: string;
  readonly #counts: ReadCounts;
  #start = 0;
  #next: string | undefined;
  #at: number;
  #dropped = false;

  constructor(text: string, counts: ReadCounts) {
    this.#text = text;
    this.#counts = counts;
    this.#at = reference.exec(text)?.[0].length ?? 0;
    this.#advance();
  }

  whole(): SimpleGeometry {
    const geometry = this.#geometry(0);
    if (this.#next !== undefined) throw this.#unexpected({ zh: '文本末尾', en: 'the end of the text' });
    if (this.#dropped) this.#counts.droppedOrdinates++;
    return geometry;
  }

  #advance(): void {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (match) {
      this.#next = match[1]!;
      this.#start = token.lastIndex - this.#next.length;
      this.#at = token.lastIndex;
      return;
    }
    const rest = this.#text.slice(this.#at).trimStart();
    this.#start = this.#text.length - rest.length;
    this.#next = rest === '' ? undefined : rest.slice(0, 12);
    this.#at = this.#text.length;
  }

  #unexpected(expected: LocalText): WorkbenchError {
    const found: LocalText =
      this.#next === undefined
        ? { zh: '文本已结束', en: 'the end of the text' }
        : { zh: `“${this.#next}”`, en: `"${this.#next}"` };
    return new WorkbenchError('geometry/wkt-unreadable', { position: this.#start + 1, found, expected });
  }

  #take(punctuation: '(' | ')' | ','): boolean {
    if (this.#next !== punctuation) return false;
    this.#advance();
    return true;
  }

  #require(punctuation: '(' | ')'): void {
    if (!this.#take(punctuation)) throw this.#unexpected({ zh: `“${punctuation}”`, en: `"${punctuation}"` });
  }

  #takeWord(...words: string[]): string | undefined {
    const word = this.#next?.toUpperCase();
    if (word === undefined || !words.includes(word)) return undefined;
    this.#advance();
    return word;
  }

  #geometry(depth: number): SimpleGeometry {
    const word = this.#next?.toUpperCase() ?? '';
    // "POINT Z" and "POINTZ" are both in use.
    const type = typeByWord[word] ?? typeByWord[word.replace(/(?:ZM|Z|M)$/, '')];
    if (!type || depth > deepest) throw this.#unexpected({ zh: '几何类型', en: 'a geometry type' });
    this.#advance();
    this.#takeWord('Z', 'M', 'ZM');
    if (type === 'collection') return { type, members: this.#list(() => this.#geometry(depth + 1)) };
    return this.#body(type);
  }

  #body(type: Exclude<SimpleType, 'collection'>): SimpleGeometry {
    switch (type) {
      case 'point':
        return { type, coordinates: this.#takeWord('EMPTY') ? new Float64Array(0) : this.#single() };
      case 'line':
        return { type, coordinates: this.#pairs() };
      case 'polygon':
        return { type, rings: this.#list(() => this.#ring()) };
      case 'multi-point':
        return { type, members: this.#list(() => this.#member()) };
      default:
        return { type, members: this.#list(() => this.#body(memberTypes[type])) };
    }
  }

  /** Members of a multipoint are written with and without their own parentheses. */
  #member(): SimpleGeometry {
    if (this.#next === '(' || this.#next?.toUpperCase() === 'EMPTY') return this.#body('point');
    return { type: 'point', coordinates: Float64Array.from(this.#pair()) };
  }

  #list<T>(item: () => T): T[] {
    if (this.#takeWord('EMPTY')) return [];
    this.#require('(');
    const items: T[] = [];
    do items.push(item());
    while (this.#take(','));
    this.#require(')');
    return items;
  }

  #single(): Float64Array {
    this.#require('(');
    const pair = Float64Array.from(this.#pair());
    this.#require(')');
    return pair;
  }

  #pairs(): Float64Array {
    return Float64Array.from(this.#list(() => this.#pair()).flat());
  }

  #ring(): Float64Array {
    const ring = this.#pairs();
    const closed = closedRing(ring);
    if (closed !== ring) this.#counts.closedRings++;
    return closed;
  }

  #pair(): [number, number] {
    const pair: [number, number] = [this.#number(), this.#number()];
    for (let extra = 0; extra < 2 && this.#next !== undefined && /^[-+.\dNn]/.test(this.#next); extra++) {
      this.#number();
      this.#dropped = true;
    }
    return pair;
  }

  #number(): number {
    const value = this.#next?.toUpperCase() === 'NAN' ? Number.NaN : Number(this.#next ?? 'none');
    if (Number.isNaN(value) && this.#next?.toUpperCase() !== 'NAN') {
      throw this.#unexpected({ zh: '数字', en: 'a number' });
    }
    this.#advance();
    return value;
  }
}

/**
 * Reads well-known text: all simple and multi types, collections, `EMPTY`, the `SRID=…;` of PostGIS (ignored). Z and M are
 * dropped, open rings closed; `counts` takes note of both. Fails with `geometry/wkt-unreadable`, naming the character.
 */
export function readWkt(text: string, counts: ReadCounts = noCounts()): SimpleGeometry {
  return new WktReader(text, counts).whole();
}

/** Writes well-known text; numbers in the shortest form that reads back as the same double. */
export function writeWkt(geometry: SimpleGeometry): string {
  return `${wordByType[geometry.type]} ${writeBody(geometry)}`;
}

function writeBody(geometry: SimpleGeometry): string {
  if ('members' in geometry) {
    if (geometry.members.length === 0) return 'EMPTY';
    const write = geometry.type === 'collection' ? writeWkt : writeBody;
    return `(${geometry.members.map(write).join(', ')})`;
  }
  if (isEmpty(geometry)) return 'EMPTY';
  if (geometry.type === 'polygon') return `(${geometry.rings.map(writePairs).join(', ')})`;
  return writePairs(geometry.coordinates);
}

function writePairs(coordinates: Float64Array): string {
  const pairs: string[] = [];
  for (let at = 0; at < coordinates.length; at += 2) pairs.push(`${coordinates[at]} ${coordinates[at + 1]}`);
  return `(${pairs.join(', ')})`;
}
