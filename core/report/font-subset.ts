import { zlibSync } from 'fflate';
import { BrotliFault } from './brotli-codes.ts';
import { readOutlines } from './font-glyphs.ts';
import { FontFault, FontReader, type FontTable, readCharacters, readWoff2 } from './font-tables.ts';

/** Tables a reader of running text needs; features for vertical and fine typesetting are left out. */
const keptTables = [
  'HVAR',
  'OS/2',
  'avar',
  'cmap',
  'fvar',
  'gasp',
  'head',
  'hhea',
  'hmtx',
  'maxp',
  'name',
  'post',
  'prep',
  'cvt ',
  'fpgm',
];

/** Outlines one after another, each at a multiple of four, and where each begins. */
function packOutlines(
  glyphs: readonly Uint8Array[],
  wanted: ReadonlySet<number>,
): { glyf: Uint8Array; loca: Uint8Array } {
  const size = (glyph: number) => (wanted.has(glyph) ? Math.ceil(glyphs[glyph]!.length / 4) * 4 : 0);
  const total = glyphs.reduce((sum, _, glyph) => sum + size(glyph), 0);
  // An empty table is no table: browsers refuse it.
  const glyf = new Uint8Array(Math.max(4, total));
  const loca = new Uint8Array(4 * (glyphs.length + 1));
  const view = new DataView(loca.buffer);
  let at = 0;
  glyphs.forEach((bytes, glyph) => {
    view.setUint32(4 * glyph, at);
    if (wanted.has(glyph)) glyf.set(bytes, at);
    at += size(glyph);
  });
  view.setUint32(4 * glyphs.length, at);
  return { glyf, loca };
}

/** The variations (`gvar`) of the wanted glyphs. */
function packVariations(gvar: Uint8Array, wanted: ReadonlySet<number>): Uint8Array {
  const reader = new FontReader(gvar, 6);
  const sharedCount = reader.uint16();
  const sharedAt = reader.uint32();
  const count = reader.uint16();
  const isLong = (reader.uint16() & 1) === 1;
  const dataAt = reader.uint32();
  const axes = new FontReader(gvar, 4).uint16();
  const offsets = Array.from({ length: count + 1 }, () => (isLong ? reader.uint32() : 2 * reader.uint16()));
  const sharedLength = 2 * axes * sharedCount;
  const headLength = 20 + 4 * (count + 1);
  const size = (glyph: number) => (wanted.has(glyph) ? offsets[glyph + 1]! - offsets[glyph]! : 0);
  const total = offsets.slice(0, count).reduce((sum, _, glyph) => sum + size(glyph), 0);
  const out = new Uint8Array(headLength + sharedLength + total);
  out.set(gvar.subarray(0, 8));
  const view = new DataView(out.buffer);
  view.setUint32(8, headLength);
  view.setUint16(12, count);
  view.setUint16(14, 1);
  view.setUint32(16, headLength + sharedLength);
  out.set(gvar.subarray(sharedAt, sharedAt + sharedLength), headLength);
  let at = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    view.setUint32(20 + 4 * glyph, at);
    if (size(glyph) > 0)
      out.set(gvar.subarray(dataAt + offsets[glyph]!, dataAt + offsets[glyph + 1]!), headLength + sharedLength + at);
    at += size(glyph);
  }
  view.setUint32(20 + 4 * count, at);
  return out;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word = (bytes[at]! << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    sum = (sum + word) | 0;
  }
  return sum >>> 0;
}

/** The number in `head` that makes the sum over the whole unpacked font what the format wants. */
function setChecksumAdjustment(tables: ReadonlyMap<string, Uint8Array>, tags: readonly string[]): void {
  const directory = new Uint8Array(12 + 16 * tags.length);
  const view = new DataView(directory.buffer);
  const selector = Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tags.length);
  view.setUint16(6, 16 * 2 ** selector);
  view.setUint16(8, selector);
  view.setUint16(10, 16 * (tags.length - 2 ** selector));
  let at = directory.length;
  let sum = 0;
  tags.forEach((tag, index) => {
    const bytes = tables.get(tag)!;
    const entry = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter++) directory[entry + letter] = tag.charCodeAt(letter);
    view.setUint32(entry + 4, checksum(bytes));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, bytes.length);
    at += Math.ceil(bytes.length / 4) * 4;
    sum = (sum + checksum(bytes)) | 0;
  });
  const head = tables.get('head')!;
  new DataView(head.buffer).setUint32(8, (0xb1b0afba - (sum + checksum(directory))) >>> 0);
}

/** Writes a WOFF file (W3C Recommendation, 2012): every table packed with zlib. */
function writeWoff(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const tags = [...tables.keys()].sort();
  const sums = new Map(tags.map((tag) => [tag, checksum(tables.get(tag)!)]));
  setChecksumAdjustment(tables, tags);
  const packed = tags.map((tag) => {
    const bytes = tables.get(tag)!;
    const small = zlibSync(bytes, { level: 9 });
    return { tag, length: bytes.length, sum: sums.get(tag)!, bytes: small.length < bytes.length ? small : bytes };
  });
  const round = (length: number) => Math.ceil(length / 4) * 4;
  const headLength = 44 + 20 * tags.length;
  const size = headLength + packed.reduce((sum, { bytes }) => sum + round(bytes.length), 0);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x774f4646);
  view.setUint32(4, 0x00010000);
  view.setUint32(8, size);
  view.setUint16(12, tags.length);
  view.setUint32(16, 12 + 16 * tags.length + packed.reduce((sum, { length }) => sum + round(length), 0));
  view.setUint16(20, 1);
  let at = headLength;
  packed.forEach(({ tag, length, sum, bytes }, index) => {
    const entry = 44 + 20 * index;
    for (let letter = 0; letter < 4; letter++) out[entry + letter] = tag.charCodeAt(letter);
    view.setUint32(entry + 4, at);
    view.setUint32(entry + 8, bytes.length);
    view.setUint32(entry + 12, length);
    view.setUint32(entry + 16, sum);
    out.set(bytes, at);
    at += round(bytes.length);
  });
  return out;
}

/** The glyphs of the characters, with those they are made of; glyph 0 stands for what is missing. */
function wantedGlyphs(
  characters: Iterable<number>,
  glyphs: ReadonlyMap<number, number>,
  parts: ReadonlyMap<number, readonly number[]>,
): Set<number> {
  const wanted = new Set([0]);
  const add = (glyph: number) => {
    if (wanted.has(glyph)) return;
    wanted.add(glyph);
    for (const part of parts.get(glyph) ?? []) add(part);
  };
  for (const character of characters) {
    const glyph = glyphs.get(character);
    if (glyph !== undefined) add(glyph);
  }
  return wanted;
}

/**
 * A font of the same make with the outlines of `characters` alone, as WOFF. Glyphs keep their numbers, so that the other
 * tables stay as they are. Fails with `FontFault` or `BrotliFault` for fonts it cannot take apart.
 */
export function subsetFont(woff2: Uint8Array, characters: Iterable<number>): Uint8Array {
  try {
    return cutDown(woff2, characters);
  } catch (error) {
    if (error instanceof FontFault || error instanceof BrotliFault) throw error;
    // Damaged tables point to places that do not exist.
    throw new FontFault('the font is damaged', { cause: error });
  }
}

function cutDown(woff2: Uint8Array, characters: Iterable<number>): Uint8Array {
  const tables = readWoff2(woff2);
  const bytesOf = (tag: string): Uint8Array => {
    const table: FontTable | undefined = tables.get(tag);
    if (!table || (table.transformed && tag !== 'glyf')) throw new FontFault(`no readable table ${tag}`);
    return table.bytes;
  };
  if (!tables.get('glyf')?.transformed) throw new FontFault('no outlines in the form of WOFF2');
  const outlines = readOutlines(bytesOf('glyf'));
  const wanted = wantedGlyphs(characters, readCharacters(bytesOf('cmap')), outlines.parts);
  const kept = new Map<string, Uint8Array>();
  for (const tag of keptTables) if (tables.has(tag)) kept.set(tag, bytesOf(tag));
  const { glyf, loca } = packOutlines(outlines.glyphs, wanted);
  kept.set('glyf', glyf);
  kept.set('loca', loca);
  if (tables.has('gvar')) kept.set('gvar', packVariations(bytesOf('gvar'), wanted));
  const head = Uint8Array.from(bytesOf('head'));
  const headView = new DataView(head.buffer);
  headView.setUint32(8, 0);
  // Offsets of outlines are 32 bits wide now.
  headView.setInt16(50, 1);
  kept.set('head', head);
  return writeWoff(kept);
}
