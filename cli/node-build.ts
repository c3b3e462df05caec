import path from 'node:path';
import type { UserConfig } from 'vite';
import { replaceableLibrary } from './replaceable-library.ts';
import { sandboxLibrary } from './sandbox-library.ts';
import { solverLibrary } from './solver-library.ts';

const root = path.join(import.meta.dirname, '..');

/**
 * How scripts for Node are built: one folder that needs no node_modules to start, WebAssembly included. Left outside are
 * playwright-core, which finds its own files by their place, and geos-wasm, which stays replaceable.
 */
export function nodeBuild(folder: string, entries: readonly string[]): UserConfig {
  return {
    root,
    publicDir: false,
    plugins: [replaceableLibrary(''), solverLibrary(), sandboxLibrary()],
    ssr: { noExternal: true, external: ['playwright-core'] },
    build: {
      ssr: true,
      outDir: path.join(root, folder),
      emptyOutDir: true,
      ssrEmitAssets: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((entry) => [path.parse(entry).name, path.join(root, entry)])),
        // All scripts in one folder, so that each finds the replaceable library beside it.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}
