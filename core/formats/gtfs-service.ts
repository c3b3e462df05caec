import type { LocalText } from '#core/model/text.ts';

/** Transit modes of the model by how many people they carry, the highest first. */
const modeOrder = ['metro', 'rail', 'light-rail', 'tram', 'brt', 'bus', 'ferry'] as const;
export type GtfsMode = (typeof modeOrder)[number];

/** The mode of a route by its type: basic types of GTFS, and Google's extended ones. Undefined for cableways and others. */
export function modeOfType(type: number): GtfsMode | undefined {
  if (type === 0 || type === 5 || (type >= 900 && type < 1000)) return 'tram';
  if (type === 1 || (type >= 400 && type < 405)) return 'metro';
  if (type === 2 || (type >= 100 && type < 200)) return 'rail';
  if (type === 3 || type === 11 || (type >= 200 && type < 300) || (type >= 700 && type <= 800)) return 'bus';
  if (type === 4 || type === 1000 || type === 1200) return 'ferry';
  return type === 12 || type === 405 ? 'light-rail' : undefined;
}

/** The mode that carries most of several. */
export function highestMode(modes: Iterable<GtfsMode>): GtfsMode | undefined {
  const all = new Set(modes);
  return modeOrder.find((mode) => all.has(mode));
}

/** Seconds since the service day began of `7:05:00` or `25:10:00`; NaN when it is no time. */
export function secondsOf(text: string): number {
  const match = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(text);
  return match ? 3600 * Number(match[1]) + 60 * Number(match[2]) + Number(match[3]) : Number.NaN;
}

/** The hours in which departures are counted: the day's service without early morning and night. */
export const countedHours = { from: 7, to: 19 } as const;
const windowStart = 3600 * countedHours.from;
const windowEnd = 3600 * countedHours.to;

export function isCounted(seconds: number): boolean {
  return seconds >= windowStart && seconds < windowEnd;
}

/** Departures within the hours of a trip that runs every `headwaySeconds` from `start` to `end`. */
export function repeatedDepartures(start: number, end: number, headwaySeconds: number): number {
  const overlap = Math.min(end, windowEnd) - Math.max(start, windowStart);
  return headwaySeconds > 0 && overlap > 0 ? overlap / headwaySeconds : 0;
}

/** Minutes between departures of which there are so many in the counted hours; undefined without any. */
export function headwayMinutes(departures: number): number | undefined {
  if (!(departures > 0)) return undefined;
  return Math.round((600 * (countedHours.to - countedHours.from)) / departures) / 10;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof weekdays)[number];

const weekdayNames: Readonly<Record<Weekday, LocalText>> = {
  monday: { zh: '周一', en: 'Monday' },
  tuesday: { zh: '周二', en: 'Tuesday' },
  wednesday: { zh: '周三', en: 'Wednesday' },
  thursday: { zh: '周四', en: 'Thursday' },
  friday: { zh: '周五', en: 'Friday' },
};

/** What the day that `GtfsCalendar.busiest` gives is called inside a sentence: a weekday, or a date (20240603 in the feed). */
export function dayName(day: string): LocalText {
  const date = day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return weekdayNames[day as Weekday] ?? { zh: ` ${date}`, en: date };
}

/** On which days a service runs. */
export class GtfsCalendar {
  readonly #byWeekday = new Map<Weekday, Set<string>>(weekdays.map((day) => [day, new Set()]));
  readonly #byDate = new Map<string, Set<string>>();

  addWeekly(service: string, runsOn: (day: Weekday) => boolean): void {
    for (const day of weekdays) if (runsOn(day)) this.#byWeekday.get(day)!.add(service);
  }

  addDate(service: string, date: string): void {
    let services = this.#byDate.get(date);
    if (!services) {
      services = new Set();
      this.#byDate.set(date, services);
    }
    services.add(service);
  }

  /**
   * The working day, or where no service runs weekly the date, with most trips, and its services. `tripsOf` tells the trips
   * of a service.
   */
  busiest(tripsOf: (service: string) => number): { readonly day: string; readonly services: ReadonlySet<string> } {
    let best: { day: string; services: ReadonlySet<string> } = { day: '', services: new Set() };
    let most = 0;
    for (const days of [this.#byWeekday, this.#byDate]) {
      for (const [day, services] of days) {
        let trips = 0;
        for (const service of services) trips += tripsOf(service);
        if (trips <= most) continue;
        most = trips;
        best = { day, services };
      }
      if (most > 0) break;
    }
    return best;
  }
}
