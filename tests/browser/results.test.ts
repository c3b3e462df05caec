import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample();
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

/** Leaves only the evaluator and the scenarios at these places in the next run. */
async function choose(evaluator: number, scenarios: readonly number[]): Promise<void> {
  const { page } = window;
  await window.mode(3);
  await page.waitForSelector('.evaluator');
  const evaluators = page.locator('.evaluator input[type="checkbox"]');
  for (let place = 0; place < (await evaluators.count()); place++)
    await evaluators.nth(place).setChecked(place === evaluator);
  const columns = page.locator('.run-scenario input[type="checkbox"]');
  for (let place = 0; place < (await columns.count()); place++)
    await columns.nth(place).setChecked(scenarios.includes(place));
}

/** The bytes of what `start` makes the page save. */
async function saved(start: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([window.page.waitForEvent('download', { timeout: 120_000 }), start()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('a run shows its progress and is cancelled in the middle', async () => {
  const { page } = window;
  await choose(1, [0, 1, 2, 3]);
  await page.locator('.run-head .primary').click();
  await page.waitForSelector('.run-progress', { timeout: 60_000 });
  await page.waitForSelector('.status-bar .task');
  await window.picture('evaluate-running-light-zh');
  await page.locator('.run-head button').click();
  await page.waitForSelector('.run-head .primary');
  expect(await page.locator('.run-table').textContent()).toContain('已取消');
  expect(await page.locator('.run-done').count()).toBeLessThan(4);
});

test('a parameter is changed by slider and box, and goes back to its default', async () => {
  const { page } = window;
  await page.locator('.evaluator button').first().click();
  const parameter = page.locator('.parameter:has([role="slider"])').first();
  const box = parameter.locator('input').last();
  const before = await box.inputValue();
  await parameter.locator('[role="slider"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await box.inputValue()).not.toBe(before);
  await parameter.locator('.parameter-note button').click();
  expect(await box.inputValue()).toBe(before);
});

test('an evaluator runs, and its results are indicators, charts, tables, remarks and maps', async () => {
  const { page } = window;
  await choose(2, [0, 1]);
  await page.locator('.run-head .primary').click();
  await page.waitForSelector('.run-done >> nth=1', { timeout: 150_000 });
  await window.settled();
  await page.waitForSelector('.card svg path');
  await window.picture('evaluate-light-zh');
  await page.locator('.card .link-button').first().click();
  expect(await page.locator('.result-detail tbody tr').count()).toBeGreaterThan(5);
  await page.locator('.card .show-on-map').first().click();
  const items = page.getByRole('menuitem');
  const names = await items.allTextContents();
  expect(names.length).toBeGreaterThan(2);
  await items.last().click();
  await page.waitForSelector(`.result-legend:has-text("${names.at(-1)}")`);
  await window.settled();
  await window.picture('result-on-map-light-zh');
  await page.locator('[role="tab"]', { hasText: '评估结果' }).click();
  expect(await page.locator('.result-indicators dd').count()).toBeGreaterThan(5);
  await page.locator('.result-legend button').click();
  await page.waitForSelector('.result-legend', { state: 'detached' });
}, 240_000);

test('a report is built, shown without scripts of its own, and saved as HTML and XLSX in both languages', async () => {
  const { page } = window;
  await window.mode(5);
  for (const [language, label, word] of [
    ['zh', '简体中文', '规划情景政策评估报告'],
    ['en', 'English', 'policy assessment'],
  ] as const) {
    await page.locator('.report-output').getByText(label).click();
    await page.locator('.report-output .primary').click();
    const frame = page.locator('.report-preview iframe');
    await frame.waitFor();
    await window.settled();
    expect(await frame.getAttribute('sandbox')).toBe('');
    expect(await frame.getAttribute('src')).toMatch(/^blob:/);
    await window.picture(`report-${language}`);
    const html = await saved(() => page.locator('.report-saves button').first().click());
    expect(html.name).toMatch(/\.html$/);
    expect(html.bytes.toString('utf8').toLowerCase()).toContain(word.toLowerCase());
    expect(html.bytes.toString('utf8')).toContain(`lang="${language === 'zh' ? 'zh' : 'en'}`);
    const workbook = await saved(() => page.locator('.report-saves button').last().click());
    expect(workbook.name).toMatch(/\.xlsx$/);
    const sheets = read(workbook.bytes);
    expect(utils.sheet_to_json(sheets.Sheets[sheets.SheetNames[0]!]!, { header: 1 }).length).toBeGreaterThan(3);
    expect(await page.locator('.report-saved').textContent()).toContain('.xlsx');
  }
}, 300_000);

test('kept results are verified; what no longer agrees after a change is listed and shown', async () => {
  const { page } = window;
  await window.mode(5);
  const verify = page.getByRole('button', { name: '重新验证' });
  await verify.click();
  await page.waitForSelector('.report-verify p.ok', { timeout: 150_000 });
  expect(await page.locator('.report-verify p').textContent()).toMatch(/^\d+ 个结果，全部重现。$/);

  await window.mode(1);
  await window.selectParcel();
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('Delete');
  await window.dialogReady();
  await page.locator('[role="dialog"] .primary').click();
  await page.waitForFunction(() => document.querySelectorAll('[role="dialog"]').length === 0);
  await window.mode(5);
  await page.waitForSelector('.report-verify p', { state: 'detached' });
  await verify.click();
  await page.waitForSelector('.report-verify p.warn', { timeout: 150_000 });
  await page.locator('.report-verify .link-button').first().click();
  await page.waitForSelector('.run-comparison tbody tr');
  await window.picture('report-verified-light-zh');
  expect(await page.locator('.run-comparison').textContent()).toContain('不同的输入');
  await page.keyboard.press('Escape');
  await window.mode(1);
  await page.keyboard.press('Control+z');
}, 300_000);

test('the runs of an evaluator are listed, and two of them compared', async () => {
  const { page } = window;
  await choose(6, [0]);
  await page.locator('.evaluator button').nth(6).click();
  const run = async (count: number) => {
    await page.locator('.run-head .primary').click();
    await page.waitForFunction((lines) => document.querySelectorAll('.run-line').length === lines, count, {
      timeout: 120_000,
    });
    await page.waitForSelector('.run-head .primary:not(:disabled)');
  };
  await run(1);
  const parameter = page.locator('.parameter:has([role="slider"])').first();
  await parameter.locator('[role="slider"]').focus();
  await page.keyboard.press('ArrowRight');
  await run(2);
  for (const at of [0, 1]) await page.locator('.run-line input[type="checkbox"]').nth(at).check();
  await page.locator('.run-history .button').click();
  await page.waitForSelector('.run-comparison tbody tr');
  await window.picture('evaluate-runs-compared-light-zh');
  expect(await page.locator('.run-comparison').textContent()).toContain('不同的参数');
  await page.keyboard.press('Escape');
  await page.locator('.run-line button').last().click();
  await page.waitForFunction(() => document.querySelectorAll('.run-line').length === 1);
  await parameter.locator('.parameter-note button').click();
});
