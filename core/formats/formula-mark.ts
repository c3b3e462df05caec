/**
 * What a spreadsheet program takes for a formula, also behind marks that it takes away, and with the wide signs that East
 * Asian versions take as well. A number with a sign is none; what goes on behind a number is.
 */
const formulaLike = /^'*(?:[=@＝＠\t\r\n]|[+\-＋－](?!(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$))/i;

/** A text with the mark of spreadsheet programs for "this is text" where it would be run as a formula otherwise. */
export function marked(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

/** The text behind such a mark. */
export function unmarked(text: string): string {
  return text.startsWith("'") && formulaLike.test(text) ? text.slice(1) : text;
}
