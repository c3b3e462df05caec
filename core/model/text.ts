/** The two languages in which every text a person reads exists. */
export type Language = 'zh' | 'en';

/** One text in both languages. Placeholders: `{name}`, and for English plurals `{count|parcel|parcels}`. */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export type TextParameters = Readonly<Record<string, string | number | LocalText>>;

const placeholder = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

const formats = new Map<string, Intl.NumberFormat>();

/** A number with `least` to `most` decimals. Making a format takes a hundred times as long as using it. */
function written(value: number, least: number, most: number): string {
  const options = { minimumFractionDigits: least, maximumFractionDigits: most };
  // The sandbox of plugins has no formats; it writes numbers in the same way by itself.
  if (typeof Intl === 'undefined') return value.toLocaleString('en-US', options);
  const key = `${least} ${most}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat('en-US', options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** Digits grouped by thousands, at most `decimals` places, with a real minus sign; the same in both languages. */
export function formatNumber(value: number, decimals = 3): string {
  const text = written(value, 0, decimals);
  return text === '-0' ? '0' : text.replace('-', '−');
}

/** Fixed number of decimals, grouped by thousands, with a real minus sign. */
export function formatFixed(value: number, decimals: number): string {
  const text = written(value, decimals, decimals);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

/**
 * Fills the placeholders of `text` in `language`.
 * `{name}` becomes the parameter (numbers are formatted); `{count|parcel|parcels}` the number followed by the word for it.
 * A placeholder without a parameter stays as it is, so that the fault can be seen.
 */
export function renderText(text: LocalText, language: Language, parameters: TextParameters = {}): string {
  return text[language].replace(placeholder, (whole, name: string, one?: string, many?: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    if (typeof value === 'object') return value[language];
    if (typeof value === 'string') return value;
    const number = formatNumber(value);
    return one === undefined ? number : `${number} ${value === 1 ? one : many}`;
  });
}

/** Names of the placeholders in one text, sorted: both languages must use the same ones. */
export function placeholderNames(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string))].sort();
}
