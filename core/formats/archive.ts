import { Inflate } from 'fflate';
import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { textDecoder } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { checkCancelled, joinBytes, memorySource, readRange, readWhole } from './source-reading.ts';

// Layout: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 65_535;
/** Who made an entry (4.4.2), and where Unix then keeps what kind of file it is (`st_mode`). */
const unixHost = 3;
const fileKind = 0xf000;
const linkKind = 0xa000;

/** Limits that no archive of planning data comes near, and every zip bomb goes beyond. */
const archiveLimits = {
  entries: 10_000,
  /** Bytes of all entries together when unpacked. */
  totalBytes: 2 * 1024 ** 3,
  /** Unpacked bytes for one packed byte; deflate itself ends at 1032. */
  ratio: 500,
  /** Entries below this size may be packed as tightly as they like. */
  ratioFrom: 16 * 1024 ** 2,
} as const;

/** Archives up to this many bytes are read at once: each entry would otherwise open the file anew, twice. */
const smallArchive = 16 * 1024 ** 2;

/** How much archives that belong together unpack to so far: those inside one count into its limit. */
export interface Unpacked {
  bytes: number;
}

/** A file inside an archive. Its bytes are unpacked when they are first asked for. */
export interface ArchiveEntry {
  /** Path inside the archive, with slashes. */
  readonly path: string;
  readonly source: FileSource;
}

/** An entry as the directory of an archive has it; nothing in it is checked. */
export interface CentralRecord {
  readonly path: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly localOffset: number;
  readonly isEncrypted: boolean;
  /** A symbolic link, as archives made on Unix may hold. */
  readonly isLink: boolean;
}

/** Whether the first bytes are those of a zip archive. */
export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

function damaged(source: FileSource, zh: string, en: string): WorkbenchError {
  return new WorkbenchError('formats/damaged', { file: source.name, reason: { zh, en } });
}

/** A path that stays inside: no absolute ones, no drives, no steps upwards. Undefined otherwise. */
export function safePath(path: string): string | undefined {
  const parts = path.replaceAll('\\', '/').split('/');
  const escapes =
    parts.some((part) => part === '..' || part.includes('\0')) || parts[0] === '' || /^[a-z]:/i.test(path);
  return escapes ? undefined : parts.filter((part) => part !== '.' && part !== '').join('/');
}

function entryName(bytes: Uint8Array, isUtf8: boolean): string {
  // Archives made on Chinese Windows have names in its code page and no mark for it.
  const encoding = isUtf8 ? 'utf-8' : guessEncoding(bytes).encoding;
  return textDecoder(encoding).decode(bytes);
}

/** The directory of a zip archive. Errors: `formats/damaged`, `formats/archive-too-large`. */
export async function centralDirectory(source: FileSource): Promise<CentralRecord[]> {
  const tailStart = Math.max(0, source.bytes - endLength - longestComment);
  const tail = await readRange(source, tailStart, source.bytes - tailStart);
  const tailView = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let end = tail.length - endLength;
  while (end >= 0 && tailView.getUint32(end, true) !== endSignature) end--;
  if (end < 0)
    throw damaged(source, '压缩包没有目录，可能没有下载完', 'the archive has no directory; it may be cut off');
  const count = tailView.getUint16(end + 10, true);
  const length = tailView.getUint32(end + 12, true);
  const start = tailView.getUint32(end + 16, true);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    throw damaged(source, 'ZIP64 压缩包不能读，请先解压', 'ZIP64 archives are not read; unpack it first');
  }
  if (count > archiveLimits.entries) {
    throw new WorkbenchError('formats/archive-too-large', {
      file: source.name,
      found: { zh: `${count} 个文件`, en: `${count} files` },
      limit: { zh: `${archiveLimits.entries} 个`, en: `${archiveLimits.entries}` },
    });
  }
  const directory = await readRange(source, start, length);
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const records: CentralRecord[] = [];
  let place = 0;
  for (let index = 0; index < count; index++) {
    if (place + 46 > directory.length || view.getUint32(place, true) !== centralSignature) {
      throw damaged(source, '压缩包目录不完整', 'the directory of the archive is incomplete');
    }
    const flags = view.getUint16(place + 8, true);
    const nameLength = view.getUint16(place + 28, true);
    const nameBytes = directory.subarray(place + 46, place + 46 + nameLength);
    records.push({
      path: entryName(nameBytes, (flags & 0x800) !== 0),
      method: view.getUint16(place + 10, true),
      packed: view.getUint32(place + 20, true),
      unpacked: view.getUint32(place + 24, true),
      localOffset: view.getUint32(place + 42, true),
      isEncrypted: (flags & 1) !== 0,
      isLink: directory[place + 5] === unixHost && (view.getUint16(place + 40, true) & fileKind) === linkKind,
    });
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  return records;
}

/** The bytes of an entry, never more than the directory says. Errors: `formats/damaged`. */
export async function unpackRecord(source: FileSource, record: CentralRecord): Promise<Uint8Array> {
  const head = await readRange(source, record.localOffset, 30);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 30 || view.getUint32(0, true) !== localSignature) {
    throw damaged(source, `“${record.path}”的文件头损坏`, `the header of "${record.path}" is damaged`);
  }
  const start = record.localOffset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = await readRange(source, start, record.packed);
  if (packed.length < record.packed) throw damaged(source, '压缩包不完整', 'the archive is cut off');
  if (record.method === 0) return packed;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((piece) => {
    length += piece.length;
    if (length > record.unpacked) {
      throw damaged(
        source,
        `“${record.path}”解压后比目录所说的大`,
        `"${record.path}" is larger than the directory says`,
      );
    }
    pieces.push(piece);
  });
  const step = 65_536;
  try {
    for (let place = 0; place < packed.length; place += step) {
      inflate.push(packed.subarray(place, place + step), place + step >= packed.length);
    }
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    throw damaged(source, `“${record.path}”解压失败`, `"${record.path}" cannot be unpacked`);
  }
  if (length !== record.unpacked) throw damaged(source, `“${record.path}”不完整`, `"${record.path}" is incomplete`);
  return joinBytes(pieces);
}

function entrySource(archive: FileSource, record: CentralRecord, all: ReadonlyMap<string, FileSource>): FileSource {
  const folder = record.path.slice(0, record.path.lastIndexOf('/') + 1);
  let unpacked: Promise<Uint8Array> | undefined;
  return {
    name: record.path.slice(folder.length),
    bytes: record.unpacked,
    async read(start, length) {
      unpacked ??= unpackRecord(archive, record);
      return (await unpacked).subarray(start, start + length);
    },
    async sibling(name) {
      return all.get((folder + name).toLowerCase());
    },
  };
}

/** Folders and files that systems add by themselves. */
export const clutter = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i;

/**
 * The files inside a zip archive. Those that cannot be had (encrypted, packed in an unusual way, with a path that leads
 * out of the archive) are left out with a remark. What they unpack to is added to `unpacked`, which the limit holds for.
 *
 * Errors: `formats/damaged`, `formats/archive-encrypted` where all of them are, `formats/archive-too-large`.
 */
export async function openArchive(
  source: FileSource,
  remarks: RemarkList,
  context: TaskContext,
  unpacked: Unpacked = { bytes: 0 },
): Promise<ArchiveEntry[]> {
  const file = source.name;
  const leave = (entry: string, reason: LocalText) =>
    remarks.add('formats/archive-entry-left-out', 'warning', { file, entry, reason });
  const byPath = new Map<string, FileSource>();
  const entries: ArchiveEntry[] = [];
  const archive = source.bytes <= smallArchive ? memorySource(file, await readWhole(source, context)) : source;
  const records = (await centralDirectory(archive)).filter(({ path }) => !/[/\\]$/.test(path) && !clutter.test(path));
  if (records.length > 0 && records.every(({ isEncrypted }) => isEncrypted))
    throw new WorkbenchError('formats/archive-encrypted', { file });
  for (const record of records) {
    checkCancelled(context);
    const path = safePath(record.path);
    if (path === undefined) {
      leave(record.path, { zh: '路径指向压缩包之外', en: 'its path leads out of the archive' });
      continue;
    }
    if (record.isEncrypted) {
      leave(path, { zh: '已加密', en: 'it is encrypted' });
      continue;
    }
    if (record.method !== 0 && record.method !== 8) {
      leave(path, {
        zh: `压缩方法 ${record.method} 不支持`,
        en: `its packing method ${record.method} is not supported`,
      });
      continue;
    }
    unpacked.bytes += record.unpacked;
    const isBomb =
      record.unpacked > archiveLimits.ratioFrom && record.unpacked > archiveLimits.ratio * Math.max(1, record.packed);
    if (isBomb || unpacked.bytes > archiveLimits.totalBytes) {
      const total = sizeText(unpacked.bytes);
      throw new WorkbenchError('formats/archive-too-large', {
        file,
        found: {
          zh: `“${path}”从 ${sizeText(record.packed)} 解压到 ${sizeText(record.unpacked)}，共 ${total}`,
          en: `"${path}" unpacks from ${sizeText(record.packed)} to ${sizeText(record.unpacked)}, ${total} in all`,
        },
        limit: {
          zh: `${sizeText(archiveLimits.totalBytes)}，单个文件 ${archiveLimits.ratio} 倍`,
          en: `${sizeText(archiveLimits.totalBytes)} in all, and a factor of ${archiveLimits.ratio} for one file`,
        },
      });
    }
    const entry = entrySource(archive, { ...record, path }, byPath);
    byPath.set(path.toLowerCase(), entry);
    entries.push({ path, source: entry });
  }
  return entries;
}

/** A size as people say it: kibibytes, mebibytes or gibibytes under the names programs give them. */
function sizeText(bytes: number): string {
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
