import { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { ReadLayer } from './format.ts';
import { GeoJsonReader } from './geojson-reader.ts';
import { joinBytes, memorySource, readChunks } from './source-reading.ts';

const lineFeed = 0x0a;
/** Line numbers that are written out; the remark counts the others. */
const mostNumbers = 20;
/** Lines that are tried together before the bad ones among them are looked for. */
const together = 1024;
/** What is wrong with lines, and not with the file or its reading. */
const faultCodes: ReadonlySet<string> = new Set([
  'formats/json-syntax',
  'formats/json-truncated',
  'formats/not-geojson',
]);

/** A line with something on it, and its bytes with the line feed. */
interface Line {
  readonly number: number;
  readonly bytes: Uint8Array;
}

interface BadLine {
  readonly number: number;
  readonly reason: LocalText;
}

/** The lines of a file with something on them, numbered from 1. */
async function* linesOf(source: FileSource, context: TaskContext): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let number = 1;
  for await (const chunk of readChunks(source, context)) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const bytes = joinBytes([...pieces, chunk.subarray(start, end + 1)]);
      if (bytes.some((byte) => byte > 0x20)) yield { number, bytes };
      pieces = [];
      number++;
      start = end + 1;
    }
    pieces.push(chunk.slice(start));
  }
  const bytes = joinBytes(pieces);
  if (bytes.some((byte) => byte > 0x20)) yield { number, bytes };
}

function reasonOf({ code, parameters }: WorkbenchError): LocalText {
  const { reason } = parameters;
  if (typeof reason === 'object' && reason !== null && 'zh' in reason) return reason;
  return code === 'formats/json-truncated'
    ? { zh: '这一行不完整', en: 'the line is incomplete' }
    : { zh: '内容不是要素', en: 'what it holds is no feature' };
}

/** How many rows there are in lines that are read as one file; what is wrong with them otherwise. */
async function rowsIn(bytes: Uint8Array, file: string): Promise<number | WorkbenchError> {
  try {
    const layers = await new GeoJsonReader(memorySource(file, bytes), {}).read();
    // Rows of mixed kinds are in several layers.
    const rows = layers.map(({ geometry, rowOf }) => {
      const features = geometry.featureOffsets.length - 1;
      return features === 0 ? 0 : rowOf(features - 1);
    });
    return Math.max(0, ...rows);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && faultCodes.has(thrown.code)) return thrown;
    throw thrown;
  }
}

/** What can be read of a file with broken lines. */
class SoundLines {
  readonly pieces: Uint8Array[] = [];
  readonly bad: BadLine[] = [];
  /** Line of each row. */
  readonly lineOfRow: number[] = [];
  good = 0;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Sorts lines by halves, so that few bad ones cost little. */
  async add(lines: readonly Line[]): Promise<void> {
    if (lines.length === 0) return;
    const bytes = joinBytes(lines.map((line) => line.bytes));
    const rows = await rowsIn(bytes, this.#file);
    if (rows === lines.length || (typeof rows === 'number' && lines.length === 1)) {
      this.pieces.push(bytes);
      this.good += lines.length;
      const each = rows / lines.length;
      for (const { number } of lines) for (let row = 0; row < each; row++) this.lineOfRow.push(number);
    } else if (typeof rows !== 'number' && lines.length === 1) {
      this.bad.push({ number: lines[0]!.number, reason: reasonOf(rows) });
    } else {
      const half = lines.length >> 1;
      await this.add(lines.slice(0, half));
      await this.add(lines.slice(half));
    }
  }
}

/**
 * Reads a file of which some lines are broken: the others, with the numbers of those left out as a remark. `fault` is what
 * is wrong with the file as a whole, and is thrown where most lines cannot be read, as it then is no file of lines.
 */
export async function readSoundLines(
  source: FileSource,
  fault: WorkbenchError,
  context: TaskContext,
): Promise<ReadLayer[]> {
  if (!faultCodes.has(fault.code)) throw fault;
  const sound = new SoundLines(source.name);
  let waiting: Line[] = [];
  for await (const line of linesOf(source, context)) {
    waiting.push(line);
    if (waiting.length < together) continue;
    await sound.add(waiting);
    waiting = [];
  }
  await sound.add(waiting);
  const { pieces, bad, good, lineOfRow } = sound;
  const [first] = bad;
  if (!first || good < bad.length) throw fault;
  const layers = await new GeoJsonReader(memorySource(source.name, joinBytes(pieces)), context).read();
  const numbers = bad.slice(0, mostNumbers).map(({ number }) => number);
  const remarks = new RemarkList();
  const parameters = {
    file: source.name,
    lines: `${numbers.join(', ')}${bad.length > mostNumbers ? ', …' : ''}`,
    first: first.number,
    reason: first.reason,
  };
  for (const { number } of bad) {
    remarks.add('formats/lines-left-out', 'warning', parameters, { file: source.name, row: number });
  }
  return layers.map((layer, place) => ({
    ...layer,
    rowOf: (feature) => lineOfRow[layer.rowOf(feature) - 1]!,
    remarks: place === 0 ? [...remarks.toArray(), ...layer.remarks] : layer.remarks,
  }));
}
