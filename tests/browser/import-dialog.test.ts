import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodedText } from '../fixtures/encoded-text.ts';
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

test('an import by keyboard alone: focus is seen and stays where it was, readings keep their place, and the outcome has it', async () => {
  const window = await tester.open({ language: 'en' });
  const { page } = window;
  const rows = ['名称,用地,x,y', '滨江小学,居住用地,532000,2546000', '文化站,商业用地,532100,2546100'].join('\n');
  await window.drop([
    { name: '设施.csv', bytes: encodedText('gb18030', rows) },
    { name: 'land.geojson', bytes: smallPlan() },
  ]);
  await page.waitForSelector('.encoding-card.used');
  await window.dialogReady();
  const box = page.locator('.import-file .check-box').first();
  await box.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  expect(await box.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  const names = () => page.locator('.encoding-card strong').allTextContents();
  const before = await names();
  await page.locator('.encoding-card.used input').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector(`.encoding-card.used:has-text("${before[1]!}")`);
  expect(await names()).toEqual(before);
  await page.waitForFunction(() => document.activeElement?.closest('.encoding-card.used'));
  await page.keyboard.press('ArrowLeft');
  await page.waitForSelector(`.encoding-card.used:has-text("${before[0]!}")`);
  await page.locator('.import-foot .primary').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.outcome');
  await page.waitForFunction(() => document.activeElement?.matches('.import-foot .primary'));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-row:has-text("land")');
  await window.close();
});
