import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { CsvParser } from './csv-parser.ts';
import { encodingNamed, textDecoder } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { readChunks, readRange } from './source-reading.ts';

/** First bytes of a table, by which its encoding is told. */
const sampleBytes = 65_536;

/** The value of a column in a row; empty where the table has no such column. */
export type GtfsRow<Name extends string> = (column: Name) => string;

/**
 * Reads a table of a timetable row by row, and only its columns that are named. Errors: `formats/damaged` when a column that
 * is needed is missing, `formats/quote-open`.
 */
export async function readGtfsTable<Name extends string>(
  source: FileSource,
  needed: readonly Name[],
  encoding: string | undefined,
  context: TaskContext,
  visit: (row: GtfsRow<Name>) => void,
): Promise<void> {
  const file = source.name;
  const found = encoding === undefined ? guessEncoding(await readRange(source, 0, sampleBytes)).encoding : encoding;
  const decoder = textDecoder(encodingNamed(found) ?? found);
  let places: Map<string, number> | undefined;
  let cells: readonly string[] = [];
  const row: GtfsRow<Name> = (column) => cells[places!.get(column) ?? -1]?.trim() ?? '';
  const parser = new CsvParser(',', (record) => {
    if (!places) {
      places = new Map(record.map((name, index) => [name.trim().toLowerCase(), index]));
      const missing = needed.filter((name) => !places!.has(name));
      if (missing.length === 0) return;
      const list = missing.join(', ');
      throw new WorkbenchError('formats/damaged', {
        file,
        reason: { zh: `缺少列 ${list}`, en: `it lacks the columns ${list}` },
      });
    }
    if (record.length === 1 && record[0]!.trim() === '') return;
    cells = record;
    visit(row);
  });
  for await (const bytes of readChunks(source, context)) parser.push(decoder.decode(bytes, { stream: true }));
  parser.push(decoder.decode());
  if (!parser.end()) throw new WorkbenchError('formats/quote-open', { file });
}
