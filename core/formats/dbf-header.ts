import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { readRange } from './source-reading.ts';

/** One column of a dBASE table. */
export interface DbfField {
  /** The name as it stands in the file, up to its first zero byte. */
  readonly nameBytes: Uint8Array;
  /** Letter of the type: C, N, F, L, D, I, O, B, T, @, M and others. */
  readonly type: string;
  /** Place in the record. */
  readonly offset: number;
  readonly length: number;
  readonly decimals: number;
}

/** What stands before the records of a dBASE table. */
export interface DbfHeader {
  readonly records: number;
  readonly headerLength: number;
  readonly recordLength: number;
  /** Language driver: tells the code page, 0 when it does not. */
  readonly language: number;
  readonly fields: readonly DbfField[];
}

/** First bytes of the dialects that share this layout: dBASE III to 5, FoxPro, Visual FoxPro, with and without memo. */
const versions = new Set([0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb]);

/** Whether the first 32 bytes can be the header of a dBASE table. */
export function looksLikeDbf(head: Uint8Array, fileBytes: number): boolean {
  if (head.length < 32 || !versions.has(head[0]!)) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const headerLength = view.getUint16(8, true);
  const isDate = head[2]! <= 12 && head[3]! <= 31;
  return isDate && headerLength >= 33 && headerLength <= fileBytes && view.getUint16(10, true) > 0;
}

/** Reads the header. Errors: `formats/damaged`, `formats/truncated`. */
export async function readDbfHeader(source: FileSource): Promise<DbfHeader> {
  const head = await readRange(source, 0, 32);
  if (head.length < 32) {
    throw new WorkbenchError('formats/truncated', { file: source.name, expected: 32, found: head.length });
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const headerLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  if (headerLength < 33 || recordLength === 0) {
    throw new WorkbenchError('formats/damaged', {
      file: source.name,
      reason: {
        zh: '不是 dBASE 表，表头长度不合理',
        en: 'it is no dBASE table: the lengths in its header make no sense',
      },
    });
  }
  const records = view.getUint32(4, true);
  const expected = headerLength + records * recordLength;
  if (source.bytes < expected) {
    throw new WorkbenchError('formats/truncated', { file: source.name, expected, found: source.bytes });
  }
  const descriptors = await readRange(source, 32, headerLength - 32);
  const fields: DbfField[] = [];
  // Byte 0 of a record is its mark of deletion.
  let offset = 1;
  for (let place = 0; place + 32 <= descriptors.length && descriptors[place] !== 0x0d; place += 32) {
    const type = String.fromCharCode(descriptors[place + 11]!);
    const isWideText = type === 'C' && descriptors[place + 17]! > 0;
    // FoxPro keeps the high byte of a long text's length where others keep decimals.
    const length = descriptors[place + 16]! + (isWideText ? 256 * descriptors[place + 17]! : 0);
    if (offset + length > recordLength) break;
    fields.push({
      nameBytes: descriptors.slice(place, place + 11),
      type,
      offset,
      length,
      decimals: isWideText ? 0 : descriptors[place + 17]!,
    });
    offset += length;
  }
  return { records, headerLength, recordLength, language: head[29]!, fields };
}
