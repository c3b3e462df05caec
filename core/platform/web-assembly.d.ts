/** What core uses of WebAssembly, for hosts whose own types lack it. */
declare namespace WebAssembly {
  function instantiate(code: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
}

/** The WebAssembly code of HiGHS in base64, made by the bundler: an evaluator's worker can fetch no file. */
declare module 'highs/runtime?inline' {
  const base64: string;
  export default base64;
}
