/** Texts one behind the other with the length of each, -1 where there is none. */
export interface JoinedTexts {
  readonly text: string;
  readonly lengths: Int32Array;
}

const known = new WeakMap<readonly (string | null)[], JoinedTexts>();

/** Remembers that `texts` stand in one text anyway. */
export function keepJoined(texts: readonly (string | null)[], joined: JoinedTexts): void {
  known.set(texts, joined);
}

/** `texts` joined; the lengths are the caller's own. */
export function joinTexts(texts: readonly (string | null)[]): JoinedTexts {
  const kept = known.get(texts);
  if (kept) return { text: kept.text, lengths: kept.lengths.slice() };
  const lengths = new Int32Array(texts.length);
  for (let row = 0; row < texts.length; row++) lengths[row] = texts[row]?.length ?? -1;
  return { text: texts.join(''), lengths };
}
