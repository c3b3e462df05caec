import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

/** Runs the first evaluator on the first scenario. */
async function runOne(window: WorkbenchPage): Promise<void> {
  const { page } = window;
  await window.mode(3);
  const evaluators = page.locator('.evaluator input[type="checkbox"]');
  for (let place = 1; place < (await evaluators.count()); place++) await evaluators.nth(place).uncheck();
  const scenarios = page.locator('.run-scenario input[type="checkbox"]');
  for (let place = 1; place < (await scenarios.count()); place++) await scenarios.nth(place).uncheck();
  await page.locator('.run-head .primary').click();
  await page.waitForSelector('.run-done, .run-table .chip', { timeout: 120_000 });
  await window.settled();
}

test('an evaluator runs with progress, its results are shown and drawn', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  await runOne(window);
  await page.waitForSelector('.card');
  await window.picture('evaluate-light-zh');
  await page.locator('.card .link-button').first().click();
  expect(await page.locator('.result-detail tbody tr').count()).toBeGreaterThan(0);
  const onMap = page.locator('.card-foot .filter-chip').first();
  if ((await onMap.count()) > 0) {
    await onMap.click();
    await page.waitForSelector('.result-legend');
    await window.settled();
    await window.picture('result-on-map-light-zh');
  }
  await window.close();
});

test('a parameter is changed by slider and box, and goes back to its default', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  await window.mode(3);
  const evaluators = page.locator('.evaluator button');
  await evaluators.first().waitFor();
  for (let place = 0; place < (await evaluators.count()); place++) {
    await evaluators.nth(place).click();
    if ((await page.locator('.parameter [role="slider"]').count()) > 0) break;
  }
  const parameter = page.locator('.parameter:has([role="slider"])').first();
  const box = parameter.locator('input').last();
  const before = await box.inputValue();
  await parameter.locator('[role="slider"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await box.inputValue()).not.toBe(before);
  await parameter.locator('.parameter-note button').click();
  expect(await box.inputValue()).toBe(before);
  await window.close();
});

test('two scenarios are compared on maps that move together', async () => {
  const window = await tester.open({ theme: 'dark', language: 'en' });
  const { page } = window;
  await window.openSample();
  await window.mode(4);
  await window.settled();
  await page.waitForTimeout(1200);
  const scale = () => page.locator('.synced').textContent();
  const before = await scale();
  const at = await page.locator('.compare-maps .map-target').last().boundingBox();
  await page.mouse.move(at!.x + 200, at!.y + 200);
  await page.mouse.wheel(0, -400);
  await page.waitForTimeout(900);
  expect(await scale()).not.toBe(before);
  expect(await page.locator('.comparison tbody tr').count()).toBeGreaterThan(3);
  expect(await page.locator('.compare-pick').count()).toBe(2);
  await window.picture('compare-dark-en');
  await window.close();
});

test('a report is built and shown without scripts of its own', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  await window.mode(5);
  await page.locator('.report-output .primary').click();
  const frame = page.locator('.report-preview iframe');
  await frame.waitFor({ timeout: 120_000 });
  expect(await frame.getAttribute('sandbox')).toBe('');
  expect(await frame.getAttribute('src')).toMatch(/^blob:/);
  await page.waitForTimeout(800);
  await window.picture('report-light-zh');
  await window.close();
});
