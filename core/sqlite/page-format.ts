// Layout: https://www.sqlite.org/fileformat2.html, with the names used there.

/** Bytes of the file header in front of the first page's own content. */
export const fileHeaderLength = 100;
/** Types of pages of b-trees. */
export const pageTypes = { interiorIndex: 2, interiorTable: 5, leafIndex: 10, leafTable: 13 } as const;
/** Bytes of the header of a leaf, and of an inner page, which has its last child at the end. */
export const leafHeaderLength = 8;
export const interiorHeaderLength = 12;
/** Longest file, in bytes, that has no page which SQLite keeps for its locks. */
export const bytesBeforeLock = 2 ** 30;

/** Numbers in the header of a file. */
export interface FileHeader {
  readonly pageSize: number;
  /** Bytes of each page that hold content. */
  readonly usable: number;
  readonly pages: number;
  readonly isUtf8: boolean;
  /** Whether pages of their own tell what the other pages are: then nothing can be appended. */
  readonly isAutoVacuum: boolean;
}

/** The header of a database of `length` bytes; undefined where `bytes`, its beginning, are no sound one. */
export function readFileHeader(bytes: Uint8Array, length = bytes.length): FileHeader | undefined {
  if (bytes.length < fileHeaderLength) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, fileHeaderLength);
  const stated = view.getUint16(16);
  const pageSize = stated === 1 ? 65_536 : stated;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  // The number of pages counts only where the last to write the file knew of it.
  const isCounted = view.getUint32(24) === view.getUint32(92);
  const pages = isCounted && view.getUint32(28) > 0 ? view.getUint32(28) : Math.floor(length / pageSize);
  if (pages * pageSize > length) return undefined;
  return {
    pageSize,
    usable: pageSize - bytes[20]!,
    pages,
    isUtf8: view.getUint32(56) === 1,
    isAutoVacuum: view.getUint32(52) !== 0,
  };
}

/** Bytes that `value` takes as a varint; whole, 0 to 2^53. */
export function varintLength(value: number): number {
  if (value < 0x80) return 1;
  let length = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes `value` as a varint; returns the place behind it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value < 0x80) {
    bytes[at] = value;
    return at + 1;
  }
  const length = varintLength(value);
  let rest = value;
  for (let place = at + length - 1; place >= at; place--) {
    bytes[place] = (rest % 128) | (place === at + length - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 128);
  }
  return at + length;
}

/**
 * How many bytes of a payload stay on the page of a table's leaf; the rest goes to pages of its own. Source: section 1.6 of
 * the file format, "Cell payload".
 */
export function localLength(payload: number, usable: number): number {
  const most = usable - 35;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((payload - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

/** Bytes of an index's entry that stand on its page as a whole; of a longer one the rest goes to pages of its own. Source: the same. */
export function longestEntry(usable: number): number {
  return Math.floor(((usable - 12) * 64) / 255) - 23;
}

/**
 * Index of the last of `count` children that has place on an inner page whose first is `first`. The last has no cell, and no
 * child is left over for a page of its own.
 */
export function lastOfPage(
  count: number,
  first: number,
  usable: number,
  cellLength: (child: number) => number,
): number {
  let last = first;
  let used = interiorHeaderLength;
  while (last + 1 < count && used + 2 + cellLength(last) <= usable) {
    used += 2 + cellLength(last);
    last++;
  }
  return count - last - 1 === 1 ? last - 1 : last;
}
