/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar; `month` from 1. */
function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

const dateForm = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Days since 1970-01-01 of a date in ISO 8601, with the time of day as a fraction (zones are not applied: local time stays
 * local time); NaN where there is none or it is no date.
 */
export function dayNumber(text: string | null): number {
  const found = text === null ? null : dateForm.exec(text.trim());
  if (!found) return Number.NaN;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const whole = dayOf(year, month, day);
  // The calendar would turn 31 February into 3 March.
  if (dateText(whole) !== found[0].slice(0, 10) || hour > 23 || minute > 59 || second >= 60) return Number.NaN;
  return whole + (hour * 3600 + minute * 60 + second) / 86_400;
}

/** The date of a day number, ISO 8601. */
export function dateText(day: number): string {
  return new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
}

/** Months since January of year 0 of a day number, whole. */
export function monthNumber(day: number): number {
  const date = new Date(Math.floor(day) * 86_400_000);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** Months since January of year 0, with the part of the month that is over as a fraction. */
export function monthTime(day: number): number {
  const month = monthNumber(day);
  const first = dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
  const next = dayOf(Math.floor((month + 1) / 12), ((month + 1) % 12) + 1, 1);
  return month + (day - first) / (next - first);
}

/** The month of a number of {@link monthNumber}, as 2024-03. */
export function monthText(month: number): string {
  return dateText(dayOf(Math.floor(month / 12), (month % 12) + 1, 1)).slice(0, 7);
}
