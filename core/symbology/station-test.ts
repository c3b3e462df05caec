import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';

/** Modes that run on rails of their own: they have stations, and lines with a colour. */
export const railModes: ReadonlySet<string> = new Set(['metro', 'rail', 'light-rail', 'tram']);

/** True for stops that are drawn as stations rather than as bus stops. */
export function stationTest(table: FeatureTable): (row: number) => boolean {
  const modes = textColumn(table, 'mode');
  const high = numberColumn(table, 'high_capacity');
  return (row) => high?.[row] === 1 || railModes.has(modes?.[row] ?? 'metro');
}
