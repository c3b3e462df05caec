import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../e2e/chromium-window.ts';
import { dropFiles } from '../e2e/drop-files.ts';
import { startDesktop } from '../e2e/start-desktop.ts';
import { buildContractPage, type ContractPage, samplePath } from './contract-page.ts';
import { type HostUnderTest, hostContract } from './host-contract.ts';

let browser: Browser;
let contractPage: ContractPage;
const folders: string[] = [];

beforeAll(async () => {
  [browser, contractPage] = await Promise.all([launchChromium(), buildContractPage()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

hostContract('electron', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cityloom-host-'));
  folders.push(folder);
  await mkdir(path.join(folder, 'files'));
  return run(folder);
});

async function run(folder: string): Promise<HostUnderTest> {
  let hasSample = true;
  const desktop = await startDesktop({
    browser,
    userData: path.join(folder, 'user-data'),
    answerInstead: (address) =>
      address === samplePath && !hasSample ? new Response(null, { status: 404 }) : contractPage.answer(address),
  });
  const { page, electron } = desktop;
  const place = (name: string): string => path.join(folder, 'files', name);
  return {
    kind: 'electron',
    page,
    async write(name, bytes) {
      await mkdir(path.dirname(place(name)), { recursive: true });
      await writeFile(place(name), new Uint8Array(bytes));
    },
    read: (name) =>
      readFile(place(name)).then(
        (bytes) => [...bytes],
        () => undefined,
      ),
    remove: (name) => rm(place(name)),
    answerOpen: async (name) => void electron.dialogs.open.push(name === undefined ? [] : [place(name)]),
    answerSave: async (name) => void electron.dialogs.save.push(name === undefined ? undefined : place(name)),
    answerFiles: async (names) => void electron.dialogs.open.push(names.map(place)),
    drop: (names) => dropFiles(page, names.map(place)),
    title: async () => electron.window.title,
    withoutSample: async () => {
      hasSample = false;
    },
    async restart() {
      await desktop.kill();
      return run(folder);
    },
    close: () => desktop.kill(),
  };
}
