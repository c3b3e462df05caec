import { randomUUID } from 'node:crypto';

/**
 * Things that the page may name but not see: it gets an opaque random token for each, and only what was handed out can be
 * asked for again. The same key gets the same token as long as the program runs.
 */
export class HandedOut<Value> {
  readonly #values = new Map<string, Value>();
  readonly #tokens = new Map<string, string>();

  /** The token that stands for `key`; `value` replaces what it stood for. */
  give(key: string, value: Value): string {
    const token = this.#tokens.get(key) ?? randomUUID();
    this.#tokens.set(key, token);
    this.#values.set(token, value);
    return token;
  }

  /** What `token` stands for; undefined when it was never handed out. */
  get(token: string): Value | undefined {
    return this.#values.get(token);
  }

  /** What was handed out for `key`. */
  find(key: string): Value | undefined {
    const token = this.#tokens.get(key);
    return token === undefined ? undefined : this.#values.get(token);
  }
}
