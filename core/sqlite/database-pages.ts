import { type FileHeader, fileHeaderLength, readFileHeader } from './page-format.ts';

/** Bytes of a file from a place on, as many as there are; `into` is memory that may be used for them. */
export type ReadBytes = (start: number, length: number, into?: Uint8Array) => Promise<Uint8Array>;

/** Pages are read so many bytes at once: those of a table mostly follow each other. */
const chunkLength = 2 ** 20;
/** Chunks that are kept: a table with an index beside it that grew together are read from two places in turn. */
const mostChunks = 6;

/** Bytes of a file, and the memory that was there for them: they may stand elsewhere. */
interface Chunk {
  readonly bytes: Uint8Array;
  readonly room: Uint8Array;
}

/** The pages of a database file that is read piece by piece. */
export class DatabasePages {
  readonly header: FileHeader;
  readonly #read: ReadBytes;
  readonly #chunks = new Map<number, Chunk>();

  private constructor(header: FileHeader, read: ReadBytes) {
    this.header = header;
    this.#read = read;
  }

  /** The pages of a file of `length` bytes; undefined where it does not begin as a database in UTF-8 does, or is cut off. */
  static async open(read: ReadBytes, length: number): Promise<DatabasePages | undefined> {
    const header = readFileHeader(await read(0, fileHeaderLength), length);
    return header?.isUtf8 ? new DatabasePages(header, read) : undefined;
  }

  /**
   * The page with a number, from 1. It is there until another is asked for: its memory is used again. Throws a `RangeError` where
   * the file has no such page.
   */
  async page(number: number): Promise<Uint8Array> {
    const { pageSize, pages } = this.header;
    if (!(number >= 1 && number <= pages)) throw new RangeError('a page that the file does not have');
    const perChunk = Math.max(1, Math.floor(chunkLength / pageSize));
    const place = Math.floor((number - 1) / perChunk);
    let chunk = this.#chunks.get(place);
    if (chunk) this.#chunks.delete(place);
    else {
      const room = this.#spareRoom() ?? new Uint8Array(perChunk * pageSize);
      chunk = { room, bytes: await this.#read(place * perChunk * pageSize, perChunk * pageSize, room) };
    }
    // What was used last stands last.
    this.#chunks.set(place, chunk);
    const start = ((number - 1) % perChunk) * pageSize;
    if (start + pageSize > chunk.bytes.length) throw new RangeError('a page that is cut off');
    return chunk.bytes.subarray(start, start + pageSize);
  }

  /** The memory of the chunk that was used longest ago, which is given up; undefined while there is room for more. */
  #spareRoom(): Uint8Array | undefined {
    if (this.#chunks.size < mostChunks) return undefined;
    const [place, { room }] = this.#chunks.entries().next().value!;
    this.#chunks.delete(place);
    return room;
  }
}
