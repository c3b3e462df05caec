import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { byteOrderMark, encodingNamed, textDecoder } from './encoding.ts';
import type { Format, ReadLayer, ReadOptions } from './format.ts';
import { readSoundLines } from './geojson-lines.ts';
import { GeoJsonReader } from './geojson-reader.ts';
import { writeGeoJson, writeGeoJsonLines } from './geojson-writer.ts';
import { guessEncoding } from './guess-encoding.ts';
import { NotUtf8 } from './json-cursor.ts';
import { fileExtension, memorySource, readRange, readWhole } from './source-reading.ts';
import { evidenceOf } from './text-evidence.ts';

/** First bytes of a file, by which a person compares encodings. */
const sampleBytes = 262_144;

/** The same file in UTF-8, in memory. */
async function inUtf8(source: FileSource, encoding: string, context: TaskContext): Promise<FileSource> {
  const decoder = textDecoder(encoding);
  const bytes = await readWhole(source, context);
  return memorySource(source.name, new TextEncoder().encode(decoder.decode(bytes)));
}

/** Reads a file in UTF-8. */
type ReadJson = (source: FileSource, context: TaskContext) => Promise<ReadLayer[]>;

const readValues: ReadJson = (source, context) => new GeoJsonReader(source, context).read();

/** Lines stand for themselves: broken ones do not stop the others. */
async function readLines(source: FileSource, context: TaskContext): Promise<ReadLayer[]> {
  try {
    return await readValues(source, context);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    return readSoundLines(source, thrown, context);
  }
}

async function readLayers(
  source: FileSource,
  options: ReadOptions,
  context: TaskContext,
  readJson: ReadJson,
): Promise<ReadLayer[]> {
  const mark = byteOrderMark(await readRange(source, 0, 3));
  const stated =
    options.encoding === undefined ? mark?.encoding : (encodingNamed(options.encoding) ?? options.encoding);
  if (stated !== undefined && stated !== 'utf-8') {
    const layers = await readJson(await inUtf8(source, stated, context), context);
    const evidence = mark ? undefined : evidenceOf(await readRange(source, 0, sampleBytes), []);
    return layers.map((layer) => ({ ...layer, encoding: stated, ...(evidence ? { evidence } : {}) }));
  }
  try {
    return await readJson(source, context);
  } catch (thrown) {
    if (!(thrown instanceof NotUtf8)) throw thrown;
  }
  // JSON has to be UTF-8, but some programs write the code page of their machine.
  const bytes = await readWhole(source, context);
  const { encoding, reason } = guessEncoding(bytes);
  const evidence = evidenceOf(bytes, []);
  const layers = await readJson(await inUtf8(source, encoding, context), context);
  const parameters = { file: source.name, encoding, reason };
  const remark = { code: 'formats/encoding-guessed', severity: 'warning', parameters, count: 1, places: [] } as const;
  return layers.map((layer) => ({
    ...layer,
    encoding,
    ...(evidence ? { evidence } : {}),
    remarks: [remark, ...layer.remarks],
  }));
}

/** Whether a file begins like a JSON object. */
async function looksLikeJson(source: FileSource): Promise<boolean> {
  const head = await readRange(source, 0, 256);
  const text = textDecoder(byteOrderMark(head)?.encoding ?? 'utf-8').decode(head);
  // Text sequences (RFC 8142) begin with a record separator.
  return /^\{\s*["}]/.test(text.replaceAll('\u001e', '').trimStart());
}

/** GeoJSON (RFC 7946 and the older form with a crs member). */
export const geojson: Format = {
  id: 'geojson',
  label: { zh: 'GeoJSON', en: 'GeoJSON' },
  extensions: ['.geojson', '.json'],
  companions: [],
  sniff: looksLikeJson,
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    yield* await readLayers(source, options, context, readValues);
  },
  write: writeGeoJson,
};

const latin = textDecoder('windows-1252');
const lineExtensions = ['.geojsonl', '.ndjson', '.geojsons', '.jsonl'];

/** GeoJSON with one feature to a line, also as a text sequence (RFC 8142). */
export const geojsonLines: Format = {
  id: 'geojson-lines',
  label: { zh: '逐行 GeoJSON', en: 'Newline-delimited GeoJSON' },
  extensions: lineExtensions,
  companions: [],
  async sniff(source) {
    if (!lineExtensions.includes(fileExtension(source.name))) return false;
    // The first line may be a broken one.
    return (await looksLikeJson(source)) || /^\s*\{\s*"/m.test(latin.decode(await readRange(source, 0, 65_536)));
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    yield* await readLayers(source, options, context, readLines);
  },
  write: writeGeoJsonLines,
};
