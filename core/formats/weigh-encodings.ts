import { decoderFor } from './encoding.ts';
import { frequentCharacters } from './frequent-characters.ts';

/** What the bytes of a file would be in one encoding. */
export interface WeighedEncoding {
  readonly encoding: string;
  /** How much like writing that reading is: 1 for everyday characters alone, 0 for noise. */
  readonly plausibility: number;
  /** Bytes or pairs of bytes that are no character. */
  readonly invalid: number;
}

/** The encodings that are tried where nothing is certain; of two that read equally well the first is taken. */
export const triedEncodings = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1251', 'windows-1252'] as const;

const { han, simplified, traditional, kana, japanese, hangul } = frequentCharacters;

/** Everyday characters by the family of an encoding. */
const everyday: Readonly<Record<string, ReadonlySet<string>>> = {
  gbk: new Set(han + simplified),
  gb18030: new Set(han + simplified),
  big5: new Set(han + traditional),
  shift_jis: new Set(han + kana + japanese),
  'euc-jp': new Set(han + kana + japanese),
  'euc-kr': new Set(hangul),
};

/** Two-byte characters of everyday use that the lists do not name: the first level of each national standard. */
const levels: Readonly<Record<string, (lead: number, trail: number) => boolean>> = {
  gbk: (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1,
  gb18030: (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1,
  big5: (lead) => lead >= 0xa4 && lead <= 0xc6,
  shift_jis: (lead) => lead >= 0x88 && lead <= 0x97,
  'euc-jp': (lead, trail) => lead >= 0xb0 && lead <= 0xcf && trail >= 0xa1,
  'euc-kr': (lead, trail) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1,
};

const weights = { everyday: 1, common: 0.6, punctuation: 0.5, rare: 0.05, odd: -0.5, invalid: -1 } as const;

const punctuation = /[\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20·—…“”‘’]/u;
const halfWidthKana = /[\uFF61-\uFF9F]/u;
const letter = /\p{L}/u;
const latin = /\p{Script=Latin}/u;
const upper = /\p{Lu}/u;
const lower = /\p{Ll}/u;

interface Sum {
  total: number;
  count: number;
  invalid: number;
}

/** Encodings with two bytes to a character, read pair by pair as their rules say. */
function weighPairs(bytes: Uint8Array, encoding: string): Sum {
  const decode = decoderFor(encoding);
  const known = everyday[encoding]!;
  const isCommon = levels[encoding]!;
  const sum = { total: 0, count: 0, invalid: 0 };
  const remembered = new Map<number, number>();
  for (let place = 0; place < bytes.length; place++) {
    const lead = bytes[place]!;
    if (lead < 0x80) continue;
    const trail = bytes[place + 1];
    // The width of a field may cut a character in two; what follows then is a space or nothing.
    if (trail === undefined || trail === 0x20 || trail === 0x09) continue;
    // Half-width kana of Shift JIS are single bytes.
    const isSingle = encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf;
    const key = isSingle ? lead : 256 * lead + trail;
    let weight = remembered.get(key);
    if (weight === undefined) {
      const text = decode(isSingle ? Uint8Array.of(lead) : Uint8Array.of(lead, trail));
      if (text.includes('\uFFFD')) weight = weights.invalid;
      else if (known.has(text)) weight = weights.everyday;
      else if (halfWidthKana.test(text)) weight = weights.odd;
      else if (punctuation.test(text)) weight = weights.punctuation;
      else weight = isCommon(lead, trail) ? weights.common : weights.rare;
      remembered.set(key, weight);
    }
    sum.total += weight;
    sum.count++;
    if (weight === weights.invalid) sum.invalid++;
    if (!isSingle && weight !== weights.invalid) place++;
    // Characters of four bytes (GB 18030) count as one that is rare.
    else if (!isSingle && encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39) place += 3;
  }
  return sum;
}

/** A character above ASCII by its neighbours: letters stand in words of their own script, small ones behind large ones. */
function weighLetter(before: string, character: string, after: string): number {
  if (character === '\uFFFD' || /\p{Cc}/u.test(character)) return weights.invalid;
  if (!letter.test(character)) return /[°²³§«»–—“”‘’€£№·]/u.test(character) ? weights.punctuation : weights.odd;
  const neighbours = [before, after].filter((one) => letter.test(one));
  if (latin.test(character)) {
    const isForeign = neighbours.some((one) => !latin.test(one));
    const isAlone = neighbours.every((one) => one.charCodeAt(0) >= 0x80);
    if (isForeign || (upper.test(character) && lower.test(before))) return weights.odd;
    // Letters with marks stand between plain ones; a row of them is another encoding.
    return isAlone ? weights.rare : 0.9;
  }
  if (neighbours.some((one) => latin.test(one))) return weights.odd;
  if (upper.test(character) && lower.test(before)) return weights.odd;
  if (upper.test(character) && upper.test(before)) return 0.3;
  return 0.9;
}

function weighSingles(bytes: Uint8Array, encoding: string): Sum {
  const text = decoderFor(encoding)(bytes);
  const sum = { total: 0, count: 0, invalid: 0 };
  for (let place = 0; place < text.length; place++) {
    if (text.charCodeAt(place) < 0x80) continue;
    const weight = weighLetter(text[place - 1] ?? '', text[place]!, text[place + 1] ?? '');
    sum.total += weight;
    sum.count++;
    if (weight === weights.invalid) sum.invalid++;
  }
  return sum;
}

/** How bytes read in one encoding. Errors: `formats/encoding-unknown`. */
export function weighEncoding(bytes: Uint8Array, encoding: string): WeighedEncoding {
  const { total, count, invalid } = everyday[encoding] ? weighPairs(bytes, encoding) : weighSingles(bytes, encoding);
  return { encoding, plausibility: count === 0 ? 0 : Math.max(0, Math.min(1, total / count)), invalid };
}

/** How bytes beyond ASCII read in each of `triedEncodings`, the likeliest first. */
export function weighEncodings(bytes: Uint8Array): WeighedEncoding[] {
  return triedEncodings
    .map((encoding) => weighEncoding(bytes, encoding))
    .sort((a, b) => b.plausibility - a.plausibility);
}
