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

/** Chooses a layout of the maps by its place. */
const layout = (place: number) => window.page.locator('.view-choice label').nth(place).click();

test('scenarios are compared on two to four maps that move together', async () => {
  const { page } = window;
  await window.mode(4);
  await window.settled();
  await page.waitForSelector('.comparison tbody tr');
  const scale = () => page.locator('span.synced').textContent();
  const before = await scale();
  const at = await page.locator('.compare-maps .map-target').last().boundingBox();
  await page.mouse.move(at!.x + 200, at!.y + 200);
  await page.mouse.wheel(0, -400);
  await page.waitForFunction((text) => document.querySelector('span.synced')?.textContent !== text, before);
  expect(await page.locator('.comparison tbody tr').count()).toBeGreaterThan(3);
  await page.mouse.move(at!.x + 220, at!.y + 180);
  await window.settled();
  await window.picture('compare-light-zh');
  for (const maps of [3, 4]) {
    await page.locator('button.synced').click();
    await page.waitForFunction((count) => document.querySelectorAll('.compare-pick').length === count, maps);
  }
  expect(await page.locator('button.synced').count()).toBe(0);
  await window.settled();
  await window.picture('compare-four-light-zh');
  while ((await page.locator('.compare-pick').count()) > 2)
    await page.locator('.compare-pick .icon-button').last().click();
});

test('a swipe is moved with the keyboard, and the layout is remembered', async () => {
  const { page } = window;
  await layout(1);
  const handle = page.locator('.swipe-handle input');
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  expect(await handle.inputValue()).toBe('61');
  await window.settled();
  await window.picture('compare-swipe-light-zh');
  const stored = await page.evaluate(() => localStorage.getItem('cityloom.window'));
  expect(JSON.parse(stored!).compare.view).toBe('swipe');
});

test('values that reach their target are ticked, and no others', async () => {
  await layout(0);
  const rows = await window.page.locator('.comparison tbody tr').evaluateAll((lines) =>
    lines.map((line) => {
      const cells = [...line.querySelectorAll('td')];
      const values = cells.slice(1, -3).map((cell) => ({
        number: Number(/-?[\d.,]+$/.exec(cell.textContent)?.[0].replaceAll(',', '')),
        ticked: cell.querySelector('.reached') !== null,
      }));
      return { target: cells.at(-2)?.textContent ?? '', values };
    }),
  );
  const targeted = rows.filter(({ target }) => target !== '');
  for (const { target, values } of targeted) {
    const [, sign, limit] = /^(≥|≤)\s*([\d.,]+)/.exec(target)!;
    for (const { number, ticked } of values.filter((each) => !Number.isNaN(each.number))) {
      const difference = (number - Number(limit!.replaceAll(',', ''))) * (sign === '≥' ? 1 : -1);
      if (difference !== 0) expect(ticked, `${number} ${target}`).toBe(difference > 0);
    }
  }
  expect(targeted.flatMap(({ values }) => values.map(({ ticked }) => ticked)).sort()).toEqual(
    expect.arrayContaining([false, true]),
  );
  for (const { target, values } of rows) if (target === '') expect(values.some(({ ticked }) => ticked)).toBe(false);
});

test('indicators stand as table, bars, radar and trade-offs, and the choice is remembered', async () => {
  const { page } = window;
  await layout(0);
  expect(await page.locator('.comparison .change').allTextContents()).toContainEqual(expect.stringMatching(/▲.*更好/));
  const tabs = page.locator('.comparison [role="tab"]');
  await tabs.first().focus();
  for (const [chart, drawn] of [
    ['bars', '.bar-line rect'],
    ['radar', '.radar path'],
    ['trade-offs', '.trade-mark'],
  ] as const) {
    await page.keyboard.press('ArrowRight');
    await page.locator(drawn).first().waitFor();
    await window.picture(`compare-${chart}-light-zh`);
  }
  await page.locator('.trade-mark').last().focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('.compare-pick').last().textContent()).toContain('混合街坊');
  const stored = await page.evaluate(() => localStorage.getItem('cityloom.window'));
  expect(JSON.parse(stored!).compare.chart).toBe('trade-offs');
});

test('why an indicator changed is drawn as bars that add up, and a bar selects its parcels', async () => {
  const { page } = window;
  await page.locator('.compare-pick').last().locator('.compare-picked').click();
  await page.getByRole('menuitem', { name: '站点开发' }).click();
  await page.locator('.comparison [role="tab"]').first().click();
  await page.locator('.indicator-link', { hasText: '居住人口' }).click();
  const bars = page.locator('button.why-row');
  await bars.first().waitFor();
  const numbers = (await page.locator('.why-row .number').allTextContents()).map((text) =>
    Number(text.replace('−', '-').replace(/[^0-9.-]/g, '')),
  );
  const [from, to] = [numbers[0]!, numbers.at(-1)!];
  expect(numbers.slice(1, -1).reduce((sum, one) => sum + one, from)).toBe(to);
  await bars.first().focus();
  await page.keyboard.press('Enter');
  expect(await bars.first().getAttribute('aria-pressed')).toBe('true');
  await window.settled();
  await window.picture('compare-why-light-zh');
  await page.locator('.why-foot .link-button').click();
  await page.locator('.map-corner').first().waitFor();
  expect(await page.locator('.inspector, .selection-summary, .panel').first().isVisible()).toBe(true);
  await window.mode(4);
});

test('what differs is drawn by kind and by quantity, in Compare and on the map', async () => {
  const { page } = window;
  await layout(2);
  const legend = page.locator('.difference-legend');
  await legend.waitFor();
  expect(await legend.textContent()).toMatch(/改动 \d+/);
  await legend.locator('input.field-input').click();
  await page
    .locator('[role="option"]:visible', { hasText: /^居住人口$/ })
    .last()
    .click();
  await legend.locator('.class-ramp').waitFor();
  expect(await legend.textContent()).toContain('差异小于 1 人 视为不变');
  await window.settled();
  await window.picture('compare-difference-light-zh');
  await window.mode(1);
  await window.scenario(1).click();
  await page.locator('.layer-difference').click();
  await page.locator('.map-corner .difference-legend .class-ramp').waitFor();
  await window.settled();
  await window.picture('difference-on-map-light-zh');
  await legend.locator('.icon-button').click();
  await legend.waitFor({ state: 'detached' });
});
