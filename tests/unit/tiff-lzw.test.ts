import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpackLzw } from '#core/formats/tiff-lzw.ts';

/** Packs bytes as TIFF 6.0 tells writers to: the table is cleared when its last entry but two is made. */
function pack(bytes: readonly number[]): Uint8Array {
  const out: number[] = [];
  let kept = 0;
  let keptBits = 0;
  let bits = 9;
  const put = (code: number): void => {
    kept = kept * 2 ** bits + code;
    keptBits += bits;
    while (keptBits >= 8) {
      keptBits -= 8;
      const high = Math.floor(kept / 2 ** keptBits);
      out.push(high);
      kept -= high * 2 ** keptBits;
    }
  };
  let table = new Map<string, number>();
  let next = 258;
  const reset = (): void => {
    table = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
    next = 258;
  };
  put(256);
  reset();
  let word = '';
  for (const byte of bytes) {
    const longer = word + String.fromCharCode(byte);
    if (table.has(longer)) {
      word = longer;
      continue;
    }
    put(table.get(word)!);
    table.set(longer, next++);
    if (next === 512 || next === 1024 || next === 2048) bits++;
    if (next === 4094) {
      put(256);
      bits = 9;
      reset();
    }
    word = String.fromCharCode(byte);
  }
  if (word !== '') put(table.get(word)!);
  // The reader has made one entry more than the writer by now.
  if (next + 1 === 512 || next + 1 === 1024 || next + 1 === 2048) bits++;
  put(257);
  if (keptBits > 0) out.push(kept * 2 ** (8 - keptBits));
  return Uint8Array.from(out);
}

test('what was packed by LZW comes back, short and long, through all widths of codes', () => {
  const texts = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 400 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3000 }),
    fc.integer({ min: 0, max: 30_000 }).map((length) => Array.from({ length }, (_, at) => (at * at) % 251)),
  );
  fc.assert(
    fc.property(texts, (bytes) => {
      expect([...unpackLzw(pack(bytes), bytes.length)]).toEqual(bytes);
    }),
    { numRuns: 60 },
  );
});

test('damaged data end: with what is wanted, or with an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 6000 }), (packed) => {
      try {
        expect(unpackLzw(packed, 50_000).length).toBeLessThanOrEqual(50_000);
      } catch (error) {
        expect(String(error)).toMatch(/LZW code \d+ before its entry/);
      }
    }),
    { numRuns: 400 },
  );
  expect(() => unpackLzw(Uint8Array.of(0x80, 0x3f, 0xff, 0xff), 100)).toThrow(/LZW code/);
});
