/** Digits in a run are compared as a number: they are brought to this many. */
const digits = 16;

const isPlain = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 126) return false;
  return true;
};

/** Texts whose order as plain strings is the order people expect: case aside, numbers by their value. */
function plainKey(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, (run) => run.padStart(digits, '0'));
}

/**
 * A number for each text by which rows are sorted as a person expects: Chinese by its sound, numbers in texts by their value;
 * NaN where there is none.
 */
export function textKeys(texts: readonly (string | null)[]): Float64Array {
  const distinct = [...new Set(texts)].filter((text) => text !== null);
  // Comparing by the rules of a language takes many times longer than by letters; codes and ids do without.
  const ordered = distinct.every(isPlain)
    ? distinct
        .map((text) => [plainKey(text), text] as const)
        .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
        .map(([, text]) => text)
    : distinct.sort(new Intl.Collator('zh-Hans', { numeric: true }).compare);
  const ranks = new Map<string | null, number>();
  for (const [rank, text] of ordered.entries()) ranks.set(text, rank);
  return Float64Array.from(texts, (text) => ranks.get(text) ?? Number.NaN);
}
