import { zipSync } from 'fflate';

/** The date in the directory of every archive: the same content gives the same bytes. */
const sameDate = new Date(2000, 0, 1, 12);

/**
 * Archives say that they come from Unix, as readable files: where they would say DOS, Info-ZIP's `unzip` takes the names for
 * an old code page and Chinese ones are garbled, in spite of the mark that they are UTF-8.
 */
const unix = 3;
const readableFile = 0o100644 << 16;

/** A zip archive with the files given by path. */
export function zipFiles(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { level: 6, mtime: sameDate, os: unix, attrs: readableFile });
}
