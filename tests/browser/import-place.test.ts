import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodedText } from '../fixtures/encoded-text.ts';
import { writeDbf, writeShapes } from '../unit/formats-shapefile-writer.ts';
import { PageTester } from './workbench-page.ts';

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

/** Twelve parcels from a corner on, with names in an encoding, as a shapefile without .cpg and .prj. */
function parcels(name: string, x0: number, y0: number, encoding: string) {
  const uses = [
    ['R2', '二类居住用地'],
    ['B1', '商业用地'],
    ['G1', '公园绿地'],
  ] as const;
  const shapes = Array.from({ length: 12 }, (_, index) => {
    const x = x0 + 120 * (index % 4);
    const y = y0 + 120 * Math.floor(index / 4);
    return { type: 5, parts: [[x, y, x, y + 100, x + 100, y + 100, x + 100, y, x, y]] };
  });
  const rows = shapes.map((_, index) => uses[index % 3]!.map((text) => Buffer.from(encodedText(encoding, text))));
  const { shp, shx } = writeShapes(5, shapes);
  const fields = ['DLDM', 'DLMC'].map((field) => ({ name: field, type: 'C', length: 20 }));
  return [
    { name: `${name}.shp`, bytes: shp },
    { name: `${name}.shx`, bytes: shx },
    { name: `${name}.dbf`, bytes: writeDbf(fields, rows) },
  ];
}

test.each(['zh', 'en'] as const)('encodings side by side and guesses with a map (%s)', async (language) => {
  const window = await tester.open({ language });
  const { page } = window;
  await window.drop(parcels('lots', 40_511_000, 3_351_500, 'gb18030'));
  await page.waitForSelector('.place-guess.used');
  const cards = page.locator('.encoding-card');
  expect(await cards.count()).toBe(3);
  expect(await page.locator('.encoding-card.used').textContent()).toContain('二类居住用地');
  expect(await page.locator('.place-guess.used').textContent()).toContain('EPSG:4528');
  await page.waitForSelector('.place-map .own');
  await window.picture(`import-place-${language}`);
  await page.locator('.place-picture .link-button').click();
  await page.waitForSelector('.place-map path.own');

  // Another encoding is read at once; the fields show what it makes of the texts.
  const wrong = cards.filter({ hasText: 'Big5' });
  if ((await wrong.count()) === 0) await page.locator('.encoding-cards + .link-button').click();
  await wrong.locator('input').click();
  await page.waitForSelector('.encoding-card.used:has-text("Big5")');
  expect(await page.locator('.mapping').textContent()).not.toContain('二类居住用地');
  await cards.filter({ hasText: 'GB18030' }).locator('input').click();
  await page.waitForSelector('.mapping:has-text("二类居住用地")');

  await page.locator('.place-guess:has-text("EPSG:2364") input').click();
  await page.waitForSelector('.place-guess.used:has-text("EPSG:2364")');
  expect(await page.locator('.import-foot .primary').isEnabled()).toBe(true);
  await window.close();
});

test('a drawing of its own is placed by two points, clicked and typed', async () => {
  const window = await tester.open({ language: 'en' });
  const { page } = window;
  await window.drop(parcels('drawing', 100, 50, 'utf-8'));
  await page.waitForSelector('.import-file');
  expect(await page.locator('.import-foot .primary').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Place by points' }).click();
  await page.locator('.point-crs input').fill('EPSG:4547');
  await page
    .locator('.point-picker > svg')
    .first()
    .click({ position: { x: 30, y: 170 } });
  expect(await page.getByLabel('Drawing x 1').inputValue()).not.toBe('');
  const values = [
    ['100', '50', '532000', '2546000'],
    ['560', '50', '532460', '2546000'],
  ];
  for (const [row, cells] of values.entries()) {
    for (const [column, label] of ['Drawing x', 'Drawing y', 'True X', 'True Y'].entries()) {
      await page.getByLabel(`${label} ${row + 1}`).fill(cells[column]!);
    }
  }
  await page.waitForSelector('.point-pairs output:has-text("Scale 1")');
  await window.picture('import-points-en');
  await page.locator('.point-pairs .primary').click();
  await page.waitForSelector('.place-guess.used:has-text("placed by 2 points")');
  await page.locator('.import-foot .primary').click();
  await page.waitForSelector('.outcome');
  expect(await page.locator('.outcome').textContent()).toContain('placed by 2 points');
  await window.close();
});

test('one system serves all layers that lack one, but feet are asked about; layers of a drawing are chosen', async () => {
  const window = await tester.open({ language: 'en' });
  const { page } = window;
  const lot = (layer: string, x: number, code: string) =>
    `0|LWPOLYLINE|8|${layer}|90|4|70|1|10|${x}|20|2544000|10|${x + 50}|20|2544000|10|${x + 50}|20|2544050|10|${x}|20|2544050|` +
    `0|TEXT|8|WORDS|10|${x + 10}|20|2544020|40|4|1|${code}|`;
  const drawing = `0|SECTION|2|ENTITIES|${lot('LOTS', 530_000, 'R2')}${lot('LOTS', 530_100, 'B1')}${lot('BUILDINGS', 530_200, '')}0|ENDSEC|0|EOF|`;
  const ring = (at: number) =>
    `"POLYGON((${760_000 + at} 2960000,${760_200 + at} 2960000,${760_200 + at} 2960150,${760_000 + at} 2960150,${760_000 + at} 2960000))"`;
  const lots = [0, 200, 400, 600, 800].map((at) => `${ring(at)},${30_000 / 43_560}`).join('\n');
  await window.drop([
    { name: 'plan.dxf', bytes: Buffer.from(drawing.replaceAll('|', '\n')) },
    { name: 'feet.csv', bytes: Buffer.from(`wkt,ACRES\n${lots}\n`) },
    { name: 'posts.csv', bytes: Buffer.from('name,x,y\na,530050,2544100\nb,530090,2544200\n') },
  ]);
  await page.locator('.import-file button:has-text("plan_polygon")').click();
  await page.locator('.import-drawing-layers label:has-text("BUILDINGS")').click();
  await page.waitForSelector('.import-file.selected:has-text("plan.dxf · 2")');
  await page.getByLabel('Use another EPSG code').fill('4547');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByRole('button', { name: /other layers? without a system/ }).click();
  await page.locator('.import-left:has-text("1 layer lacks")').click();
  await page.waitForSelector('.import-problem:has-text("ACRES")');
  await page.waitForSelector('.place-guess >> nth=0 >> text=EPSG:2249');
  await window.close();
});
