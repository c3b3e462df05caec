import type { RemarkList } from '#core/model/remark.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { DbfHeader } from './dbf-header.ts';
import { type EncodingChoice, encodingNamed, guessEncoding, isAscii, isUtf8 } from './encoding.ts';
import { checkCancelled, chunkSize, companion, readRange } from './source-reading.ts';

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

/** The bytes beyond ASCII in names and texts, with their neighbours; a byte of space between cells. */
async function textSample(source: FileSource, header: DbfHeader, context: TaskContext): Promise<Uint8Array> {
  const sample: number[] = [];
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
    for (let row = 0; row < count && sample.length < sampleSize; row++) {
      for (const { offset, length } of texts) {
        const start = row * recordLength + offset;
        let hasHigh = false;
        for (let place = start; place < start + length; place++) {
          if (bytes[place]! >= 0x80) {
            hasHigh = true;
            break;
          }
        }
        if (hasHigh) sample.push(...bytes.subarray(start, start + length), 0x20);
      }
    }
  }
  return Uint8Array.from(sample);
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
): Promise<string> {
  if (stated !== undefined) return encodingNamed(stated) ?? stated;
  const file = source.name;
  const sample = await textSample(source, header, context);
  const cpg = await companion(source, '.cpg');
  const label = cpg
    ? String.fromCharCode(...(await readRange(cpg, 0, 64)))
        .replace(/^\xEF\xBB\xBF/, '')
        .trim()
    : '';
  const ofCpg = label === '' ? undefined : encodingNamed(label);
  if (sample.length === 0) return ofCpg ?? 'utf-8';
  if (ofCpg !== undefined && (ofCpg !== 'utf-8' || isUtf8(withoutCuts(sample)))) {
    const reason = { zh: `.cpg 文件写着 ${label}`, en: `its .cpg file says ${label}` };
    remarks.add('formats/encoding-chosen', 'info', { file, encoding: ofCpg, reason });
    return ofCpg;
  }
  if (label !== '') remarks.add('formats/encoding-statement', 'warning', { file, label });
  const ofLanguage = languages[header.language];
  if (ofLanguage !== undefined) {
    const byte = `0x${header.language.toString(16).toUpperCase()}`;
    const reason = { zh: `表头的语言标记是 ${byte}`, en: `the language byte of its header is ${byte}` };
    remarks.add('formats/encoding-chosen', 'info', { file, encoding: ofLanguage, reason });
    return ofLanguage;
  }
  const uncut = withoutCuts(sample);
  const guess = guessEncoding(isUtf8(uncut) ? uncut : sample);
  const choice = withVagueLanguage(guess, header.language);
  const isGuess = choice.certainty === 'guess';
  remarks.add(isGuess ? 'formats/encoding-guessed' : 'formats/encoding-chosen', isGuess ? 'warning' : 'info', {
    file,
    encoding: choice.encoding,
    reason: choice.reason,
  });
  return choice.encoding;
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
