import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileContent, FileSource } from './platform.ts';

/**
 * `length` bytes of a file from `start`, fewer only where the file ends. Errors: `store/read-failed`, and `store/file-changed`
 * where the file is no longer as long as it was when it was given.
 */
export async function readContent(
  content: FileContent,
  { name, bytes: size }: Pick<FileSource, 'name' | 'bytes'>,
  start: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await content.slice(start, start + length).arrayBuffer();
    return complete(new Uint8Array(bytes), name, start, length, size);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError('store/read-failed', { name, reason }, { cause: thrown });
  }
}

/** The bytes, which must be as many as the file had when it was given. Errors: `store/file-changed`. */
export function complete(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  start: number,
  length: number,
  size: number,
): Uint8Array<ArrayBuffer> {
  const expected = Math.max(0, Math.min(length, size - start));
  if (bytes.length === expected) return bytes;
  throw new WorkbenchError('store/file-changed', { name, expected: start + expected, seen: start + bytes.length });
}
