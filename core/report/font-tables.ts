import { unpackBrotli } from './brotli.ts';

/** A font that is not built as expected: the caller embeds it as it is. */
export class FontFault extends Error {
  override readonly name = 'FontFault';
}

/** One table of a font. WOFF2 stores `glyf` in a form of its own (`transformed`). */
export interface FontTable {
  readonly tag: string;
  readonly bytes: Uint8Array;
  readonly transformed: boolean;
}

/** Reads numbers in turn, big-endian as in all tables of fonts. */
export class FontReader {
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  uint8(): number {
    return this.#view.getUint8(this.at++);
  }

  uint16(): number {
    this.at += 2;
    return this.#view.getUint16(this.at - 2);
  }

  int16(): number {
    this.at += 2;
    return this.#view.getInt16(this.at - 2);
  }

  uint32(): number {
    this.at += 4;
    return this.#view.getUint32(this.at - 4);
  }

  /** Seven bits a byte, the highest bit says that more follow. */
  base128(): number {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = this.uint8();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new FontFault('a number is too long');
  }

  /** One to three bytes (WOFF2, section 4.1). */
  short255(): number {
    const first = this.uint8();
    if (first === 253) return this.uint16();
    if (first === 254) return 506 + this.uint8();
    return first === 255 ? 253 + this.uint8() : first;
  }
}

/** Tags that WOFF2 writes as a number. */
const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
    .replaceAll('_', ' ')
    .match(/.{4}(?: |$)/g)!
    .map((tag) => tag.slice(0, 4));

/** No slice of a font is larger, bytes. */
const largestFont = 64_000_000;
const signature = 0x774f4632;
const collection = 0x74746366;

/** The tables of a WOFF2 font (W3C Recommendation, 2024). Fails with {@link FontFault} or the fault of its packing. */
export function readWoff2(bytes: Uint8Array): ReadonlyMap<string, FontTable> {
  const reader = new FontReader(bytes);
  if (reader.uint32() !== signature) throw new FontFault('not a WOFF2 font');
  if (reader.uint32() === collection) throw new FontFault('a collection of fonts');
  reader.at = 12;
  const count = reader.uint16();
  reader.at = 20;
  const packedLength = reader.uint32();
  reader.at = 48;
  const entries = Array.from({ length: count }, () => {
    const flags = reader.uint8();
    const number = flags & 63;
    let tag = knownTags[number];
    if (number === 63) {
      tag = String.fromCharCode(...bytes.subarray(reader.at, reader.at + 4));
      reader.at += 4;
    }
    const version = flags >> 6;
    const length = reader.base128();
    // The outlines are transformed unless they say otherwise; other tables are not, unless they say so.
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    return { tag: tag!, transformed, length: transformed ? reader.base128() : length };
  });
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  if (size > largestFont) throw new FontFault('the font is too large');
  const all = unpackBrotli(bytes.subarray(reader.at, reader.at + packedLength), size);
  let at = 0;
  return new Map(
    entries.map(({ tag, transformed, length }) => {
      at += length;
      return [tag, { tag, transformed, bytes: all.subarray(at - length, at) }];
    }),
  );
}

/** Glyph numbers by character, from the Unicode subtables of `cmap` (formats 4 and 12). */
export function readCharacters(cmap: Uint8Array): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const head = new FontReader(cmap, 2);
  const count = head.uint16();
  for (let table = 0; table < count; table++) {
    head.at = 4 + 8 * table;
    const platform = head.uint16();
    head.uint16();
    const offset = head.uint32();
    if (platform !== 0 && platform !== 3) continue;
    const reader = new FontReader(cmap, offset);
    const format = reader.uint16();
    if (format === 12) readGroups(reader, glyphs);
    else if (format === 4) readSegments(reader, glyphs);
  }
  return glyphs;
}

function readGroups(reader: FontReader, glyphs: Map<number, number>): void {
  reader.at += 10;
  const groups = reader.uint32();
  for (let group = 0; group < groups; group++) {
    const first = reader.uint32();
    const last = reader.uint32();
    const glyph = reader.uint32();
    for (let character = first; character <= last; character++) glyphs.set(character, glyph + character - first);
  }
}

function readSegments(reader: FontReader, glyphs: Map<number, number>): void {
  reader.at += 4;
  const segments = reader.uint16() / 2;
  reader.at += 6;
  const column = (read: () => number) => Array.from({ length: segments }, read);
  const lasts = column(() => reader.uint16());
  reader.at += 2;
  const firsts = column(() => reader.uint16());
  const deltas = column(() => reader.int16());
  const rangesAt = reader.at;
  const ranges = column(() => reader.uint16());
  lasts.forEach((last, segment) => {
    for (let character = firsts[segment]!; character <= last && character < 0xffff; character++) {
      let glyph = character;
      if (ranges[segment] !== 0) {
        reader.at = rangesAt + 2 * segment + ranges[segment]! + 2 * (character - firsts[segment]!);
        glyph = reader.uint16();
        if (glyph === 0) continue;
      }
      glyph = (glyph + deltas[segment]!) & 0xffff;
      if (glyph !== 0) glyphs.set(character, glyph);
    }
  });
}
