import { type FileHeader, fileHeaderLength, readFileHeader } from './page-format.ts';

/** Bytes of a file from a place on, as many as there are. */
export type ReadBytes = (start: number, length: number) => Promise<Uint8Array>;

/** Pages are read so many bytes at once: those of a table mostly follow each other. */
const chunkLength = 2 ** 20;
/** Chunks that are kept: a table with an index beside it that grew together are read from two places in turn. */
const mostChunks = 6;

/** The pages of a database file that is read piece by piece. */
export class DatabasePages {
  readonly header: FileHeader;
  readonly #read: ReadBytes;
  readonly #chunks = new Map<number, Uint8Array>();

  private constructor(header: FileHeader, read: ReadBytes) {
    this.header = header;
    this.#read = read;
  }

  /** The pages of a file of `length` bytes; undefined where it does not begin as a database in UTF-8 does, or is cut off. */
  static async open(read: ReadBytes, length: number): Promise<DatabasePages | undefined> {
    const header = readFileHeader(await read(0, fileHeaderLength), length);
    return header?.isUtf8 ? new DatabasePages(header, read) : undefined;
  }

  /** The page with a number, from 1. Throws a `RangeError` where the file has no such page. */
  async page(number: number): Promise<Uint8Array> {
    const { pageSize, pages } = this.header;
    if (!(number >= 1 && number <= pages)) throw new RangeError('a page that the file does not have');
    const perChunk = Math.max(1, Math.floor(chunkLength / pageSize));
    const place = Math.floor((number - 1) / perChunk);
    let chunk = this.#chunks.get(place);
    if (chunk) this.#chunks.delete(place);
    else chunk = await this.#read(place * perChunk * pageSize, perChunk * pageSize);
    // What was used last stands last.
    this.#chunks.set(place, chunk);
    if (this.#chunks.size > mostChunks) this.#chunks.delete(this.#chunks.keys().next().value!);
    const start = ((number - 1) % perChunk) * pageSize;
    if (start + pageSize > chunk.length) throw new RangeError('a page that is cut off');
    return chunk.subarray(start, start + pageSize);
  }
}
