import type { Column, Field } from '#core/model/feature-table.ts';

const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const commaNumber = /^[-+]?\d+(?:,\d+)?$/;
/** A zero before other digits is part of a code: 0701. */
const codeLike = /^[-+]?0\d/;
/** More digits than a number keeps are an identifier. */
const longestNumber = 15;
/** What programs write where there is no value. */
const noValues = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', '-', '--', '—', '\\n']);
const calendarDate = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/;

export function isNoValue(cell: string): boolean {
  return noValues.has(cell.trim().toLowerCase());
}

function isNumber(cell: string): boolean {
  if (!plainNumber.test(cell) || codeLike.test(cell)) return false;
  return cell.length <= longestNumber || cell.replaceAll(/[^\d]/g, '').length <= longestNumber || /[.eE]/.test(cell);
}

/** A date written year first, as ISO 8601; undefined when it is none. */
export function isoDateOf(cell: string): string | undefined {
  const match = calendarDate.exec(cell.trim());
  if (!match) return undefined;
  const [, year, a, b, c, d, e, f] = match;
  const month = Number(a ?? c ?? e);
  const day = Number(b ?? d ?? f);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** How the cells of a column are read, when all that have a value can be read so. */
type Reading = 'number' | 'comma-number' | 'boolean' | 'date' | 'text';

const tests: readonly (readonly [Reading, (cell: string) => boolean])[] = [
  ['number', isNumber],
  ['comma-number', (cell) => commaNumber.test(cell) && !codeLike.test(cell)],
  ['boolean', (cell) => /^(?:true|false)$/i.test(cell)],
  ['date', (cell) => isoDateOf(cell) !== undefined],
];

function readingOf(cells: readonly string[], mayUseCommas: boolean): Reading {
  for (const [reading, test] of tests) {
    if (reading === 'comma-number' && !mayUseCommas) continue;
    let values = 0;
    const fits = cells.every((cell) => {
      const trimmed = cell.trim();
      if (isNoValue(trimmed)) return true;
      values++;
      return test(trimmed);
    });
    if (fits && values > 0) return reading;
  }
  return 'text';
}

/**
 * A column of a table of text with the type that all its values have: numbers (but not codes such as 0701 or numbers of
 * more than 15 digits), true and false, dates written year first, and texts otherwise. `mayUseCommas` is for files whose
 * cells are not separated by commas: 12,5 then is a number.
 */
export function columnOf(
  name: string,
  cells: readonly string[],
  mayUseCommas: boolean,
): { readonly field: Field; readonly column: Column } {
  const reading = readingOf(cells, mayUseCommas);
  if (reading === 'number' || reading === 'comma-number') {
    const column = Float64Array.from(cells, (cell) =>
      isNoValue(cell) ? Number.NaN : Number(reading === 'number' ? cell : cell.replace(',', '.')),
    );
    const isWhole = column.every((value) => Number.isNaN(value) || Number.isSafeInteger(value));
    return { field: { name, type: isWhole ? 'integer' : 'real' }, column };
  }
  if (reading === 'boolean') {
    const column = Float64Array.from(cells, (cell) =>
      isNoValue(cell) ? Number.NaN : Number(cell.trim().toLowerCase() === 'true'),
    );
    return { field: { name, type: 'boolean' }, column };
  }
  if (reading === 'date')
    return { field: { name, type: 'date' }, column: cells.map((cell) => isoDateOf(cell) ?? null) };
  // Words for "no value" may be meant as such in a column of texts; only empty cells are sure.
  return { field: { name, type: 'text' }, column: cells.map((cell) => (cell.trim() === '' ? null : cell.trim())) };
}
