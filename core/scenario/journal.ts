import { type Edit, type EditOrigin, invertEdits } from '#core/model/edit.ts';
import { type Remark, RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { packDocument, unpackDocument } from '#core/store/document-codec.ts';
import { editBytes, editsFromBytes, type PackedEdits, unpackEdits } from '#core/store/edit-codec.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit, CommittedStep, ProjectHost } from '#core/store/project-writer.ts';
import { repeatStep } from './apply-edits.ts';

// The crash journal is the list of entries that a host keeps between two saves, one for each commit, in their order. An
// entry is "CLJ", version, length and checksum of its document, then the document: a commit, or a copy of the whole file.
const magic = [0x43, 0x4c, 0x4a] as const;
const version = 1;
const headerBytes = 12;

interface PackedCommit extends Omit<Commit, 'steps'> {
  /**
   * Edits as bytes; journals written before they were packed once hold them as a list. An undo or redo has none: they are those
   * of its target, which the file has. Older journals repeat them.
   */
  readonly steps: readonly (Omit<CommittedStep, 'edits'> & { readonly edits?: Uint8Array | PackedEdits })[];
}

type Entry =
  | { readonly kind: 'commit'; readonly project: string; readonly commit: PackedCommit }
  | { readonly kind: 'copy'; readonly project: string; readonly file: Uint8Array };

/** Tables for the checksum: in the first what a byte makes of it, in the next what it makes of it with zeros behind it. */
const crcTables: readonly Uint32Array[] = [
  new Uint32Array(256),
  new Uint32Array(256),
  new Uint32Array(256),
  new Uint32Array(256),
];
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  crcTables[0]![byte] = value;
}
for (let zeros = 1; zeros < crcTables.length; zeros++) {
  for (let byte = 0; byte < 256; byte++) {
    const value = crcTables[zeros - 1]![byte]!;
    crcTables[zeros]![byte] = crcTables[0]![value & 0xff]! ^ (value >>> 8);
  }
}

/** CRC-32 of ISO 3309, as ZIP and PNG use it, four bytes at a time. */
function checksumOf(bytes: Uint8Array): number {
  const [one, two, three, four] = crcTables as readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let value = 0xffffffff;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const word = value ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    value = four[word & 0xff]! ^ three[(word >>> 8) & 0xff]! ^ two[(word >>> 16) & 0xff]! ^ one[word >>> 24]!;
  }
  for (; at < bytes.length; at++) value = one[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function encode(entry: Entry): Uint8Array<ArrayBuffer> {
  // Writing more bytes is faster than deflating them, and they are soon gone.
  const bytes = packDocument(entry, { deflate: false, room: headerBytes });
  const body = bytes.subarray(headerBytes);
  bytes.set([...magic, version]);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, body.length, true);
  view.setUint32(8, checksumOf(body), true);
  return bytes;
}

/** The entry for a commit of `project`: what a host brings to the disk before it says that the commit is safe. */
export function journalEntry(project: ProjectFile, commit: Commit): Uint8Array<ArrayBuffer> {
  if (commit.isRewritten) return journalCopy(project);
  const steps = commit.steps.map(({ edits, ...step }) =>
    step.target === null ? { ...step, edits: editBytes(edits) } : step,
  );
  return encode({ kind: 'commit', project: project.id, commit: { ...commit, steps } });
}

/** An entry that holds the whole project as it is now: the first of a project that was never saved. */
export function journalCopy(project: ProjectFile): Uint8Array<ArrayBuffer> {
  return encode({ kind: 'copy', project: project.id, file: project.export() });
}

/** The entry in `bytes`; undefined when it was not written to its end, or is none. */
function decode(bytes: Uint8Array): Entry | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || magic.some((byte, at) => bytes[at] !== byte) || bytes[3] !== version)
    return undefined;
  const body = bytes.subarray(headerBytes);
  if (body.length !== view.getUint32(4, true) || checksumOf(body) !== view.getUint32(8, true)) return undefined;
  return unpackDocument(body) as Entry;
}

/**
 * Opens a project and does again what its crash journal holds beyond the file. `bytes` is undefined for a project that was
 * never saved; its journal begins with a copy. Entries that the file has already are passed over, an entry that was not
 * written to its end is left out with those behind it, and a journal of another copy of the project is left alone; each is
 * told in the remarks. Fails as `openProject` does, and with `store/journal-empty` when there is nothing to open.
 */
export function recoverProject(
  sqlite: SqlJsStatic,
  bytes: Uint8Array | undefined,
  file: string,
  journal: readonly Uint8Array[],
  host: ProjectHost,
): { readonly project: ProjectFile; readonly remarks: readonly Remark[] } {
  const decoded = journal.map(decode);
  const torn = decoded.indexOf(undefined);
  const entries = (torn < 0 ? decoded : decoded.slice(0, torn)) as Entry[];
  const copyAt = entries.findLastIndex(({ kind }) => kind === 'copy');
  const copy = entries[copyAt];
  const start = copy?.kind === 'copy' ? copy.file : bytes;
  if (!start) throw new WorkbenchError('store/journal-empty', { file });
  const project = openProject(sqlite, start, file, host);
  const remarks = new RemarkList();
  remarks.addAll(project.remarks);
  const replayed = replay(project, entries.slice(copyAt + 1), remarks);
  if (replayed > 0) remarks.add('store/journal-replayed', 'info', {}, undefined, replayed);
  if (torn >= 0) remarks.add('store/journal-incomplete', 'warning', {}, undefined, replayed);
  return { project, remarks: remarks.toArray() };
}

/** Replays commits behind the last one that the project has. Returns how many it replayed. */
function replay(project: ProjectFile, entries: readonly Entry[], remarks: RemarkList): number {
  const commits = entries.flatMap((entry) => (entry.kind === 'commit' ? [entry.commit] : []));
  const last = project.lastStep()?.mark ?? '';
  const known = commits.findLastIndex(({ steps }) => steps.at(-1)?.mark === last);
  const next = commits.slice(known + 1);
  if (entries.some((entry) => entry.project !== project.id) || (next.length > 0 && next[0]!.follows !== last)) {
    remarks.add('store/journal-other-copy', 'warning');
    return 0;
  }
  for (const [index, commit] of next.entries()) {
    const reason = replayCommit(project, commit);
    if (!reason) continue;
    const step = commit.steps[0]?.label ?? { zh: '保存结果', en: 'Keep a result' };
    remarks.add('store/journal-stopped', 'warning', { step, reason });
    return index;
  }
  return next.length;
}

function unpacked({ shownGeometry }: ProjectFile, edits: Uint8Array | PackedEdits): Edit[] {
  return edits instanceof Uint8Array ? editsFromBytes(edits, shownGeometry) : unpackEdits(edits, shownGeometry);
}

/** What an undo or redo of an action does. Fails with `edit/unknown-step`. */
function editsOfTarget(project: ProjectFile, target: number | null, origin: EditOrigin): readonly Edit[] {
  const action = project.steps().find(({ number }) => number === target);
  const edits = action && project.editsOf(action);
  if (!edits) throw new WorkbenchError('edit/unknown-step', { step: target ?? 0 });
  return origin === 'undo' ? invertEdits(edits) : edits;
}

/** What went wrong; undefined when nothing did. */
function replayCommit(project: ProjectFile, { additions, steps }: PackedCommit): LocalText | undefined {
  try {
    project.transaction((writer) => {
      for (const addition of additions) writer.repeat(addition);
      for (const { target, edits, ...step } of steps) {
        repeatStep(project, {
          ...step,
          edits: edits ? unpacked(project, edits) : editsOfTarget(project, target, step.origin),
          target: target ?? undefined,
        });
      }
    });
    return undefined;
  } catch (thrown) {
    const error = WorkbenchError.from(thrown);
    return { zh: error.describe('zh'), en: error.describe('en') };
  }
}
