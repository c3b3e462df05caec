import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import type { EvaluationResult } from '#core/evaluation/contract.ts';
import type { WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { launchChromium } from '../e2e/chromium-window.ts';
import { type LogServer, startLogServer } from '../fixtures/log-server.ts';
import { controlScript, reachAttempts, reachingPlugin } from '../fixtures/sandbox-attacks.ts';
import { exampleManifest, exampleSnapshot } from '../unit/evaluation-example.ts';

const built = path.join(import.meta.dirname, '../../out/renderer');
/** Not Greenwich, not English: what leaks from the machine is seen. */
const surroundings = { locale: 'de-DE', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block' } as const;

let browser: Browser;
let server: StaticServer;
let inside: LogServer;
let outside: LogServer;

beforeAll(async () => {
  [browser, server, inside, outside] = await Promise.all([
    launchChromium(),
    startStaticServer({ folder: built }),
    startLogServer(),
    startLogServer(),
  ]);
});

afterAll(() => Promise.all([browser.close(), server.close(), inside.close(), outside.close()]));

async function openPage(address: string): Promise<Page> {
  const context = await browser.newContext(surroundings);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** What the built page's worker for plugins answers to one job, or `silent` when it says nothing for `patience` ms and is ended. */
function runInPage(page: Page, source: string, seconds: number, patience = 60_000): Promise<WorkerMessage | 'silent'> {
  const worker = readdirSync(path.join(built, 'assets')).find((name) => name.startsWith('plugin-evaluator.worker'));
  const manifest = { ...exampleManifest, limits: { seconds, megabytes: 16 } };
  const snapshot = { ...exampleSnapshot(), layers: {} };
  // The page hands on plain data alone: the parcels, with their arrays, are made there.
  return page.evaluate(
    ({ file, plugin, plain, wait }) => {
      const thread = new Worker(file, { type: 'module' });
      const square = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0);
      const geometry = {
        kind: 'polygon',
        coordinates: square,
        ringOffsets: Uint32Array.of(0, 5),
        partOffsets: Uint32Array.of(0, 1),
        featureOffsets: Uint32Array.of(0, 1),
      };
      const parts = [
        [0, ['a']],
        [1, geometry],
        [2, Float64Array.of(100)],
      ];
      const fields = [{ name: 'area_m2', type: 'real' }];
      const parcel = { role: 'parcel', name: 'Parcels', fields, ids: 0, geometry: 1, columns: { area_m2: 2 } };
      thread.postMessage({ kind: 'plugin', plugin }, []);
      const job = { evaluator: plugin.manifest.id, parameters: {}, assumptions: {}, seed: 1 };
      const parcels = { outline: { ...plain, layers: { parcel } }, parts, forget: [] };
      thread.postMessage({ kind: 'run', id: 1, job, snapshot: parcels }, []);
      return new Promise<WorkerMessage | 'silent'>((resolve, reject) => {
        const end = (value: WorkerMessage | 'silent') => {
          thread.terminate();
          resolve(value);
        };
        setTimeout(() => end('silent'), wait);
        thread.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
          if (data.kind !== 'progress') end(data);
        });
        thread.addEventListener('error', (event) => reject(new Error(event.message)));
      });
    },
    { file: `assets/${worker}`, plugin: { manifest, source, hash: '' }, plain: snapshot, wait: patience },
  );
}

describe('out of the sandbox in the worker of the built page', () => {
  test('nothing is reached, and nobody was asked for anything', async () => {
    const page = await openPage(server.url);
    const answer = await runInPage(page, reachingPlugin(inside.address), 30);
    if (answer === 'silent' || answer.kind !== 'done') throw new Error(JSON.stringify(answer));
    const { tables }: EvaluationResult = answer.result;
    const outcomes = new Map(tables![0]!.rows as [string, string][]);
    expect(outcomes.get('counting')).toBe('reached');
    outcomes.delete('counting');
    expect([...outcomes.keys()]).toEqual(reachAttempts.map(({ name }) => name));
    expect([...outcomes].filter(([, outcome]) => outcome === 'reached')).toEqual([]);
    expect([...inside.asked]).toEqual([]);
    await page.context().close();
  });

  test('a plugin works there with geometry, and loops and memory without end are stopped', async () => {
    const page = await openPage(server.url);
    const sound = await runInPage(
      page,
      `import { featureAreas } from 'cityloom';
      export function evaluate({ layers }, { geometry }) {
        const value = featureAreas(geometry.bufferAll(layers.parcel.geometry, -1))[0];
        return { indicators: ['total-area', 'largest'].map((id) => ({ id, status: 'ok', value })) };
      }`,
      30,
    );
    expect(sound).toMatchObject({ kind: 'done', result: { indicators: [{ value: 64 }, { value: 64 }] } });
    const endings = [
      ['for (;;);', 'evaluation/timed-out'],
      ['const list = []; for (;;) list.push(new Uint8Array(1e6));', 'plugin/out-of-memory'],
      ['const call = () => call() + 1; call();', 'plugin/failed'],
      ["JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));", 'plugin/failed'],
    ] as const;
    for (const [body, code] of endings) {
      const ended = await runInPage(page, `export function evaluate() { ${body} }`, code.includes('timed') ? 1 : 30);
      expect(ended, body).toMatchObject({ kind: 'failed', error: { code } });
    }
    // Never looks up: only its end from outside stops it, and the page is well.
    const stubborn = 'export function evaluate() { [].lastIndexOf.call({ length: 2 ** 53 - 1 }, 1); }';
    expect(await runInPage(page, stubborn, 1, 4000)).toBe('silent');
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
    await page.context().close();
  });
});

describe('the same attempts in a page and its workers', () => {
  test('succeed', async () => {
    const page = await openPage(outside.address);
    const failed: string[] = [];
    for (const { name, code, works, asks } of reachAttempts) {
      if (works.includes('page')) {
        const value = await page.evaluate(controlScript(code, outside.address));
        if (value !== true) failed.push(`${name}: ${String(value)}`);
      } else if (works.includes('page-worker')) {
        const script = `${controlScript(code, outside.address)}.then((value) => self.postMessage({ value }))`;
        const value = await page.evaluate(
          (text) =>
            new Promise((resolve) => {
              const thread = new Worker(URL.createObjectURL(new Blob([text])));
              thread.addEventListener('message', ({ data }) => {
                if ('value' in data) resolve(data.value);
              });
            }),
          script,
        );
        if (value !== true) failed.push(`${name} in a worker: ${String(value)}`);
      } else continue;
      if (asks !== undefined) await expect.poll(() => [...outside.asked]).toContain(asks);
    }
    expect(failed).toEqual([]);
    await page.context().close();
  });
});
