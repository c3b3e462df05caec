import type { LocalText } from '#core/model/text.ts';
import { makePacket, openPacket } from '#core/sandbox/packet.ts';

/** The one way out of the sandbox: a name, and arguments as the text and the bytes of a packet; the answer likewise. */
export type HostFunction = (
  name: string,
  text: string,
  bytes: ArrayBuffer,
) => readonly [text: string, bytes: ArrayBuffer];

let host: HostFunction | undefined;

/** Called once by the host, before any code of the plugin runs. */
export function connect(given: HostFunction): void {
  host ??= given;
}

/** A refusal or failure of the host, in both languages. */
export class HostError extends Error {
  readonly #text: LocalText;

  constructor(text: LocalText) {
    super(text.en);
    this.#text = text;
  }

  describe(language: 'zh' | 'en'): string {
    return this.#text[language];
  }
}

/** What the host gives for `name` and the arguments. Throws `HostError` when it refuses or fails. */
export function callHost(name: string, ...given: readonly unknown[]): unknown {
  if (!host) throw new Error('the host is not connected');
  const { text, bytes } = makePacket(given);
  const [answerText, answerBytes] = host(name, text, bytes.buffer);
  const answer = openPacket({ text: answerText, bytes: new Uint8Array(answerBytes) });
  const { error, value } = answer as { readonly error?: LocalText; readonly value?: unknown };
  if (error) throw new HostError(error);
  return value;
}
