import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { pixelsOf, withJpegDensity, withPngDensity } from '#core/print/picture-density.ts';
import { sheetPage } from '#core/print/sheet-page.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import { findChromium } from './find-chromium.mjs';

/** What keeps Chromium from doing anything but showing the page. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A sheet is painted once: in small tiles everything on it would be gone through for each of them.
  '--default-tile-width=8192',
  '--default-tile-height=8192',
];

/** Longest time a page may take to be read and drawn, ms: a sheet of hundreds of thousands of areas takes its time. */
const drawingTime = 600_000;

interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** Shows a page in a browser without a window and without network; undefined where there is no browser. */
async function inBrowser<Result>(
  html: string | Uint8Array,
  viewport: Viewport | undefined,
  work: (page: Page) => Promise<Result>,
): Promise<Result | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'cityloom-'));
  const browser = await chromium.launch({ executablePath, headless: true, args: quiet });
  try {
    const file = path.join(folder, 'page.html');
    await writeFile(file, html);
    const context = await browser.newContext({ offline: true, ...(viewport ? { viewport } : {}) });
    const page = await context.newPage();
    page.setDefaultTimeout(drawingTime);
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready');
    return await work(page);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A report printed to PDF on A4; undefined where there is no browser. */
export function printPdf(html: Uint8Array): Promise<Uint8Array | undefined> {
  return inBrowser(html, undefined, (page) =>
    page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true }),
  );
}

/** A sheet, with its fonts, as a PDF of its own size; undefined where there is no browser. */
export function printSheetPdf(sheet: Sheet): Promise<Uint8Array | undefined> {
  return inBrowser(sheetPage(sheet), undefined, (page) => page.pdf({ printBackground: true, preferCSSPageSize: true }));
}

/** A sheet, with its fonts, as a picture of 300 dots per inch; undefined where there is no browser. */
export function drawSheetPicture(sheet: Sheet, type: 'png' | 'jpeg'): Promise<Uint8Array | undefined> {
  const viewport = { width: pixelsOf(sheet.widthMillimetres), height: pixelsOf(sheet.heightMillimetres) };
  return inBrowser(sheetPage(sheet, viewport), viewport, async (page) =>
    type === 'png'
      ? withPngDensity(await page.screenshot({ type }))
      : withJpegDensity(await page.screenshot({ type, quality: 92 })),
  );
}
