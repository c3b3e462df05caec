import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from './small-plan.ts';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

test('dropped files are looked into, mapped and imported; a file that cannot be read does not stop the rest', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.drop([
    { name: '现状用地.geojson', bytes: smallPlan() },
    { name: 'notes.xyz', bytes: new TextEncoder().encode('nothing to import') },
  ]);
  await page.waitForSelector('.import-file');
  expect(await page.locator('.import-file.failed').textContent()).toContain('notes.xyz');
  expect(await page.locator('.mapping tbody tr').count()).toBe(3);
  const code = page.locator('.mapping tr:has-text("DLDM") input').first();
  await code.click();
  await page.getByRole('option', { name: '用地代码', exact: true }).click();
  // The keyboard reaches the choice of a field nobody has pointed at, and opens it.
  await page.locator('.mapping tr:has-text("DLDM") + tr input').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: '保留，不映射', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
  await window.picture('import-light-zh');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  expect(await page.locator('.outcome').textContent()).toContain('已导入 4 个要素');
  expect(await page.locator('.outcome').textContent()).toContain('notes.xyz');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("现状用地")');
  await window.settled();
  await window.picture('imported-light-zh');
  await window.close();
});

test('the dialog can be left with Escape and nothing is imported', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.drop([{ name: 'land.geojson', bytes: smallPlan() }]);
  await page.waitForSelector('.import-file');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.import-dialog', { state: 'detached' });
  expect(await page.locator('.start').count()).toBe(1);
  await window.close();
});
