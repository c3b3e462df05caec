import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { contentHash } from '#core/plugins/content-hash.ts';
import { packPlugin } from '#core/plugins/pack-plugin.ts';
import { signHash, signingKey } from '#core/plugins/signature.ts';
import { soundFiles, withManifest } from '../fixtures/plugin-files.ts';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.openSample();
}, 240_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

const key = signingKey('临江规划院', new Uint8Array(32).fill(5));
const files = soundFiles();
const signed = { ...files, 'signature.json': JSON.stringify(signHash(contentHash(files), key)) };

test('the manager says everything that is wrong with a package and installs nothing of it', async () => {
  const { page } = window;
  await window.mode(3);
  await page.locator('.plugin-note button').click();
  await page.waitForSelector('.plugins');
  const faulty = withManifest(files, (manifest) => {
    delete manifest['licence'];
    manifest['version'] = 'one';
  });
  await window.drop([{ name: 'faulty.zip', bytes: packPlugin({ ...faulty, 'evaluator.js': 'export {' }) }]);
  await page.waitForSelector('.fault-list');
  const places = await page.locator('.fault-list code').allTextContents();
  expect(places).toEqual(['manifest.json $.version', 'manifest.json $.licence', 'evaluator.js:1:9']);
  expect(await page.locator('.plugin-candidate .primary').count()).toBe(0);
  await window.picture('plugin-faults-light-zh');
  await page.locator('.plugin-actions button').click();
  await page.keyboard.press('Escape');
});

test('a package that is dropped shows what it wants and who made it; installed, it runs on the sample city', async () => {
  const { page } = window;
  await window.drop([{ name: 'near-clinic.zip', bytes: packPlugin(signed) }]);
  const candidate = page.locator('.plugin-candidate');
  await candidate.waitFor();
  const text = await candidate.textContent();
  for (const part of ['临江规划院 签名', 'residents', '设施类别', '距离内居民占比', contentHash(files)]) {
    expect(text).toContain(part);
  }
  await window.picture('plugin-candidate-light-zh');
  await candidate.locator('.primary').click();
  await page.waitForSelector('.plugin-row .chip.ok');
  await window.picture('plugin-list-light-zh');
  await page.keyboard.press('Escape');

  const own = page.locator('.evaluator', { hasText: '邻近' });
  expect(await own.textContent()).toContain(contentHash(files).slice(0, 8));
  const boxes = page.locator('.evaluator input[type="checkbox"]');
  for (let place = 0; place < (await boxes.count()); place++) await boxes.nth(place).setChecked(false);
  await own.locator('input').setChecked(true);
  await page.locator('.run-head .primary').click();
  await page.waitForSelector('.run-done >> nth=3', { timeout: 120_000 });
  await window.settled();
  expect(Number.parseFloat((await page.locator('.card .headline strong').textContent()) ?? '')).toBeGreaterThan(0);
  await window.picture('plugin-result-light-zh');
}, 240_000);

test('switched off it is gone from the evaluators, and its results are still there; removal can be undone', async () => {
  const { page } = window;
  await page.locator('.plugin-note button').click();
  await page.locator('.plugin-row [role="switch"]').focus();
  await page.keyboard.press('Space');
  await page.waitForSelector('.plugin-row .chip:has-text("停用")');
  await page.keyboard.press('Escape');
  expect(await page.locator('.evaluator', { hasText: '邻近' }).count()).toBe(0);
  expect(await page.locator('.card h3', { hasText: '邻近' }).count()).toBe(1);
  await page.locator('.plugin-note button').click();
  await page.locator('.plugin-row .icon-button').last().click();
  await page.waitForSelector('.plugin-row', { state: 'detached' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.waitForSelector('.evaluator:has-text("邻近")');
}, 240_000);

test('a plugin under development is read again as it changes, and its faults stand beside the list', async () => {
  const { page } = window;
  let served: Readonly<Record<string, string>> = { ...files, 'evaluator.js': 'export {' };
  await page.route('**/developer-plugins.json', (route) =>
    route.fulfill({
      json: [
        {
          name: 'near-clinic',
          files: Object.entries(served).map(([path, text]) => ({ path, base64: Buffer.from(text).toString('base64') })),
        },
      ],
    }),
  );
  await page.goto(new URL('?develop', page.url()).href);
  // The sample city opens in the mode in which it was left.
  await page.locator('.start-actions > button').nth(2).click();
  await page.waitForSelector('.evaluator', { timeout: 120_000 });
  const note = page.locator('.plugin-note .chip.warn');
  await note.waitFor();
  expect(await note.textContent()).toBe('最新改动有 1 处错误');
  expect(await page.locator('.evaluator', { hasText: '邻近' }).count()).toBe(0);
  served = files;
  await page.waitForSelector('.evaluator:has-text("邻近")');
  await note.waitFor({ state: 'detached' });
}, 240_000);
