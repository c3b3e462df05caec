import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample({ language: 'en' });
}, 240_000);
beforeEach(() => window.calm());
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

test('the history lists every step by its name and goes to the one that is chosen, by mouse and by keyboard', async () => {
  const { page } = window;
  const layer = page.locator('.layer-row', { hasText: '道路中心线' });
  const off = layer.and(page.locator('.off'));
  await layer.locator('.layer-eye').click();
  await off.waitFor();
  await layer.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Streets');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("Streets")');

  await page.keyboard.press('Control+Shift+H');
  const steps = page.locator('.history-step');
  await steps.first().waitFor();
  expect(await steps.first().textContent()).toContain('Rename layer "道路中心线" to "Streets"');
  expect(await steps.nth(1).textContent()).toContain('Hide layer "道路中心线"');
  await steps.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("道路中心线")');
  await page.waitForSelector('li:nth-child(3) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(1);

  await steps.nth(2).click();
  await page.waitForSelector('li:nth-child(4) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(0);
  const redo = page.getByRole('button', { name: 'Redo · Hide layer "道路中心线"' });
  expect(await redo.isEnabled()).toBe(true);
  await steps.nth(0).click();
  await page.waitForSelector('.layer-name:text-is("Streets")');
});
