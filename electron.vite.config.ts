import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { replaceableLibrary } from './cli/replaceable-library.ts';
import { sandboxLibrary } from './cli/sandbox-library.ts';
import { solverLibrary } from './cli/solver-library.ts';

const root = import.meta.dirname;
const sampleFolder = path.join(root, 'samples/linjiang');
const sampleAddress = 'sample';

/** The projects of the sample city beside the page, where every host finds them at the same address; left out when not made. */
function sampleCity(): Plugin {
  const names = (): string[] =>
    existsSync(sampleFolder) ? readdirSync(sampleFolder).filter((name) => name.endsWith('.gpkg')) : [];
  return {
    name: 'cityloom-sample-city',
    configureServer(server) {
      server.middlewares.use(`/${sampleAddress}`, (request, response, next) => {
        const name = names().find((one) => request.url === `/${one}`);
        if (name === undefined) next();
        else response.end(readFileSync(path.join(sampleFolder, name)));
      });
    },
    generateBundle() {
      for (const name of names()) {
        const source = readFileSync(path.join(sampleFolder, name));
        this.emitFile({ type: 'asset', fileName: `${sampleAddress}/${name}`, source });
      }
    },
  };
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: false,
      rolldownOptions: {
        input: path.join(root, 'electron/main/index.ts'),
        output: { format: 'es', entryFileNames: 'index.js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: false,
      rolldownOptions: {
        input: path.join(root, 'electron/preload/index.ts'),
        // A sandboxed preload script is one CommonJS file that can require nothing but Electron.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    // Relative addresses serve app://workbench/ and loopback alike.
    base: './',
    plugins: [react(), replaceableLibrary('assets'), solverLibrary(), sandboxLibrary(), sampleCity()],
    worker: { format: 'es', plugins: () => [replaceableLibrary('assets'), solverLibrary(), sandboxLibrary()] },
    build: {
      outDir: path.join(root, 'out/renderer'),
      minify: true,
      target: 'chrome130',
      // The polyfill would be an inline script, which the page's policy refuses; the browsers we run in need none.
      modulePreload: { polyfill: false },
      // Fonts and pictures stay files; the policy would allow data: but files are cached.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: path.join(root, 'renderer/index.html') },
    },
  },
});
