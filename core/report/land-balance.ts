import { featureAreas } from '#core/geometry/measure.ts';
import { textColumn } from '#core/model/feature-table.ts';
import { type LandUse, landUseOf, landUses } from '#core/model/land-use.ts';
import { scaleOf, shownDifference } from './report-format.ts';
import type { ReportInput } from './report-input.ts';

/** Hectares of each land use in every scenario; only land uses that occur. */
export interface LandBalance {
  readonly uses: readonly LandUse[];
  /** `hectares[scenario]`, by land use; undefined where a scenario has no parcels. */
  readonly hectares: readonly (ReadonlyMap<LandUse, number> | undefined)[];
  readonly totals: readonly number[];
}

/** Sums the areas of parcels by land use; undefined when the project has no parcels. */
export function landBalance(input: ReportInput): LandBalance | undefined {
  const present = new Set<LandUse>();
  const hectares = input.scenarios.map((scenario) => {
    const table = scenario.table('parcel');
    if (!table) return undefined;
    const uses = textColumn(table, 'land_use');
    const areas = featureAreas(table.geometry);
    const sums = new Map<LandUse, number>();
    table.ids.forEach((_, row) => {
      const use = landUseOf(uses?.[row]);
      present.add(use);
      sums.set(use, (sums.get(use) ?? 0) + areas[row]! / 10_000);
    });
    return sums;
  });
  if (!hectares[0]) return undefined;
  return {
    uses: landUses.filter((use) => present.has(use)),
    hectares,
    totals: hectares.map((sums) => [...(sums?.values() ?? [])].reduce((sum, value) => sum + value, 0)),
  };
}

/** Hectares as the tables show them. */
export const hectareScale = scaleOf('ha', 2, []);

/** How many hectares a land use gains or loses against the baseline: the difference of the two numbers that are shown. */
export function landShift({ hectares }: LandBalance, index: number, use: LandUse): number {
  return shownDifference(hectares[index]?.get(use) ?? 0, hectares[0]?.get(use) ?? 0, hectareScale);
}
