/** Lets work through as long as fewer than `width` are under way; the others wait in the order in which they came. */
export class Slots {
  readonly #width: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(width: number) {
    this.#width = Math.max(1, width);
  }

  async run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#taken < this.#width) this.#taken++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place; it is never free in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken--;
    }
  }
}

/** Waits for all of them to end; then gives the answers, or throws the first failure. */
export async function allEnded<Answer>(promises: readonly Promise<Answer>[]): Promise<Answer[]> {
  const outcomes = await Promise.allSettled(promises);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
