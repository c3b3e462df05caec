import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

const library = 'geos-wasm';
const fileName = `${library}.js`;

/**
 * Keeps geos-wasm, which is under the LGPL-3.0, as its makers built it, in a file of its own that every bundle imports by
 * name: whoever has the program can put another build of the library in its place. `folder` is where the scripts of the
 * build are, inside its output folder.
 */
export function replaceableLibrary(folder: string): Plugin {
  return {
    name: 'cityloom-replaceable-library',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      return source === library ? { id: `./${fileName}`, external: 'relative' } : null;
    },
    generateBundle() {
      const file = createRequire(import.meta.url).resolve(library);
      this.emitFile({
        type: 'asset',
        fileName: path.posix.join(folder, fileName),
        source: readFileSync(file),
      });
    },
  };
}
