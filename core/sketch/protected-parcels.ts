import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';

/**
 * Tells which parcels a sketch leaves alone: land uses in `protect` (those protected by default when it is absent), and
 * parcels with a constraint of their own.
 */
export function protectedRows(table: FeatureTable, protect: readonly string[] | undefined): (row: number) => boolean {
  const landUse = textColumn(table, 'land_use');
  const constraint = textColumn(table, 'constraint');
  const named = protect && new Set(protect);
  return (row) => {
    if (constraint?.[row]) return true;
    const use = landUseOf(landUse?.[row]);
    return named ? named.has(use) : landUseDefinitions[use].protectedByDefault;
  };
}
