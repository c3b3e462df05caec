import { GatheredTexts } from '#core/sqlite/gathered-texts.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { StoredRows } from '#core/sqlite/stored-rows.ts';
import { decodeUtf8, TextMemory } from '#core/sqlite/text-memory.ts';
import type { Database } from './database.ts';
import { type BlobReader, readEnvelope } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';

/** Why a table could not be read from the bytes: only SQLite can tell its values, or its pages have a fault. */
export type StoredFault = 'other-form' | 'unsound';

/** The values of one column in a table; what is behind the values of a row is none. */
export class StoredColumn {
  readonly #place: number;
  readonly #memory = new TextMemory();
  #texts = new GatheredTexts();

  constructor(place: number) {
    this.#place = place;
  }

  number(record: RecordReader): number {
    const place = this.#place;
    return place < record.count && record.isNumber(place) ? record.number(place) : Number.NaN;
  }

  /** Reads the text of a row; `isOne` where no two rows have the same. */
  readText(record: RecordReader, isOne = false): void {
    const place = this.#place;
    const texts = this.#texts;
    if (place >= record.count) return texts.add(null);
    // Other programs may leave numbers in columns of text, or blobs, which nobody reads.
    if (!record.isText(place)) return texts.add(record.isNumber(place) ? String(record.number(place)) : null);
    const { bytes } = record;
    const [start, end] = [record.startOf(place), record.endOf(place)];
    if (isOne || this.#memory.hasGivenUp) texts.addBytes(bytes, start, end, storedText);
    else texts.add(this.#memory.text(bytes, start, end, storedText));
  }

  /** The text of a row by itself, for columns that repeat few. */
  text(record: RecordReader): string | null {
    const place = this.#place;
    if (place >= record.count) return null;
    if (!record.isText(place)) return record.isNumber(place) ? String(record.number(place)) : null;
    return this.#memory.text(record.bytes, record.startOf(place), record.endOf(place), storedText);
  }

  /** The texts of all rows that were read. */
  takeTexts(): (string | null)[] {
    const texts = this.#texts.finish();
    this.#texts = new GatheredTexts();
    return texts;
  }

  /** Reads a blob, of no bytes where there is none. */
  readBlob(record: RecordReader, reader: BlobReader): void {
    const place = this.#place;
    if (place >= record.count) reader.read(null);
    else reader.readFrom(record.bytes, record.view, record.startOf(place), record.endOf(place));
  }

  /** Puts the box that a blob says its geometry has into `box`; false where it says none. */
  readBox(record: RecordReader, box: Float64Array): boolean {
    const place = this.#place;
    return place < record.count && readEnvelope(record.view, record.startOf(place), record.endOf(place), box);
  }

  lengthOfBlob(record: RecordReader): number {
    return this.#place < record.count ? record.endOf(this.#place) - record.startOf(this.#place) : 0;
  }
}

/** A text of SQLite ends at the first zero. */
function storedText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** A table in the bytes of a database. */
export interface StoredPlace {
  readonly rows: StoredRows;
  /** Columns by their names in lower case. */
  readonly columns: ReadonlyMap<string, StoredColumn>;
}

/** Finds the rows and columns of a table in the bytes. */
export function locateStored(database: Database, bytes: Uint8Array, { table }: LayerTable): StoredPlace | StoredFault {
  const header = readFileHeader(bytes);
  if (!header?.isUtf8) return 'other-form';
  const root = database.value("SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?", [table]);
  const columns = database.rows('SELECT name, hidden, dflt_value, pk, upper(type) FROM pragma_table_xinfo(?)', [table]);
  // What is worked out, or was left to a default, does not lie in the rows; only a key of this form is the number of the row.
  const isPlain = columns.every(([, hidden, fallback]) => hidden === 0 && fallback === null);
  const keys = columns.filter(([, , , key]) => key !== 0);
  const isByNumber = keys.length === 1 && keys[0]![0] === 'fid' && keys[0]![4] === 'INTEGER';
  if (typeof root !== 'number' || root === 0 || !isPlain || !isByNumber) return 'other-form';
  const rows = StoredRows.of({ bytes, header, root });
  if (!rows) return 'unsound';
  const byName = columns.map(([name], place) => [(name as string).toLowerCase(), new StoredColumn(place)] as const);
  return { rows, columns: new Map(byName) };
}
