import { brotliCompressSync, brotliDecompressSync, constants, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportFonts } from '#cli/font-source.ts';
import { unpackBrotli } from '#core/report/brotli.ts';
import { BrotliFault } from '#core/report/brotli-codes.ts';
import { subsetFont } from '#core/report/font-subset.ts';
import { FontFault, FontReader, readCharacters, readWoff2 } from '#core/report/font-tables.ts';
import { charactersBySlice, fontFaces, fontUse, rangeOf } from '#core/report/html-fonts.ts';
import { writeHtml } from '#core/report/html-report.ts';
import type { FontFamily } from '#core/report/report-input.ts';
import { buildReport } from '#core/report/report-model.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

let families: FontFamily[];

beforeAll(async () => {
  families = await reportFonts();
});

/** The packed part of a WOFF2 file. */
function packedPart(font: Uint8Array): Uint8Array {
  const reader = new FontReader(font, 12);
  const tables = reader.uint16();
  reader.at = 20;
  const length = reader.uint32();
  reader.at = 48;
  for (let table = 0; table < tables; table++) {
    const flags = reader.uint8();
    if ((flags & 63) === 63) reader.at += 4;
    reader.base128();
    const isOutline = (flags & 63) === 10 || (flags & 63) === 11;
    if (isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0) reader.base128();
  }
  return font.subarray(reader.at, reader.at + length);
}

/** Tables of a WOFF file, unpacked. */
function readWoff(font: Uint8Array): Map<string, Uint8Array> {
  const reader = new FontReader(font);
  expect(reader.uint32()).toBe(0x774f4646);
  reader.at = 8;
  expect(reader.uint32()).toBe(font.length);
  const count = reader.uint16();
  const tables = new Map<string, Uint8Array>();
  for (let table = 0; table < count; table++) {
    reader.at = 44 + 20 * table;
    const tag = String.fromCharCode(reader.uint8(), reader.uint8(), reader.uint8(), reader.uint8());
    const offset = reader.uint32();
    const packed = reader.uint32();
    const length = reader.uint32();
    const bytes = font.subarray(offset, offset + packed);
    tables.set(tag, packed < length ? inflateSync(bytes) : bytes);
    expect(tables.get(tag)).toHaveLength(length);
  }
  return tables;
}

function glyphLengths(tables: ReadonlyMap<string, Uint8Array>): number[] {
  const loca = new FontReader(tables.get('loca')!);
  const offsets = Array.from({ length: tables.get('loca')!.length / 4 }, () => loca.uint32());
  return offsets.slice(1).map((offset, glyph) => offset - offsets[glyph]!);
}

describe('unpacking', () => {
  test('every slice of the bundled fonts comes out as zlib has it', async () => {
    expect(families.map(({ slices }) => slices.length)).toEqual([101, 101]);
    for (const { slices } of families) {
      for (const slice of slices) {
        const packed = packedPart(await slice.load());
        const expected = brotliDecompressSync(packed);
        expect(Buffer.compare(unpackBrotli(packed, expected.length), expected)).toBe(0);
      }
    }
  });

  test('whatever was packed comes out again', () => {
    const values = fc.array(fc.integer({ min: 200, max: 215 }), { minLength: 1, maxLength: 4000 });
    fc.assert(
      fc.property(values, fc.constantFrom(1, 5, 9, 11), (bytes, quality) => {
        const data = Buffer.from(bytes);
        const packed = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
        expect(Buffer.compare(unpackBrotli(packed, data.length), data)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('damaged streams are refused and never run on', () => {
    const packed = packedPart(brotliless());
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(packed);
        damaged[place] = damaged[place]! ^ change;
        try {
          expect(unpackBrotli(damaged, 5000).length).toBe(5000);
        } catch (error) {
          expect(error).toBeInstanceOf(BrotliFault);
        }
      }),
      { numRuns: 200 },
    );
    expect(() => unpackBrotli(new Uint8Array(0), 10)).toThrow(BrotliFault);
  });
});

/** A file with the head of a WOFF2 font and 5000 packed bytes. */
function brotliless(): Uint8Array {
  const data = Buffer.from(Array.from({ length: 5000 }, (_, at) => 200 + ((at * at) % 17)));
  const packed = brotliCompressSync(data);
  const file = Buffer.alloc(48 + packed.length);
  file.writeUInt32BE(packed.length, 20);
  packed.copy(file, 48);
  return file;
}

describe('cutting down', () => {
  const wanted = [...'地块情景绿廊'].map((letter) => letter.codePointAt(0)!);

  test('keeps the wanted glyphs with their widths and drops the outlines of the others', async () => {
    for (const { slices } of families) {
      for (const [slice, own] of charactersBySlice(slices, new Set(wanted))) {
        const whole = await slice.load();
        const source = readWoff2(whole);
        const glyphs = readCharacters(source.get('cmap')!.bytes);
        const tables = readWoff(subsetFont(whole, own));
        const lengths = glyphLengths(tables);
        const kept = new Set(own.map((character) => glyphs.get(character)!));
        for (const glyph of kept) expect(lengths[glyph]).toBeGreaterThan(20);
        const others = lengths.filter((length, glyph) => length > 0 && glyph !== 0 && !kept.has(glyph));
        // Only parts of composite glyphs may come along.
        expect(others.length).toBeLessThan(own.length + 3);
        expect(lengths).toHaveLength(new FontReader(tables.get('maxp')!, 4).uint16());
        expect(Buffer.compare(tables.get('hmtx')!, source.get('hmtx')!.bytes)).toBe(0);
      }
    }
  });

  test('the sum over the whole font is what the format wants', async () => {
    const slice = [...charactersBySlice(families[0]!.slices, new Set([wanted[0]!])).keys()][0]!;
    const tables = readWoff(subsetFont(await slice.load(), [wanted[0]!]));
    const sum = (bytes: Uint8Array) => {
      const padded = Buffer.concat([bytes, Buffer.alloc(3)]);
      let total = 0;
      for (let at = 0; at < bytes.length; at += 4) total = (total + padded.readUInt32BE(at)) % 2 ** 32;
      return total;
    };
    const head = Buffer.from(tables.get('head')!);
    const adjustment = head.readUInt32BE(8);
    head.writeUInt32BE(0, 8);
    const tags = [...tables.keys()];
    expect(tags).toEqual([...tags].sort());
    const directory = Buffer.alloc(12 + 16 * tags.length);
    directory.writeUInt32BE(0x00010000, 0);
    directory.writeUInt16BE(tags.length, 4);
    const selector = Math.floor(Math.log2(tags.length));
    directory.writeUInt16BE(16 * 2 ** selector, 6);
    directory.writeUInt16BE(selector, 8);
    directory.writeUInt16BE(16 * tags.length - 16 * 2 ** selector, 10);
    let at = directory.length;
    let total = 0;
    tags.forEach((tag, index) => {
      const bytes = tag === 'head' ? head : tables.get(tag)!;
      directory.write(tag, 12 + 16 * index, 'latin1');
      directory.writeUInt32BE(sum(bytes), 16 + 16 * index);
      directory.writeUInt32BE(at, 20 + 16 * index);
      directory.writeUInt32BE(bytes.length, 24 + 16 * index);
      at += Math.ceil(bytes.length / 4) * 4;
      total += sum(bytes);
    });
    expect((total + sum(directory) + adjustment) % 2 ** 32).toBe(0xb1b0afba);
  });

  test('what is no such font, or a damaged one, is refused', async () => {
    expect(() => subsetFont(new Uint8Array(100), wanted)).toThrow(FontFault);
    const whole = await [...charactersBySlice(families[0]!.slices, new Set([wanted[0]!])).keys()][0]!.load();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(whole);
        damaged[place] = damaged[place]! ^ change;
        try {
          subsetFont(damaged, wanted);
        } catch (error) {
          expect(error instanceof FontFault || error instanceof BrotliFault).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('embedding', () => {
  test('a font that cannot be taken apart is embedded whole', async () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const family = {
      name: 'Noto Sans SC',
      slices: [{ unicodeRange: 'U+4E00-9FFF', load: () => Promise.resolve(bytes) }],
    } as const;
    const css = await fontFaces([family], { sans: new Set([0x5730]), serif: new Set() });
    expect(css).toContain(`data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`);
    expect(css).toContain('unicode-range:U+5730');
  });

  test('ranges are short, overlapping slices are used once', () => {
    expect(rangeOf([0x41, 0x43, 0x42, 0x5730])).toBe('U+41-43,U+5730');
    const slice = (unicodeRange: string) => ({ unicodeRange, load: () => Promise.resolve(new Uint8Array()) });
    const [first, last, unused] = [slice('U+0-7F,U+4E??'), slice('U+41-5A'), slice('U+3000')];
    const found = charactersBySlice([first, unused, last], new Set([0x41, 0x61, 0x4e8c]));
    expect(found.get(last)).toEqual([0x41]);
    expect(found.get(first)).toEqual([0x61, 0x4e8c]);
    expect(found.has(unused)).toBe(false);
  });

  test('text is sorted by the family it is set in', () => {
    const use = fontUse(
      '<main><h2>标</h2><p class="prose body">正<sup>注</sup><span class="sc">牌</span>文</p><svg><text>图&amp;</text></svg></main>',
    );
    const has = (set: ReadonlySet<number>, letter: string) => set.has(letter.codePointAt(0)!);
    for (const letter of '标注牌图&') expect(has(use.sans, letter)).toBe(true);
    for (const letter of '正文') {
      expect(has(use.serif, letter)).toBe(true);
      expect(has(use.sans, letter)).toBe(false);
    }
  });

  test('a whole report stays well under its size, with a glyph for every letter', async () => {
    const html = await writeHtml(buildReport(reportInput()), 'zh', families);
    expect(html.length).toBeLessThan(1_500_000);
    const body = html.slice(html.indexOf('<body>'));
    const use = fontUse(body);
    for (const { name } of families) {
      const faces = [...html.matchAll(new RegExp(`font-family:"${name}";[^}]*unicode-range:([^}]+)}`, 'g'))];
      const ranges = faces
        .flatMap(([, range]) => range!.split(','))
        .map((part) =>
          part
            .slice(2)
            .split('-')
            .map((hex) => Number.parseInt(hex, 16)),
        );
      const characters = name === 'Noto Serif SC' ? use.serif : use.sans;
      const missing = [...characters].filter(
        (character) => character > 32 && !ranges.some(([from, to = from]) => character >= from! && character <= to!),
      );
      // Greek capitals of formulas are not in the Chinese fonts.
      expect(
        missing
          .map((character) => String.fromCodePoint(character))
          .filter((letter) => !/\p{Script=Greek}/u.test(letter)),
      ).toEqual([]);
    }
  });
});
