import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAxe, violations } from './axe-violations.ts';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

const modes = ['map', 'scenario', 'evaluate', 'compare', 'report'] as const;

const looks = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'dark'],
  ['en', 'light'],
] as const;

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.open();
  await loadAxe(window);
});
afterAll(async () => {
  await window.close();
  await tester.stop();
});

/** Switches language and theme by their buttons, which stand at the end of the header. */
async function look(language: 'zh' | 'en', theme: 'light' | 'dark'): Promise<void> {
  const { page } = window;
  const buttons = page.locator('.start-head > button, .header-end > button');
  const isChinese = (await page.locator('html').getAttribute('lang')) === 'zh-Hans';
  if (isChinese !== (language === 'zh')) await buttons.first().click();
  if ((await page.locator('html').getAttribute('data-theme')) !== theme) await buttons.last().click();
  // Away from the buttons, whose tips would stand in the pictures.
  await page.mouse.move(5, 300);
}

test.each(looks)(
  'the start page in %s and %s looks as it should and can be used by everybody',
  async (language, theme) => {
    await look(language, theme);
    await window.page.waitForTimeout(1200);
    await window.picture(`start-${theme}-${language}`);
    expect(await violations(window)).toEqual([]);
  },
  120_000,
);

test('the sample city opens and a parcel is selected', async () => {
  await window.openSample();
  await window.selectParcel();
}, 180_000);

describe.each(looks)('in %s and %s', (language, theme) => {
  test.each([...modes.entries()])(
    'mode %i, %s, looks as it should and can be used by everybody',
    async (place, mode) => {
      const { page } = window;
      await look(language, theme);
      await window.mode((place + 1) as 1 | 2 | 3 | 4 | 5);
      if (mode === 'scenario') {
        await window.scenario(1).click();
        await page.keyboard.press('x');
      }
      await window.settled();
      await page.mouse.move(5, 300);
      await page.waitForTimeout(400);
      await window.picture(`${mode}-${theme}-${language}`);
      expect(await violations(window)).toEqual([]);
    },
    120_000,
  );
});
