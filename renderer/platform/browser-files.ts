import { WorkbenchError } from '#core/model/workbench-error.ts';
import { browserErrorName, browserReadError, browserSaveError } from './browser-errors.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface PickedType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

/** The part of the File System Access API that the standard library does not declare; absent outside Chromium. */
interface FilePickers {
  readonly showOpenFilePicker?: (options: { types: readonly PickedType[] }) => Promise<FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: {
    suggestedName: string;
    types?: readonly PickedType[];
  }) => Promise<FileSystemFileHandle>;
}

interface HandlePermission {
  readonly queryPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
  readonly requestPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
}

const pickers = (): FilePickers => globalThis as FilePickers;

const projectType: PickedType = {
  description: 'Cityloom 城织',
  accept: { 'application/geopackage+sqlite3': ['.gpkg'] },
};

/** A project file that a person chose: one that can be written again, or only its content. */
export type ChosenProject = { readonly handle: FileSystemFileHandle } | { readonly file: File };

/** Lets a person choose a project file; undefined when they changed their mind. */
export async function chooseProjectFile(): Promise<ChosenProject | undefined> {
  const { showOpenFilePicker } = pickers();
  if (showOpenFilePicker !== undefined) {
    const [handle] = await unlessAborted(showOpenFilePicker({ types: [projectType] }), []);
    return handle && { handle };
  }
  const [file] = await uploadFiles(['.gpkg'], false);
  return file && { file };
}

/**
 * Lets a person choose where to save. `download` where there is no choice: no picker in this browser, or the click that asked
 * for it is too long ago for the browser to show one.
 */
export async function chooseSavePlace(
  suggestedName: string,
  isProject: boolean,
): Promise<FileSystemFileHandle | 'download' | undefined> {
  const { showSaveFilePicker } = pickers();
  if (showSaveFilePicker === undefined) return 'download';
  try {
    const types = isProject ? { types: [projectType] } : {};
    return await unlessAborted(showSaveFilePicker({ suggestedName, ...types }), undefined);
  } catch (thrown) {
    if (browserErrorName(thrown) === 'SecurityError') return 'download';
    throw browserSaveError(thrown, suggestedName);
  }
}

/** The permission to read and write a file that was kept from an earlier session. */
export async function askPermission(handle: FileSystemFileHandle): Promise<void> {
  const permission = handle as HandlePermission;
  const mode = { mode: 'readwrite' } as const;
  const state = (await permission.queryPermission?.(mode)) ?? 'granted';
  if (state === 'granted') return;
  // Without a click before it the browser refuses to ask; to the page that is the same as a refusal.
  const asked = await permission.requestPermission?.(mode).catch(() => 'denied');
  if (asked !== 'granted') throw new WorkbenchError('store/permission-refused', { name: handle.name });
}

/** The file behind a handle as it is now. */
export async function fileOf(handle: FileSystemFileHandle): Promise<File> {
  try {
    return await handle.getFile();
  } catch (thrown) {
    throw browserReadError(thrown, handle.name);
  }
}

/** Replaces the content of a file: the browser writes beside it and puts the new content in its place on closing. */
export async function writeHandle(handle: FileSystemFileHandle, bytes: Bytes): Promise<void> {
  try {
    const stream = await handle.createWritable();
    try {
      await stream.write(bytes);
    } catch (thrown) {
      await stream.abort().catch(() => undefined);
      throw thrown;
    }
    await stream.close();
  } catch (thrown) {
    throw browserSaveError(thrown, handle.name);
  }
}

/** Hands bytes to the browser's own download. */
export function download(name: string, type: string, bytes: Bytes): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download reads the address after this returns; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Lets a person choose files to read, or with `folder` all files of a folder. */
export function uploadFiles(accept: readonly string[], multiple: boolean, folder = false): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept.join(',');
  input.multiple = multiple;
  input.webkitdirectory = folder;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

async function unlessAborted<Value>(choice: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await choice;
  } catch (thrown) {
    if (browserErrorName(thrown) === 'AbortError') return otherwise;
    throw thrown;
  }
}
