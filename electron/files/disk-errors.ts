import path from 'node:path';
import type { MessageCode } from '#core/model/messages.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** The operating system's code of an error (`ENOSPC`), empty when it has none. */
export function systemCode(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  return typeof code === 'string' ? code : '';
}

const saveCodes: Readonly<Record<string, MessageCode>> = {
  ENOSPC: 'store/disk-full',
  EDQUOT: 'store/disk-full',
  EROFS: 'store/read-only',
  EACCES: 'store/read-only',
  EPERM: 'store/read-only',
  EBUSY: 'store/file-busy',
  ETXTBSY: 'store/file-busy',
  ENOENT: 'store/folder-missing',
  ENOTDIR: 'store/folder-missing',
};

/** Why `file` could not be written, in words that a person can act on. */
export function saveError(thrown: unknown, file: string): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const code = saveCodes[systemCode(thrown)] ?? 'store/save-failed';
  return new WorkbenchError(code, { name: path.basename(file), reason: reasonOf(thrown) }, { cause: thrown });
}

/** Why `file` could not be read. */
export function readError(thrown: unknown, file: string): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const code = ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown)) ? 'store/file-missing' : 'store/read-failed';
  return new WorkbenchError(code, { name: path.basename(file), reason: reasonOf(thrown) }, { cause: thrown });
}

/** What the system said, without the paths that follow it. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return systemCode(thrown) === '' ? thrown.message : (/^[^,]*/.exec(thrown.message)?.[0] ?? '');
}
