import type { FileSource } from '#core/platform/platform.ts';
import { complete, readContent } from '#core/platform/read-content.ts';
import { type DoorFile, type HostDoor, readLimit } from '#core/rpc/host-door.ts';
import { unwrap } from './door-reply.ts';

/** A file that a person gave, and the folder it was given in (empty for none), so that parts of a data set find each other. */
export interface GivenFile {
  readonly file: File;
  readonly folder: string;
}

/** Sources that read files of the page; siblings are looked for among the files given with them, in the same folder. */
export function pageSources(given: readonly GivenFile[]): FileSource[] {
  return given.map((one) => pageSource(one, given));
}

function pageSource({ file, folder }: GivenFile, given: readonly GivenFile[]): FileSource {
  return {
    name: file.name,
    bytes: file.size,
    content: file,
    read: (start, length) => readContent(file, { name: file.name, bytes: file.size }, start, length),
    async sibling(name) {
      const sought = name.toLowerCase();
      const found = given.find((other) => other.folder === folder && other.file.name.toLowerCase() === sought);
      return found && pageSource(found, given);
    },
  };
}

/** A source that reads a file through the door; siblings are looked for in its folder on the disk. */
export function doorSource(door: HostDoor, { token, name, bytes: size }: DoorFile): FileSource {
  return {
    name,
    bytes: size,
    async read(start, length) {
      const end = Math.min(start + length, size);
      const bytes = new Uint8Array(Math.max(0, end - start));
      for (let filled = 0; filled < bytes.length; ) {
        const wanted = Math.min(readLimit, bytes.length - filled);
        const piece = unwrap(await door.readFile(token, start + filled, wanted));
        bytes.set(complete(piece, name, start + filled, wanted, size), filled);
        filled += wanted;
      }
      return bytes;
    },
    async sibling(name) {
      const found = unwrap(await door.siblingFile(token, name));
      return found && doorSource(door, found);
    },
  };
}
