import type { Scalar } from '#core/model/feature-table.ts';
import { isLandUse, landUseDefinitions } from '#core/model/land-use.ts';
import { type FloorUse, floorUseLabels, roles } from '#core/model/role.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { same } from './report-format.ts';
import { labels } from './report-texts.ts';
import { lowerFirst } from './sentence.ts';

const fieldLabels: ReadonlyMap<string, LocalText> = new Map(
  [...roles.values()].reverse().flatMap(({ fields }) => fields.map(({ name, label }) => [name, label] as const)),
);

/** The name of a field as a person reads it; fields that are not canonical keep their own. */
export function fieldLabel(name: string): LocalText {
  return fieldLabels.get(name) ?? same(name);
}

/** A value as a person reads it: land uses and floor uses by name, texts in quotation marks. */
export function valueLabel(value: Scalar): LocalText {
  if (value === null) return labels.none;
  if (typeof value === 'boolean') return value ? labels.yes : labels.no;
  if (typeof value === 'number') return same(formatNumber(value));
  const label = isLandUse(value) ? landUseDefinitions[value].label : floorUseLabels[value as FloorUse];
  return label ? { zh: label.zh, en: lowerFirst(label.en) } : { zh: `“${value}”`, en: `"${value}"` };
}

const keywords: Readonly<Record<string, LocalText>> = {
  and: { zh: '且', en: 'and' },
  or: { zh: '或', en: 'or' },
  not: { zh: '非', en: 'not' },
  is: { zh: '为', en: 'is' },
  in: { zh: '属于', en: 'is one of' },
  like: { zh: '形如', en: 'is like' },
  true: labels.yes,
  false: labels.no,
};
/** What `not` before a comparison by name makes of it. */
const denied: Readonly<Record<string, LocalText>> = {
  in: { zh: '不属于', en: 'is none of' },
  like: { zh: '不形如', en: 'is not like' },
};
const wideOpen: LocalText = { zh: '（', en: '(' };
const symbols: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '<>': '≠', '!=': '≠', '==': '=', '-': '−' };
const tokens =
  /'((?:[^']|'')*)'|"([^"]+)"|([\p{L}_][\p{L}\p{N}_]*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(<=|>=|<>|!=|==|[^\s])/gu;

/** An expression of a recipe in words: 用地为居住且容积率 < 1.6. */
export function expressionWords(expression: string): LocalText {
  const parts: LocalText[] = [];
  const brackets: LocalText[] = [];
  for (const [, text, quotedName, name, number, symbol] of expression.matchAll(tokens)) {
    const equals = parts.at(-1)?.en === '=';
    if (text !== undefined) {
      // Texts are not equal to something, they are something.
      if (equals) parts.splice(-1, 1, keywords['is']!);
      parts.push(valueLabel(text.replaceAll("''", "'")));
    } else if (quotedName !== undefined) parts.push(wordOf(quotedName, false));
    else if (name?.toLowerCase() === 'null') parts.splice(...noValue(parts));
    else if (name !== undefined) {
      const refusal = parts.at(-1) === keywords['not'] ? denied[name.toLowerCase()] : undefined;
      if (refusal) parts.splice(-1, 1, refusal);
      else parts.push(wordOf(name, true));
    } else if (number !== undefined) parts.push(same(number));
    else parts.push(punctuation(symbol!, parts.at(-1), brackets));
  }
  return { zh: joinChinese(parts.map(({ zh }) => zh)), en: joinEnglish(parts.map(({ en }) => en)) };
}

/** Brackets around conditions and lists are Chinese ones in Chinese; those of a function are as they are written. */
function punctuation(symbol: string, before: LocalText | undefined, brackets: LocalText[]): LocalText {
  if (symbol === '(') {
    const isPlain =
      before === undefined ||
      before === wideOpen ||
      [...Object.values(keywords), ...Object.values(denied)].includes(before);
    brackets.push(isPlain ? wideOpen : same('('));
    return brackets.at(-1)!;
  }
  const isWide = brackets.at(-1) === wideOpen;
  if (symbol === ')') brackets.pop();
  if (isWide && symbol === ')') return { zh: '）', en: ')' };
  if (isWide && symbol === ',') return { zh: '、', en: ',' };
  return same(symbols[symbol] ?? symbol);
}

/** How many words before a `null` belong to it, and what they say together: is not null, is null. */
function noValue(parts: readonly LocalText[]): [start: number, count: number, words: LocalText] {
  const before = parts.slice(-2).map(({ en }) => en);
  if (before[0] === 'is' && before[1] === 'not') return [-2, 2, { zh: '有值', en: 'has a value' }];
  if (before.at(-1) === 'is') return [-1, 1, { zh: '没有值', en: 'has no value' }];
  return [parts.length, 0, labels.none];
}

function wordOf(name: string, plain: boolean): LocalText {
  const keyword = plain ? keywords[name.toLowerCase()] : undefined;
  if (keyword) return keyword;
  const label = fieldLabel(name);
  return { zh: label.zh, en: lowerFirst(label.en) };
}

function joinEnglish(words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/\( /g, '(')
    .replace(/ ([),])/g, '$1');
}

/** Chinese words stand together; symbols, digits and Latin letters stand apart. */
function joinChinese(words: readonly string[]): string {
  const chinese = /[\u4e00-\u9fff“”（）、]/;
  return words.reduce((text, word) => {
    const tight =
      text === '' ||
      (chinese.test(text.at(-1)!) && chinese.test(word[0]!)) ||
      /^[),）、]/.test(word) ||
      /[(（、]$/.test(text);
    return tight ? text + word : `${text} ${word}`;
  }, '');
}
