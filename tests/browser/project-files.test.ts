import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from './small-plan.ts';
import { PageTester, WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

test('a project is marked as changed, saved, left only after a question, and opened again as it was', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.drop([{ name: 'land.geojson', bytes: smallPlan() }]);
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("land")');
  await page.waitForSelector('.saved-state.unsaved');
  await page.locator('.layer-row .layer-eye').click();
  await page.waitForSelector('.layer-row.off');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  await page.waitForSelector('.saved-state.done');
  expect(await window.unsavedSteps()).toBe(0);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 15).toString('latin1')).toBe('SQLite format 3');

  await page.locator('.layer-row .layer-eye').click();
  await page.waitForSelector('.layer-row:not(.off)');
  await page.locator('.project-name').click();
  await page.getByRole('menuitem', { name: '关闭项目' }).click();
  await page.waitForSelector('[role="dialog"]:has-text("保存对")');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  expect(await page.locator('.workbench').count()).toBe(1);
  await page.keyboard.press('Control+o');
  await page.waitForSelector('[role="dialog"]:has-text("保存对")');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '不保存' }).click(),
  ]);
  const name = download.suggestedFilename();
  await chooser.setFiles({ name, mimeType: 'application/geopackage+sqlite3', buffer: bytes });
  await page.waitForSelector('.saved-state:has-text("没有改动")');
  await page.waitForSelector('.layer-row.off:has-text("land")');
  await window.close();
}, 240_000);

test('after the page was killed, the work on a project that was never saved is offered and restored', async () => {
  const window = await tester.openSample();
  const { page } = window;
  const context = page.context();
  const name = await page.locator('.layer-row .layer-name').first().textContent();
  await page.locator('.layer-row .layer-eye').first().click();
  await page.waitForSelector('.saved-state.unsaved');
  await page.waitForSelector('.journal.done');
  const address = page.url();
  await page.close({ runBeforeUnload: false });

  const again = await WorkbenchPage.load(await context.newPage(), address);
  await again.page.waitForSelector('.unsaved-work');
  await again.picture('restore-light-zh');
  await again.page.locator('.unsaved-work .primary').click();
  await again.page.waitForSelector(`.layer-row.off:has-text("${name}")`, { timeout: 120_000 });
  expect(await again.unsavedSteps()).toBeGreaterThan(0);
  again.expectNoFaults();
  await context.close();
}, 240_000);
