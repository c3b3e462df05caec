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

test('a basemap is dropped, drawn under the plan, faded, hidden and removed', async () => {
  const window = await tester.open();
  const { page } = window;
  await window.drop([{ name: '用地.geojson', bytes: smallPlan() }]);
  await page.waitForSelector('.import-file');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.layer-row:has-text("用地")');

  /** Share of the map's pixels with this colour under everything. */
  const isDrawn = (red: number, green: number, blue: number) =>
    page.waitForFunction(
      ([r, g, b]) =>
        [...document.querySelectorAll<HTMLCanvasElement>('.ol-layer canvas')].some((canvas) => {
          const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          for (let place = 0; place < data.length; place += 4) {
            if (Math.abs(data[place]! - r!) + Math.abs(data[place + 1]! - g!) + Math.abs(data[place + 2]! - b!) < 6)
              return true;
          }
          return false;
        }),
      [red, green, blue],
    );
  const metadata = { name: '影像', attribution: '© 测绘院', bounds: '119,29,121,31' };
  const bytes = await writeTinyMbtiles(plainTile(210, 60, 90), metadata, [120.002, 30.0005], 18);
  await window.drop([{ name: '影像.mbtiles', bytes }]);
  await page.waitForSelector('.basemap-row:has-text("影像")');
  await isDrawn(210, 60, 90);
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
  await page.getByLabel('添加底图（MBTiles、PMTiles、GeoTIFF）').click();
  await (await chosen).setFiles({
    name: 'ortho.tif',
    mimeType: 'image/tiff',
    buffer: Buffer.from(writeTinyTiff(tiff)),
  });
  await page.waitForSelector('.basemap-row:has-text("ortho")');
  await isDrawn(20, 160, 90);
  await window.close();
});
