import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalNumber, leadingDigits, mostDecimals, mostDigits } from '#core/formats/decimal.ts';

/** Reads a decimal number as the JSON reader does. */
function read(text: string): number {
  const [whole, fraction = ''] = text.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const leading = Number(digits.slice(0, leadingDigits) || '0');
  const trailing = Number(digits.slice(leadingDigits) || '0');
  return decimalNumber(leading, trailing, digits.length, fraction.length);
}

test('decimal numbers of up to 19 digits are those of the language, or in doubt', () => {
  const digit = fc.constantFrom(...'0123456789');
  const number = fc
    .tuple(fc.array(digit, { minLength: 1, maxLength: mostDigits }), fc.nat({ max: mostDecimals }))
    .map(([digits, decimals]) => {
      const padded = digits.join('').padStart(decimals + 1, '0');
      return decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
    });
  let doubts = 0;
  fc.assert(
    fc.property(number, (text) => {
      const value = read(text);
      if (Number.isNaN(value)) doubts++;
      else expect(value).toBe(Number(text));
    }),
    { numRuns: 20_000 },
  );
  expect(doubts).toBeLessThan(20);
});

test('coordinates as programs print them', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-5, max: 1e8, noNaN: true }), (value) => {
      const text = String(value);
      if (/^\d+\.\d+$/.test(text) && text.length < 20) expect(read(text)).toBe(value);
    }),
    { numRuns: 20_000 },
  );
});

test('halfway between two doubles is left to the language', () => {
  // 2^53 + 1 lies in the middle.
  expect(read('9007199254740993')).toBeNaN();
  expect(read('9007199254740992')).toBe(9007199254740992);
});
