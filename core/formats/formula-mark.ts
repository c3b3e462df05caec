/** What a spreadsheet program takes for a formula, also behind marks that it takes away. Signs of numbers are none. */
const formulaLike = /^'*(?:[=@\t\r]|[+-](?![\d.]))/;

/** A text with the mark of spreadsheet programs for "this is text" where it would be run as a formula otherwise. */
export function marked(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

/** The text behind such a mark. */
export function unmarked(text: string): string {
  return text.startsWith("'") && formulaLike.test(text) ? text.slice(1) : text;
}
