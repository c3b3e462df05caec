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

test('a condition that cannot be worked out says why above the rows', async () => {
  const { page } = window;
  const filter = page.getByLabel('Filter', { exact: true });
  await filter.fill('far >');
  await page.locator('.table-fault', { hasText: 'the expression is incomplete' }).waitFor();
  expect(await filter.getAttribute('aria-invalid')).toBe('true');
  await filter.fill('');
  await page.locator('.table-fault').waitFor({ state: 'detached' });
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

test('a field is added, one of the role is kept with the reason, and the selection is exported', async () => {
  const { page } = window;
  await page.getByLabel('Filter', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Density');
  await page.getByLabel('Unit').fill('1/ha');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.attribute-table th', { hasText: 'Density' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Actions for column Floor-area ratio' }).click();
  await page.getByRole('menuitem', { name: 'Remove a field' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'neither be removed nor renamed' }).waitFor();
  await window.picture('field-protected-light-en');
  await page.keyboard.press('Escape');
  await cell(1, 0).click();
  await page.getByRole('button', { name: 'Export the selected features' }).click();
  await page.locator('[role="dialog"] input[value="Only the 1 selected"]').waitFor();
  await page.keyboard.press('Escape');
});
