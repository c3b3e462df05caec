import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import { launchChromium } from '../e2e/chromium-window.ts';
import { dropFiles } from '../e2e/drop-files.ts';
import { buildContractPage, type ContractPage, samplePath, writeContractPage } from './contract-page.ts';
import { type HostUnderTest, hostContract } from './host-contract.ts';

let browser: Browser;
let server: StaticServer;
let folder: string;

beforeAll(async () => {
  let contractPage: ContractPage;
  [browser, contractPage, folder] = await Promise.all([
    launchChromium(),
    buildContractPage(),
    mkdtemp(path.join(os.tmpdir(), 'cityloom-page-')),
  ]);
  await writeContractPage(contractPage, folder);
  server = await startStaticServer({ folder });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

hostContract('browser', async () => run(await browser.newContext()));

/** Files are in the origin's private file system: its handles are those that the pickers give, without the pickers. */
async function run(context: BrowserContext): Promise<HostUnderTest> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const answers: { open: (string | undefined)[]; save: (string | undefined)[] } = { open: [], save: [] };
    const find = async (name: string | undefined, create: boolean): Promise<FileSystemFileHandle> => {
      if (name === undefined) throw new DOMException('cancelled', 'AbortError');
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle(name, { create });
    };
    Object.assign(window, {
      answers,
      showOpenFilePicker: async () => [await find(answers.open.shift(), false)],
      showSaveFilePicker: async () => find(answers.save.shift(), true),
    });
  });
  await page.goto(server.url);
  const answer = async (kind: 'open' | 'save', name: string | undefined): Promise<void> => {
    await page.evaluate(
      ([list, value]) => (window as unknown as { answers: Record<string, unknown[]> }).answers[list]?.push(value),
      [kind, name] as const,
    );
  };
  const onDisk = await mkdtemp(path.join(os.tmpdir(), 'cityloom-upload-'));
  return {
    kind: 'browser',
    page,
    async write(name, bytes) {
      await mkdir(path.dirname(path.join(onDisk, name)), { recursive: true });
      await writeFile(path.join(onDisk, name), new Uint8Array(bytes));
      if (name.includes('/')) return;
      await page.evaluate(
        async ([file, content]) => {
          const root = await navigator.storage.getDirectory();
          const stream = await (await root.getFileHandle(file, { create: true })).createWritable();
          await stream.write(new Uint8Array(content));
          await stream.close();
        },
        [name, bytes] as const,
      );
    },
    read: (name) =>
      page.evaluate(async (file) => {
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle(file).catch(() => undefined);
        return handle && [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
      }, name),
    remove: (name) =>
      page.evaluate(async (file) => {
        const root = await navigator.storage.getDirectory();
        await root.removeEntry(file);
      }, name),
    answerOpen: (name) => answer('open', name),
    answerSave: (name) => answer('save', name),
    async answerFiles(names) {
      // The answer comes when the question does.
      page.once('filechooser', (chooser) => {
        if (names.length > 0) void chooser.setFiles(names.map((name) => path.join(onDisk, name)));
        else void chooser.element().dispatchEvent('cancel');
      });
    },
    drop: (names) =>
      dropFiles(
        page,
        names.map((name) => path.join(onDisk, name)),
      ),
    title: () => page.title(),
    withoutSample: () => page.route(`**${samplePath}`, (route) => route.fulfill({ status: 404 })),
    async restart() {
      await page.close();
      return run(context);
    },
    async close() {
      await context.close();
      await rm(onDisk, { recursive: true });
    },
  };
}
