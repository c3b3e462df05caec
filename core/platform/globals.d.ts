/** The few globals that every host has (Node, page, worker) and core may use. Anything else does not compile here. */

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare function structuredClone<T>(value: T, options?: { transfer?: ArrayBuffer[] }): T;

/** Bytes of a text in base64, one character each. */
declare function atob(text: string): string;

declare namespace WebAssembly {
  function instantiate(code: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
}

/** The WebAssembly code of HiGHS in base64, made by the bundler: an evaluator's worker can fetch no file. */
declare module 'highs/runtime?inline' {
  const base64: string;
  export default base64;
}
