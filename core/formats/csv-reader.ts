import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { CsvParser, findDelimiter, findLayout, sampleOf } from './csv-parser.ts';
import { byteOrderMark, encodingNamed, textDecoder } from './encoding.ts';
import type { ReadLayer, ReadOptions } from './format.ts';
import { type EncodingChoice, guessEncoding } from './guess-encoding.ts';
import { readChunks, readRange } from './source-reading.ts';
import { mostColumns, type RawTable, TableReader, tableLayers } from './table-layer.ts';
import { evidenceOf } from './text-evidence.ts';

/** First bytes of a file, by which encoding and layout are told. */
const sampleBytes = 262_144;

function settleEncoding(sample: Uint8Array, stated: string | undefined): EncodingChoice {
  if (stated !== undefined) {
    const encoding = encodingNamed(stated) ?? stated;
    return { encoding, reason: { zh: '指定', en: 'stated' }, certainty: 'certain' };
  }
  return guessEncoding(sample);
}

/** Reads all cells. */
async function readCells(
  source: FileSource,
  encoding: string,
  remarks: RemarkList,
  context: TaskContext,
): Promise<{ readonly table: RawTable; readonly delimiter: string }> {
  const file = source.name;
  const sample = await readRange(source, 0, sampleBytes);
  const isWhole = sample.length === source.bytes;
  const head = textDecoder(encoding).decode(sample, { stream: !isWhole });
  if (head.includes('\0')) {
    throw new WorkbenchError('formats/damaged', {
      file,
      reason: { zh: '含有零字节，不是文本表格', en: 'it holds zero bytes and is no table of text' },
    });
  }
  const delimiter = findDelimiter(head, isWhole);
  const first = sampleOf(head, delimiter, isWhole);
  const layout = findLayout(first);
  const header = layout.hasHeader ? (first[layout.skipped] ?? []) : [];
  const width = Math.max(layout.width, header.length);
  if (width > mostColumns) {
    throw new WorkbenchError('formats/damaged', {
      file,
      reason: { zh: `有 ${width} 列，不像表格`, en: `it would have ${width} columns and is no table` },
    });
  }
  const reader = new TableReader(file, remarks);
  // A delimiter at the end of every line makes a column without name and values.
  const names = Array.from({ length: width }, (_, index) => header[index]?.trim() ?? '');
  reader.start(names, layout.skipped);
  const dataStart = layout.skipped + (layout.hasHeader ? 1 : 0);
  const parser = new CsvParser(delimiter, (cells) => reader.add(cells, dataStart));
  const decoder = textDecoder(encoding);
  for await (const bytes of readChunks(source, context)) parser.push(decoder.decode(bytes, { stream: true }));
  parser.push(decoder.decode());
  if (!parser.end()) throw new WorkbenchError('formats/quote-open', { file });
  return { table: reader, delimiter };
}

/** Reads a table of text. Errors: `formats/empty-file`, `formats/quote-open`, `formats/damaged`, `import/unknown-field`. */
export async function readCsv(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const mark = byteOrderMark(await readRange(source, 0, 3));
  if (source.bytes <= (mark?.length ?? 0)) throw new WorkbenchError('formats/empty-file', { file });
  const remarks = new RemarkList();
  const sample = await readRange(source, 0, sampleBytes);
  const { encoding, reason, certainty } = settleEncoding(sample, options.encoding);
  if (certainty !== 'certain') {
    const isGuess = certainty === 'guess';
    const code = isGuess ? 'formats/encoding-guessed' : 'formats/encoding-chosen';
    remarks.add(code, isGuess ? 'warning' : 'info', { file, encoding, reason });
  }
  const { table, delimiter } = await readCells(source, encoding, remarks, context);
  if (table.names.every((name) => name === '') && table.records.length === 0) {
    throw new WorkbenchError('formats/empty-file', { file });
  }
  return tableLayers(table, {
    file,
    name: '',
    remarks,
    encoding,
    // A byte order mark leaves no choice.
    ...(mark ? {} : { evidence: evidenceOf(sample, []) }),
    coordinates: options.coordinates,
    mayUseCommas: delimiter !== ',',
  });
}

/** Whether bytes can be text with more than one line or column. */
export function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const { encoding } = guessEncoding(head);
  const text = textDecoder(encoding).decode(head, { stream: true });
  // Of the control characters only tabs and line ends stand in tables.
  for (const character of text) {
    if ((character < ' ' && !'\t\n\v\f\r'.includes(character)) || character === '\uFFFD') return false;
  }
  return true;
}
