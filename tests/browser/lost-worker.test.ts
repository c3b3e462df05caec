import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

/** Ends the worker that holds the project, as running out of memory would. */
async function endEngine({ page }: WorkbenchPage): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes('engine.worker'));
  if (!worker) throw new Error('there is no engine');
  await worker.evaluate(() => self.close());
}

test('after the engine was lost the project is open again with everything that was committed', async () => {
  const window = await tester.openSample({ language: 'en' });
  const { page } = window;
  await window.mode(2);
  await window.scenario(2).click();
  const indicator = page.locator('.indicator').first();
  const value = await indicator.textContent();
  const layer = page.locator('.layer-row', { hasText: 'Buildings' });
  await layer.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Houses');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("Houses")');
  await page.waitForSelector('.journal.done');

  await endEngine(window);
  await page.waitForSelector('.notice:has-text("was started again; 1 step was restored")');
  await window.settled();
  // The window is as it was: mode, scenario, names, numbers; and it works.
  expect(await page.locator('.modes [aria-current="page"]').textContent()).toBe('Scenario');
  expect(await window.scenario(2).locator('input').isChecked()).toBe(true);
  expect(await page.locator('.layer-name:text-is("Houses")').count()).toBe(1);
  expect(await indicator.textContent()).toBe(value);
  expect(await window.unsavedSteps()).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await page.waitForSelector('.layer-name:text-is("Buildings")');

  // Saved as a file, changed, lost again: the file and its journal make it whole.
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  await download;
  await page.waitForSelector('.saved-state.done');
  await layer.locator('.layer-eye').click();
  await page.waitForSelector('.layer-row.off:has-text("Buildings")');
  await page.waitForSelector('.journal.done');
  await endEngine(window);
  await page.waitForSelector('.notice:has-text("1 step was restored")');
  await page.waitForSelector('.layer-row.off:has-text("Buildings")');
  await page.keyboard.press('Control+z');
  await page.waitForSelector('.layer-row:not(.off):has-text("Buildings")');
  await window.close();
}, 240_000);

test('a window that cannot be drawn says so, and is made anew with everything that was done', async () => {
  const window = await tester.openSample({ language: 'en' });
  const { page } = window;
  const layer = page.locator('.layer-row', { hasText: 'Buildings' });
  await layer.locator('.layer-eye').click();
  await page.waitForSelector('.layer-row.off:has-text("Buildings")');
  // Numbers cannot be written for a while: whatever shows one fails.
  await page.evaluate(() => {
    const whole = Number.prototype.toFixed;
    Object.assign(globalThis, { mend: () => Object.assign(Number.prototype, { toFixed: whole }) });
    Object.assign(Number.prototype, {
      toFixed: () => {
        throw new Error('no numbers');
      },
    });
  });
  await page.locator('.header-end > button').first().click();
  const again = page.getByRole('button', { name: /Show the window again|重新显示窗口/ });
  await again.waitFor();
  await page.getByText('no numbers').waitFor();
  window.faults.splice(0);
  await page.evaluate('mend()');
  await again.click();
  await page.waitForSelector('.layer-row.off');
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('Control+z');
  await page.waitForSelector('.layer-row.off >> nth=8', { state: 'detached' });
  await window.close();
}, 240_000);
