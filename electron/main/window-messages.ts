import type { HostEvent } from '#core/rpc/host-door.ts';

/** What the program tells the page, kept until the page says that it listens, and again after it was loaded anew. */
export class WindowMessages {
  #ready = false;
  readonly #waiting: HostEvent[] = [];
  readonly #send: (event: HostEvent) => void;

  constructor(send: (event: HostEvent) => void) {
    this.#send = send;
  }

  get ready(): boolean {
    return this.#ready;
  }

  post(event: HostEvent): void {
    if (this.#ready) this.#send(event);
    else this.#waiting.push(event);
  }

  /** The page listens: it gets what waited for it, in order. */
  setReady(): void {
    this.#ready = true;
    for (const event of this.#waiting.splice(0)) this.#send(event);
  }

  /** The page is gone or being loaded. */
  setUnready(): void {
    this.#ready = false;
  }
}
