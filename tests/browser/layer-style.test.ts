import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample({ language: 'en' });
  window.page.setDefaultTimeout(12_000);
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

const choose = async (field: string, option: string): Promise<void> => {
  const { page } = window;
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('parcels are graduated by a field from the menu of their layer, and undo brings land use back', async () => {
  const { page } = window;
  const row = page.locator('.layer-row:has-text("Parcels")').first();
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Style…' }).click();
  await choose('Symbols', 'Graduated');
  await page.waitForSelector('.style-classes .style-class >> nth=4');
  expect(await page.getByRole('combobox', { name: 'Field', exact: true }).inputValue()).toBe('Floor-area ratio');
  expect(await page.locator('.legend-line').count()).toBe(5);
  const breaks = page.getByRole('textbox', { name: 'Breaks', exact: true });
  await breaks.fill('0, many');
  await breaks.press('Enter');
  await page.waitForSelector('text=Expected two or more different numbers');
  await choose('Classes by', 'Natural breaks');
  await choose('Ramp', 'Cividis');
  await page.getByLabel('Number', { exact: true }).fill('4');
  await page.waitForFunction(() => document.querySelectorAll('.style-class').length === 4);
  await window.settled();
  await window.picture('style-graduated-light-en');
  const counts = (await page.locator('.style-class .layer-count').allTextContents()).map((text) =>
    Number(text.replaceAll(',', '')),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500);
  // In a field the keys would undo what was typed there.
  await page.locator('.map-target').first().focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z');
  await page.waitForSelector('.legend-line', { state: 'detached' });
});

test('a rule that cannot be worked out says why and is not taken over; a good one draws', async () => {
  const { page } = window;
  await choose('Symbols', 'Rules');
  await page.locator('.style-class-name').first().click();
  const where = page.getByRole('textbox', { name: 'Condition' });
  await where.fill('far >');
  await where.blur();
  await page.waitForSelector('text=/the expression is incomplete/');
  await where.fill("land_use = 'residential' and far > 2");
  await where.press('Enter');
  await page.waitForFunction(() => {
    const [first, second] = [...document.querySelectorAll('.style-class .layer-count')].map(({ textContent }) =>
      Number(textContent?.replaceAll(',', '')),
    );
    return first! > 10 && second! > first!;
  });
  await choose('Hatch', 'Diagonal');
  await window.settled();
  await window.picture('style-rules-light-en');
  await page.getByRole('button', { name: 'Back to the standard style' }).click();
  await page.waitForSelector('.style-classes', { state: 'detached' });
});

test('labels come from a field, and a style goes from one layer to another', async () => {
  const { page } = window;
  await choose('Labels', 'From a field');
  await page.waitForSelector('role=checkbox[name="Bold"]');
  await page.getByRole('button', { name: 'Copy style' }).click();
  expect(await page.getByRole('button', { name: 'Paste style' }).isEnabled()).toBe(true);
  await choose('Labels', 'By role');
  await page.getByRole('button', { name: 'Paste style' }).click();
  await page.waitForSelector('role=checkbox[name="Bold"]');
  await window.settled();
  await window.picture('style-labels-light-en');
});

test('the opacity follows keys that are pressed faster than it is kept', async () => {
  const { page } = window;
  await page.locator('.layer-row:has-text("Parcels")').first().click({ button: 'right' });
  const slider = page.getByRole('slider', { name: 'Opacity' });
  await slider.focus();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(() => document.querySelector('.layer-opacity .right')?.textContent === '70 %');
  await page.keyboard.press('Escape');
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('Control+Shift+H');
  await page.locator('.drawer-body', { hasText: 'Opacity of layer "Parcels" 70 %' }).waitFor();
  await page.locator('.drawer-body', { hasText: 'Style of layer "Parcels": Labels' }).waitFor();
  expect(await page.locator('.notice').count()).toBe(0);
});
