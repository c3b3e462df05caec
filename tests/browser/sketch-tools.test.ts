import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample();
}, 240_000);
beforeEach(() => window.calm());
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

const ready = () => window.page.waitForSelector('.preview-line[data-busy="false"]');
/** The numbers of a measure: without the sketch and with it. */
async function measure(id: string): Promise<number[]> {
  const text = await window.page.locator(`[data-measure="${id}"] dd`).textContent();
  return [...(text ?? '').replaceAll(',', '').matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
}

test('a street is drawn, another closed, and who is served is told at once', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('r');
  await window.clickMap(0.4, 0.4);
  await window.clickMap(0.46, 0.46);
  await ready();
  await page.waitForSelector('[data-measure="served-residents"]');
  const [before, after] = await measure('served-residents');
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(0);
  await window.picture('network-light-zh');
  const steps = await window.unsavedSteps();
  await page.locator('[data-finish]').click();
  await window.settled();
  expect(await window.unsavedSteps()).toBe(steps + 1);
  await page.keyboard.press('Control+z');
  await window.settled();
});

test('targets of a TOD are filled, and what cannot be met is said', async () => {
  const { page } = window;
  await window.editScenario(1);
  await page.keyboard.press('t');
  await page.locator('.sketch-panel input').first().click();
  await page.locator('[role="option"]:visible').first().click();
  await ready();
  await page.waitForSelector('[data-measure="residents"]');
  const [now] = await measure('residents');
  const target = Math.round(now! + 1000);
  await page.locator('[data-target="residents"]').fill(String(target));
  await page.waitForFunction((wanted) => {
    const text = document.querySelector('[data-measure="residents"] dd b')?.textContent?.replaceAll(',', '');
    return Math.abs(Number(text) - wanted) < 0.01 * wanted;
  }, target);
  await window.picture('tod-targets-light-zh');
  await page.locator('[data-target="residents"]').fill('9000000');
  await page.waitForSelector('.step-remarks .warn-text:has-text("只能达到")');
  await page.keyboard.press('Escape');
});

test('the next corridor is suggested, taken with a click, and its gain shown beside its land', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('c');
  await page.locator('[data-suggest]').click();
  await page.waitForSelector('.suggestions li', { timeout: 60_000 });
  await window.picture('suggestions-light-zh');
  await page.locator('.suggestions button').first().click();
  await ready();
  await page.waitForSelector('[data-measure="eca"]');
  const [before, after] = await measure('eca');
  expect(after!).toBeGreaterThan(before!);
  expect((await measure('land'))[0]).toBeGreaterThan(0);
  await window.picture('corridor-gain-light-zh');
  await page.keyboard.press('Escape');
});

test('neighbours join the selection, floors make a mix, and what the place lacks is said', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('x');
  const count = async (): Promise<number> =>
    Number((await page.locator('[data-chosen]').textContent())?.match(/\d+/)?.[0] ?? 0);
  // Some of these places are streets, which ones depends on the size of the map.
  for (let place = 0; (await count()) === 0 && place < 16; place++) await window.clickMap(0.4 + 0.017 * place, 0.36);
  expect(await count()).toBe(1);
  await page.locator('[data-neighbours]').click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-chosen]')?.textContent?.match(/\d+/)?.[0] ?? 0) > 1,
  );
  expect(await count()).toBeGreaterThan(1);
  await page.locator('.sketch-panel').getByText('按楼层').click();
  await page.waitForSelector('.sketch-panel:has-text("共 11 层")');
  await page.waitForSelector('.local-mix tbody tr');
  await window.picture('floors-light-zh');
});

test('a type that was painted with is changed after its effect is shown', async () => {
  const { page } = window;
  await window.editScenario(3);
  await page.locator('.type-row:has-text("混合街坊")').click();
  await page.getByRole('button', { name: '开发类型的操作' }).click();
  await page.getByRole('menuitem', { name: /修改/ }).click();
  await page.waitForSelector('.type-form');
  const far = page.locator('.type-form').getByLabel('容积率');
  await far.fill('3.4');
  await far.press('Tab');
  await page.waitForSelector('[data-effect] tbody tr');
  await window.picture('type-effect-light-zh');
  const steps = await window.unsavedSteps();
  await page.locator('[data-apply-type]').click();
  await page.waitForSelector('.type-form', { state: 'detached' });
  await page.waitForSelector('.type-row:has-text("混合街坊"):has-text("3.4")');
  await window.settled();
  expect(await window.unsavedSteps()).toBe(steps + 1);
});
