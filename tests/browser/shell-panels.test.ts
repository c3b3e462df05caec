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
  const layer = page.locator('.layer-row', { hasText: 'Street centre lines' });
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
  expect(await steps.first().textContent()).toContain('Rename layer "Street centre lines" to "Streets"');
  expect(await steps.nth(1).textContent()).toContain('Hide layer "Street centre lines"');
  await steps.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.layer-name:text-is("Street centre lines")');
  await page.waitForSelector('li:nth-child(3) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(1);

  await steps.nth(2).click();
  await page.waitForSelector('li:nth-child(4) > .history-step[aria-current="step"]');
  expect(await off.count()).toBe(0);
  const redo = page.getByRole('button', { name: 'Redo · Hide layer "Street centre lines"' });
  expect(await redo.isEnabled()).toBe(true);
  await steps.nth(0).click();
  await page.waitForSelector('.layer-name:text-is("Streets")');
});

test('layers are put into groups, which fold, hide and dissolve; a copy of a layer is drawn over it', async () => {
  const { page } = window;
  const green = page.locator('.layer-row', { has: page.locator('.layer-name:text-is("Green spaces")') });
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
  expect([first, second].map((text) => text?.replace(/ [\d,]+$/, ''))).toEqual(['Green', 'Green spaces']);

  // The menu and its submenu by keyboard.
  const water = page.locator('.layer-row', { has: page.locator('.layer-name:text-is("Water")') });
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

  await page.locator('.layer-row', { hasText: 'Plan boundary' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate layer' }).click();
  await page.waitForSelector('.layer-name:text-is("Plan boundary copy")');
  await page.waitForSelector('.notice:has-text("is a reference layer")');
});

test('a view is kept as a bookmark, named, and come back to; undo takes it away', async () => {
  const { page } = window;
  const scale = page.locator('.status-bar > span').first();
  await page.locator('.map-target').first().press('+');
  await page.keyboard.press(']');
  await window.settled();
  const kept = await scale.textContent();
  await page.keyboard.press('Control+d');
  await page.getByRole('textbox', { name: 'Bookmark name' }).fill('Centre');
  await page.keyboard.press('Enter');
  const bookmark = page.getByRole('button', { name: 'Centre', exact: true });
  await bookmark.waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.map-target').first().press('0');
  await page.keyboard.press('Shift+N');
  await window.settled();
  expect(await scale.textContent()).not.toBe(kept);
  const north = page.locator('.map-controls g').last();
  expect(await north.getAttribute('transform')).toContain('rotate(0 ');

  await page.keyboard.press('Control+Shift+B');
  await bookmark.press('Enter');
  await window.settled();
  expect(await scale.textContent()).toBe(kept);
  expect(await north.getAttribute('transform')).toMatch(/^rotate\(1[45]/);
  await page.keyboard.press('Escape');
  await page.locator('.map-target').first().press('Shift+N');
  for (let step = 0; step < 2; step++) await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+B');
  await page.waitForSelector('.bookmarks:has-text("No bookmarks yet")');
  await page.keyboard.press('Escape');
});

test('a click lists everything under it, and one of the list is chosen', async () => {
  const { page } = window;
  await window.selectParcel();
  const rows = page.locator('.identified button');
  expect(await rows.count()).toBeGreaterThan(1);
  const [first, last] = [await rows.first().textContent(), await rows.last().textContent()];
  expect(last).not.toBe(first);
  await rows.last().press('Enter');
  await page.waitForSelector('.identified li:last-child button[aria-pressed="true"]');
  expect(await page.locator('.inspector-title').textContent()).toContain('Plan boundary');
  await page.locator('.map-target').first().press('Escape');
  await page.locator('.identified').waitFor({ state: 'detached' });
});

test('the grid and longitude and latitude are drawn on demand, and remembered', async () => {
  const { page } = window;
  const map = page.locator('.map-overlay').first();
  const ink = () =>
    map.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) count++;
      return count;
    });
  const bare = await ink();
  await page.locator('.map-target').first().press('g');
  await window.settled();
  const grid = await ink();
  expect(grid).toBeGreaterThan(bare + 2000);
  await page.locator('.map-target').first().press('Shift+G');
  await window.settled();
  expect(await ink()).toBeGreaterThan(grid + 1000);
  await window.picture('graticule-light-en');
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem('cityloom.window')!).graticule);
  expect(stored).toEqual({ grid: true, degrees: true });
  await page.getByRole('button', { name: 'Grid', exact: true }).click();
  for (const name of ['Grid of the project, metres', 'Longitude and latitude'])
    await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
  await window.settled();
  expect(await ink()).toBe(bare);
});

test('panels are pulled to the other side by their heads, closed and opened by the menu, and stay so in the next window', async () => {
  const { page } = window;
  const onSide = (side: string) =>
    page
      .locator(`[data-dock="${side}"] [data-panel]`)
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('data-panel')));
  await window.mode(1);
  expect(await onSide('right')).toEqual(['indicators', 'inspector']);
  const head = (await page.locator('[data-panel="indicators"] h2').boundingBox())!;
  const layers = (await page.locator('[data-panel="layers"]').boundingBox())!;
  await page.mouse.move(head.x + 8, head.y + 8);
  await page.mouse.down();
  await page.mouse.move(layers.x + 80, layers.y + layers.height - 40, { steps: 4 });
  await page.waitForSelector('[data-dock="left"] .drop-mark');
  await window.picture('panel-drag-light-en');
  await page.mouse.up();
  await expect.poll(() => onSide('left')).toEqual(['layers', 'indicators']);
  expect(await onSide('right')).toEqual(['inspector']);

  const menu = page.getByRole('button', { name: 'Panels' });
  await menu.click();
  await page.getByRole('menuitem', { name: /^Inspector/ }).press('ArrowRight');
  await page.getByRole('menuitemcheckbox', { name: 'Closed' }).press('Enter');
  await page.locator('[data-panel="inspector"]').waitFor({ state: 'detached' });
  await window.picture('panels-moved-light-en');
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('cityloom.window')!).panelPlaces);
  expect(kept).toEqual({ left: ['layers', 'types', 'indicators'], right: [] });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Reset the layout' }).click();
  await expect.poll(() => onSide('right')).toEqual(['indicators', 'inspector']);
});

test('coordinates are read and gone to in degrees once that is chosen, and the project stays in its own system', async () => {
  const { page } = window;
  await page.getByRole('button', { name: /EPSG:4528/ }).click();
  await page.getByRole('combobox', { name: 'Coordinates shown in' }).fill('4490');
  await page.getByRole('option', { name: /EPSG:4490/ }).click();
  await page.waitForSelector('.coordinate-system:has-text("EPSG:4490")');
  await page.getByRole('button', { name: 'Go to coordinate' }).click();
  const field = page.getByRole('textbox', { name: 'Longitude, latitude (°)' });
  await field.fill('2°, 95°');
  await field.press('Enter');
  await page.waitForSelector('.go-to :text("no place in the project system")');
  await page.keyboard.press('Escape');
  await page.locator('.map-target').first().hover();
  await page.waitForSelector('.coordinates:has-text("°")');
  await page.getByRole('button', { name: /EPSG:4490/ }).click();
  await page.getByRole('combobox', { name: 'Coordinates shown in' }).fill('4528');
  await page.getByRole('option', { name: /EPSG:4528/ }).click();
  await page.waitForSelector('.coordinate-system:has-text("EPSG:4528")');
});

test('buildings and what a scenario plans stand upright on the map, and lie flat again', async () => {
  const { page } = window;
  await window.scenario(1).click();
  await page.locator('.map-target').first().press('Shift+V');
  await page.waitForSelector('.massing-legend');
  const drawn = () =>
    page
      .locator('canvas.massing')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => Number(canvas.dataset['volumes'] ?? 0));
  for (let step = 0; step < 3; step++) await page.locator('.map-target').first().press('+');
  await window.settled();
  await expect.poll(drawn).toBeGreaterThan(100);
  await window.picture('massing-light-en');
  await page.getByRole('button', { name: 'Lay flat' }).click();
  await page.locator('.massing-legend').waitFor({ state: 'detached' });
  await expect.poll(drawn).toBe(0);
});
