/** How long work keeps the page from answering a person, ms. */
const slice = 9;

/** Long work on the page's thread, done in slices between which the page answers a person. */
export class Slices {
  readonly #step: () => boolean;
  readonly #turn = new MessageChannel();
  #paused = false;
  #ended = false;

  /** `step` does a little of the work and says whether any is left. It begins in a moment, not at once. */
  constructor(step: () => boolean) {
    this.#step = step;
    this.#turn.port1.addEventListener('message', () => this.#work());
    this.#turn.port1.start();
    this.#next();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#next();
  }

  stop(): void {
    this.#ended = true;
    this.#turn.port1.close();
  }

  #next(): void {
    this.#turn.port2.postMessage(null);
  }

  #work(): void {
    const end = performance.now() + slice;
    while (!this.#paused && !this.#ended) {
      if (!this.#step()) return this.stop();
      if (performance.now() >= end) return this.#next();
    }
  }
}

/** Brings work to its end in slices; it may stop wherever it yields. */
export function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const slices = new Slices(() => {
      try {
        const { done, value } = work.next();
        if (done) resolve(value);
        return !done;
      } catch (thrown) {
        slices.stop();
        reject(thrown);
        return false;
      }
    });
  });
}
