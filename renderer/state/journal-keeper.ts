import type { ProjectPlace } from '#renderer/platform/host.ts';

/** Milliseconds before what could not be written is tried again. */
const retryAfter = 5000;

/** A committed action, and the project it belongs to. */
export interface JournalEntry {
  readonly place: ProjectPlace | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How the journal of the open project stands. */
export interface JournalState {
  /** Actions on their way to the disk. */
  readonly pending: number;
  readonly failed: boolean;
}

/**
 * Brings committed actions to the disk one after another. One that cannot be written is kept in memory, with those behind it,
 * and tried again: a journal with a gap would end at the gap.
 */
export class JournalKeeper {
  readonly #append: (entry: JournalEntry) => Promise<void>;
  readonly #tell: (state: JournalState, thrown?: unknown) => void;
  #waiting: JournalEntry[] = [];
  #writing: Promise<void> | undefined;
  #failed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(append: (entry: JournalEntry) => Promise<void>, tell: (state: JournalState, thrown?: unknown) => void) {
    this.#append = append;
    this.#tell = tell;
  }

  add(entry: JournalEntry): void {
    this.#waiting.push(entry);
    this.#write();
  }

  /** Waits until everything is on the disk, or nothing more can be brought there now. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** What waits now; `drop` it once the project file holds it. */
  waiting(): readonly JournalEntry[] {
    return [...this.#waiting];
  }

  drop(entries: readonly JournalEntry[]): void {
    const saved = new Set(entries);
    this.#waiting = this.#waiting.filter((entry) => !saved.has(entry));
    if (this.#waiting.length === 0) this.#failed = false;
    this.#say();
  }

  /** Forgets what waits: the project it belongs to was let go. */
  clear(): void {
    this.drop(this.#waiting);
  }

  #say(thrown?: unknown): void {
    this.#tell({ pending: this.#failed ? 0 : this.#waiting.length, failed: this.#failed }, thrown);
  }

  #write(): void {
    this.#say();
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
      // What came while the last one ended has seen a writer at work.
      if (!this.#failed && this.#waiting.length > 0) this.#write();
    });
  }

  async #writeAll(): Promise<void> {
    clearTimeout(this.#retry);
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const entry = next;
      try {
        await this.#append(entry);
      } catch (thrown) {
        const isNew = !this.#failed;
        this.#failed = true;
        this.#retry = setTimeout(() => this.#write(), retryAfter);
        this.#say(isNew ? thrown : undefined);
        return;
      }
      this.#failed = false;
      this.#waiting = this.#waiting.filter((each) => each !== entry);
      this.#say();
    }
  }
}
