import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import { buildContractPage, writeContractPage } from '../contract/contract-page.ts';
import { launchChromium } from './chromium-window.ts';
import { checkout } from './start-desktop.ts';

const builtPage = path.join(checkout, 'out/renderer');

let browser: Browser;
let folder: string;
const servers: StaticServer[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'cityloom-browser-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true });
});
afterAll(() => browser.close());

async function open(served: string): Promise<{ page: Page; faults: string[]; outside: string[] }> {
  const server = await startStaticServer({ folder: served });
  servers.push(server);
  const page = await browser.newPage();
  const [faults, outside]: string[][] = [[], []];
  page.on('console', (message) => {
    if (message.type() === 'error') faults?.push(message.text());
  });
  page.on('pageerror', (error) => faults?.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) outside?.push(request.url());
  });
  await page.goto(server.url);
  return { page, faults: faults ?? [], outside: outside ?? [] };
}

describe('the built page on loopback', () => {
  test('comes up under its policy and asks nothing of the network', async () => {
    if (!existsSync(builtPage)) throw new Error('out/renderer is not built: run npm run build');
    const { page, faults, outside } = await open(builtPage);
    await page.waitForSelector('.start');
    expect({ faults, outside }).toEqual({ faults: [], outside: [] });
    await page.close();
  });
});

describe('the policy of evaluator workers', () => {
  test('holds in Chromium: WebAssembly compiles, nothing can be reached', async () => {
    const worker = `
      const tried = async (work) => work().then(() => 'reached', () => 'refused');
      const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      postMessage([
        await tried(() => fetch('/index.html')),
        await tried(async () => new Function('return 1')()),
        await tried(() => WebAssembly.compile(empty)),
      ]);`;
    await writeFile(path.join(folder, 'evaluator.worker-1.js'), worker);
    await writeFile(path.join(folder, 'engine.worker-1.js'), worker);
    await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>x</title>');
    const { page } = await open(folder);
    const probe = (name: string): Promise<unknown> =>
      page.evaluate(
        (script) =>
          new Promise((resolve) => {
            const started = new Worker(`/${script}`, { type: 'module' });
            started.addEventListener('message', ({ data }) => resolve(data));
            started.addEventListener('error', () => resolve('error'));
          }),
        name,
      );
    expect(await probe('engine.worker-1.js')).toEqual(['reached', 'refused', 'reached']);
    expect(await probe('evaluator.worker-1.js')).toEqual(['refused', 'refused', 'reached']);
    await page.close();
  });
});

describe('a browser without file pickers', () => {
  async function withoutPickers(): Promise<Page> {
    await writeContractPage(await buildContractPage(), folder);
    const { page } = await open(folder);
    await page.evaluate(() => {
      Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
    });
    return page;
  }

  test('uploads and downloads, and finds the journal of the file that is uploaded again', async () => {
    const page = await withoutPickers();
    const file = path.join(folder, 'plan.gpkg');
    await writeFile(file, 'base');
    const choose = async (): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.evaluate(() => {
          Object.assign(window, { chosen: window.contract.host.chooseProject() });
        }),
      ]);
      await chooser.setFiles(file);
    };
    await choose();
    await page.evaluate(async () => {
      const { chosen } = window as unknown as { chosen: ReturnType<typeof window.contract.host.chooseProject> };
      const opened = await chosen;
      await window.contract.host.appendJournal(opened?.place, new Uint8Array([1, 2]));
    });
    await choose();
    const [download, seen] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(async () => {
        const { chosen } = window as unknown as { chosen: ReturnType<typeof window.contract.host.chooseProject> };
        const opened = await chosen;
        const { host } = window.contract;
        const place = await host.saveProject(opened?.place, 'x', new Uint8Array([115, 97, 118, 101, 100]));
        return {
          journal: opened?.journal.map((entry) => [...entry]),
          name: place?.name,
          recents: (await host.recentProjects()).length,
        };
      }),
    ]);
    // What was uploaded cannot be opened again by itself, so that it is no recent project.
    expect(seen).toEqual({ journal: [[1, 2]], name: 'plan.gpkg', recents: 0 });
    expect(download.suggestedFilename()).toBe('plan.gpkg');
    expect(await readFile(await download.path(), 'utf8')).toBe('saved');
    await page.close();
  });

  test('asks before leaving while work is unsaved', async () => {
    const page = await withoutPickers();
    // A browser asks only where a person has done something.
    await page.mouse.click(50, 50);
    await page.evaluate(() => window.contract.host.setUnsaved(true));
    const asked = page.waitForEvent('dialog');
    // Nothing comes back from the page before the question is answered.
    const left = page.goto('about:blank');
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await left;
    await page.close();
  });
});
