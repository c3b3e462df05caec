import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample({ language: 'en' });
  window.page.setDefaultTimeout(15_000);
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

const cell = (row: number, column: number) =>
  window.page.locator(`.attribute-table tr[data-place="${row}"] td`).nth(column);

test('a value of the baseline is corrected in its cell with a reason, and undo brings it back', async () => {
  const { page } = window;
  await cell(2, 4).dblclick();
  await page.locator('.cell-editor input').fill('0.25');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.waitForFunction(
    () => document.querySelector('.attribute-table tr[data-place="2"] td:nth-child(5)')?.textContent === '0.25',
  );
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    () => document.querySelector('.attribute-table tr[data-place="2"] td:nth-child(5)')?.textContent === '0',
  );
});

test('a value that its field cannot take stays in the cell with the reason', async () => {
  const { page } = window;
  await cell(3, 4).dblclick();
  await page.locator('.cell-editor input').fill('-3');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.cell-fault:has-text("at least 0")');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.cell-editor', { state: 'detached' });
  expect(await cell(3, 4).textContent()).toBe('0');
});

test('a field is calculated for the rows that a condition leaves', async () => {
  const { page } = window;
  await page.getByLabel('Filter', { exact: true }).fill('far > 3');
  await page.waitForFunction(() => (document.querySelector('.drawer-count')?.textContent ?? '').startsWith('150 /'));
  await page.getByRole('button', { name: 'Calculate field' }).click();
  await page.getByLabel('Expression').fill('far + 1');
  await page.waitForSelector('.preview-table tbody tr >> nth=7');
  await page.getByRole('button', { name: 'Calculate', exact: true }).click();
  await page.waitForSelector('.preview-table', { state: 'detached' });
  await page.getByLabel('Filter', { exact: true }).fill('far > 4');
  await page.waitForFunction(() => (document.querySelector('.drawer-count')?.textContent ?? '').startsWith('150 /'));
  await window.picture('table-filtered-light-en');
});
