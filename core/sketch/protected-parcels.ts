import { pickRows } from '#core/geometry/copy-parts.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import type { SketchContext, SketchLayer } from './sketch-context.ts';

/** The word of a list of protected land uses that stands for all land with buildings on it. */
export const builtLand = 'built';

/** Floor-area ratio from which land counts as built upon: below are sheds and kiosks. */
const builtFar = 0.05;

const becauseBuilt: LocalText = { zh: '已有建筑', en: 'built upon' };

/** Why a parcel is left alone; null when it is not. */
export type Protection = (row: number) => LocalText | null;

function builtRows(context: SketchContext, table: FeatureTable, rows: readonly number[]): ReadonlySet<number> {
  const density = numberColumn(context.withDerived(pickRows(table, rows)), 'far')!;
  return new Set(rows.filter((_, at) => density[at]! > builtFar));
}

/**
 * Tells which parcels a sketch leaves alone, and why: parcels with a constraint of their own; land uses in `protect` (those
 * protected by default when it is absent); land with buildings when `protect` says `built`. It is asked about `rows` alone.
 */
export function protectionOf(
  context: SketchContext,
  { table }: SketchLayer,
  protect: readonly string[] | undefined,
  rows: readonly number[] = [...table.ids.keys()],
): Protection {
  const landUse = textColumn(table, 'land_use');
  const constraint = textColumn(table, 'constraint');
  const named = protect && new Set(protect);
  const built = named?.has(builtLand) ? builtRows(context, table, rows) : undefined;
  return (row) => {
    const own = constraint?.[row];
    if (own) return { zh: own, en: own };
    const use = landUseOf(landUse?.[row]);
    if (named ? named.has(use) : landUseDefinitions[use].protectedByDefault) return landUseDefinitions[use].label;
    return built?.has(row) ? becauseBuilt : null;
  };
}

/** Says how many of `rows` are left alone for which reason. Returns those that are not. */
export function freeRows(
  context: SketchContext,
  rows: readonly number[],
  protection: Protection,
  remarks: RemarkList,
): number[] {
  return rows.filter((row) => {
    const reason = protection(row);
    if (reason) remarks.add('sketch/protected-left', 'info', { step: context.step, reason });
    return reason === null;
  });
}
