import { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { DbfHeader } from './dbf-header.ts';
import { isContradicted } from './doubt-encoding.ts';
import { encodingNamed, isAscii, isUtf8 } from './encoding.ts';
import { type EncodingChoice, guessEncoding } from './guess-encoding.ts';
import { checkCancelled, chunkSize, companion, joinBytes, readRange } from './source-reading.ts';
import type { TextEvidence } from './text-evidence.ts';

/** Code pages of language drivers. Those that only say "whatever the machine uses" are in `vagueLanguages`. */
const languages: Readonly<Record<number, string>> = {
  0x08: 'windows-1252',
  0x13: 'shift_jis',
  0x26: 'ibm866',
  0x4d: 'gbk',
  0x4e: 'euc-kr',
  0x4f: 'big5',
  0x50: 'windows-874',
  0x58: 'windows-1252',
  0x59: 'windows-1252',
  0x64: 'cp852',
  0x65: 'ibm866',
  0x78: 'big5',
  0x79: 'euc-kr',
  0x7a: 'gbk',
  0x7b: 'shift_jis',
  0x7c: 'windows-874',
  0x7d: 'windows-1255',
  0x7e: 'windows-1256',
  0xc8: 'windows-1250',
  0xc9: 'windows-1251',
  0xca: 'windows-1254',
  0xcb: 'windows-1253',
  0xcc: 'windows-1257',
};

/** Written by programs that did not ask, on Chinese machines too: believed only when the bytes say nothing else. */
const vagueLanguages: Readonly<Record<number, string>> = {
  0x01: 'cp437',
  0x02: 'cp850',
  0x03: 'windows-1252',
  0x57: 'windows-1252',
};

/** Text that is enough to tell its encoding. */
const sampleSize = 65_536;

/** Rows that are shown to a person. */
const shownRows = 3;

/** The texts of a record, a tab between them; undefined when all are ASCII. */
function rowTexts(record: Uint8Array, texts: DbfHeader['fields']): Uint8Array | undefined {
  if (isAscii(record)) return undefined;
  const cells = texts.flatMap(({ offset, length }) => [
    record.subarray(offset, offset + length).filter((byte) => byte !== 0),
    Uint8Array.of(0x09),
  ]);
  const row = joinBytes(cells);
  return isAscii(row) ? undefined : row;
}

/** The bytes beyond ASCII in names and texts, with their neighbours; a byte of space between cells. */
async function textSample(
  source: FileSource,
  header: DbfHeader,
  context: TaskContext,
): Promise<Omit<TextEvidence, 'statements'>> {
  const sample: number[] = [];
  const rows: Uint8Array[] = [];
  for (const { nameBytes } of header.fields) {
    if (!isAscii(nameBytes)) sample.push(...nameBytes.filter((byte) => byte !== 0), 0x20);
  }
  const texts = header.fields.filter(({ type }) => type === 'C');
  const { headerLength, recordLength, records } = header;
  const perChunk = Math.max(1, Math.floor(chunkSize / recordLength));
  for (let record = 0; record < records && texts.length > 0 && sample.length < sampleSize; record += perChunk) {
    checkCancelled(context);
    const count = Math.min(perChunk, records - record);
    const bytes = await readRange(source, headerLength + record * recordLength, count * recordLength);
    for (let index = 0; index < count && sample.length < sampleSize; index++) {
      const row = bytes.subarray(index * recordLength, (index + 1) * recordLength);
      if (rows.length < shownRows) {
        const shown = rowTexts(row, texts);
        if (shown) rows.push(shown);
      }
      for (const { offset, length } of texts) {
        const cell = row.subarray(offset, offset + length);
        if (!isAscii(cell)) sample.push(...cell, 0x20);
      }
    }
  }
  return { sample: Uint8Array.from(sample), rows };
}

/** The encoding of a table, and what it was told by; without evidence where there is nothing beyond ASCII. */
export interface DbfEncoding {
  readonly encoding: string;
  readonly evidence?: TextEvidence;
}

interface Statement {
  readonly encoding: string;
  /** As the file has it: `GBK`, `0x4D`. */
  readonly label: string;
  readonly reason: LocalText;
}

/** What the `.cpg` and the header say, in the order in which they are believed. */
async function statementsOf(source: FileSource, header: DbfHeader, remarks: RemarkList): Promise<Statement[]> {
  const statements: Statement[] = [];
  const cpg = await companion(source, '.cpg');
  const label = cpg
    ? String.fromCharCode(...(await readRange(cpg, 0, 64)))
        .replace(/^\xEF\xBB\xBF/, '')
        .trim()
    : '';
  const ofCpg = label === '' ? undefined : encodingNamed(label);
  if (ofCpg !== undefined) {
    const reason = { zh: `.cpg 文件写着 ${label}`, en: `its .cpg file says ${label}` };
    statements.push({ encoding: ofCpg, label: `.cpg: ${label}`, reason });
  } else if (label !== '') remarks.add('formats/encoding-statement', 'warning', { file: source.name, label });
  const ofLanguage = languages[header.language];
  if (ofLanguage !== undefined) {
    const byte = `0x${header.language.toString(16).toUpperCase()}`;
    const reason = { zh: `表头的语言标记是 ${byte}`, en: `the language byte of its header is ${byte}` };
    statements.push({ encoding: ofLanguage, label: byte, reason });
  }
  return statements;
}

/** What the file says where its bytes bear it out, else what they look like; what was passed over is told. */
function settle(
  sample: Uint8Array,
  statements: readonly Statement[],
  language: number,
  file: string,
  remarks: RemarkList,
): EncodingChoice {
  const uncut = withoutCuts(sample);
  const whole = isUtf8(uncut) ? uncut : sample;
  for (const { encoding, label, reason } of statements) {
    if (!isContradicted(whole, encoding)) return { encoding, reason, certainty: 'likely' };
    remarks.add('formats/encoding-statement', 'warning', { file, label });
  }
  return withVagueLanguage(guessEncoding(whole), language);
}

/**
 * The encoding of a dBASE table: what the person says, what a `.cpg` beside it says, its language driver, what its bytes
 * look like, in this order; statements that the bytes contradict are passed over. Tells about it where there is anything
 * beyond ASCII. Errors: `formats/encoding-unknown`.
 */
export async function dbfEncoding(
  source: FileSource,
  header: DbfHeader,
  stated: string | undefined,
  remarks: RemarkList,
  context: TaskContext,
): Promise<DbfEncoding> {
  const file = source.name;
  const texts = await textSample(source, header, context);
  const named = stated === undefined ? undefined : (encodingNamed(stated) ?? stated);
  // What a person says needs no remark on what the file says.
  const statements = await statementsOf(source, header, named === undefined ? remarks : new RemarkList());
  if (texts.sample.length === 0) return { encoding: named ?? statements[0]?.encoding ?? 'utf-8' };
  const evidence = { ...texts, statements: statements.map(({ reason }) => reason) };
  if (named !== undefined) return { encoding: named, evidence };
  const { encoding, reason, certainty } = settle(texts.sample, statements, header.language, file, remarks);
  const isGuess = certainty === 'guess';
  const code = isGuess ? 'formats/encoding-guessed' : 'formats/encoding-chosen';
  remarks.add(code, isGuess ? 'warning' : 'info', { file, encoding, reason });
  return { encoding, evidence };
}

function withVagueLanguage(guess: EncodingChoice, language: number): EncodingChoice {
  const vague = vagueLanguages[language];
  if (guess.certainty !== 'guess' || vague === undefined) return guess;
  const byte = `0x${language.toString(16).padStart(2, '0').toUpperCase()}`;
  return {
    encoding: vague,
    reason: {
      zh: `表头的语言标记是 ${byte}，字节没有显示别的`,
      en: `the language byte of its header is ${byte} and its bytes show nothing else`,
    },
    certainty: vague === 'windows-1252' ? 'guess' : 'likely',
  };
}

/** The sample without UTF-8 characters that were cut off at the end of a full cell, which would make it look invalid. */
function withoutCuts(sample: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let place = 0; place < sample.length; place++) {
    const byte = sample[place]!;
    const need = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    let have = 0;
    while (have < need && (sample[place + 1 + have]! & 0xc0) === 0x80) have++;
    const isCut = have < need && sample[place + 1 + have] === 0x20;
    if (isCut) place += have;
    else kept.push(byte);
  }
  return Uint8Array.from(kept);
}
