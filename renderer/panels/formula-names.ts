/** Something that can stand in a formula. */
export interface FormulaName {
  /** As it is written in the formula. */
  readonly insert: string;
  readonly label: string;
  readonly kind: 'field' | 'indicator' | 'count';
}

/** The word before the caret, and where it begins; undefined within a text in quotes. */
export function wordAt(formula: string, caret: number): { readonly word: string; readonly from: number } | undefined {
  const before = formula.slice(0, caret);
  if ((before.match(/'/g)?.length ?? 0) % 2 === 1) return undefined;
  const word = /["\p{L}_][\p{L}\p{N}_-]*$/u.exec(before)?.[0] ?? '';
  return { word: word.replace(/^"/, ''), from: caret - word.length };
}

/** Whether the caret stands within the brackets of a count, where names are those of parcels. */
export function isWithinCount(formula: string, caret: number): boolean {
  let depth = 0;
  const opened: boolean[] = [];
  for (let at = 0; at < caret; at++) {
    if (formula[at] === '(')
      opened.push(/(?:^|[^\p{L}\p{N}_])(?:sum|mean|count|share)\s*$/iu.test(formula.slice(0, at)));
    else if (formula[at] === ')') opened.pop();
  }
  for (const isCount of opened) if (isCount) depth++;
  return depth > 0;
}

/** Names that go on from what was typed, those that begin with it first. */
export function suggestedNames(
  names: readonly FormulaName[],
  formula: string,
  caret: number,
  limit: number,
): readonly FormulaName[] {
  const at = wordAt(formula, caret);
  if (!at || at.word === '') return [];
  const typed = at.word.toLowerCase();
  const wanted = isWithinCount(formula, caret) ? ['field'] : ['count', 'indicator'];
  const plain = ({ insert }: FormulaName) => insert.replaceAll('"', '').toLowerCase();
  const found = names.filter(
    (name) =>
      wanted.includes(name.kind) &&
      plain(name) !== typed &&
      (plain(name).includes(typed) || name.label.toLowerCase().includes(typed)),
  );
  return [...found]
    .sort((a, b) => Number(plain(b).startsWith(typed)) - Number(plain(a).startsWith(typed)))
    .slice(0, limit);
}
