import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { isContradicted } from './doubt-encoding.ts';
import { decoderFor, encodingNamed } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { checkLength } from './read-text.ts';
import { joinBytes, readWhole } from './source-reading.ts';
import { evidenceOf, type TextEvidence } from './text-evidence.ts';

// Autodesk, DXF Reference for AutoCAD 2018: group code ranges, binary form, $ACADVER, $DWGCODEPAGE.

/** One group of a DXF file. Numbers are texts as well. */
export interface DxfTag {
  readonly code: number;
  readonly value: string;
}

/** The groups of a file one after another, and the encoding of their texts. */
export interface DxfTags {
  readonly tags: Iterator<DxfTag, undefined>;
  readonly encoding: string;
  readonly evidence?: TextEvidence | undefined;
}

const binarySentinel = 'AutoCAD Binary DXF\r\n\u001a\0';
/** First bytes of a file, in which its header variables stand. */
const headBytes = 65_536;

export function isBinaryDxf(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, binarySentinel.length)) === binarySentinel;
}

function damaged(file: string, zh: string, en: string): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file, reason: { zh, en } });
}

/** What the header says of the encoding: UTF-8 from version 2007 on, before that a code page. */
function statementOf(head: string): { readonly encoding: string | undefined; readonly said: LocalText } | undefined {
  // In binary files zeros and codes of groups stand between names and values.
  const plain = head.replaceAll(/[^ -~]+/g, ' ');
  const version = /\$ACADVER +(?:1 +)?(AC(\d{4}))/.exec(plain);
  if (version && Number(version[2]) >= 1021) {
    const said = { zh: `$ACADVER 是 ${version[1]}，即 UTF-8`, en: `its $ACADVER is ${version[1]}, which means UTF-8` };
    return { encoding: 'utf-8', said };
  }
  const page = /\$DWGCODEPAGE +(?:3 +)?([\w-]+)/.exec(plain)?.[1];
  if (page === undefined) return undefined;
  const said = { zh: `$DWGCODEPAGE 是 ${page}`, en: `its $DWGCODEPAGE is ${page}` };
  return { encoding: encodingNamed(page.replace(/^ansi_|^dos/i, '')), said };
}

function settleEncoding(
  bytes: Uint8Array,
  file: string,
  stated: string | undefined,
  remarks: RemarkList,
): { readonly encoding: string; readonly evidence?: TextEvidence | undefined } {
  const statement = statementOf(String.fromCharCode(...bytes.subarray(0, headBytes)));
  const named = stated === undefined ? undefined : (encodingNamed(stated) ?? stated);
  const declared = statement?.encoding;
  const telling = tellingBytes(bytes);
  if (telling.length === 0) return { encoding: named ?? declared ?? 'utf-8' };
  const evidence = evidenceOf(longestFirst(telling), statement ? [statement.said] : []);
  if (named !== undefined) return { encoding: named, evidence };
  if (declared !== undefined && !isContradicted(telling, declared)) return { encoding: declared, evidence };
  const { encoding, reason } = guessEncoding(telling);
  remarks.add('formats/encoding-guessed', 'warning', { file, encoding, reason });
  return { encoding, evidence };
}

/** Lines with the longest before the others: a person tells encodings by a title sooner than by the name of a block. */
function longestFirst(lines: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < lines.length; ) {
    const next = lines.indexOf(0x0a, start);
    const end = next < 0 ? lines.length : next;
    pieces.push(lines.subarray(start, end));
    start = end + 1;
  }
  pieces.sort((a, b) => b.length - a.length);
  return joinBytes(pieces.flatMap((piece) => [piece, Uint8Array.of(0x0a)]));
}

/** Lines with bytes beyond ASCII that are enough to tell the encoding. */
const tellingLength = 65_536;

/** The lines of a drawing, or texts of a binary one, that have bytes beyond ASCII; doubles of binary drawings have too. */
function tellingBytes(bytes: Uint8Array): Uint8Array {
  const isBinary = isBinaryDxf(bytes);
  const end = isBinary ? 0x00 : 0x0a;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let place = 0; place < bytes.length && length < tellingLength; place++) {
    if (bytes[place]! < 0x80) continue;
    const start = bytes.lastIndexOf(end, place) + 1;
    const next = bytes.indexOf(end, place);
    const stop = next < 0 ? bytes.length : next;
    const piece = bytes.subarray(start, stop);
    place = stop;
    // Between zeros, numbers of a binary drawing look like texts of bytes that no text has.
    if (isBinary && piece.some((byte) => byte < 0x20 || byte === 0x7f)) continue;
    pieces.push(piece, newLine);
    length += piece.length + 1;
  }
  return joinBytes(pieces);
}

const newLine = Uint8Array.of(0x0a);

function* textTags(text: string, file: string): Generator<DxfTag, undefined> {
  let place = 0;
  let line = 0;
  const next = (): string | undefined => {
    if (place >= text.length) return undefined;
    const end = text.indexOf('\n', place);
    const stop = end < 0 ? text.length : end;
    const found = text.slice(place, text[stop - 1] === '\r' ? stop - 1 : stop);
    place = stop + 1;
    line++;
    return found;
  };
  for (;;) {
    const codeLine = next();
    if (codeLine === undefined) return undefined;
    if (codeLine.trim() === '') continue;
    const code = Number(codeLine);
    if (!Number.isInteger(code)) {
      const seen = codeLine.trim().slice(0, 40);
      throw damaged(
        file,
        `第 ${line} 行应为组码，却是“${seen}”`,
        `line ${line} should be a group code and is "${seen}"`,
      );
    }
    const value = next();
    if (value === undefined) throw damaged(file, '在组值之前结束', 'it ends before the value of a group');
    yield { code, value };
  }
}

type ValueKind = 'text' | 'double' | 'int16' | 'int32' | 'int64' | 'byte' | 'chunk';

/** First and last code of each range, and the kind of its values in binary files. */
const ranges: readonly (readonly [from: number, to: number, kind: ValueKind])[] = [
  [10, 59, 'double'],
  [60, 79, 'int16'],
  [90, 99, 'int32'],
  [110, 149, 'double'],
  [160, 169, 'int64'],
  [170, 179, 'int16'],
  [210, 239, 'double'],
  [270, 289, 'int16'],
  [290, 299, 'byte'],
  [310, 319, 'chunk'],
  [370, 389, 'int16'],
  [400, 409, 'int16'],
  [420, 429, 'int32'],
  [440, 459, 'int32'],
  [460, 469, 'double'],
  [1004, 1004, 'chunk'],
  [1010, 1059, 'double'],
  [1060, 1070, 'int16'],
  [1071, 1071, 'int32'],
];

function kindOf(code: number): ValueKind {
  for (const [from, to, kind] of ranges) if (code >= from && code <= to) return kind;
  return 'text';
}

function* binaryTags(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => string,
  file: string,
): Generator<DxfTag, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = binarySentinel.length;
  // Up to version 12 codes take one byte; the first group is 0 and SECTION.
  const isShort = bytes[place + 1] !== 0;
  const readers: Readonly<Record<ValueKind, () => string>> = {
    text() {
      const end = bytes.indexOf(0, place);
      if (end < 0) throw new RangeError('a text without end');
      const text = decode(bytes.subarray(place, end));
      place = end + 1;
      return text;
    },
    double: () => String(view.getFloat64((place += 8) - 8, true)),
    int16: () => String(view.getInt16((place += 2) - 2, true)),
    int32: () => String(view.getInt32((place += 4) - 4, true)),
    int64: () => String(view.getBigInt64((place += 8) - 8, true)),
    byte: () => String(view.getUint8(place++)),
    chunk() {
      place += 1 + view.getUint8(place);
      return '';
    },
  };
  try {
    while (place < bytes.length) {
      let code: number;
      if (isShort && bytes[place] !== 255) code = bytes[place++]!;
      else {
        if (isShort) place++;
        code = view.getInt16(place, true);
        place += 2;
      }
      yield { code, value: readers[kindOf(code)]() };
    }
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw damaged(file, `在第 ${place} 字节处中断`, `it breaks off at byte ${place}`);
  }
}

/** The groups of a DXF file, text or binary. Errors: `formats/damaged` with the line or byte, `formats/file-too-large`. */
export async function readDxfTags(
  source: FileSource,
  stated: string | undefined,
  remarks: RemarkList,
  context: TaskContext,
): Promise<DxfTags> {
  const file = source.name;
  checkLength(source);
  const bytes = await readWhole(source, context);
  const { encoding, evidence } = settleEncoding(bytes, file, stated, remarks);
  const decode = decoderFor(encoding);
  const tags = isBinaryDxf(bytes) ? binaryTags(bytes, decode, file) : textTags(decode(bytes), file);
  return { tags, encoding, evidence };
}
