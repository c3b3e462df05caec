import { countOf, dayNumber, numbersOf, plainText, type SnapshotLayer, textsOf } from '#sdk';

/** What one station measured of one quantity, in order of time; each time once. */
export interface Series {
  readonly station: string;
  readonly quantity: string;
  readonly unit: string;
  /** Day numbers, ascending. */
  readonly days: readonly number[];
  readonly values: readonly number[];
  /** Rows of the layer that the values come from. */
  readonly rows: readonly number[];
}

export interface Records {
  readonly series: readonly Series[];
  /** Rows without a readable time, value, station or quantity. */
  readonly unusable: number;
  /** Rows whose station, quantity and time stand in an earlier row already. */
  readonly repeated: number;
}

interface Gathered {
  readonly station: string;
  readonly quantity: string;
  readonly unit: string;
  readonly points: { day: number; value: number; row: number }[];
}

/** The series of an observation layer, by quantity and station. Values in different units are series of their own. */
export function readRecords(layer: SnapshotLayer): Records {
  const [stations, times, quantities] = [textsOf(layer, 'station'), textsOf(layer, 'time'), textsOf(layer, 'quantity')];
  const units = textsOf(layer, 'unit');
  const values = numbersOf(layer, 'value');
  const gathered = new Map<string, Gathered>();
  let unusable = 0;
  for (let row = 0; row < countOf(layer); row++) {
    const station = plainText(stations[row]!);
    const quantity = plainText(quantities[row]!);
    const day = dayNumber(times[row]!);
    const value = values[row]!;
    if (station === null || quantity === null || !Number.isFinite(day) || !Number.isFinite(value)) {
      unusable++;
      continue;
    }
    const unit = plainText(units[row]!) ?? '';
    const key = JSON.stringify([quantity, station, unit]);
    const own = gathered.get(key) ?? { station, quantity, unit, points: [] };
    gathered.set(key, own);
    own.points.push({ day, value, row });
  }
  let repeated = 0;
  const series = [...gathered.values()].map(({ points, ...head }): Series => {
    points.sort((a, b) => a.day - b.day || a.row - b.row);
    const kept = points.filter(({ day }, at) => at === 0 || day !== points[at - 1]!.day);
    repeated += points.length - kept.length;
    return {
      ...head,
      days: kept.map(({ day }) => day),
      values: kept.map(({ value }) => value),
      rows: kept.map(({ row }) => row),
    };
  });
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  series.sort((a, b) => order(a.quantity, b.quantity) || order(a.station, b.station) || order(a.unit, b.unit));
  return { series, unusable, repeated };
}

/** Name of a series for tables and charts. */
export function seriesName({ station, quantity }: Series): string {
  return `${station} ${quantity}`;
}
