import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/** What keeps Chromium from doing anything but showing the report. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A report printed to PDF on A4 by a browser without a window and without network; undefined where there is no browser. */
export async function printPdf(html: Uint8Array): Promise<Uint8Array | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'cityloom-'));
  const browser = await chromium.launch({ executablePath, headless: true, args: quiet });
  try {
    const file = path.join(folder, 'report.html');
    await writeFile(file, html);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready');
    return await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
