import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from './small-plan.ts';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
}, 120_000);
afterAll(() => tester.stop());

test('a layer is exported by key: fields chosen, short names shown, what was lost told', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.drop([{ name: '现状用地.geojson', bytes: smallPlan() }]);
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+E');
  await page.getByRole('combobox', { name: '格式' }).click();
  await page.getByRole('option', { name: 'Shapefile' }).click();
  const fields = page.locator('.export-fields li');
  await expect.poll(() => fields.allTextContents()).toContain('development_type→ developmen');
  await page.locator('.export-fields').getByLabel('BZ', { exact: true }).uncheck();
  await window.picture('export-light-zh');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.locator('.dialog-foot .primary').click(),
  ]);
  expect(download.suggestedFilename()).toBe('现状用地.zip');
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  expect(Object.keys(files)).toContain('现状用地.shp');
  expect(Buffer.from(files['现状用地.dbf']!).toString()).not.toContain('BZ');
  expect(await page.locator('.export-outcome').textContent()).toContain('4 个要素');
  await window.picture('exported-light-zh');
  await window.close();
}, 120_000);
