import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample();
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

test('suggestions are searched for, looked at, kept as a scenario and taken back', async () => {
  const { page } = window;
  await window.mode(2);
  const scenarios = await page.locator('label.scenario').count();
  await page.locator('.tool-strip button[aria-label="建议…"]').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.suggest-objectives input:checked').first().waitFor();
  await dialog.getByText('加一条限制').click();
  await dialog.getByLabel('限值').last().fill('17');
  await dialog.getByLabel('轮数').fill('6');
  await window.picture('suggest-conditions-light-zh');
  await dialog.getByRole('button', { name: '搜索' }).click();
  await dialog.locator('progress').waitFor();
  await dialog.locator('.suggest-offers').waitFor({ timeout: 150_000 });
  expect(await dialog.locator('.suggest-offers thead button').count()).toBe(5);
  // Closed and opened again, what was found is still there.
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.tool-strip button[aria-label="建议…"]').click();
  await dialog.locator('.suggest-offers').waitFor();
  await dialog.locator('.suggest-offers thead button').nth(1).click();
  await window.picture('suggest-offers-light-zh');
  await dialog.locator('.suggest-accept button').click();
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count, scenarios + 1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count, scenarios);
}, 240_000);
