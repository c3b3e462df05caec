import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzlibSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAxe, violations } from './axe-violations.ts';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

const folder = path.join(import.meta.dirname, '../output');

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  tester = await PageTester.start();
  window = await tester.openSample();
}, 180_000);
afterAll(async () => {
  await window.close();
  await tester.stop();
});

/** N of the scale of the sheet in the preview, once it is `wanted`. */
async function waitForScale(wanted: number): Promise<void> {
  await window.page.waitForSelector(`[data-drawn="${wanted}"]`);
}

/** Shares of the pixels of a PNG (8 bits a channel) that are white, dark, and coloured. */
function inkOf(png: Uint8Array): { readonly width: number; readonly height: number; readonly dark: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    if (Buffer.from(png.subarray(at + 4, at + 8)).toString() === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = unzlibSync(Buffer.concat(parts));
  // Bytes that their filter leaves at 0 are as their neighbours: a blank sheet has hardly any other.
  let changes = 0;
  for (const byte of rows) if (byte !== 0) changes++;
  return { width, height, dark: changes / (width * height * channels) };
}

test('a sheet is laid out on the paper and at the scale that are chosen, by mouse and keys', async () => {
  const { page } = window;
  await page.keyboard.press('Control+p');
  await page.waitForSelector('[data-drawn]');
  await window.picture('print-light-zh');
  await loadAxe(window);
  expect(await violations(window)).toEqual([]);
  await page.getByText('A4', { exact: true }).click();
  await page.getByText('纵向', { exact: true }).click();
  const scale = page.getByLabel('比例尺', { exact: true }).first();
  await scale.fill('1:5,000');
  await waitForScale(5000);
  await expect.poll(() => page.locator('.print-foot').textContent()).toContain('1:5,000，210 × 297 mm');
  await scale.fill('abc');
  await expect.poll(() => page.locator('.field-error').textContent()).toContain('5000');
  await scale.fill('');
  await scale.press('Escape');
  await page.getByText('A3', { exact: true }).click();
  await page.getByText('横向', { exact: true }).click();
  await waitForScale(25_000);
  const legend = page.locator('button[data-element="legend"]');
  const before = await legend.boundingBox();
  await legend.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await legend.boundingBox())!.x).toBeLessThan(before!.x - 5);
  const box = (await legend.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 30, box.y + 90, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await legend.boundingBox())!.y).toBeGreaterThan(box.y + 40);
  await page.keyboard.press('Delete');
  await legend.waitFor({ state: 'detached' });
  await page.getByLabel('图例', { exact: true }).check();
  await legend.waitFor();
}, 120_000);

test('the layout is kept in the project as one step and there when the dialog is opened again', async () => {
  const { page } = window;
  const steps = await window.unsavedSteps();
  await page.getByLabel('图名', { exact: true }).first().fill('临江新城用地图');
  await page.getByLabel('版式名称').fill('用地图 A3');
  await page.getByRole('button', { name: '存入项目' }).click();
  await expect.poll(() => page.locator('.print-foot').textContent()).toContain('已存入项目');
  await page.keyboard.press('Escape');
  expect(await window.unsavedSteps()).toBe(steps + 1);
  await page.keyboard.press('Control+p');
  await page.waitForSelector('[data-drawn]');
  expect(await page.getByLabel('版式名称').inputValue()).toBe('用地图 A3');
}, 60_000);

test('the picture has 300 dots per inch, the map and its letters', async () => {
  const { page } = window;
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 90_000 }),
    page.getByRole('button', { name: 'PNG' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('临江新城用地图.png');
  const png = new Uint8Array(await readFile(await download.path()));
  const { width, height, dark } = inkOf(png);
  expect([width, height]).toEqual([4961, 3508]);
  expect(dark).toBeGreaterThan(0.02);
  expect(Buffer.from(png.subarray(37, 41)).toString()).toBe('pHYs');
}, 120_000);

test('printed to PDF it is one page of its paper with the Chinese fonts inside', async () => {
  const { page } = window;
  // The browser's own dialog cannot be answered; what the page shows in print is the same.
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await page.locator('.print-foot .primary').click();
  await page.locator('.print-sheet').waitFor({ state: 'attached' });
  await expect.poll(() => page.evaluate(() => document.fonts.status)).toBe('loaded');
  const file = path.join(folder, 'print-zh.pdf');
  const pdf = await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  const text = Buffer.from(pdf).toString('latin1');
  expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!;
  expect(Number(width)).toBeCloseTo((420 / 25.4) * 72, -1);
  expect(Number(height)).toBeCloseTo((297 / 25.4) * 72, -1);
  await page.locator('.print-sheet').waitFor({ state: 'detached' });
  const fonts = spawnSync('pdffonts', [file], { encoding: 'utf8' });
  if (fonts.error) return;
  const lines = fonts.stdout.trim().split('\n').slice(2);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/\s(?:yes)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/);
  const words = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout;
  expect(words).toContain('临江新城用地图');
  expect(words).toContain('商住混合用地');
}, 120_000);
