import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample({ language: 'en' });
}, 240_000);
beforeEach(() => window.calm());
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

test('the history lists every step by its name and goes to the one that is chosen, by mouse and by keyboard', async () => {
  const { page } = window;
  const layer = page.locator('.layer-row', { hasText: '道路中心线' });
  const off = layer.and(page.locator('.off'));
  await layer.locator('.layer-eye').click();
  await off.waitFor();
  await layer.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Streets');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("Streets")');
  await window.settled();
  expect(await page.locator('.notice').count()).toBe(0);

  await page.keyboard.press('Control+Shift+H');
  const steps = page.locator('.history-step');
  await steps.first().waitFor();
  expect(await steps.first().textContent()).toContain('Rename layer "道路中心线" to "Streets"');
  expect(await steps.nth(1).textContent()).toContain('Hide layer "道路中心线"');
  await steps.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("道路中心线")');
  await page.waitForSelector('li:nth-child(3) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(1);

  await steps.nth(2).click();
  await page.waitForSelector('li:nth-child(4) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(0);
  const redo = page.getByRole('button', { name: 'Redo · Hide layer "道路中心线"' });
  expect(await redo.isEnabled()).toBe(true);
  await steps.nth(0).click();
  await page.waitForSelector('.layer-name:text-is("Streets")');
});

test('layers are put into groups, which fold, hide and dissolve; a copy of a layer is drawn over it', async () => {
  const { page } = window;
  const green = page.locator('.layer-row', { has: page.locator('.layer-name:text-is("绿地")') });
  const group = page.locator('.own-group');
  await page.getByRole('button', { name: 'New group' }).click();
  await group.waitFor();
  await group.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Green');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.own-group .layer-name:text-is("Green")');

  await green.dragTo(group);
  await page.waitForSelector('.own-group .layer-count:text-is("1")');
  const rows = () => page.locator('[role="treeitem"]').allTextContents();
  const [first, second] = await rows();
  expect([first, second].map((text) => text?.replace(/[\d,]+$/, ''))).toEqual(['Green', '绿地']);

  // The menu and its submenu by keyboard.
  const water = page.locator('.layer-row', { has: page.locator('.layer-name:text-is("水域")') });
  await water.click();
  await water.press('ContextMenu');
  const item = page.getByRole('menuitem', { name: 'Move to group' });
  await item.press('ArrowRight');
  await page.getByRole('menuitem', { name: 'Green', exact: true }).press('Enter');
  await page.waitForSelector('.own-group .layer-count:text-is("2")');

  const before = await page.locator('.map-target').first().screenshot();
  await group.focus();
  await page.keyboard.press(' ');
  await page.waitForSelector('.own-group.off');
  await window.settled();
  expect(Buffer.compare(before, await page.locator('.map-target').first().screenshot())).not.toBe(0);
  await group.focus();
  await page.keyboard.press('ArrowLeft');
  await water.waitFor({ state: 'detached' });
  await window.picture('layer-groups-light-en');
  await page.keyboard.press('ContextMenu');
  await page.getByRole('menuitem', { name: 'Dissolve the group, keep its layers' }).click();
  await group.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await group.waitFor();

  await page.locator('.layer-row', { hasText: '规划范围' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate layer' }).click();
  await page.waitForSelector('.layer-name:text-is("规划范围 copy")');
  await page.waitForSelector('.notice:has-text("is a reference layer")');
});
