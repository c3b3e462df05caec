import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

test('the start page offers what to begin with, and draws a piece of the sample city', async () => {
  const window = await tester.open();
  const { page } = window;
  expect(await page.locator('h1').textContent()).toContain('城织');
  expect(await page.locator('.start-actions > button').count()).toBe(4);
  await page.waitForSelector('.start-map canvas');
  await page.waitForTimeout(1500);
  await window.picture('start-light-zh');
  await window.close();
});

test('language and theme switch at once and are remembered', async () => {
  const window = await tester.open({ language: 'en', theme: 'dark' });
  const { page } = window;
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.locator('.start-actions').textContent()).toContain('New project');
  await page.waitForTimeout(1500);
  await window.picture('start-dark-en');
  await page.locator('.start-head button').first().click();
  expect(await page.locator('.start-actions').textContent()).toContain('新建项目');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
  await page.locator('.start-head button').last().click();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  await page.reload();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  expect(await page.locator('.start-actions').textContent()).toContain('新建项目');
  await window.close();
});

test('everything on it can be reached and pressed with the keyboard', async () => {
  const window = await tester.open();
  const { page } = window;
  const names: string[] = [];
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return null;
      return { text: element.textContent ?? '', outline: getComputedStyle(element).outlineStyle };
    });
    if (!focused) break;
    names.push(focused.text);
    expect(focused.outline).toBe('solid');
  }
  for (const wanted of ['English', '新建项目', '打开项目', '打开示例城市', '导入文件', '把图层拖到这里']) {
    expect(names.some((name) => name.includes(wanted))).toBe(true);
  }
  await page.locator('.start-actions > button').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role="dialog"]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  await window.close();
});

test('a new project begins empty and says what to do next', async () => {
  const window = await tester.open();
  const { page } = window;
  await page.locator('.start-actions > button').first().click();
  await page.locator('[role="dialog"] input').first().fill('空项目');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.workbench');
  expect(await page.locator('.project-name').textContent()).toContain('空项目');
  expect(await page.locator('.map-empty').textContent()).toContain('导入文件');
  await window.picture('empty-light-zh');
  await window.close();
});
