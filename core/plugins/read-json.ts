import type { FaultFinder } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';

/** Characters shown of the line in which reading stopped. */
const shownCharacters = 40;

/** Where parsing stopped, from what the parser says; the end of the text when it names no place. */
function stoppedAt(text: string, thrown: unknown): { readonly line: number; readonly column: number } {
  const found = /position (\d+)/.exec(thrown instanceof Error ? thrown.message : '');
  const before = text.slice(0, found ? Number(found[1]) : text.trimEnd().length);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/**
 * The value of a JSON file of a plugin. Notes a fault with the line and column at which it cannot be read on, and gives
 * undefined, when it is not JSON.
 */
export function readJson(finder: FaultFinder, path: string, text: string, fix?: LocalText): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    const { line, column } = stoppedAt(text, thrown);
    const shown = text.split('\n')[line - 1]!.trim().slice(0, shownCharacters);
    finder.add(
      `${path}:${line}:${column}`,
      { zh: `不是 JSON，读不下去的地方：${shown}`, en: `it is not JSON; reading stopped at: ${shown}` },
      fix ?? {
        zh: '看这里和上一行，是否缺逗号、引号或括号，或多了逗号',
        en: 'look here and in the line before for a missing comma, quote or bracket, or one comma too many',
      },
    );
    return undefined;
  }
}
