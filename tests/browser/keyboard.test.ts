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

test('modes, shortcut sheet and command palette have keys', async () => {
  const { page } = window;
  for (const [key, name] of [
    ['2', '情景'],
    ['3', '评估'],
    ['4', '对比'],
    ['5', '报告'],
    ['1', '地图'],
  ] as const) {
    await page.keyboard.press(key);
    await page.waitForSelector(`.modes [aria-current="page"]:has-text("${name}")`);
  }
  await page.keyboard.press('?');
  await page.waitForSelector('.shortcuts');
  await window.picture('shortcuts-light-zh');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('.palette');
  await window.dialogReady();
  await page.keyboard.type('zzz');
  await page.waitForSelector('.palette:has-text("没有叫这个名字的命令")');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('对比');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.modes [aria-current="page"]:has-text("对比")');
});

test('Tab goes through the whole workbench with a visible focus and without a trap', async () => {
  const { page } = window;
  const seen = new Set<string>();
  // The first control of the page.
  await page.locator('.project-name').focus();
  await page.keyboard.press('Shift+Tab');
  for (let step = 0; step < 220; step++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const shown = element.closest('label') ?? element;
      const own = [element, shown, element.parentElement ?? element].some(
        (one) => getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none',
      );
      const marked = own || element.matches('.attribute-table');
      const area = element.closest('header, .layer-panel, .map, .drawer, .indicator-panel, .inspector, .splitter');
      return {
        area: area?.className ?? '',
        name: element.getAttribute('aria-label') ?? shown.textContent ?? '',
        marked,
      };
    });
    if (!focus) break;
    expect(focus.name.trim(), `a control in ${focus.area} has no name`).not.toBe('');
    expect(focus.marked, `${focus.name} shows no focus`).toBe(true);
    seen.add(focus.area.split(' ').at(-1)!);
  }
  for (const area of ['header', 'layer-panel', 'map', 'drawer', 'indicator-panel', 'inspector'])
    expect([...seen]).toContain(area);
});

test('every button, field and image has a name', async () => {
  const { page } = window;
  for (const mode of [1, 2, 3, 4, 5] as const) {
    await window.mode(mode);
    await page.waitForTimeout(400);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [role="slider"], iframe')]
        .filter((element) => element.offsetParent !== null)
        .filter((element) => {
          const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : '';
          const own = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent ?? '';
          return `${own}${label}`.trim() === '';
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(nameless).toEqual([]);
  }
});

test('Space and dragging pans while a box would be drawn', async () => {
  const { page } = window;
  await page.keyboard.press('b');
  const from = await window.mapPoint(0.3, 0.3);
  const to = await window.mapPoint(0.6, 0.6);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(300);
  const chosen = await page.locator('.inspector-title h3').textContent();
  expect(chosen).toMatch(/已选 \d+ 个要素/);
  await page.keyboard.down(' ');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  await page.waitForTimeout(300);
  expect(await page.locator('.inspector-title h3').textContent()).toBe(chosen);
});

test('what is typed right after Ctrl+F is what is looked for, from any mode and with the table closed', async () => {
  const { page } = window;
  const field = page.locator('.drawer [data-find]');
  await window.mode(1);
  if (await page.locator('.drawer [role="tabpanel"]').isVisible()) await page.keyboard.press('F6');
  for (const from of [1, 3] as const) {
    await window.mode(from);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('far > 23');
    expect(await field.inputValue()).toBe('far > 23');
    await field.fill('');
  }
});
