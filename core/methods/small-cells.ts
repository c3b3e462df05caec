export interface Suppression {
  /** By row and column: 0 shown, 1 withheld because it is small, 2 withheld so that the small ones cannot be worked out. */
  readonly marks: readonly Uint8Array[];
  readonly small: number;
  readonly complementary: number;
  /** Rows and columns with a single withheld cell and no other to withhold: their totals must be withheld too. */
  readonly exposedTotals: number;
}

/**
 * The cell of a line to withhold besides: one whose crossing line has a withheld cell already, so that no third is needed,
 * and of those the smallest count above 0; −1 when there is none.
 */
function bestPartner(counts: readonly number[], marks: readonly number[], crosses: (at: number) => boolean): number {
  let best = -1;
  for (const [at, count] of counts.entries()) {
    if (marks[at] !== 0 || count === 0) continue;
    const isBetter = best < 0 || (crosses(at) === crosses(best) ? count < counts[best]! : crosses(at));
    if (isBetter) best = at;
  }
  return best;
}

/**
 * Withholds the counts of a table between 1 and `threshold` − 1 and, because totals of rows and columns are published, further
 * ones until no row or column has a single withheld cell that its total would give away. Zeros are shown. Source: Cox 1980; Willenborg & de Waal 2001. Pitfall: it does not guard against other tables of the same
 * people, nor against bounds from several totals at once.
 */
export function suppressSmallCells(table: readonly ArrayLike<number>[], threshold = 5): Suppression {
  const counts = table.map((row) => Array.from(row));
  const marks = counts.map((row) => Uint8Array.from(row, (count) => (count > 0 && count < threshold ? 1 : 0)));
  const columns = counts[0]?.length ?? 0;
  const column = <T>(rows: readonly ArrayLike<T>[], at: number) => rows.map((row) => row[at]!);
  let complementary = 0;
  const guard = (line: readonly number[], own: readonly number[], cross: (at: number) => readonly number[]) => {
    if (own.filter((value) => value > 0).length !== 1) return -1;
    return bestPartner(line, own, (at) => cross(at).some((value) => value > 0));
  };
  const withhold = (row: number, at: number) => {
    marks[row]![at] = 2;
    complementary++;
  };
  for (let before = -1; before !== complementary; ) {
    before = complementary;
    for (const [row, line] of counts.entries()) {
      const at = guard(line, Array.from(marks[row]!), (place) => column(marks, place));
      if (at >= 0) withhold(row, at);
    }
    for (let at = 0; at < columns; at++) {
      const row = guard(column(counts, at), column(marks, at), (place) => Array.from(marks[place]!));
      if (row >= 0) withhold(row, at);
    }
  }
  const small = marks.reduce((sum, row) => sum + row.filter((mark) => mark === 1).length, 0);
  const isExposed = (own: ArrayLike<number>) => Array.from(own).filter((value) => value > 0).length === 1;
  const exposedRows = marks.filter(isExposed).length;
  const exposedColumns = Array.from({ length: columns }, (_, at) => column(marks, at)).filter(isExposed).length;
  return { marks, small, complementary, exposedTotals: exposedRows + exposedColumns };
}
