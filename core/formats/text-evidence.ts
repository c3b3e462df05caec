import type { LocalText } from '#core/model/text.ts';
import { decoderFor, isAscii, isUtf8 } from './encoding.ts';
import { triedEncodings, type WeighedEncoding, weighEncoding } from './weigh-encodings.ts';

/** What of a file tells its encoding: kept while an import is prepared, so that a person can compare readings. */
export interface TextEvidence {
  /** Bytes with characters beyond ASCII; cells are separated by a tab or a space. */
  readonly sample: Uint8Array;
  /** A few rows as bytes, their cells separated by tabs. */
  readonly rows: readonly Uint8Array[];
  /** What the file says about its encoding, true or not. */
  readonly statements: readonly LocalText[];
}

/** One way to read the texts of a file. */
export interface EncodingOption {
  readonly encoding: string;
  /** 0 to 1: how much like writing the file reads so. */
  readonly plausibility: number;
  /** Characters of the sample that are none in this encoding. */
  readonly invalid: number;
  /** The first rows with characters beyond ASCII, read so; each once. */
  readonly lines: readonly string[];
}

/** Text that is enough to weigh encodings by. */
const sampleSize = 65_536;
const shownRows = 3;
/** Longest row that is shown, in bytes. */
const longestRow = 160;

/** The part of a long row with its first character beyond ASCII. */
function aroundTexts(row: Uint8Array): Uint8Array {
  if (row.length <= longestRow) return row.slice();
  const first = row.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - longestRow / 4);
  return row.slice(start, start + longestRow);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

/** Different rows of a text that have characters beyond ASCII, as far as a person needs them to tell encodings apart. */
export function tellingRows(bytes: Uint8Array): Uint8Array[] {
  const rows: Uint8Array[] = [];
  for (let start = 0; start < bytes.length && rows.length < shownRows; ) {
    const next = bytes.indexOf(0x0a, start);
    const end = next < 0 ? bytes.length : next;
    const row = bytes.subarray(start, end);
    if (!isAscii(row)) {
      const shown = aroundTexts(row);
      if (!rows.some((other) => isSame(other, shown))) rows.push(shown);
    }
    start = end + 1;
  }
  return rows;
}

/** What the bytes of a text tell; undefined where they are ASCII, so that there is nothing to choose. */
export function evidenceOf(bytes: Uint8Array, statements: readonly LocalText[]): TextEvidence | undefined {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  if (first < 0) return undefined;
  return { sample: bytes.slice(first, first + sampleSize), rows: tellingRows(bytes), statements };
}

/** Bytes that no UTF-8 text has, counted where they are. */
function weighUtf8(bytes: Uint8Array): WeighedEncoding {
  const text = decoderFor('utf-8')(bytes);
  let invalid = 0;
  let beyond = 0;
  for (const character of text) {
    if (character === '\uFFFD') invalid++;
    if (character >= '\u0080') beyond++;
  }
  // What is valid UTF-8 throughout is practically never anything else; what is not is none.
  const share = isUtf8(bytes) ? 1 : beyond === 0 ? 0 : Math.max(0, 1 - (4 * invalid) / beyond);
  return { encoding: 'utf-8', plausibility: share, invalid };
}

function lineOf(row: Uint8Array, encoding: string): string {
  return decoderFor(encoding)(row)
    .split('\t')
    .map((cell) => cell.replaceAll('\0', '').trim())
    .filter((cell) => cell !== '')
    .join(' · ');
}

/** The readings of a file's texts side by side: the one in use first, then the likelier ones. */
export function encodingOptions({ sample, rows }: TextEvidence, used: string): readonly EncodingOption[] {
  // GBK is GB 18030 without its rarest characters: offering both would be no choice.
  const others = triedEncodings.filter((each) => each !== used && !(each === 'gb18030' && used === 'gbk'));
  const isWide = used.startsWith('utf-16');
  const names = isWide ? [used] : ['utf-8', used, ...others];
  return [...new Set(names)]
    .map((encoding) => {
      const weighed = encoding === 'utf-8' ? weighUtf8(sample) : weighEncoding(sample, encoding);
      return { ...weighed, lines: [...new Set(rows.map((row) => lineOf(row, encoding)))] };
    })
    .sort((a, b) => Number(b.encoding === used) - Number(a.encoding === used) || b.plausibility - a.plausibility);
}
