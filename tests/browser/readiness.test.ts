import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
}, 120_000);
afterAll(() => tester.stop());

type Corner = readonly [x: number, y: number];

/** A hectare has sides of about a thousandth of a degree. */
function plot(properties: object, ...corners: readonly Corner[]) {
  const ring = [...corners, corners[0]!].map(([x, y]) => [120 + x / 1000, 30 + y / 1000]);
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function square(name: string, x: number, y: number, side = 1) {
  const corners: Corner[] = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
  return plot({ DKBH: name, DLDM: 'R2', RJL: name === 'B' ? 45 : 1.8 }, ...corners);
}

/** Three plots, a small one that lies over the first, one whose outline crosses itself, and the third once more. */
function faultyPlan(): Uint8Array {
  const crossing = plot({ DKBH: 'X', DLDM: 'G1', RJL: 0 }, [4, 0], [5, 1], [5, 0], [4, 1]);
  const features = [
    square('A', 0, 0),
    square('B', 1, 0),
    square('C', 2, 0),
    square('S', 0.4, 0.4, 0.025),
    crossing,
    square('C', 2, 0),
  ];
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}

const counts = () => window.page.locator('.readiness-check:not(.ok)').allTextContents();

test('faults are told with their place, mended after a preview, and the mending is taken back', async () => {
  window = await tester.open({ language: 'en' });
  const { page } = window;
  await window.drop([{ name: 'lots.geojson', bytes: faultyPlan() }]);
  await page.locator('.dialog .primary').click();
  await page.waitForSelector('.layer-row');
  await page.keyboard.press('Escape');
  await page.locator('[data-tab="readiness"]').click();
  await page.waitForSelector('.readiness-check.error');
  await expect
    .poll(counts)
    .toEqual(['ErrorInvalid geometry1', 'ErrorDuplicate geometry1', 'ErrorOverlaps1', 'ErrorImpossible values1']);
  const score = Number(await page.locator('.readiness-total b').textContent());
  expect(score).toBeLessThan(100);

  await page.locator('.readiness-check', { hasText: 'Overlaps' }).click();
  const finding = page.locator('.finding').first();
  expect(await finding.textContent()).toMatch(/Parcel A · Parcel S6\.\d+ m²/);
  await finding.locator('button', { hasText: 'Zoom' }).click();
  await expect.poll(() => page.locator('.inspector').textContent()).toContain('2');
  await window.settled();
  await window.picture('readiness-light-en');

  await page.locator('.readiness-explained .button').click();
  await page.waitForSelector('.fix-foot');
  expect(await page.locator('.finding').allTextContents()).toEqual([
    expect.stringMatching(/^A: 6\.\d+ m² shared with S cut off/),
  ]);
  const before = await window.unsavedSteps();
  await page.locator('.fix-foot .primary').click();
  await expect.poll(counts).not.toContain('ErrorOverlaps1');
  expect(await window.unsavedSteps()).toBe(before + 1);
  await page.locator('.notice button', { hasText: 'Undo' }).click();
  await expect.poll(counts).toContain('ErrorOverlaps1');

  await page.locator('.readiness-layer', { hasText: 'Limits' }).click();
  const farMost = page.getByLabel('Largest floor-area ratio');
  await farMost.fill('50');
  await farMost.press('Enter');
  await page.locator('.readiness-layer').first().click();
  await expect.poll(counts).not.toContain('ErrorImpossible values1');
  await window.close();
}, 120_000);
