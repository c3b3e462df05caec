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
  // The tree counts what the scenario has.
  await page.waitForSelector('.layer-row:has-text("land") .layer-count:text-is("5")');
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
    [0.3, 1.1],
    [1.3, 1.1],
    [0.3, 1.3],
    [1.3, 1.3],
  ]);
  const notice = page.locator('.notice', { hasText: 'crosses itself' });
  await notice.waitFor();
  await parcels(4);
  // It lies over the map: what can be pressed beside the map and in it stays free.
  const [told, map, controls] = await Promise.all(
    [notice, page.locator('.map').first(), page.locator('.map-controls').first()].map((one) => one.boundingBox()),
  );
  expect(told!.x).toBeGreaterThanOrEqual(map!.x);
  expect(told!.x + told!.width).toBeLessThanOrEqual(controls!.x);
  expect(told!.y).toBeGreaterThanOrEqual(map!.y);
  expect(told!.y + told!.height).toBeLessThanOrEqual(map!.y + map!.height);
});

test('a line of one point goes on, and one that splits nothing says so', async () => {
  const { page } = window;
  await page.locator('.notice button').first().click();
  await click(0.5, 0.5);
  await page.keyboard.press('k');
  await draw([[0.3, 1.2]]);
  await page.locator('.notice', { hasText: 'at least 2 points' }).waitFor();
  await page.locator('.notice button').first().click();
  await draw([[1.3, 1.2]]);
  await page.locator('.notice', { hasText: 'in two' }).waitFor();
  await parcels(4);
});

test('an edge is drawn anew and the neighbour follows, or stays when it is told to', async () => {
  const { page } = window;
  const over = [
    [0.9, 0.3],
    [1.2, 0.3],
    [1.2, 0.7],
    [0.9, 0.7],
  ] as const;
  await click(0.5, 0.5);
  await page.keyboard.press('e');
  await window.picture('reshape-light-en');
  await draw(over);
  await changes(2);
  await undo();
  await changes(0);
  await click(0.5, 0.5);
  await page.keyboard.press('v');
  await click(0.5, 0.5);
  await page.keyboard.press('e');
  await page.getByLabel('Neighbours follow').uncheck();
  await draw(over);
  await changes(1);
  await page.getByLabel('Neighbours follow').check();
  await page.locator('.map-target').first().focus();
  await undo();
  await changes(0);
});

test('a hole is cut and filled; outside of the parcels it is refused', async () => {
  const { page } = window;
  await click(1.5, 0.5);
  await page.keyboard.press('h');
  await draw([
    [1.3, 0.3],
    [1.7, 0.3],
    [1.5, 0.7],
  ]);
  await changes(1);
  await draw([
    [1.8, -0.2],
    [1.95, 0.2],
    [1.7, 0.2],
  ]);
  await page.locator('.notice', { hasText: 'holds the whole of the hole' }).waitFor();
  await page.locator('.notice button').first().click();
  await click(1.5, 0.45, ['Control']);
  await click(1.5, 0.45, ['Control']);
  await page.locator('.notice', { hasText: 'has no hole' }).waitFor();
  await page.locator('.notice button').first().click();
  await page.locator('.map-target').first().focus();
  await undo();
  await undo();
  await changes(0);
});

test('an offset that overlaps is trimmed, one that leaves nothing is refused, and ten undos bring all back', async () => {
  const { page } = window;
  const offset = async (metres: string): Promise<void> => {
    await page.keyboard.press('o');
    await window.dialogReady();
    // It is typed over the distance that is proposed.
    await page.keyboard.type(metres);
    await page.keyboard.press('Enter');
  };
  await click(1.5, 0.5);
  await offset('-90');
  await page.getByRole('alert').filter({ hasText: 'would be left' }).waitFor();
  await page.keyboard.press('Escape');
  for (let step = 1; step <= 4; step++) {
    await offset('3');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.map-target').first().focus();
  }
  await changes(1);
  await page.keyboard.press('j');
  await window.dialogReady();
  await page.keyboard.press('Enter');
  await changes(3);
  await click(0.5, 0.5);
  await page.keyboard.press('k');
  for (let step = 1; step <= 5; step++) {
    await draw([
      [0.12 + 0.05 * step, -0.3],
      [0.12 + 0.05 * step, 1.3],
    ]);
    await parcels(4 + step);
  }
  for (let step = 0; step < 10; step++) await undo();
  await parcels(4);
  await changes(0);
});

test('drawing in a layer that is hidden says so and how to show it', async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Hide land' }).click();
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('k');
  await page.locator('.edit-panel [role="alert"]', { hasText: 'The layer to edit, land, is hidden' }).waitFor();
  await draw([
    [3.5, -0.15],
    [3.5, 1.15],
  ]);
  await page.locator('.notice', { hasText: 'is hidden' }).waitFor();
  await page.locator('.edit-panel').getByRole('button', { name: 'Show the layer' }).click();
  await page.locator('.edit-panel [role="alert"]').waitFor({ state: 'detached' });
  await page.locator('.notice', { hasText: 'is hidden' }).waitFor({ state: 'detached' });
});
