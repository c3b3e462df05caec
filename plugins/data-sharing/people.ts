import { countOf, dayNumber, monthNumber, numbersOf, type SnapshotLayer, textsOf } from '#sdk';

export type Period = 'day' | 'month' | 'quarter' | 'year' | 'none';

/** How far records are coarsened before they leave. */
export interface Release {
  /** Side of the cells a place is told by, m; 0 tells the place as it is stored, Infinity not at all. */
  readonly cellMetres: number;
  readonly period: Period;
  readonly keepGroup: boolean;
}

/** Comments as records of persons: what helps to find somebody, and what is not to be found out. */
export interface PersonRecords {
  readonly count: number;
  readonly ids: readonly string[];
  readonly groups: readonly (string | null)[];
  readonly days: readonly number[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly stances: readonly (string | null)[];
  readonly topics: readonly (string | null)[];
}

export function personRecords(layer: SnapshotLayer): PersonRecords {
  const { coordinates, ringOffsets, partOffsets, featureOffsets, kind } = layer.geometry;
  const count = countOf(layer);
  const [x, y] = [new Float64Array(count).fill(Number.NaN), new Float64Array(count).fill(Number.NaN)];
  for (let row = 0; row < count; row++) {
    const part = featureOffsets[row]!;
    if (kind !== 'point' || part === featureOffsets[row + 1]) continue;
    const at = 2 * ringOffsets[partOffsets[part]!]!;
    x[row] = coordinates[at]!;
    y[row] = coordinates[at + 1]!;
  }
  return {
    count,
    ids: layer.ids,
    groups: textsOf(layer, 'group'),
    days: textsOf(layer, 'received').map(dayNumber),
    x,
    y,
    stances: Array.from(numbersOf(layer, 'stance'), (stance) => (Number.isNaN(stance) ? null : String(stance))),
    topics: textsOf(layer, 'topic'),
  };
}

function periodKey(day: number, period: Period): number | null {
  if (Number.isNaN(day) || period === 'none') return null;
  if (period === 'day') return Math.floor(day);
  const months = { month: 1, quarter: 3, year: 12 }[period];
  return Math.floor(monthNumber(day) / months);
}

/** What the quasi-identifiers of each record say together once coarsened. */
export function releaseKeys(records: PersonRecords, { cellMetres, period, keepGroup }: Release): string[] {
  const cell = (value: number) => {
    if (Number.isNaN(value) || cellMetres === Number.POSITIVE_INFINITY) return null;
    return cellMetres === 0 ? value : Math.floor(value / cellMetres);
  };
  return records.ids.map((_, row) =>
    JSON.stringify([
      keepGroup ? records.groups[row] : null,
      periodKey(records.days[row]!, period),
      cell(records.x[row]!),
      cell(records.y[row]!),
    ]),
  );
}
