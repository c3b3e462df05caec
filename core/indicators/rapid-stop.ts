import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';

/** Modes that are rapid transit where nothing is marked. */
const onRails = new Set(['metro', 'rail', 'light-rail', 'ferry']);

/** Whether a stop is one of rapid transit: `flag` 1 or 0 where it is marked as high capacity or not, else by its mode. */
export function isRapidBy(flag: number, mode: string | null): boolean {
  return Number.isNaN(flag) ? onRails.has(mode ?? '') : flag === 1;
}

/** True for stops of rapid transit: marked as high capacity, or, where nothing is marked, of a mode on rails. */
export function isRapidStop(stops: FeatureTable): (row: number) => boolean {
  const marked = numberColumn(stops, 'high_capacity');
  const mode = textColumn(stops, 'mode');
  return (row) => isRapidBy(marked?.[row] ?? Number.NaN, mode?.[row] ?? null);
}
