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

test('the baseline refuses sketches and offers a new scenario', async () => {
  const { page } = window;
  await window.mode(2);
  await page.locator('.sketch-panel.refused button').click();
  await page.locator('[role="dialog"] input').first().fill('试验');
  await page.keyboard.press('Enter');
  await page.waitForSelector('label.scenario:has-text("试验")');
  expect(await page.locator('.sketch-panel.refused').count()).toBe(0);
});

test('a corridor is drawn, changed with Backspace, finished with Enter, undone and redone', async () => {
  const { page } = window;
  await window.editScenario(2);
  const steps = await window.unsavedSteps();
  const before = await window.changeCount();
  await page.keyboard.press('c');
  for (const [x, y] of [
    [0.5, 0.3],
    [0.54, 0.4],
    [0.58, 0.5],
  ] as const)
    await window.clickMap(x, y);
  expect(await page.locator('.readout').textContent()).toMatch(/m/);
  await page.waitForSelector('.preview-line:has-text("将改动")');
  await window.picture('corridor-light-zh');
  const whole = await page.locator('.readout dd').first().textContent();
  await page.keyboard.press('Backspace');
  const near = await window.mapPoint(0.545, 0.41);
  await page.mouse.move(near.x, near.y);
  const metres = (text: string | null): number => Number(text?.replaceAll(/\D/g, ''));
  expect(metres(await page.locator('.readout dd').first().textContent())).toBeLessThan(metres(whole));
  await page.waitForTimeout(700);
  await page.keyboard.press('Enter');
  await window.settled();
  expect(await window.unsavedSteps()).toBe(steps + 1);
  const drawn = await window.changeCount();
  expect(drawn).not.toBe(before);
  await window.picture('corridor-done-light-zh');
  await page.keyboard.press('Control+z');
  await window.settled();
  expect(await window.changeCount()).toBe(before);
  await page.keyboard.press('Control+y');
  await window.settled();
  expect(await window.changeCount()).toBe(drawn);
});

test('Escape cancels a sketch without changing anything', async () => {
  const { page } = window;
  await window.editScenario(2);
  const steps = await window.unsavedSteps();
  await page.keyboard.press('c');
  await window.clickMap(0.5, 0.3);
  await window.clickMap(0.55, 0.4);
  await page.keyboard.press('Escape');
  expect(await page.locator('[data-finish]').isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await page.locator('.sketch-panel').count()).toBe(0);
  expect(await window.unsavedSteps()).toBe(steps);
});

test('parcels are picked with Shift and Ctrl and painted with a type', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('x');
  const chosen = async () =>
    Number.parseInt((await page.locator('.sketch-panel [data-chosen]').textContent())!, 10) || 0;
  // Some of these places are streets, which ones depends on the size of the map.
  const picked: [x: number, y: number][] = [];
  for (let place = 0; picked.length < 3 && place < 24; place++) {
    const at: [number, number] = [0.4 + 0.023 * (place % 8), 0.32 + 0.037 * Math.floor(place / 8)];
    await window.clickMap(...at, picked.length === 0 ? [] : ['Shift']);
    if ((await chosen()) > picked.length) picked.push(at);
  }
  expect(await chosen()).toBe(3);
  await window.clickMap(...picked[1]!, ['Control']);
  expect(await chosen()).toBe(2);
  await page.locator('.type-row:has-text("站点商务")').click();
  await page.waitForSelector('.preview-line:has-text("将改动")');
  await window.picture('mixed-use-light-zh');
  await page.locator('[data-finish]').click();
  await window.settled();
  expect(await window.unsavedSteps()).toBeGreaterThan(0);
});

test('a mix always adds up to 100 %', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('x');
  await page.locator('.sketch-panel').getByText('自定比例').click();
  await page.waitForSelector('.mix-list li');
  const boxes = page.locator('.mix-list li input');
  await boxes.nth(1).fill('50');
  await boxes.nth(1).press('Tab');
  const values = await page
    .locator('.mix-list li input')
    .evaluateAll((inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value).filter((value) => value.endsWith('%')),
    );
  expect(values.reduce((sum, value) => sum + Number.parseInt(value, 10), 0)).toBe(100);
});

test('a TOD is sketched around a station by walking time, previewed and finished', async () => {
  const { page } = window;
  await window.editScenario(1);
  await page.keyboard.press('t');
  await page.locator('.sketch-panel input').first().click();
  await page.locator('[role="option"]:visible').first().click();
  expect(await page.locator('.chip-list li').count()).toBe(1);
  await page.waitForSelector('.preview-line:has-text("将改动")');
  await window.settled();
  await window.picture('tod-light-zh');
  const walked = await page.locator('.preview-line').textContent();
  await page.locator('.band-limit input').nth(1).fill('20');
  await page.locator('.band-limit input').nth(1).press('Tab');
  await page.waitForFunction((text) => {
    const line = document.querySelector('.preview-line[data-busy="false"]')?.textContent;
    return line !== undefined && line !== text;
  }, walked);
  const before = await window.changeCount();
  await page.locator('[data-finish]').click();
  await page.waitForSelector('.chip-list', { state: 'detached' });
  await window.settled();
  expect(await window.changeCount()).toBeGreaterThan(before);
});

test('a corridor finds its own way between two green spaces', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('c');
  await page.locator('.sketch-panel').getByText('最小成本').click();
  for (const place of [1, 12]) {
    await page.locator('.sketch-panel input[placeholder]').first().click();
    await page.locator('[role="option"]:visible').nth(place).click();
  }
  expect(await page.locator('.chip-list li').count()).toBe(2);
  await page.waitForSelector('.preview-line:has-text("将改动")');
  await window.picture('least-cost-light-zh');
  await page.locator('.sketch-panel').getByText('手绘').click();
});

test('an expression that cannot be read says what is wrong with it', async () => {
  const { page } = window;
  await window.editScenario(2);
  await page.keyboard.press('x');
  const field = page.locator('.sketch-panel input[placeholder*="land_use"]');
  await field.fill("land_use = 'undeveloped'");
  await page.waitForSelector('.preview-line:has-text("将改动")');
  await field.fill('nonsense = 7');
  await page.waitForSelector('.preview-line.warn-text:has-text("nonsense")');
  await field.fill('');
});

test('a scenario is deleted, and the notice brings it back', async () => {
  const { page } = window;
  const names = () => page.locator('label.scenario').allTextContents();
  const before = (await names()).length;
  await window.scenario(3).click();
  await page.locator('.scenario-list .icon-button').click();
  await page.getByRole('menuitem', { name: '删除情景' }).click();
  await page.waitForSelector('.notice:has-text("已删除情景")');
  expect((await names()).length).toBe(before - 1);
  await page.locator('.notice .link-button').click();
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count, before);
});

test('the recipe of a scenario can be read', async () => {
  const { page } = window;
  await window.scenario(1).click();
  await page.locator('.scenario-list .icon-button').click();
  await page.getByRole('menuitem', { name: '查看配方…' }).click();
  await page.locator('[role="dialog"] [data-tab="yaml"]').click();
  await page.waitForSelector('.recipe-text:has-text("cityloom: recipe/1")');
});
