import { Dice } from './dice.ts';
import { naturalLog, rounded } from './exact-math.ts';

export interface RainDay {
  /** ISO 8601 date. */
  readonly date: string;
  /** mm. */
  readonly depth: number;
  readonly isSnow: boolean;
}

const firstRainYear = 1995;
const lastRainYear = 2024;

const dayMilliseconds = 86_400_000;

/** ISO dates from `first` to `last`, both included. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let instant = Date.parse(first); instant <= Date.parse(last); instant += dayMilliseconds) {
    dates.push(new Date(instant).toISOString().slice(0, 10));
  }
  return dates;
}

/** Rain days and mm of a usual month on the lower Yangtze: plum rains in June and July, dry late autumn. */
const months: readonly (readonly [days: number, depth: number])[] = [
  [10, 54],
  [10, 60],
  [13, 92],
  [12, 92],
  [12, 104],
  [13.5, 205],
  [13, 186],
  [12, 138],
  [9, 84],
  [8, 60],
  [8, 54],
  [7, 40],
];

const monthDays = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How much likelier rain is on the day after rain. */
const persistence = 0.34;

/**
 * Daily rain of 30 years: wet and dry days as a chain of two states, depths on wet days from two exponentials, years and plum
 * rains of different strength, and now and then a typhoon. Source of the method: Richardson 1981, weather generator.
 */
export function rainDays(seed: number): RainDay[] {
  const dice = new Dice(seed, 'rainfall');
  const days: RainDay[] = [];
  let isWet = false;
  let year = '';
  let yearFactor = 1;
  let plumFactor = 1;
  let typhoon = 0;
  for (const date of datesBetween(`${firstRainYear}-01-01`, `${lastRainYear}-12-31`)) {
    if (date.slice(0, 4) !== year) {
      year = date.slice(0, 4);
      yearFactor = 1 + 0.11 * dice.bell();
      plumFactor = Math.max(0.55, 1 + 0.26 * dice.bell());
    }
    const month = Number(date.slice(5, 7)) - 1;
    const [wetDays, depth] = months[month]!;
    const share = Math.min(0.8, (wetDays / monthDays[month]!) * (0.7 + 0.3 * yearFactor));
    isWet = dice.chance(isWet ? share + persistence * (1 - share) : share * (1 - persistence));
    if (month >= 6 && month <= 8 && dice.chance(0.011)) typhoon = dice.whole(1, 2);
    const usual = (depth / wetDays) * yearFactor * (month === 5 || month === 6 ? plumFactor : 1);
    let fallen = 0;
    if (isWet) {
      const mean = dice.chance(0.62) ? 0.42 * usual : 1.95 * usual;
      fallen = -mean * naturalLog(1 - dice.next());
    }
    if (typhoon > 0) {
      fallen += dice.between(22, 95);
      typhoon--;
      isWet = true;
    }
    const isCold = month === 0 || month === 1 || month === 11;
    const isSnow = isCold && fallen > 0.3 && dice.chance(month === 0 ? 0.24 : 0.14);
    days.push({ date, depth: rounded(isSnow ? 0.55 * fallen : fallen, 1), isSnow });
  }
  return days;
}
