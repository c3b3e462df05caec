import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample();
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

async function menu(place: number, item: RegExp): Promise<void> {
  await window.scenario(place).click();
  await window.page.locator('.scenario-list .icon-button').click();
  await window.page.getByRole('menuitem', { name: item }).click();
}

test('a child takes over what its parent changes, and conflicts are settled in a list', async () => {
  const { page } = window;
  await window.editScenario(3);
  await menu(3, /由此新建/);
  await page.locator('[role="dialog"] input').first().fill('下级');
  await page.locator('.colour-choice label').nth(5).click();
  await page.keyboard.press('Enter');
  await page.waitForSelector('label.scenario:has-text("下级")');
  const paint = async (far: string): Promise<void> => {
    await page.keyboard.press('x');
    await page.locator('.sketch-panel').getByText('自定比例').click();
    await page.locator('.sketch-panel input[placeholder*="land_use"]').fill("land_use_code = 'R2' and far < 1.2");
    const box = page.locator('.mix-list li input[aria-label="容积率"]').last();
    await box.fill(far);
    await box.press('Tab');
    await page.waitForSelector('.preview-line[data-busy="false"]:has-text("将改动")');
    await page.locator('[data-finish]').click();
    await window.settled();
  };
  await paint('3.1');
  await window.scenario(3).click();
  await paint('2.2');
  await page.waitForSelector('label.scenario:has-text("下级") .chip.warn');
  await window.picture('conflict-bar-light-zh');
  await menu(4, /冲突/);
  await page.waitForSelector('.conflict-list tbody tr');
  await window.picture('conflicts-light-zh');
  await page.getByRole('button', { name: '全部取上级的' }).click();
  await page.waitForSelector('[role="dialog"]:has-text("没有冲突了")');
  await page.keyboard.press('Escape');
  await page.waitForSelector('label.scenario .chip.warn', { state: 'detached' });
});

test('a parent is deleted after asking what becomes of its child', async () => {
  const { page } = window;
  const names = () => page.locator('label.scenario').count();
  const before = await names();
  await menu(3, /删除情景/);
  await page.waitForSelector('[role="dialog"]:has-text("以它为上级")');
  await window.picture('delete-parent-light-zh');
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.waitForSelector('.notice:has-text("已删除情景")');
  expect(await names()).toBe(before - 1);
  await page.locator('.notice .link-button').click();
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count, before);
});

test('a scenario is archived and brought back', async () => {
  const { page } = window;
  const before = await page.locator('label.scenario').count();
  await menu(2, /归档/);
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count - 1, before);
  await page.getByRole('button', { name: /已归档/ }).click();
  await page.getByRole('menuitem', { name: /取回/ }).click();
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count, before);
});

test('a recipe with another number is replayed as a new scenario', async () => {
  const { page } = window;
  await menu(2, /配方/);
  await page.waitForSelector('.recipe-steps li');
  const width = page.locator('.recipe-fields input').first();
  await width.fill('48');
  await width.press('Tab');
  await window.picture('recipe-steps-light-zh');
  const before = await page.locator('label.scenario').count();
  await page.locator('[data-replay]').click();
  await page.waitForFunction((count) => document.querySelectorAll('label.scenario').length === count + 1, before);
  await window.settled();
  expect(await window.changeCount()).toBeGreaterThan(0);
});
