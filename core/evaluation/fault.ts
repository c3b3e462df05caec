import type { LocalText } from '#core/model/text.ts';

/** Something wrong in a manifest or an output: where (a JSON path), what, and how to put it right. */
export interface Fault {
  readonly path: string;
  readonly message: LocalText;
  readonly fix: LocalText;
}

/** All faults as one text, one after another, for an error. */
export function faultList(faults: readonly Fault[]): LocalText {
  return {
    zh: faults.map(({ path, message, fix }) => `${path}：${message.zh}（${fix.zh}）`).join('；'),
    en: faults.map(({ path, message, fix }) => `${path}: ${message.en} (${fix.en})`).join('; '),
  };
}

/** Faults told of an output: the first ones say what kind of mistake it is, and the count stands beside them. */
const shownFaults = 3;

/** The first faults as one text, and how many more there are. */
export function firstFaults(faults: readonly Fault[]): LocalText {
  const list = faultList(faults.slice(0, shownFaults));
  const more = faults.length - shownFaults;
  return more <= 0 ? list : { zh: `${list.zh}；另有 ${more} 处`, en: `${list.en}; and ${more} more` };
}

/** Letters right after an angle bracket: the beginning of markup, which texts of plugins must not hold. */
const markup = /<[/!a-z]/i;

export function holdsMarkup(text: string): boolean {
  return markup.test(text);
}

/** Choices listed where there are many: an evaluator may have dozens of indicators. */
const mostChoices = 20;

/** Longest text that is taken, in characters. */
const longestText = 4000;
/** Faults beyond these help nobody, and a hostile value may have millions. */
const mostFaults = 1000;

/**
 * Walks plain data and gathers faults instead of stopping at the first. Every reading returns what it found when it is of
 * the right form, and undefined after noting a fault when it is not.
 */
export class FaultFinder {
  readonly faults: Fault[] = [];

  add(path: string, message: LocalText, fix: LocalText): void {
    if (this.faults.length < mostFaults) this.faults.push({ path, message, fix });
  }

  /** Notes that something of another form was expected at `path`. */
  #expect(
    path: string,
    value: unknown,
    zh: string,
    en: string,
    fix = { zh: `写成${zh}`, en: `make it ${en}` },
  ): undefined {
    const seen = value === undefined ? { zh: '空缺', en: 'nothing' } : { zh: shorten(value), en: shorten(value) };
    const message = { zh: `应为${zh}，读到的是 ${seen.zh}`, en: `expected ${en}, found ${seen.en}` };
    this.add(path, message, fix);
    return undefined;
  }

  /** An object; names beyond `known` are faults, so that typing errors are seen. */
  object(value: unknown, path: string, known?: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.#expect(path, value, '对象', 'an object');
    }
    for (const key of Object.keys(value)) {
      if (!known || known.includes(key)) continue;
      this.add(
        `${path}.${key}`,
        { zh: '没有这一项', en: 'no such entry' },
        { zh: `删去，或改为 ${known.join(', ')} 之一`, en: `remove it, or use one of ${known.join(', ')}` },
      );
    }
    return value as Record<string, unknown>;
  }

  /** A list of at most `most`; `each` reads its items. Items that could not be read are left out. */
  list<T>(
    value: unknown,
    path: string,
    each: (item: unknown, path: string) => T | undefined,
    most = Number.POSITIVE_INFINITY,
  ): T[] {
    if (!Array.isArray(value)) {
      this.#expect(path, value, '列表', 'a list');
      return [];
    }
    if (value.length > most) {
      this.add(
        path,
        { zh: `有 ${value.length} 项，最多 ${most} 项`, en: `${value.length} entries, at most ${most}` },
        { zh: '减少项数', en: 'give fewer' },
      );
      return [];
    }
    return value.flatMap((item, index) => each(item, `${path}[${index}]`) ?? []);
  }

  /** A text that is not empty, holds no markup and, where given, keeps to a pattern. */
  text(value: unknown, path: string, pattern?: RegExp, zh = '非空文字', en = 'a text'): string | undefined {
    if (typeof value !== 'string' || value.trim() === '' || (pattern && !pattern.test(value))) {
      return this.#expect(path, value, zh, en);
    }
    if (value.length > longestText) {
      this.add(
        path,
        {
          zh: `文字有 ${value.length} 字，最多 ${longestText} 字`,
          en: `${value.length} characters, at most ${longestText}`,
        },
        { zh: '写短些', en: 'make it shorter' },
      );
      return undefined;
    }
    if (holdsMarkup(value)) {
      this.add(
        path,
        { zh: '文字中有标记', en: 'the text holds markup' },
        { zh: '只写纯文字', en: 'write plain text only' },
      );
      return undefined;
    }
    return value;
  }

  /** A text in both languages. */
  localText(value: unknown, path: string): LocalText | undefined {
    const both = this.object(value, path, ['zh', 'en']);
    if (!both) return undefined;
    const zh = this.text(both.zh, `${path}.zh`, undefined, '中文', 'a text in Chinese');
    const en = this.text(both.en, `${path}.en`, undefined, '英文', 'a text in English');
    return zh !== undefined && en !== undefined ? { zh, en } : undefined;
  }

  /** A finite number between the bounds, whole where `integer` is set. */
  number(
    value: unknown,
    path: string,
    minimum = Number.NEGATIVE_INFINITY,
    maximum = Number.POSITIVE_INFINITY,
    integer = false,
  ): number | undefined {
    const allowed =
      typeof value === 'number' &&
      Number.isFinite(value) &&
      value >= minimum &&
      value <= maximum &&
      (!integer || Number.isInteger(value));
    if (allowed) return value;
    const from = minimum === Number.NEGATIVE_INFINITY ? '' : String(minimum);
    const to = maximum === Number.POSITIVE_INFINITY ? '' : String(maximum);
    const zh = `${from === '' ? '' : `不小于 ${from} `}${to === '' ? '' : `不大于 ${to} `}的${integer ? '整数' : '有限数'}`;
    const en = `a ${integer ? 'whole' : 'finite'} number${from === '' ? '' : ` from ${from}`}${to === '' ? '' : ` to ${to}`}`;
    return this.#expect(path, value, zh.replace(/^的/, ''), en);
  }

  flag(value: unknown, path: string): boolean | undefined {
    return typeof value === 'boolean' ? value : this.#expect(path, value, ' true 或 false', 'true or false');
  }

  /** One of a closed list. */
  choice<C extends string>(value: unknown, path: string, choices: readonly C[]): C | undefined {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const list = choices.slice(0, mostChoices).join(', ');
    const more = choices.length - mostChoices;
    const fix = { zh: '改为其中之一', en: 'make it one of these' };
    return more > 0
      ? this.#expect(path, value, `其中之一：${list} 等 ${choices.length} 个`, `one of ${list} and ${more} more`, fix)
      : this.#expect(path, value, `其中之一：${list}`, `one of ${list}`, fix);
  }

  /** Notes ids that stand more than once. */
  unique(ids: readonly string[], path: string): void {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) === index) continue;
      this.add(
        `${path}[${index}]`,
        { zh: `“${id}”重复`, en: `"${id}" stands twice` },
        { zh: '换一个编号', en: 'give it an id of its own' },
      );
    }
  }
}

function shorten(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
