import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

test('the sample city opens with layers, indicators and attributes', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  expect(await page.locator('[role="treeitem"][aria-level="2"]').count()).toBeGreaterThan(8);
  expect(await page.locator('.indicator').count()).toBeGreaterThan(3);
  expect(await page.locator('.attribute-table tbody tr[data-place]').count()).toBeGreaterThan(5);
  await window.picture('map-light-zh');
  await window.close();
});

test('a click selects on the map, in the table and in the inspector; Escape lets go', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  await window.selectParcel();
  const title = await page.locator('.inspector-title h3').textContent();
  expect(title).toContain('地块');
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(0);
  await window.close();
});

test('the table sorts, and selects on the map by mouse and keyboard', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  const cells = () => page.locator('.attribute-table tr[data-place] td:nth-child(2)').allTextContents();
  const unsorted = await cells();
  await page.locator('.attribute-table th button').nth(1).click();
  const ascending = await cells();
  expect(ascending).not.toEqual(unsorted);
  await page.locator('.attribute-table th button').nth(1).click();
  expect(await cells()).not.toEqual(ascending);
  await page.locator('.attribute-table tr[data-place="0"]').click();
  const first = await page.locator('.inspector-title h3').textContent();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(300);
  expect(await page.locator('.inspector-title h3').textContent()).not.toBe(first);
  await page.keyboard.press('Shift+ArrowDown');
  await page.waitForTimeout(300);
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(2);
  await window.close();
});

test('a layer is hidden, and undo shows it again', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  const row = page.locator('.layer-row:not(.off)').first();
  const name = (await row.locator('.layer-name').textContent())!;
  await row.locator('.layer-eye').click();
  await page.waitForSelector(`.layer-row.off:has-text("${name}")`);
  await page.keyboard.press('Control+z');
  await page.waitForSelector(`.layer-row:not(.off):has-text("${name}")`);
  await window.close();
});

test('the map zooms, pans and shows all by keyboard', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  const scale = async () => {
    await page.waitForTimeout(450);
    return page.locator('.status-bar').textContent();
  };
  await page.locator('.map-target').focus();
  const before = await scale();
  await page.keyboard.press('+');
  const closer = await scale();
  expect(closer).not.toBe(before);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('0');
  expect(/1:[\d,]+/.exec((await scale())!)?.[0]).toBe(/1:[\d,]+/.exec(before!)?.[0]);
  await window.close();
});

test('switching the language keeps mode, scenario, selection and place', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  await window.selectParcel();
  await page.locator('.map-target').focus();
  await page.keyboard.press('+');
  await page.waitForTimeout(500);
  const scale = /1:[\d,]+/.exec((await page.locator('.status-bar').textContent())!)?.[0];
  const id = /[\w-]+$/.exec((await page.locator('.inspector-title h3').textContent())!)?.[0];
  await page.locator('.header-end .language').click();
  await page.waitForTimeout(400);
  expect(await page.locator('.inspector-title h3').textContent()).toContain(id);
  expect(await page.locator('.status-bar').textContent()).toContain(scale);
  expect(await page.locator('.modes [aria-current="page"]').textContent()).toBe('Map');
  await window.close();
});

test('panels are resized by keyboard and remembered', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.openSample();
  const splitter = page.locator('[role="separator"][aria-orientation="vertical"]').first();
  await splitter.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  expect(await splitter.getAttribute('aria-valuenow')).toBe('304');
  await page.reload();
  await window.openSample();
  expect(
    await page.locator('[role="separator"][aria-orientation="vertical"]').first().getAttribute('aria-valuenow'),
  ).toBe('304');
  await window.close();
});

test('dark and English, at the smallest size', async () => {
  const window = await tester.open({ language: 'en', theme: 'dark', width: 1280, height: 800 });
  const { page } = window;
  await window.openSample();
  await window.selectParcel();
  await window.picture('map-dark-en-1280');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await window.close();
});
