import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Stands before the code of HiGHS: an evaluator has no clock, and a solver that saw one could stop at another place. */
const still = `const performance = { now: () => 0 };
const Date = class extends globalThis.Date {
  constructor(...given) { super(...(given.length === 0 ? [0] : given)); }
  static now() { return 0; }
};
`;

const suffix = '?inline';

/**
 * Makes HiGHS part of the scripts that use it: its WebAssembly as a module whose default export is the code in base64, because
 * the worker of an evaluator can fetch no file, and its script without a clock.
 */
export function solverLibrary(): Plugin {
  return {
    name: 'cityloom-solver-library',
    enforce: 'pre',
    load: {
      filter: { id: /highs\.wasm\?inline$/ },
      handler(id) {
        const code = readFileSync(id.slice(0, -suffix.length)).toString('base64');
        return `export default ${JSON.stringify(code)};`;
      },
    },
    transform: {
      filter: { id: /\/highs\/build\/highs\.mjs$/ },
      // The file beside the script is never looked for; named like this it would be shipped as well.
      handler: (code) => still + code.replace('new URL("highs.wasm",import.meta.url).href', '"highs.wasm"'),
    },
  };
}
