import { describe, expect, test } from 'vitest';
import { decoderFor, encodingNamed } from '#core/formats/encoding.ts';
import { guessEncoding } from '#core/formats/guess-encoding.ts';
import { failureOf } from './formats-support.ts';

test.each([
  ['UTF-8', 'utf-8'],
  ['65001', 'utf-8'],
  ['GBK', 'gbk'],
  ['CP936', 'gbk'],
  ['ANSI 936', 'gbk'],
  ['GB2312', 'gbk'],
  ['GB18030', 'gb18030'],
  ['Big-5', 'big5'],
  ['950', 'big5'],
  ['shiftjis', 'shift_jis'],
  ['EUC-KR', 'euc-kr'],
  ['koi8r', 'koi8-r'],
  ['ISO-8859-1', 'windows-1252'],
  ['88591', 'windows-1252'],
  ['8859_2', 'iso-8859-2'],
  ['latin2', 'iso-8859-2'],
  ['1251', 'windows-1251'],
  ['Windows-1250', 'windows-1250'],
  ['874', 'windows-874'],
  ['OEM 850', 'cp850'],
  ['UTF-16', 'utf-16le'],
])('%s is %s', (label, encoding) => {
  expect(encodingNamed(label)).toBe(encoding);
  expect(decoderFor(label)(new Uint8Array([0x41, 0x00])).startsWith('A')).toBe(true);
});

test('a name that means no encoding', async () => {
  expect(encodingNamed('klingon')).toBeUndefined();
  const error = await failureOf(Promise.resolve().then(() => decoderFor('klingon')));
  expect(error.code).toBe('formats/encoding-unknown');
});

describe('the code pages of DOS', () => {
  test('have 128 characters each above ASCII', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const page of ['437', '850', '852']) expect(decoderFor(page)(all)).toHaveLength(256);
    expect(decoderFor('437')(new Uint8Array([0x81, 0xe1, 0xb3]))).toBe('üß│');
    expect(decoderFor('850')(new Uint8Array([0x81, 0xe1, 0xb5]))).toBe('üßÁ');
    expect(decoderFor('852')(new Uint8Array([0x8f, 0xe6]))).toBe('ĆŠ');
  });
});

/** Texts in encodings that Node can decode but not write, in hex. */
const gbk = 'bed3d7a1d3c3b5d82cb9abd4b0c2ccb5d82cc9ccd2b5b7fecef1d2b5c9e8cae9d3c3b5d8';
const big5 = 'a9dca6edaba2a6612ca4bdb6e9baf1a661';

describe('guessing', () => {
  const guess = (hex: string) => guessEncoding(new Uint8Array(Buffer.from(hex, 'hex')));

  test('simplified and traditional Chinese', () => {
    expect(guess(gbk)).toMatchObject({ encoding: 'gb18030', certainty: 'likely' });
    expect(guess(big5)).toMatchObject({ encoding: 'big5', certainty: 'likely' });
    expect(guess(gbk).reason.en).toMatch(/\d+ %/);
  });

  test('few characters are enough, as long as they are everyday ones', () => {
    expect(guess('b9ab').encoding).toBe('gb18030');
    expect(guess('b0eabb79').encoding).toBe('big5');
  });

  test('UTF-8, with and without mark, also when the sample cuts a character', () => {
    expect(guessEncoding(new TextEncoder().encode('居住用地')).certainty).toBe('certain');
    expect(guessEncoding(new TextEncoder().encode('居住用地').subarray(0, 11)).encoding).toBe('utf-8');
    expect(guess('efbbbf41').encoding).toBe('utf-8');
    expect(guess('').encoding).toBe('utf-8');
  });

  test('UTF-16 by its mark or its zeros', () => {
    expect(guess('fffe4100').encoding).toBe('utf-16le');
    expect(guess('feff0041').encoding).toBe('utf-16be');
    expect(guess('4100420043000a00').encoding).toBe('utf-16le');
    expect(guess('004100420043000a').encoding).toBe('utf-16be');
  });

  test('western texts are not taken for Chinese', () => {
    for (const text of [
      'São Paulo, Goiânia, Brasília',
      'Straße, Übergang, Plätze',
      'Zürich, Genève',
      'Málaga à côté',
    ]) {
      const choice = guessEncoding(new Uint8Array(Buffer.from(text, 'latin1')));
      expect([text, choice.encoding, choice.certainty]).toEqual([text, 'windows-1252', 'guess']);
    }
  });
});
