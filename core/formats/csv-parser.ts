/**
 * Splits text that arrives in pieces into records and cells (RFC 4180): cells in quotes may hold delimiters, line ends and
 * doubled quotes; line ends are CR, LF or both. A quote inside a cell that does not begin with one is a character like any
 * other. `visit` gets the cells of each record; a line without anything gives one empty cell.
 */
export class CsvParser {
  readonly #delimiter: string;
  readonly #visit: (cells: string[]) => void;
  #cells: string[] = [];
  #cell = '';
  #state: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  #afterReturn = false;

  constructor(delimiter: string, visit: (cells: string[]) => void) {
    this.#delimiter = delimiter;
    this.#visit = visit;
  }

  push(text: string): void {
    const delimiter = this.#delimiter;
    let place = 0;
    while (place < text.length) {
      const character = text[place]!;
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (character === '\n') {
          place++;
          continue;
        }
      }
      if (this.#state === 'quoted') {
        const end = text.indexOf('"', place);
        this.#cell += text.slice(place, end < 0 ? text.length : end);
        place = end < 0 ? text.length : end + 1;
        if (end >= 0) this.#state = 'quote';
        continue;
      }
      if (this.#state === 'quote' && character === '"') {
        this.#cell += '"';
        this.#state = 'quoted';
        place++;
        continue;
      }
      if (this.#state === 'start' && character === '"') {
        this.#state = 'quoted';
        place++;
        continue;
      }
      if (character === delimiter) {
        this.#endCell();
        place++;
        continue;
      }
      if (character === '\n' || character === '\r') {
        this.#endRecord();
        this.#afterReturn = character === '\r';
        place++;
        continue;
      }
      const end = plainEnd(text, place, delimiter);
      this.#cell += text.slice(place, end);
      this.#state = 'plain';
      place = end;
    }
  }

  /** Ends the last record; false when a quote is still open. */
  end(): boolean {
    const isOpen = this.#state === 'quoted';
    if (this.#cells.length > 0 || this.#cell !== '' || this.#state !== 'start') this.#endRecord();
    return !isOpen;
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRecord(): void {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    this.#visit(cells);
  }
}

function plainEnd(text: string, start: number, delimiter: string): number {
  let place = start;
  while (place < text.length) {
    const character = text[place]!;
    if (character === delimiter || character === '\n' || character === '\r') break;
    place++;
  }
  return place;
}

/** Records in the first piece of a file that its layout is told by. */
const sampleRecords = 60;

/** The records at the beginning of `text`; the last one is left out when the text goes on. */
export function sampleOf(text: string, delimiter: string, isWhole: boolean): string[][] {
  const records: string[][] = [];
  const parser = new CsvParser(delimiter, (cells) => {
    if (records.length < sampleRecords) records.push(cells);
  });
  parser.push(text);
  if (isWhole) parser.end();
  return records;
}

const delimiters = [',', '\t', ';', '|'] as const;

function filledCells(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The most frequent number; the larger of two equally frequent ones. */
function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best = 0;
  for (const [number, count] of counts) {
    const bestCount = counts.get(best) ?? 0;
    if (count > bestCount || (count === bestCount && number > best)) best = number;
  }
  return best;
}

/** How much less likely a delimiter is that gives the first record another number of cells than the others. */
const otherFirst = 0.7;

/** The delimiter that gives the most records the same number of cells, more than one. A comma when none does. */
export function findDelimiter(text: string, isWhole: boolean): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const widths = sampleOf(text, delimiter, isWhole)
      .filter((cells) => filledCells(cells) > 0)
      .map(({ length }) => length);
    const width = mode(widths);
    const share = widths.filter((each) => each === width).length / Math.max(1, widths.length);
    // Names of columns, which mostly come first, hold no delimiter; commas within cells of data are common.
    const likely = widths[0] === width ? 1 : otherFirst;
    const score = width > 1 ? share * Math.min(width, 4) * likely : 0;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Where the names of the columns are. */
export interface CsvLayout {
  /** Records before the one with the names: empty lines and titles. */
  readonly skipped: number;
  /** False when the first record already is data. */
  readonly hasHeader: boolean;
  readonly width: number;
}

/**
 * Finds the record with the names: the first in which at least half of the columns are filled. Titles above a table fill
 * one cell. A record of numbers alone is data.
 */
export function findLayout(records: readonly (readonly string[])[]): CsvLayout {
  const filled = records.map(filledCells);
  const width = mode(records.filter((_, index) => filled[index]! > 0).map(({ length }) => length));
  const needed = Math.max(1, Math.ceil(width / 2));
  const first = filled.findIndex((count) => count >= needed);
  if (first < 0) return { skipped: records.length, hasHeader: false, width };
  const cells = records[first]!.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const hasHeader = !cells.every((cell) => /^[-+]?[\d.,]+(?:e[-+]?\d+)?$/i.test(cell));
  return { skipped: first, hasHeader, width: Math.max(width, records[first]!.length) };
}
