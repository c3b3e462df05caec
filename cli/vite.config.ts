import path from 'node:path';
import { defineConfig } from 'vite';
import { replaceableLibrary } from './replaceable-library.ts';
import { solverLibrary } from './solver-library.ts';

const root = path.join(import.meta.dirname, '..');

/**
 * The command line as one folder of scripts that needs no node_modules to start, WebAssembly included. Left outside are
 * playwright-core, which finds its own files by their place, and geos-wasm, which stays replaceable.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [replaceableLibrary(''), solverLibrary()],
  ssr: { noExternal: true, external: ['playwright-core'] },
  build: {
    ssr: true,
    outDir: path.join(root, 'out/cli'),
    emptyOutDir: true,
    ssrEmitAssets: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(
        ['main', 'make-sample', 'evaluator-worker'].map((name) => [name, path.join(root, `cli/${name}.ts`)]),
      ),
      // All scripts in one folder, so that each finds the replaceable library beside it.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
