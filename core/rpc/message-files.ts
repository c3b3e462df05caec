import type { FileSource } from '#core/platform/platform.ts';
import type { FileHandle } from './message-form.ts';
import type { RequestName } from './requests.ts';

/** Requests that carry files, in their parameters or their answer. */
export function carriesFiles(name: RequestName): boolean {
  return name.startsWith('import/') || name === 'basemap/open';
}

function isFileSource(value: object): value is FileSource {
  return 'read' in value && typeof value.read === 'function' && 'sibling' in value;
}

function isFileHandle(value: object): value is FileHandle {
  return 'cityloomFile' in value;
}

/** A copy of `value` in which every object that `replace` knows stands as what it gave; other objects are copied as they are. */
function mapObjects(value: unknown, replace: (item: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, replace));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapObjects(item, replace)]));
}

/** Puts the handle that `handleOf` gives in the place of every file source. */
export function filesToHandles(value: unknown, handleOf: (source: FileSource) => FileHandle): unknown {
  return mapObjects(value, (item) => (isFileSource(item) ? handleOf(item) : undefined));
}

/** Puts the file source that `sourceOf` gives in the place of every handle. */
export function handlesToFiles(value: unknown, sourceOf: (handle: FileHandle) => FileSource): unknown {
  return mapObjects(value, (item) => (isFileHandle(item) ? sourceOf(item) : undefined));
}

/** The files one side has let the other read, each by its number. They stay until the channel ends: a handle is small. */
export class FileShelf {
  readonly #sources: FileSource[] = [];
  readonly #handles = new Map<FileSource, FileHandle>();

  handleOf(source: FileSource): FileHandle {
    let handle = this.#handles.get(source);
    if (!handle) {
      const { name, bytes, content } = source;
      handle = { cityloomFile: this.#sources.push(source) - 1, name, bytes, ...(content ? { content } : {}) };
      this.#handles.set(source, handle);
    }
    return handle;
  }

  sourceOf(number: number): FileSource {
    return this.#sources[number]!;
  }
}
