import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { smallPlan } from './small-plan.ts';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.open({ language: 'en' });
  const { page } = window;
  page.setDefaultTimeout(15_000);
  await window.drop([{ name: 'land.geojson', bytes: smallPlan() }]);
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row');
  await page.locator('.scenario-bar > .icon-button').last().click();
  await page.locator('[role="dialog"] input').first().fill('Edits');
  await page.keyboard.press('Enter');
  await page.waitForSelector('label.scenario:has-text("Edits")');
}, 120_000);
beforeEach(async () => {
  const { page } = window;
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await page.keyboard.press('0');
  await window.settled();
});
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

/** A place on the plan, which lies across the map: 0 to 4 along the row of four parcels, 0 to 1 across it from the top. */
async function place(along: number, across: number): Promise<{ x: number; y: number }> {
  const box = (await window.page.locator('.map-target').first().boundingBox())!;
  // As the whole plan is shown: the room left at the sides, and parcels a little higher than wide.
  const side = (box.width - 72) / 4;
  const height = side * 1.149;
  const middle = box.y + 60 + (box.height - 104) / 2;
  return { x: box.x + 36 + side * along, y: middle + height * (across - 0.5) };
}

async function click(along: number, across: number, keys: readonly ('Shift' | 'Control')[] = []): Promise<void> {
  const { page } = window;
  const at = await place(along, across);
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(at.x, at.y);
  await page.mouse.click(at.x, at.y);
  for (const key of keys) await page.keyboard.up(key);
  // Longer than a double click.
  await page.waitForTimeout(380);
}

async function draw(points: readonly (readonly [number, number])[]): Promise<void> {
  for (const [along, across] of points) await click(along, across);
  await window.page.keyboard.press('Enter');
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { page } = window;
  const [a, b] = [await place(...from), await place(...to)];
  await page.mouse.move(a.x, a.y, { steps: 4 });
  await page.mouse.down();
  await page.mouse.move(b.x, b.y, { steps: 6 });
  await page.mouse.up();
}

const parcels = (count: number) =>
  window.page.waitForFunction(
    (wanted) => (document.querySelector('.drawer-count')?.textContent ?? '').split(' · ')[0] === String(wanted),
    count,
  );
const changes = (count: number) =>
  window.page.waitForFunction(
    (wanted) =>
      Number(document.querySelector('.layer-row:has(.changed-swatch) .layer-count')?.textContent ?? 0) === wanted,
    count,
  );
const undo = () => window.page.keyboard.press('Control+z');

test('a parcel is split by a line, and undo makes it one again', async () => {
  const { page } = window;
  await click(0.5, 0.5);
  await page.keyboard.press('k');
  await draw([
    [0.5, -0.15],
    [0.5, 1.15],
  ]);
  await parcels(5);
  expect(await page.locator('.attribute-table tr[aria-selected="true"]').count()).toBe(2);
  await undo();
  await parcels(4);
});

test('two parcels follow the border they share', async () => {
  const { page } = window;
  await click(1.5, 0.5);
  await page.keyboard.press('n');
  await drag([2, 0], [2.2, 0.1]);
  await changes(2);
  await undo();
  await changes(0);
});

test('two parcels become one, after a word about what is lost', async () => {
  const { page } = window;
  await click(2.5, 0.5);
  await click(3.5, 0.5, ['Shift']);
  await page.keyboard.press('Control+m');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('These values of the others are lost').waitFor();
  await window.picture('merge-light-en');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await parcels(3);
  await undo();
  await parcels(4);
});

test('a polygon that crosses itself is refused with the place', async () => {
  const { page } = window;
  await click(0.5, 0.5);
  await page.keyboard.press('d');
  await draw([
    [0.3, -0.3],
    [1.3, -0.3],
    [0.3, -0.1],
    [1.3, -0.1],
  ]);
  await page.locator('.notice', { hasText: 'crosses itself' }).waitFor();
  await parcels(4);
});

test('a line that splits nothing says so', async () => {
  const { page } = window;
  await page.locator('.notice button').first().click();
  await click(0.5, 0.5);
  await page.keyboard.press('k');
  await draw([
    [0.3, -0.3],
    [1.3, -0.3],
  ]);
  await page.locator('.notice').waitFor();
  await parcels(4);
});
