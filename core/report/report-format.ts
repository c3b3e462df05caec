import { crsLabel } from '#core/crs/crs-label.ts';
import type { IndicatorDefinition, Target } from '#core/model/indicator.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatFixed, formatNumber, type Language, type LocalText } from '#core/model/text.ts';

/** The same text in both languages: names, codes, numbers. */
export function same(text: string): LocalText {
  return { zh: text, en: text };
}

/** Text made for each language. */
export function each(make: (language: Language) => string): LocalText {
  return { zh: make('zh'), en: make('en') };
}

/** How the numbers of one indicator are written: in one unit for all scenarios, by language. */
export type Scale = Readonly<
  Record<Language, { readonly divisor: number; readonly decimals: number; readonly unit: string }>
>;

/** Values from here on are written in 万 m² and million m². */
const largeArea = { zh: 100_000, en: 1_000_000 } as const;

/** The scale for `values` of a unit: m2 in the hundreds of thousands become 万 m², in the millions million m². */
export function scaleOf(unit: string, decimals: number, values: readonly number[]): Scale {
  const label = unitLabel(unit);
  const most = Math.max(0, ...values.map(Math.abs));
  const forLanguage = (language: Language) => {
    if (unit === 'm2' && most >= largeArea[language]) {
      return language === 'zh'
        ? { divisor: 10_000, decimals: 1, unit: '万 m²' }
        : { divisor: 1_000_000, decimals: 3, unit: 'million m²' };
    }
    return { divisor: 1, decimals, unit: label[language] };
  };
  return { zh: forLanguage('zh'), en: forLanguage('en') };
}

/** The number alone, for a table that has its unit at the head of the row. */
export function numberText(value: number, scale: Scale): LocalText {
  return each((language) => formatFixed(value / scale[language].divisor, scale[language].decimals));
}

/** The unit alone; empty for plain ratios. */
export function unitText(scale: Scale): LocalText {
  return { zh: scale.zh.unit, en: scale.en.unit };
}

/** Number, gap, unit: 6.70 公顷. */
export function quantityText(value: number, scale: Scale): LocalText {
  return each((language) =>
    withUnit(formatFixed(value / scale[language].divisor, scale[language].decimals), scale[language].unit),
  );
}

function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number} ${unit}`;
}

function shown(value: number, scale: Scale[Language]): number {
  const factor = 10 ** scale.decimals;
  return Math.round((value / scale.divisor) * factor) / factor;
}

/**
 * The difference of two numbers as they are shown, so that whoever subtracts them gets the same; 0 when they look alike.
 * In the unit of the values.
 */
export function shownDifference(value: number, baseline: number, scale: Scale): number {
  return (shown(value, scale.zh) - shown(baseline, scale.zh)) * scale.zh.divisor;
}

/** A signed difference; differences of shares are percentage points. `bare` leaves other units to the head of the row. */
export function differenceText(value: number, baseline: number, scale: Scale, unit: string, bare: boolean): LocalText {
  return each((language) => {
    const { decimals, unit: label } = scale[language];
    const difference = shown(value, scale[language]) - shown(baseline, scale[language]);
    const number = formatFixed(Math.abs(difference), decimals);
    const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
    const points = unit === '%' ? (language === 'zh' ? '点' : 'pp') : bare ? '' : label;
    return `${sign}${withUnit(number, points)}`;
  });
}

/** A target as a condition: ≥ 45, or ≥ 45 公顷 with its unit. */
export function targetText(target: Target, definition: IndicatorDefinition, scale: Scale, unit = false): LocalText {
  const sign = target.comparison === 'at-least' ? '≥' : '≤';
  return each((language) => {
    const number = target.value / scale[language].divisor;
    const decimals = Math.max(scale[language].decimals, definition.decimals);
    return `${sign} ${withUnit(formatNumber(number, decimals), unit ? scale[language].unit : '')}`;
  });
}

/** A calendar day of an ISO instant, in UTC: 2026 年 11 月 23 日, 23 November 2026. */
export function dayText(instant: string): LocalText {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return same(instant);
  const day = date.getUTCDate();
  const month = date.getUTCMonth();
  const year = date.getUTCFullYear();
  return { zh: `${year} 年 ${month + 1} 月 ${day} 日`, en: `${day} ${monthNames[month]} ${year}` };
}

/** Day and time of an ISO instant, in UTC: 2026-11-23 06:32 UTC. */
export function instantText(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Bytes as a person reads them: 1.5 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, 0)} kB`;
  return `${formatNumber(bytes / 1_000_000, 1)} MB`;
}

/** A hash in groups of eight, for reading aloud and comparing. */
export function groupedHash(hash: string): string {
  return hash.replace(/(.{8})(?=.)/g, '$1 ');
}

/** The beginning and end of a hash: enough to find it in the verification block. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}

/** A name as part of an identifier of the page: letters, digits and hyphens. */
export function slug(name: string): string {
  return [...name]
    .map((letter) => (/[A-Za-z0-9-]/.test(letter) ? letter : `_${letter.codePointAt(0)!.toString(36)}`))
    .join('');
}

/** A coordinate system as planners say it, with its EPSG number once. */
export function crsText({ crsName, epsg }: { readonly crsName: string; readonly epsg: number }): LocalText {
  return {
    zh: `${crsLabel(crsName, 'zh')}（EPSG:${epsg}）`,
    en: `${crsLabel(crsName, 'en')} (EPSG:${epsg})`,
  };
}
