import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';

const pageBytes = 65_536;
/** The smallest and the largest memory that QuickJS was built for. */
const leastPages = 256;
const mostPages = 32_768;

/** Deepest stack of a plugin, in bytes: beyond it the stack of the surrounding worker would give way first. */
const stackBytes = 256 * 1024;

let compiling: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  const { default: base64 } = await import('@jitl/quickjs-wasmfile-release-sync/wasm?inline');
  const letters = atob(base64);
  const code = new Uint8Array(letters.length);
  for (let at = 0; at < code.length; at++) code[at] = letters.charCodeAt(at);
  return WebAssembly.compile(code);
}

/**
 * Fetches and compiles QuickJS, once: everything that a worker must have done before its world is closed. Its code is part of
 * the program and comes from nowhere.
 */
export async function prepareQuickJs(): Promise<void> {
  compiling ??= compile();
  await Promise.all([compiling, variant.importFFI(), variant.importModuleLoader()]);
}

/** An interpreter with a memory of its own. */
export interface QuickJsMachine {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  /** Bytes by which its memory can still grow. */
  room(): number;
}

/**
 * A new interpreter in a WebAssembly instance of its own: nothing of an earlier one is in it. `heapBytes` is what code inside may
 * take; `reserveBytes` is kept beside it for what the host puts in. Never dispose of it piece by piece: drop it whole.
 */
export async function newQuickJsMachine(heapBytes: number, reserveBytes: number): Promise<QuickJsMachine> {
  compiling ??= compile();
  const maximum = Math.min(mostPages, leastPages + Math.ceil((heapBytes + reserveBytes) / pageBytes));
  const memory = new WebAssembly.Memory({ initial: leastPages, maximum });
  const quickJs = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmModule: compiling, wasmMemory: memory }),
  );
  const runtime = quickJs.newRuntime({ memoryLimitBytes: heapBytes, maxStackSizeBytes: stackBytes });
  return { runtime, context: runtime.newContext(), room: () => maximum * pageBytes - memory.buffer.byteLength };
}
