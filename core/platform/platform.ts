/** What the program needs from the machine it runs on. Core never reaches for any of these itself. */

/** The present instant, so that tests and reports can hold it still. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** A source of random numbers in [0, 1): seeded where results have to be the same again. */
export interface Random {
  next(): number;
}

/** What a host keeps of a file that every thread can read: a `File` of a page, which goes from thread to thread as it is. */
export interface FileContent {
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Bytes with a name: what a person dropped, chose or named on the command line. */
export interface FileSource {
  /** Name without folders. */
  readonly name: string;
  readonly bytes: number;
  /**
   * Reads `length` bytes from `start`. Where the asker has memory for them, `into`, they may be put there, and what is given is its
   * beginning; else they have memory of their own.
   */
  read(start: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** A file beside this one by its name (`.dbf` of a `.shp`), upper or lower case; undefined when there is none. */
  sibling(name: string): Promise<FileSource | undefined>;
  /** Lets another thread read the bytes by itself instead of asking this one for them. */
  readonly content?: FileContent;
}

/** Progress of long work: `done` of `total` (0 when unknown), and what is being done, as a message code or plain label. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** What long work gets: a way to tell how far it is, and whether to stop. */
export interface TaskContext {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
  /**
   * Lets others have their turn where the last one is long enough ago; to be called between stretches of work of a few
   * hundredths of a second. Fails with `command/cancelled`.
   */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** SHA-256 of bytes that come in pieces; `finish` gives it in hexadecimal digits. */
export interface Digest {
  update(bytes: Uint8Array): void;
  finish(): string;
}

/** Deflate without a head (RFC 1951), quick rather than small. */
export interface Deflater {
  deflate(bytes: Uint8Array): Uint8Array;
  inflate(bytes: Uint8Array): Uint8Array;
}

/** Everything a host gives. */
export interface Platform {
  readonly clock: Clock;
  readonly random: Random;
  /** The machine's own SHA-256, where it takes bytes in pieces: many times as fast as one in JavaScript. */
  readonly createDigest?: () => Digest;
  /** The machine's own deflate, where it answers at once: several times as fast. Each reads what the other wrote. */
  readonly deflater?: Deflater;
}
