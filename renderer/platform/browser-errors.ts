import type { MessageCode } from '#core/model/messages.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

const saveCodes: Readonly<Record<string, MessageCode>> = {
  NotAllowedError: 'store/read-only',
  SecurityError: 'store/read-only',
  NoModificationAllowedError: 'store/file-busy',
  InvalidStateError: 'store/file-busy',
  NotFoundError: 'store/save-missing',
  QuotaExceededError: 'store/disk-full',
};

/** Name of a browser's error, empty for anything else. */
export function browserErrorName(thrown: unknown): string {
  return thrown instanceof DOMException ? thrown.name : '';
}

/** Why `name` could not be written, in words that a person can act on. */
export function browserSaveError(thrown: unknown, name: string): WorkbenchError {
  return named(thrown, name, saveCodes[browserErrorName(thrown)] ?? 'store/save-failed');
}

/** Why `name` could not be read. */
export function browserReadError(thrown: unknown, name: string): WorkbenchError {
  const missing = browserErrorName(thrown) === 'NotFoundError';
  return named(thrown, name, missing ? 'store/file-missing' : 'store/read-failed');
}

function named(thrown: unknown, name: string, code: MessageCode): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new WorkbenchError(code, { name, reason }, { cause: thrown });
}
