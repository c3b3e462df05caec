import type { FeatureTable } from '#core/model/feature-table.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Row numbers by style key. */
export type RowsByKey = ReadonlyMap<string, readonly number[]>;

/** The features of one role over all scenarios: what is the same everywhere (rows of the first table), and the rest. */
export interface SplitFeatures {
  readonly common: RowsByKey;
  readonly own: readonly RowsByKey[];
}

function sameGeometry(a: PackedGeometry, rowA: number, b: PackedGeometry, rowB: number): boolean {
  const firstA = a.partOffsets[a.featureOffsets[rowA]!]!;
  const lastA = a.partOffsets[a.featureOffsets[rowA + 1]!]!;
  const firstB = b.partOffsets[b.featureOffsets[rowB]!]!;
  const lastB = b.partOffsets[b.featureOffsets[rowB + 1]!]!;
  if (lastA - firstA !== lastB - firstB) return false;
  for (let ring = 0; ring < lastA - firstA; ring++) {
    const startA = 2 * a.ringOffsets[firstA + ring]!;
    const startB = 2 * b.ringOffsets[firstB + ring]!;
    const length = 2 * a.ringOffsets[firstA + ring + 1]! - startA;
    if (2 * b.ringOffsets[firstB + ring + 1]! - startB !== length) return false;
    for (let at = 0; at < length; at++) {
      if (a.coordinates[startA + at] !== b.coordinates[startB + at]) return false;
    }
  }
  return true;
}

function addRow(rows: Map<string, number[]>, key: string, row: number): void {
  const known = rows.get(key);
  if (known) known.push(row);
  else rows.set(key, [row]);
}

/** Sorted by key, so that the same features give the same drawing whatever their order. */
function sorted(rows: ReadonlyMap<string, number[]>): RowsByKey {
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Sorts features by style, apart for those that all scenarios have alike: a report with four scenarios holds each of them
 * once. `keys` gives the style key of every row of a table; null leaves the feature out.
 */
export function splitFeatures(
  tables: readonly (FeatureTable | undefined)[],
  keys: (table: FeatureTable) => readonly (string | null)[],
): SplitFeatures {
  const common = new Map<string, number[]>();
  const own = tables.map(() => new Map<string, number[]>());
  const first = tables[0];
  const keysOf = new Map<FeatureTable, readonly (string | null)[]>();
  for (const table of tables) if (table && !keysOf.has(table)) keysOf.set(table, keys(table));

  const rowsById = new Map<FeatureTable, Map<string, number>>();
  for (const table of keysOf.keys()) {
    if (table !== first) rowsById.set(table, new Map(table.ids.map((id, row) => [id as string, row])));
  }
  const others = new Set(tables.slice(1).filter((table) => table !== first));
  const shared = new Set<string>();
  first?.ids.forEach((id, row) => {
    const key = keysOf.get(first)![row];
    if (key === null || key === undefined) return;
    for (const other of others) {
      const there = other && rowsById.get(other)?.get(id);
      if (!other || there === undefined) return;
      if (keysOf.get(other)![there] !== key || !sameGeometry(first.geometry, row, other.geometry, there)) return;
    }
    shared.add(id);
    addRow(common, key, row);
  });
  tables.forEach((table, index) => {
    table?.ids.forEach((id, row) => {
      const key = keysOf.get(table)![row];
      if (key !== null && key !== undefined && !shared.has(id)) addRow(own[index]!, key, row);
    });
  });
  return { common: sorted(common), own: own.map(sorted) };
}
