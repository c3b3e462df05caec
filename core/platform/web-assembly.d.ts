/** What core uses of WebAssembly, for hosts whose own types lack it. */
declare namespace WebAssembly {
  function instantiate(code: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
  function compile(code: Uint8Array): Promise<Module>;
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }
  interface Module {}
}

/** The WebAssembly code of HiGHS in base64, made by the bundler: an evaluator's worker can fetch no file. */
declare module 'highs/runtime?inline' {
  const base64: string;
  export default base64;
}

/** The WebAssembly code of QuickJS, likewise. */
declare module '@jitl/quickjs-wasmfile-release-sync/wasm?inline' {
  const base64: string;
  export default base64;
}
