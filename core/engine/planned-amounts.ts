import { type Column, type FeatureTable, numberColumn } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { OpenProject } from './session.ts';

/** Amounts that a painted parcel has by its development type rather than as a value, by field, with their name among derived quantities. */
const plannedAmounts = { residents: 'residents', jobs: 'jobs', floor_area: 'floorArea' } as const;

/**
 * The table of a parcel layer with residents, jobs and floor area (m²) of what the scenario changes filled in where they are not
 * values but follow from the development type and the assumptions: other programs know neither. Told in `remarks`.
 */
export function withPlannedAmounts(
  { file, tables, facts }: OpenProject,
  layer: LayerId,
  scenario: ScenarioId,
  remarks: RemarkList,
): FeatureTable {
  const table = tables.table(layer, scenario);
  if (scenario === baselineId || file.layer(layer).role !== 'parcel') return table;
  const changed: ReadonlyMap<FeatureId, unknown> = tables.changes.fromBaseline(layer, scenario);
  const rows = [...table.ids.keys()].filter((row) => changed.has(table.ids[row]!));
  if (rows.length === 0) return table;
  const quantities = facts.quantitiesOf(table);
  const filled = new Set<number>();
  const columns: Record<string, Column> = {};
  for (const [field, quantity] of Object.entries(plannedAmounts)) {
    const given = numberColumn(table, field);
    if (!given) continue;
    const column = given.slice();
    for (const row of rows) {
      const amount = quantities[quantity][row]!;
      if (!Number.isNaN(given[row]!) || Number.isNaN(amount)) continue;
      column[row] = amount;
      filled.add(row);
    }
    columns[field] = column;
  }
  if (filled.size > 0) remarks.add('formats/planned-amounts', 'info', {}, undefined, filled.size);
  return { ...table, columns: { ...table.columns, ...columns } };
}
