import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalNumber, leadingDigits, mostDecimals, mostDigits, plainDecimal } from '#core/formats/decimal.ts';

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

test('plain decimals in bytes are those of the language; everything else is left to it', () => {
  const bytes = (text: string) => new TextEncoder().encode(` ${text} `);
  const plain = (text: string) => plainDecimal(bytes(text), 1, 1 + text.length);
  for (const text of ['0', '-0', '00012', '12.', '.5', '-3.25', '1,5', '123456.789', '9007199254740991'])
    expect(plain(text)).toBe(Number(text.replace(',', '.')));
  for (const text of ['', '-', '.', '1e5', '+3', '1.2.3', '12a', '***', '1 2', '12345678901234567890'])
    expect(plain(text)).toBeNaN();
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat({ max: 11 }), (value, decimals) => {
      const text = value.toFixed(decimals);
      const read = plain(text);
      if (!Number.isNaN(read)) expect(read).toBe(Number(text));
    }),
    { numRuns: 5000 },
  );
});
