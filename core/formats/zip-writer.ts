import { zipSync } from 'fflate';

/** The date in the directory of every archive: the same content gives the same bytes. */
const sameDate = new Date(2000, 0, 1, 12);

/** A zip archive with the files given by path. */
export function zipFiles(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { level: 6, mtime: sameDate });
}
