/** How the values of a series are held against a limit: their mean, every one of them, or a percentile. */
export type Statistic =
  | { readonly kind: 'mean' }
  | { readonly kind: 'each' }
  | { readonly kind: 'percentile'; readonly percent: number };

/** A limit for a quantity, or for one station of it. */
export interface Threshold {
  readonly quantity: string;
  readonly station: string | null;
  readonly statistic: Statistic;
  readonly comparison: 'at-most' | 'at-least';
  readonly limit: number;
  readonly unit: string | null;
}

const form = /^(.+?)(?:\s*@\s*(.+?))?(?:\s+(mean|each|p\d{1,2}(?:\.\d+)?))?\s*(<=|>=|≤|≥)\s*(-?\d+(?:\.\d+)?)\s*(.*)$/;

/** The same sign in the two forms that keyboards and standards use for it; blanks do not count. */
export function plainUnit(unit: string): string {
  return unit.replaceAll('μ', 'µ').replaceAll(/\s/g, '').replaceAll('^', '').replaceAll('m3', 'm³').toLowerCase();
}

function statisticOf(word: string | undefined): Statistic {
  if (word === undefined || word === 'each') return { kind: 'each' };
  return word === 'mean' ? { kind: 'mean' } : { kind: 'percentile', percent: Number(word.slice(1)) };
}

/**
 * Limits from a text: entries set apart by semicolons, each `quantity[@station] [mean|each|p95] <= number [unit]`. What cannot
 * be read comes back in `unread`.
 */
export function readThresholds(text: string): {
  readonly thresholds: readonly Threshold[];
  readonly unread: readonly string[];
} {
  const thresholds: Threshold[] = [];
  const unread: string[] = [];
  for (const entry of text.split(/[;；\n]/).map((part) => part.trim())) {
    if (entry === '') continue;
    const [, quantity, station, word, sign, limit, unit] = form.exec(entry) ?? [];
    if (quantity === undefined || limit === undefined) {
      unread.push(entry);
      continue;
    }
    thresholds.push({
      quantity: quantity.trim(),
      station: station?.trim() ?? null,
      statistic: statisticOf(word),
      comparison: sign === '<=' || sign === '≤' ? 'at-most' : 'at-least',
      limit: Number(limit),
      unit: unit === undefined || unit.trim() === '' ? null : unit.trim(),
    });
  }
  return { thresholds, unread };
}

/** Limits that hold for a series: those of its station, or else those of the quantity everywhere. */
export function limitsFor(
  thresholds: readonly Threshold[],
  series: { readonly quantity: string; readonly station: string },
): readonly Threshold[] {
  const same = thresholds.filter(({ quantity }) => quantity.toLowerCase() === series.quantity.toLowerCase());
  const own = same.filter(({ station }) => station === series.station);
  return own.length > 0 ? own : same.filter(({ station }) => station === null);
}

/** A value over its limit so that more than 1 is beyond it, whichever way the limit runs; NaN where that has no meaning. */
export function limitRatio(value: number, { comparison, limit }: Threshold): number {
  const ratio = comparison === 'at-most' ? value / limit : limit / value;
  return limit > 0 && value > 0 && Number.isFinite(ratio) ? ratio : Number.NaN;
}

export function isBeyond(value: number, { comparison, limit }: Threshold): boolean {
  return comparison === 'at-most' ? value > limit : value < limit;
}
