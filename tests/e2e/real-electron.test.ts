import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { findElectron } from '#cli/electron-program.mjs';
import { hasDisplay } from '#cli/find-chromium.mjs';
import { pagePolicy } from '#core/platform/content-security.ts';
import { checkout } from './start-desktop.ts';

const program = findElectron(checkout);

/** Why the real program cannot be run here; undefined when it can. */
const reason =
  program === undefined
    ? 'Electron’s program is not in node_modules/electron (npm start fetches it)'
    : hasDisplay()
      ? undefined
      : 'there is no display for its window';

if (reason !== undefined) console.log(`real Electron: skipped, ${reason}`);

test.skipIf(reason !== undefined)('the real program opens a project, saves it, and keeps the page in', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cityloom-electron-'));
  const file = path.join(folder, 'plan.gpkg');
  await writeFile(file, 'before');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const application = await _electron.launch({
    executablePath: program ?? '',
    args: [...asRoot, checkout, `--user-data-dir=${path.join(folder, 'user-data')}`],
  });
  try {
    const page = await application.firstWindow();
    await page.waitForSelector('.start');
    const policy = await page.evaluate(async () => {
      const response = await fetch('app://workbench/');
      return response.headers.get('content-security-policy');
    });
    expect([page.url(), policy]).toEqual(['app://workbench/', pagePolicy]);

    await application.evaluate(({ dialog }, place) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [place] });
    }, file);
    const saved = await page.evaluate(async () => {
      const door = window.cityloomDoor;
      const opened = await door?.chooseProject();
      if (door === undefined || opened?.ok !== true || opened.value === undefined) return 'not opened';
      const { place, bytes } = opened.value;
      const text = `${new TextDecoder().decode(bytes)} and after`;
      await door.appendJournal(place.token, new Uint8Array([1]));
      const reply = await door.saveProject(place.token, 'x', new Uint8Array(new TextEncoder().encode(text)));
      return reply.ok;
    });
    expect([saved, await readFile(file, 'utf8')]).toEqual([true, 'before and after']);

    const tried = await page.evaluate(async () => {
      window.open('https://example.invalid/');
      location.href = 'https://example.invalid/';
      const fetched = await fetch('https://example.invalid/').then(
        () => 'answered',
        () => 'refused',
      );
      return [fetched, 'require' in window, 'process' in window];
    });
    expect(tried).toEqual(['refused', false, false]);
    expect([page.url(), application.windows().length]).toEqual(['app://workbench/', 1]);
  } finally {
    await application.close();
    await rm(folder, { recursive: true, force: true });
  }
});
