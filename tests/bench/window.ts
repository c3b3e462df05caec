import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { featureBoxes } from '#core/geometry/measure.ts';
import { writeWkb } from '#core/geometry/wkb.ts';
import { launchChromium } from '../e2e/chromium-window.ts';
import { type Figure, figureLine, medianOf } from './timing.ts';
import { answered, installProbe, median, most, watched } from './window-probe.ts';
import { parcelProject } from './window-project.ts';

type Tell = (figure: Figure) => void;

interface Bench {
  readonly page: Page;
  readonly size: number;
  readonly tell: Tell;
}

async function openedPage(browser: Browser, server: StaticServer): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => console.log(`page: ${error.message}`));
  await installProbe(page);
  await page.addInitScript(() => {
    Object.assign(globalThis, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
    localStorage.setItem('cityloom.window', JSON.stringify({ language: 'en', theme: 'light' }));
  });
  await page.goto(server.url);
  await page.waitForSelector('.start');
  return page;
}

/** Until nothing has kept the page busy for half a second. */
async function calm(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.status-bar .task'));
  let quiet = 0;
  while (quiet < 2) {
    const { longTasks } = await watched(page, () => page.waitForTimeout(400));
    quiet = longTasks.length === 0 ? quiet + 1 : 0;
  }
}

async function openingFigures({ page, size, tell }: Bench, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.start-actions > button').nth(1).click();
  const chosen = await chooser;
  const begun = performance.now();
  const { longTasks } = await watched(page, async () => {
    await chosen.setFiles(file);
    await page.waitForSelector('.map-target');
    await page.waitForFunction(() => globalThis.cityloomProbe.drawn(), undefined, { polling: 'raf' });
  });
  tell({ what: 'first picture after opening', size, milliseconds: performance.now() - begun });
  tell({ what: 'longest task while opening', size, milliseconds: most(longTasks) });
  // The first picture shows as it grows.
  await page.waitForSelector('.bulk-picture canvas[data-drawing="false"]');
  tell({ what: 'whole picture after opening', size, milliseconds: performance.now() - begun });
  await page.waitForSelector('.indicator');
  tell({ what: 'opening until all is known', size, milliseconds: performance.now() - begun });
  await calm(page);
}

/** Goes to a parcel: the middle of the plan may lie between the cities that it is made of. */
async function goToParcel(page: Page): Promise<void> {
  await page.locator('.attribute-table tr[data-place="5"] td').nth(1).click();
  await page.waitForSelector('.attribute-table [aria-selected="true"]');
  await page.locator('.attribute-table').press('Enter');
  await page.waitForTimeout(1200);
  await page.keyboard.press('Escape');
  await page.locator('.map-target').first().press('Escape');
  await page.waitForSelector('.attribute-table [aria-selected="true"]', { state: 'detached' });
  await calm(page);
}

async function movingFigures({ page, size, tell }: Bench): Promise<void> {
  const box = (await page.locator('.map-target').first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const drag = async (dx: number, dy: number): Promise<void> => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 24; step++) {
      await page.mouse.move(x + (dx * step) / 24, y + (dy * step) / 24);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
    await page.waitForTimeout(900);
  };
  const zoom = async (notches: number): Promise<void> => {
    await page.mouse.move(x, y);
    for (let step = 0; step < Math.abs(notches); step++) {
      await page.mouse.wheel(0, notches < 0 ? -120 : 120);
      await page.waitForTimeout(90);
    }
    await page.waitForTimeout(1200);
  };
  const report = async (what: string, work: () => Promise<void>): Promise<void> => {
    const { frames } = await watched(page, work);
    tell({ what: `${what}: median frame`, size, milliseconds: median(frames) });
    tell({ what: `${what}: longest frame`, size, milliseconds: most(frames) });
  };
  await report('pan, whole plan', async () => {
    await drag(180, 60);
    await drag(-220, -40);
    await drag(40, -20);
  });
  await report('zoom in and out', async () => {
    await zoom(-4);
    await zoom(-4);
    await zoom(4);
    await zoom(4);
  });
  await goToParcel(page);
  await report('pan, close', async () => {
    await drag(180, 60);
    await drag(-220, -40);
  });
}

/** Places pointed at, and how many of those with a parcel are clicked as well. */
const [hoverCount, clickCount] = [24, 6];

async function pointerFigures({ page, size, tell }: Bench): Promise<void> {
  const box = (await page.locator('.map-target').first().boundingBox())!;
  const selectedRow = '.attribute-table [aria-selected="true"]';
  const hovers: number[] = [];
  const clicks: number[] = [];
  for (let step = 0; step < hoverCount; step++) {
    const [x, y] = [box.x + box.width * (0.3 + 0.018 * step), box.y + box.height * (0.35 + 0.011 * step)];
    hovers.push(await answered(page, 'pointermove', () => page.mouse.move(x, y)));
    // Between parcels there are streets.
    if (clicks.length >= clickCount || !(await page.locator('.pointer-tip').isVisible())) continue;
    clicks.push(await answered(page, 'pointerup', () => page.mouse.click(x, y), selectedRow));
    // Longer than a double click.
    await page.waitForTimeout(420);
    await page.keyboard.press('Escape');
    await page.waitForSelector(selectedRow, { state: 'detached' });
  }
  if (clicks.length === 0) throw new Error('the pointer met no parcel');
  if (clicks.some((time) => Number.isNaN(time))) throw new Error('a click on a parcel did not select it');
  tell({ what: 'hover', size, milliseconds: median(hovers) });
  tell({ what: 'hover, longest', size, milliseconds: most(hovers) });
  tell({ what: 'click until it is selected', size, milliseconds: median(clicks) });
  tell({ what: 'click, longest', size, milliseconds: most(clicks) });
}

async function tableFigures({ page, size, tell }: Bench): Promise<void> {
  const head = page.locator('.attribute-table th > button:first-child');
  for (const [what, place] of [
    ['sort by a number', 1],
    ['sort by a text', 0],
  ] as const) {
    const wanted = `.attribute-table th:nth-child(${place + 1})[aria-sort="ascending"]`;
    tell({ what, size, milliseconds: await answered(page, 'click', () => head.nth(place).click(), wanted) });
  }
  const field = page.getByLabel('Filter', { exact: true });
  await field.focus();
  const { longTasks } = await watched(page, async () => {
    await page.keyboard.type('far > 2', { delay: 60 });
    await page.waitForFunction(() => (document.querySelector('.drawer-count')?.textContent ?? '').includes('/'));
    await page.waitForTimeout(400);
  });
  tell({ what: 'typing a filter: longest task', size, milliseconds: most(longTasks) });
  const { frames } = await watched(page, async () => {
    await page.locator('.attribute-scroll').hover();
    for (let step = 0; step < 20; step++) {
      await page.mouse.wheel(0, 1400);
      await page.waitForTimeout(16);
    }
  });
  tell({ what: 'table scroll: median frame', size, milliseconds: median(frames) });
  tell({ what: 'table scroll: longest frame', size, milliseconds: most(frames) });
  await field.fill('');
  await calm(page);
}

/** What one edit costs the engine: a corner that parcels share is moved, a parcel split. */
async function editFigures(host: EngineHost, bytes: Uint8Array, size: number, tell: Tell): Promise<void> {
  const engine = createEngine(host);
  const { description } = await engine.request('project/open', { fileName: 'bench.gpkg', bytes });
  const layer = description.layers[0]!.id;
  const scenario = description.scenarios.at(-1)!.id;
  const { ids, geometry } = await engine.request('layer/read', { layer, scenario });
  const place = { layer, scenario, label: { zh: '改', en: 'Edit' } };
  let row = Math.floor(ids.length / 2);
  const corner = (): [number, number] => {
    const first = geometry.ringOffsets[geometry.partOffsets[geometry.featureOffsets[++row]!]!]!;
    return [geometry.coordinates[2 * first]!, geometry.coordinates[2 * first + 1]!];
  };
  const move = async (): Promise<void> => {
    const from = corner();
    await engine.request('edit/move-vertex', { ...place, move: { from, to: [from[0] + 0.2, from[1] + 0.2] } });
  };
  const boxes = featureBoxes(geometry);
  const split = async (): Promise<void> => {
    row++;
    const [left, bottom, right, top] = boxes.subarray(4 * row, 4 * row + 4);
    const middle = (left! + right!) / 2;
    const line = writeWkb({ type: 'line', coordinates: Float64Array.of(middle, bottom! - 5, middle, top! + 5) });
    await engine.request('edit/split-features', { ...place, features: [ids[row]!], line });
  };
  tell({ what: 'engine: move a shared corner', size, milliseconds: await medianOf(5, move) });
  tell({ what: 'engine: split a parcel', size, milliseconds: await medianOf(5, split) });
  await engine.request('project/close', {});
}

/** What the window costs with about `wanted` parcels, in the built page in Chromium. */
export async function benchWindow(host: EngineHost, folder: string, sizes: readonly number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const tell: Tell = (figure) => {
    figures.push(figure);
    console.log(figureLine(figure));
  };
  const server = await startStaticServer({ folder: path.join(process.cwd(), 'out/renderer') });
  const browser = await launchChromium();
  try {
    for (const wanted of sizes) {
      const { bytes, count } = await parcelProject(host, wanted);
      const file = path.join(folder, `parcels-${wanted}.gpkg`);
      writeFileSync(file, bytes);
      await editFigures(host, bytes.slice(), count, tell);
      const page = await openedPage(browser, server);
      const bench: Bench = { page, size: count, tell };
      await openingFigures(bench, file);
      await movingFigures(bench);
      await pointerFigures(bench);
      await tableFigures(bench);
      await page.context().close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return figures;
}
