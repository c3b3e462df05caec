import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from './small-plan.ts';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
}, 120_000);
afterAll(() => tester.stop());

test('a table is joined by the key that is suggested, and the join is taken back', async () => {
  const window = await tester.open({ language: 'en' });
  const { page } = window;
  const table = 'code,heads,district\nR2,120,North\nB1,7,South\nZ9,1,East\n';
  await window.drop([
    { name: 'lots.geojson', bytes: smallPlan() },
    { name: 'people.csv', bytes: new TextEncoder().encode(table) },
  ]);
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("people")');
  await page.keyboard.press('Escape');
  await page.locator('.layer-row:has-text("lots")').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Join a table' }).click();
  await expect.poll(() => page.locator('.join-fit p').first().textContent()).toBe('2 of 4 features match');
  await page.locator('.join-fit summary').first().click();
  expect(await page.locator('.join-fit').textContent()).toContain('A33');
  await page.locator('.join-field input[aria-label="district"]').fill('quarter');
  await window.picture('join-light-en');
  await page.locator('.dialog-foot .primary').click();
  await page.waitForSelector('.notice:has-text("2 features joined")');
  await expect.poll(() => page.locator('.attribute-table thead').textContent()).toContain('quarter');
  await page.locator('.notice button', { hasText: 'Undo' }).click();
  await expect.poll(() => page.locator('.attribute-table thead').textContent()).not.toContain('quarter');
  await window.close();
}, 120_000);
