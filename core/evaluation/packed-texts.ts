import { type JoinedTexts, joinTexts } from '#core/model/joined-texts.ts';

/** Texts by their number in a list of the different ones. */
interface CodedTexts {
  readonly codes: Uint8Array;
  readonly texts: readonly (string | null)[];
}

/** A list of texts as it goes in a message: a message copies texts one by one, which takes many times as long. */
export type PackedTexts = CodedTexts | JoinedTexts;

/** As many different texts as a byte tells apart. */
const mostCodes = 256;

function codedTexts(list: readonly (string | null)[]): CodedTexts | undefined {
  const codes = new Uint8Array(list.length);
  const known = new Map<string | null, number>();
  for (let row = 0; row < list.length; row++) {
    const text = list[row]!;
    let code = known.get(text);
    if (code === undefined) {
      code = known.size;
      if (code === mostCodes) return undefined;
      known.set(text, code);
    }
    codes[row] = code;
  }
  return { codes, texts: [...known.keys()] };
}

/** Packs texts: by their numbers where few are different, else one behind the other. */
export function packTexts(list: readonly (string | null)[]): PackedTexts {
  return codedTexts(list) ?? joinTexts(list);
}

/** The texts of a packed list. */
export function openTexts(packed: PackedTexts): (string | null)[] {
  if ('codes' in packed) {
    const { codes, texts } = packed;
    return Array.from(codes, (code) => texts[code]!);
  }
  const { text, lengths } = packed;
  const list: (string | null)[] = [];
  let at = 0;
  for (const length of lengths) {
    list.push(length < 0 ? null : text.slice(at, at + length));
    if (length > 0) at += length;
  }
  return list;
}
