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

test('the sample city opens with layers, indicators and attributes', async () => {
  const { page } = window;
  await page.waitForSelector('.attribute-table tbody tr[data-place]');
  expect(await page.locator('[role="treeitem"][aria-level="2"]').count()).toBeGreaterThan(8);
  expect(await page.locator('.indicator').count()).toBeGreaterThan(3);
  expect(await page.locator('.attribute-table tbody tr[data-place]').count()).toBeGreaterThan(5);
  await window.picture('map-light-zh');
});

/** Where labels stand on the map: squares of 8 CSS pixels with letters in them, as "column row". */
function labelSquares({ page }: WorkbenchPage): Promise<string[]> {
  return page.evaluate(() => {
    // The canvas above everything that is drawn carries the labels.
    const canvas = document.querySelector<HTMLCanvasElement>('.map-target .massing')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const density = canvas.width / canvas.getBoundingClientRect().width;
    const squares = new Set<string>();
    for (let at = 3; at < data.length; at += 4) {
      if (data[at]! < 200) continue;
      const pixel = (at - 3) / 4;
      const [x, y] = [pixel % canvas.width, Math.floor(pixel / canvas.width)];
      squares.add(`${Math.floor(x / density / 8)} ${Math.floor(y / density / 8)}`);
    }
    return [...squares];
  });
}

test('labels stand in the same places on a screen with pixels of another size', async () => {
  const dense = await tester.openSample({ density: 1.5 });
  await dense.calm();
  const usual = new Set(await labelSquares(window));
  const found = await labelSquares(dense);
  expect(usual.size).toBeGreaterThan(100);
  const shared = found.filter((square) => usual.has(square)).length;
  // Edges of letters fall into one square or the next, and a label may be too long by a hair.
  expect(shared / Math.max(usual.size, found.length)).toBeGreaterThan(0.6);
  await dense.close();
}, 240_000);

test('a click selects on the map, in the table and in the inspector; Escape lets go', async () => {
  const { page } = window;
  await window.selectParcel();
  const title = await page.locator('.inspector-title h3').textContent();
  expect(title).toContain('地块');
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(0);
});

test('the table sorts, and selects on the map by mouse and keyboard', async () => {
  const { page } = window;
  const cells = () => page.locator('.attribute-table tr[data-place] td:nth-child(2)').allTextContents();
  const unsorted = await cells();
  await page.locator('.attribute-table th > button:first-child').nth(1).click();
  const ascending = await cells();
  expect(ascending).not.toEqual(unsorted);
  await page.locator('.attribute-table th > button:first-child').nth(1).click();
  expect(await cells()).not.toEqual(ascending);
  await page.locator('.attribute-table tr[data-place="0"]').click();
  const first = await page.locator('.inspector-title h3').textContent();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(300);
  expect(await page.locator('.inspector-title h3').textContent()).not.toBe(first);
  await page.keyboard.press('Shift+ArrowDown');
  await page.waitForTimeout(300);
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(2);
});

test('a layer is hidden, and undo shows it again', async () => {
  const { page } = window;
  const row = page.locator('.layer-row:not(.off)').first();
  const name = (await row.locator('.layer-name').textContent())!;
  await row.locator('.layer-eye').click();
  await page.waitForSelector(`.layer-row.off:has-text("${name}")`);
  await page.keyboard.press('Control+z');
  await page.waitForSelector(`.layer-row:not(.off):has-text("${name}")`);
});

test('the map zooms, pans and shows all by keyboard', async () => {
  const { page } = window;
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
});

test('switching the language keeps mode, scenario, selection and place', async () => {
  const { page } = window;
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
  await page.locator('.header-end .language').click();
  await page.waitForSelector('.modes [aria-current="page"]:has-text("地图")');
});

test('panels are resized by keyboard and remembered', async () => {
  const { page } = window;
  const splitter = page.locator('[role="separator"][aria-orientation="vertical"]').first();
  const before = Number(await splitter.getAttribute('aria-valuenow'));
  await splitter.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  const after = Number(await splitter.getAttribute('aria-valuenow'));
  expect(after).toBeGreaterThan(before);
  const kept = await page.evaluate(() => localStorage.getItem('cityloom.window'));
  expect(kept).toContain(String(after));
});

test('lines and stations lie over the land, and the layer in hand is picked first', async () => {
  const { page } = window;
  await window.selectParcel();
  expect(await page.locator('.inspector-title h3').textContent()).toContain('地块');
  const purple = await page.evaluate(() => {
    let pixels = 0;
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.map-target .ol-layer canvas')) {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      for (let at = 0; at < data.length; at += 4) {
        const difference = Math.abs(data[at]! - 0x7a) + Math.abs(data[at + 1]! - 0x2e) + Math.abs(data[at + 2]! - 0x8c);
        if (difference < 6) pixels++;
      }
    }
    return pixels;
  });
  // The colour of line 1, which only the line and its stations have.
  expect(purple).toBeGreaterThan(50);
});

test('nothing runs over the edges at the smallest and the largest size', async () => {
  const { page } = window;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const mode of [1, 2, 3, 4, 5] as const) {
      await window.mode(mode);
      await page.waitForTimeout(300);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `mode ${mode} at ${width}`).toBeLessThanOrEqual(0);
    }
    await window.mode(1);
    await window.settled();
    await window.picture(`map-light-zh-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('no number of an indicator is cut', async () => {
  const { page } = window;
  await window.scenario(1).click();
  await window.settled();
  const cut = await page.evaluate(() => {
    const list = document.querySelector('.indicator-panel ul')!.getBoundingClientRect();
    return [...document.querySelectorAll('.indicator')].flatMap((row) => {
      const box = row.getBoundingClientRect();
      if (box.top >= list.bottom - 1) return [];
      const parts = [...row.querySelectorAll<HTMLElement>('.indicator-name, .indicator-value')];
      const isCut =
        box.bottom > list.bottom + 1 ||
        parts.some((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0);
      return isCut ? [row.getAttribute('aria-label')] : [];
    });
  });
  expect(cut).toEqual([]);
});

test('the map goes to a coordinate, and says when it is none', async () => {
  const { page } = window;
  const button = page.locator('.status-bar .coordinates');
  await button.click();
  await page.keyboard.type('nowhere');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.go-to :text("应为两个数")');
  await page.locator('.go-to input').fill('40 512 846.31, 3 353 041.17');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.go-to', { state: 'detached' });
  await page.waitForTimeout(500);
  const centre = await window.mapPoint(0.5, 0.5);
  await page.mouse.move(centre.x, centre.y);
  await page.waitForFunction(() => document.querySelector('.coordinates')?.textContent?.includes('E'));
  const [, east, north] = /E ([\d\s.]+)N ([\d\s.]+)/.exec((await button.textContent())!)!;
  const metres = (text: string): number => Number(text.replaceAll(/\s/g, ''));
  expect(Math.abs(metres(east!) - 40_512_846.31)).toBeLessThan(2);
  expect(Math.abs(metres(north!) - 3_353_041.17)).toBeLessThan(2);
});

test('an assumption acts at once on what was sketched, and undo takes it back', async () => {
  const { page } = window;
  await window.scenario(1).click();
  await page.locator('[role="tab"]', { hasText: '假设' }).click();
  const residents = () => page.locator('.indicator-value').first().textContent();
  const before = await residents();
  const box = page.locator('.inspector .parameter-number input').first();
  await box.fill('34');
  await box.press('Enter');
  await page.waitForFunction((text) => document.querySelector('.indicator-value')?.textContent !== text, before);
  await page.waitForSelector('.inspector .parameter-note button');
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('Control+z');
  await page.waitForFunction((text) => document.querySelector('.indicator-value')?.textContent === text, before);
  await page.locator('[role="tab"]', { hasText: '检查器' }).click();
});
