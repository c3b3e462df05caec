import { faultList } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** Characters that act on a terminal or turn the direction of writing, instead of standing for themselves. */
const acting = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What a plugin said as one line of plain text of at most `longest` characters. */
export function printable(value: unknown, longest: number): string {
  const text = String(value)
    .slice(0, 2 * longest)
    .replace(acting, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const longestMessage = 500;

/** `plugin/failed` with the plugin's own words and, where its stack tells, the line of its code. */
export function failedError(evaluator: string, text: LocalText, stack: string): WorkbenchError {
  const line = /plugin\.js:(\d{1,9})/.exec(String(stack))?.[1];
  const zh = printable(text.zh, longestMessage) || '没有说明';
  const en = printable(text.en, longestMessage) || 'it did not say why';
  const reason = line === undefined ? { zh, en } : { zh: `${zh}（第 ${line} 行）`, en: `${en} (line ${line})` };
  return new WorkbenchError('plugin/failed', { evaluator, reason });
}

/** `plugin/bad-output` for a value that could not be taken out of the sandbox. */
export function unsoundError(evaluator: string, path: string, what: LocalText): WorkbenchError {
  const fault = {
    path: printable(path, 200),
    message: { zh: printable(what.zh, 200), en: printable(what.en, 200) },
    fix: {
      zh: '只返回数据：数、文字、列表、对象和定型数组',
      en: 'return data alone: numbers, texts, lists, objects, typed arrays',
    },
  };
  return new WorkbenchError('plugin/bad-output', { evaluator, count: 1, faults: faultList([fault]) });
}
