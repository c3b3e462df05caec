import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'vite';

/** Place of a file of this project by its name in imports, wherever this script was bundled to. */
const { resolve } = createRequire(import.meta.url);
const resolvedGuest = '\0virtual:sandbox-guest';
const inlineSuffix = '?inline';

/** Name under which one module inside the sandbox is found by the others there; all else is bundled into each. */
const hostCall = '#core/sandbox-guest/host-call.ts';
const hostName = 'cityloom:host';

/** Parts of the SDK that the host does for a plugin: the file in their place inside the sandbox. */
const insteadInside: Readonly<Record<string, string>> = {
  '#core/methods/highs-solver.ts': '#core/sandbox-guest/guest-solver.ts',
};

/** What is bundled for the inside of the sandbox finds the host by its name there, and what the host does in its place. */
function insideOnly(entry: string): Plugin {
  return {
    name: 'cityloom-inside-sandbox',
    enforce: 'pre',
    resolveId(source, importer) {
      const isHostCall = source === hostCall || (source === './host-call.ts' && importer?.includes('/sandbox-guest/'));
      if (isHostCall && !entry.endsWith('host-call.ts')) return { id: hostName, external: true };
      const instead = insteadInside[source];
      return instead === undefined ? null : resolve(instead);
    },
  };
}

const bundles = new Map<string, Promise<string>>();

/** A module with everything that it imports as the text of one module for the sandbox. */
function bundleInside(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const bundle = build({
    configFile: false,
    root: path.dirname(entry),
    logLevel: 'silent',
    publicDir: false,
    plugins: [insideOnly(entry)],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry, formats: ['es'], fileName: 'guest' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  }).then((result) => {
    const [output] = Array.isArray(result) ? result : [result];
    if (!output || !('output' in output)) throw new Error(`nothing was built of ${entry}`);
    return output.output[0].code;
  });
  bundles.set(entry, bundle);
  return bundle;
}

/** The modules inside, by their part in `GuestCode`. */
const guestFiles = {
  host: '#core/sandbox-guest/host-call.ts',
  main: '#core/sandbox-guest/main.ts',
  sdk: '#plugins/sdk/index.ts',
};

async function guestModule(): Promise<string> {
  const code = await Promise.all(
    Object.entries(guestFiles).map(async ([name, file]) => [name, await bundleInside(resolve(file))]),
  );
  return `export const guestCode = ${JSON.stringify(Object.fromEntries(code))};`;
}

/**
 * Makes the sandbox for plugins part of the scripts that use it. QuickJS: its WebAssembly as a module whose default export is the
 * code in base64, because a worker with a closed world can fetch no file. What runs inside it: `virtual:sandbox-guest` exports
 * the `guestCode`, each module of it bundled with all its imports, as text.
 */
export function sandboxLibrary(): Plugin {
  return {
    name: 'cityloom-sandbox-library',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^virtual:sandbox-guest$/ },
      handler: () => resolvedGuest,
    },
    load: {
      filter: { id: /emscripten-module\.wasm\?inline$|virtual:sandbox-guest$/ },
      handler(id) {
        if (id === resolvedGuest) return guestModule();
        const code = readFileSync(id.slice(0, -inlineSuffix.length)).toString('base64');
        return `export default ${JSON.stringify(code)};`;
      },
    },
    transform: {
      filter: { id: /\/@jitl\/quickjs-wasmfile-release-sync\/dist\/emscripten-module\S*\.mjs$/ },
      // The file beside the script is never looked for; named like this it would be shipped as well.
      handler: (code) =>
        code.replace('(new URL("emscripten-module.wasm",import.meta.url)).href', '"emscripten-module.wasm"'),
    },
  };
}
