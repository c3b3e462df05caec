import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { invalidRingsThrough } from '../fixtures/invalid-rings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'evaluator-geos-'));

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./evaluation-geos-body.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'body.mjs', chunkFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('GEOS makes of invalid rings in a closed world what it makes of them elsewhere', async () => {
  const thread = new Worker(path.join(folder, 'body.mjs'), { env: {} });
  const said = await new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  await thread.terminate();
  expect(said).toEqual({
    open: [],
    // In the place of chance: the same bytes always, and no other way to any.
    bytes: new Uint8Array(4).fill(0x5d),
    keys: ['getRandomValues'],
    results: invalidRingsThrough(await loadGeosEngine()),
  });
});
