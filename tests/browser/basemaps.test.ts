import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTinyTiff } from '../fixtures/tiny-tiff.ts';
import { plainTile, writeTinyMbtiles } from '../fixtures/tiny-tiles.ts';
import { smallPlan } from './small-plan.ts';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

/** Waits until a pixel of the map has this colour. */
function isDrawn(page: Page, colour: readonly [red: number, green: number, blue: number]) {
  return page.waitForFunction(
    ([r, g, b]) =>
      [...document.querySelectorAll<HTMLCanvasElement>('.ol-layer canvas')].some((canvas) => {
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        for (let place = 0; place < data.length; place += 4) {
          if (Math.abs(data[place]! - r) + Math.abs(data[place + 1]! - g) + Math.abs(data[place + 2]! - b) < 6)
            return true;
        }
        return false;
      }),
    colour,
  );
}

async function importSmallPlan(window: Awaited<ReturnType<PageTester['open']>>): Promise<void> {
  const { page } = window;
  await window.drop([{ name: '用地.geojson', bytes: smallPlan() }]);
  await page.waitForSelector('.import-file');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("用地")');
}

test('a basemap is dropped, drawn under the plan, faded, hidden and removed', async () => {
  const window = await tester.open();
  const { page } = window;
  await importSmallPlan(window);
  const metadata = { name: '影像', attribution: '© 测绘院', bounds: '119,29,121,31' };
  const bytes = await writeTinyMbtiles(plainTile(210, 60, 90), metadata, [120.002, 30.0005], 18);
  await window.drop([{ name: '影像.mbtiles', bytes }]);
  await page.waitForSelector('.basemap-row:has-text("影像")');
  await isDrawn(page, [210, 60, 90]);
  expect(await page.locator('.basemap-credit').textContent()).toBe('© 测绘院');
  // The picture lies under the plan: none of its colour where the parcels are.
  const middle = await page.locator('.ol-viewport').boundingBox();
  const shot = await page.screenshot({
    clip: { x: middle!.x + middle!.width / 2 - 60, y: middle!.y + middle!.height / 2 + 20, width: 2, height: 2 },
  });
  const seen = await page.evaluate(
    async (picture) => {
      const bitmap = new Image();
      bitmap.src = picture;
      await bitmap.decode();
      const drawing = new OffscreenCanvas(2, 2).getContext('2d')!;
      drawing.drawImage(bitmap, 0, 0);
      return Array.from(drawing.getImageData(0, 0, 1, 1).data.slice(0, 3));
    },
    `data:image/png;base64,${shot.toString('base64')}`,
  );
  expect(seen).not.toEqual([210, 60, 90]);
  await window.picture('basemap-light-zh');

  const slider = page.getByLabel('底图“影像”的不透明度');
  await slider.fill('0.4');
  expect(await slider.inputValue()).toBe('0.4');
  await page.getByLabel('隐藏底图“影像”').click();
  await page.waitForSelector('.basemap-credit', { state: 'detached' });
  await page.getByLabel('移除底图“影像”').click();
  await page.waitForSelector('.basemap-row', { state: 'detached' });

  const values = Uint8Array.from({ length: 3 * 64 }, (_, at) => [20, 160, 90][at % 3]!);
  const tiff = { columns: 8, rows: 8, left: 119.999, top: 30.003, cell: 0.001, epsg: 4326, isGeographic: true, values };
  const chosen = page.waitForEvent('filechooser');
  await page.getByLabel('添加底图（MBTiles、PMTiles、GeoTIFF、图片）').click();
  await (await chosen).setFiles({
    name: 'ortho.tif',
    mimeType: 'image/tiff',
    buffer: Buffer.from(writeTinyTiff(tiff)),
  });
  await page.waitForSelector('.basemap-row:has-text("ortho")');
  await isDrawn(page, [20, 160, 90]);
  await window.close();
});

test('a picture is placed by two points, kept with them, placed anew, and placed by a world file', async () => {
  const window = await tester.open();
  const { page } = window;
  await importSmallPlan(window);
  const add = async (files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[]) => {
    const chosen = page.waitForEvent('filechooser');
    await page.getByLabel('添加底图（MBTiles、PMTiles、GeoTIFF、图片）').click();
    const buffers = files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
    await (await chosen).setFiles(buffers);
  };
  // The parcels lie about here; the project took this zone for them.
  const middle = { x: 500_200, y: 3_320_050 };
  const scan = { name: '规划图.png', bytes: plainTile(230, 120, 40) };
  await add([scan]);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('放置图片“规划图”').waitFor();
  const place = dialog.getByRole('button', { name: '放置', exact: true });
  expect(await dialog.locator('svg[role=img] image').count()).toBe(1);
  // A click in the middle of the picture is its pixel 128, 128.
  await dialog.locator('svg[role=img]').first().click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[aria-label="图片 x 1"]')?.value !== '');
  for (const label of ['图片 x 1', '图片 y 1']) {
    expect(Math.abs(Number(await dialog.getByLabel(label).inputValue()) - 128)).toBeLessThan(2);
  }
  const type = async (row: number, values: readonly number[]): Promise<void> => {
    for (const [at, label] of ['图片 x', '图片 y', '真实 X', '真实 Y'].entries()) {
      await dialog.getByLabel(`${label} ${row}`).fill(String(values[at]));
    }
  };
  await type(1, [128, 128, middle.x, middle.y]);
  expect(await place.isDisabled()).toBe(true);
  await type(2, [128, 128, middle.x, middle.y]);
  await dialog.getByText('用来定位的点重合').waitFor();
  await type(2, [129, 128, middle.x + 5000, middle.y]);
  await dialog.getByText('一个像素有 5000 m').waitFor();
  expect(await place.isDisabled()).toBe(true);
  // Two metres a pixel, turned by 90 degrees.
  await type(2, [228, 128, middle.x, middle.y + 200]);
  await dialog.getByText('一个像素 2 m，旋转 90°。').waitFor();
  await window.picture('place-picture-light-zh');
  await place.click();
  await page.waitForSelector('.basemap-row:has-text("规划图")');
  await isDrawn(page, [230, 120, 40]);

  // The same file again lies where it lay; its points can be changed.
  await page.getByLabel('移除底图“规划图”').click();
  await page.waitForSelector('.basemap-row', { state: 'detached' });
  await add([scan]);
  await page.getByLabel('重新放置底图“规划图”').click();
  expect(await dialog.getByLabel('真实 Y 2').inputValue()).toBe(String(middle.y + 200));
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByLabel('移除底图“规划图”').click();

  const world = ['1', '0', '0', '-1', String(middle.x - 128), String(middle.y + 128)].join('\n');
  await add([
    { name: '影像.png', bytes: plainTile(40, 90, 210) },
    { name: '影像.pgw', bytes: world },
  ]);
  await page.waitForSelector('.basemap-row:has-text("影像")');
  await isDrawn(page, [40, 90, 210]);

  await add([{ name: '说明.png', bytes: '没有图' }]);
  await page.getByText('说明.png 不能作底图').waitFor();
  await window.close();
});

test('a basemap that is dropped again is drawn once, and one that came with an import goes when that is given up', async () => {
  const window = await tester.open();
  const { page } = window;
  await importSmallPlan(window);
  const tiles = await writeTinyMbtiles(plainTile(20, 90, 200), { bounds: '119,29,121,31' }, [120.002, 30.0005], 16);
  const basemap = { name: '影像.mbtiles', bytes: tiles };
  const plan = { name: '用地二.geojson', bytes: smallPlan() };
  await window.drop([basemap, plan]);
  await page.waitForSelector('.basemap-row:has-text("影像")');
  await page.waitForSelector('.import-file');
  await window.dialogReady();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.basemap-row', { state: 'detached' });
  await window.drop([basemap]);
  await isDrawn(page, [20, 90, 200]);
  await page.getByLabel('隐藏底图“影像”').click();
  await page.waitForSelector('.basemap-credit', { state: 'detached' });
  // What is dropped is meant to be seen, at its place in the list.
  await window.drop([basemap, plan]);
  await page.getByLabel('隐藏底图“影像”').waitFor();
  await page.waitForSelector('.import-file');
  await window.dialogReady();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.import-file', { state: 'detached' });
  expect(await page.locator('.basemap-row').count()).toBe(1);
  await window.close();
});

test('a basemap is drawn under a plan whose eastings begin with the number of their zone', async () => {
  const window = await tester.open();
  const { page } = window;
  const ring = [
    [40_500_100, 3_320_000],
    [40_500_300, 3_320_000],
    [40_500_300, 3_320_100],
    [40_500_100, 3_320_100],
    [40_500_100, 3_320_000],
  ];
  const plan = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'EPSG:4528' } },
    features: [{ type: 'Feature', properties: { DLDM: 'R2' }, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
  await window.drop([{ name: '用地.geojson', bytes: new TextEncoder().encode(JSON.stringify(plan)) }]);
  await page.waitForSelector('.import-file');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("用地")');
  const bytes = await writeTinyMbtiles(plainTile(90, 200, 60), { bounds: '119,29,121,31' }, [120.002, 30.0005], 16);
  await window.drop([{ name: '影像.mbtiles', bytes }]);
  await isDrawn(page, [90, 200, 60]);
  await window.close();
});
