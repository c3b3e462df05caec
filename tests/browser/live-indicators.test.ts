import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
}, 240_000);
afterAll(() => tester.stop());

test.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)(
  'an indicator explains itself and colours the map, and Escape takes the colours off (%s, %s)',
  async (language, theme) => {
    const window = await tester.openSample({ language, theme });
    const { page } = window;
    expect(await page.locator('.indicator').count()).toBeGreaterThanOrEqual(25);
    await page.locator('.explain-button').first().click();
    const explained = page.locator('.explain');
    await explained.locator('.explain-list li').first().waitFor();
    expect(await explained.locator('.explain-list').count()).toBe(2);
    await window.picture(`explain-${theme}-${language}`);
    await explained.locator('button[aria-pressed]').click();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.result-legend');
    await window.settled();
    await window.picture(`indicator-parts-${theme}-${language}`);
    await page.locator('.map-target').first().focus();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.result-legend', { state: 'detached' });
    await window.close();
  },
  180_000,
);
