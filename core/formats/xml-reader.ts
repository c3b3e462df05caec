import { SaxesParser } from 'saxes';
import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { isContradicted } from './doubt-encoding.ts';
import { byteOrderMark, encodingNamed, textDecoder } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { readChunks, readRange } from './source-reading.ts';
import { evidenceOf, type TextEvidence } from './text-evidence.ts';

/** What a reader wants to know of an XML file. Names come without their prefix: `Track` of `gx:Track`. */
export interface XmlVisitor {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** The element that was opened last and not yet closed, with all text directly inside it. */
  close(name: string, text: string): void;
}

/** First bytes of a file, by which its encoding is told. */
const sampleBytes = 262_144;
/** Deeper than any file of places goes. */
const deepest = 256;
/** Text handed to the parser at once, so that one that is given up stops soon. */
const pieceLength = 65_536;

function damaged(file: string, zh: string, en: string): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file, reason: { zh, en } });
}

/** The encoding that the XML declaration in the first bytes states. */
function declaredEncoding(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(text)?.[1];
  return label === undefined ? undefined : encodingNamed(label);
}

/** The encoding an XML file was read in, and what that was told by. */
export interface XmlEncoding {
  readonly encoding: string;
  readonly evidence?: TextEvidence;
}

/** The texts of an XML file, those in quotes within its tags as well, each on a line. No encoding but UTF-16 has < and > within characters. */
function withoutMarkup(bytes: Uint8Array): Uint8Array {
  const texts = bytes.slice();
  let isTag = false;
  let quote = 0;
  for (let at = 0; at < texts.length; at++) {
    const byte = texts[at]!;
    const isQuote = isTag && (quote === 0 ? byte === 0x22 || byte === 0x27 : byte === quote);
    if (isQuote) quote = quote === 0 ? byte : 0;
    if (!isTag && byte === 0x3c) isTag = true;
    else if (isTag && quote === 0 && byte === 0x3e) {
      isTag = false;
      texts[at] = 0x0a;
    }
    if (isQuote || (isTag && quote === 0)) texts[at] = 0x0a;
  }
  return texts;
}

/** The encoding of an XML file: stated by a person, by a mark, by its declaration where its bytes agree, or guessed. */
async function settleEncoding(
  source: FileSource,
  stated: string | undefined,
  remarks: RemarkList,
): Promise<XmlEncoding> {
  const sample = await readRange(source, 0, sampleBytes);
  const mark = byteOrderMark(sample);
  const label = declaredEncoding(sample);
  const said = { zh: `XML 声明的编码是 ${label}`, en: `its XML declaration says ${label}` };
  const evidence = mark ? undefined : evidenceOf(withoutMarkup(sample), label === undefined ? [] : [said]);
  const told = evidence ? { evidence } : {};
  if (stated !== undefined) return { encoding: encodingNamed(stated) ?? stated, ...told };
  if (mark) return { encoding: mark.encoding };
  const declared = label ?? 'utf-8';
  // A declaration of UTF-16 that can be read byte by byte is wrong.
  const isWrong = declared.startsWith('utf-16') || isContradicted(sample, declared);
  if (!isWrong) return { encoding: declared, ...told };
  const { encoding, reason, certainty } = guessEncoding(sample);
  if (certainty !== 'certain')
    remarks.add('formats/encoding-guessed', 'warning', { file: source.name, encoding, reason });
  return { encoding, ...told };
}

/** Whether the first bytes are those of an XML file whose outermost element is called `root`. */
export function looksLikeXml(head: Uint8Array, root: string): boolean {
  const text = textDecoder(byteOrderMark(head)?.encoding ?? 'utf-8').decode(head, { stream: true });
  return text.trimStart().startsWith('<') && new RegExp(`<(?:[\\w.-]+:)?${root}[\\s>/]`).test(text);
}

/**
 * Reads an XML file piece by piece and returns the encoding it was read in. Document types with declarations of their own
 * are refused, since entities can be made to swell without end; so is nesting beyond any use.
 *
 * Errors: `formats/damaged` with the line.
 */
export async function readXml(
  source: FileSource,
  stated: string | undefined,
  visitor: XmlVisitor,
  remarks: RemarkList,
  context: TaskContext,
): Promise<XmlEncoding> {
  const file = source.name;
  const settled = await settleEncoding(source, stated, remarks);
  const decoder = textDecoder(settled.encoding);
  const parser = new SaxesParser();
  const texts: string[] = [];
  const names: string[] = [];
  const addText = (text: string) => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on('error', ({ message }) => {
    const { line } = parser;
    const fault = message.replace(/^\d+:\d+: /, '');
    throw damaged(file, `第 ${line} 行不是有效的 XML（${fault}）`, `line ${line} is not valid XML (${fault})`);
  });
  parser.on('doctype', (text) => {
    if (!text.includes('[')) return;
    throw damaged(
      file,
      '含有自定义实体的 DTD，出于安全不读取',
      'it has a document type with declarations of its own, which is not read for safety',
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (names.length >= deepest) {
      throw damaged(file, `元素嵌套超过 ${deepest} 层`, `its elements are nested deeper than ${deepest} levels`);
    }
    const local = name.slice(name.indexOf(':') + 1);
    names.push(local);
    texts.push('');
    visitor.open(local, attributes);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => visitor.close(names.pop()!, texts.pop()!));
  const push = (text: string) => {
    for (let place = 0; place < text.length; place += pieceLength) parser.write(text.slice(place, place + pieceLength));
  };
  for await (const bytes of readChunks(source, context)) push(decoder.decode(bytes, { stream: true }));
  push(decoder.decode());
  parser.close();
  return settled;
}
