import type { LocalText, TextParameters } from '#core/model/text.ts';
import { renderText } from '#core/model/text.ts';
import type { IndicatorRow } from './report-facts.ts';
import { isMet, numberOf } from './report-facts.ts';
import { numberText, quantityText } from './report-format.ts';
import { summaryTexts } from './report-texts.ts';
import type { ScenarioMark } from './scenario-mark.ts';

/** Stands at both ends of what was filled in, until the spaces are set. */
const seam = '\u2060';

/**
 * A sentence in both languages with its parameters filled in. Chinese gets a space where a filled-in text that begins or ends
 * with a Latin letter or digit meets a Chinese one.
 */
export function fill(template: LocalText, parameters: TextParameters): LocalText {
  const marked: TextParameters = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      return [name, `${seam}${typeof value === 'string' ? value : value.zh}${seam}`];
    }),
  );
  const zh = renderText(template, 'zh', marked)
    .replace(/([\u4e00-\u9fff])\u2060+(?=[A-Za-z0-9+−±≥≤])/g, '$1 ')
    .replace(/([A-Za-z0-9%²³])\u2060+(?=[\u4e00-\u9fff])/g, '$1 ')
    .replaceAll(seam, '');
  return { zh, en: renderText(template, 'en', parameters) };
}

/** `甲、乙和丙`; `one, two and three`. */
export function listText(items: readonly LocalText[]): LocalText {
  if (items.length < 2) return items[0] ?? { zh: '', en: '' };
  const rest = items.slice(0, -1);
  const first = { zh: rest.map(({ zh }) => zh).join('、'), en: rest.map(({ en }) => en).join(', ') };
  // A comma before the last of three: names such as "education and research" hold an "and" of their own.
  const en = items.length > 2 ? '{first}, and {last}' : '{first} and {last}';
  return fill({ zh: '{first}和{last}', en }, { first, last: items.at(-1)! });
}

/** An English phrase as it stands within a sentence: without its capital, unless it begins with a name or abbreviation. */
export function lowerFirst(phrase: string): string {
  const second = phrase.charAt(1);
  return second === second.toLowerCase() && /[a-z]/.test(second)
    ? phrase.charAt(0).toLowerCase() + phrase.slice(1)
    : phrase;
}

/** An English sentence with its first letter large. */
export function upperFirst(text: LocalText): LocalText {
  return { zh: text.zh, en: text.en.charAt(0).toUpperCase() + text.en.slice(1) };
}

/** A phrase from an evaluator as a sentence of its own: capital and full stop where they are missing. */
export function asSentence(phrase: LocalText): LocalText {
  const { zh, en } = upperFirst(phrase);
  const closed = /[。！？.!?：:;；]$/;
  return { zh: closed.test(zh) || zh === '' ? zh : `${zh}。`, en: closed.test(en) || en === '' ? en : `${en}.` };
}

/** A label within a sentence. */
export function within(label: LocalText): LocalText {
  return { zh: label.zh, en: lowerFirst(label.en) };
}

/** A scenario as the subject of a sentence: 基准, 情景 B; the baseline, scenario B. */
export function subject(mark: ScenarioMark): LocalText {
  if (mark.baseline) return { zh: '基准', en: 'the baseline' };
  return { zh: `情景 ${mark.short.zh}`, en: `scenario ${mark.short.en}` };
}

/** What happens to an indicator from the baseline to a scenario, and what that means for its target. */
export function changePhrase(row: IndicatorRow, index: number): LocalText {
  const from = numberOf(row, 0)!;
  const to = numberOf(row, index)!;
  const parameters = {
    indicator: within(row.definition.label),
    // The unit once is enough; a share keeps its sign both times.
    from: row.definition.unit === '%' ? quantityText(from, row.scale) : numberText(from, row.scale),
    to: quantityText(to, row.scale),
  };
  const phrase = fill(to > from ? summaryTexts.rises : summaryTexts.falls, parameters);
  const before = isMet(row, 0);
  const after = isMet(row, index);
  const remark =
    after === undefined || (before && after)
      ? undefined
      : after
        ? summaryTexts.nowMet
        : before
          ? summaryTexts.nowMissed
          : summaryTexts.stillMissed;
  return remark ? { zh: phrase.zh + remark.zh, en: phrase.en + remark.en } : phrase;
}

/** Phrases in a row, parted so that commas within them stay readable. */
export function semicolons(phrases: readonly LocalText[]): LocalText {
  return { zh: phrases.map(({ zh }) => zh).join('；'), en: phrases.map(({ en }) => en).join('; ') };
}

/** Sentences after one another. */
export function sentences(...parts: readonly (LocalText | undefined)[]): LocalText {
  const present = parts.filter((part) => part !== undefined);
  return {
    zh: present.map(({ zh }) => zh).join(''),
    en: present.map(({ en }) => en).join(' '),
  };
}
