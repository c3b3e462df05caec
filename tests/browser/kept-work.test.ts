import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

test('after a restart a project is in the mode in which it was left, and tools have the options they had', async () => {
  const window = await tester.openSample();
  const { page } = window;
  const width = page.locator('[data-corridor-width]');
  await window.editScenario(2);
  await page.keyboard.press('c');
  await width.fill('35');
  await width.press('Tab');
  await page.waitForFunction(() => (localStorage.getItem('cityloom.work') ?? '').includes('"widthMetres":35'));
  await page.reload();
  await page.waitForSelector('.start');
  await window.openSample();
  expect(await page.locator('.modes [aria-current="page"]').textContent()).toContain('情景');
  await window.editScenario(2);
  await page.keyboard.press('c');
  expect(await width.inputValue()).toContain('35');
  await window.mode(5);
  await page.reload();
  await page.waitForSelector('.start');
  await page.locator('.start-actions > button').nth(2).click();
  await page.waitForSelector('.modes button:nth-child(5)[aria-current="page"]');
  await window.mode(1);
  await page.waitForSelector('.indicator');
  await window.close();
});
