import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

/** Pictures of every mode; with CITYLOOM_PICTURES=keep those of the user guide are written to docs/pictures. */
const isKeeping = process.env['CITYLOOM_PICTURES'] === 'keep';
const kept = path.join(import.meta.dirname, '../../docs/pictures');
const modes = ['map', 'scenario', 'evaluate', 'compare', 'report'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const looks = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'dark'],
  ['en', 'light'],
] as const;
/** What the guide shows: Chinese in light, English in dark. */
const keptLooks: ReadonlySet<string> = new Set(['zh light', 'en dark']);

let tester: PageTester;
let window: WorkbenchPage;
let openedIn: 'zh' | 'en' | null = null;
beforeAll(async () => {
  if (isKeeping) mkdirSync(kept, { recursive: true });
  tester = await PageTester.start();
}, 180_000);
afterAll(async () => {
  await window.close();
  await tester.stop();
});

/** The names of the sample city and of its scenarios are those of the language it is opened in. */
async function openIn(language: 'zh' | 'en'): Promise<void> {
  if (openedIn === language) return;
  if (openedIn) await window.close();
  window = await tester.openSample({ ...sizes[0], language });
  openedIn = language;
}

async function look(theme: 'light' | 'dark'): Promise<void> {
  const { page } = window;
  if ((await page.locator('html').getAttribute('data-theme')) !== theme)
    await page.locator('.header-end > button').last().click();
}

/** What does not fit: a page that scrolls sideways, words cut off in buttons, controls outside the window. */
function misfits(): Promise<string[]> {
  return window.page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflow)) return true;
      return false;
    };
    for (const button of document.querySelectorAll<HTMLElement>('button')) {
      const box = button.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const name = `${button.className} "${button.textContent?.slice(0, 40)}"`;
      // What may be shortened says so by its dots; names of elements on a sheet show on hover.
      const mayBeCut = button.querySelector('.ellipsis') !== null || button.matches('.ellipsis, .print-hold');
      if (!mayBeCut && button.scrollWidth > button.clientWidth + 1) found.push(`cut off: ${name}`);
      const isOut = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      if (isOut && !scrolls(button)) found.push(`outside: ${name}`);
    }
    return found;
  });
}

/** The same picture as WebP, a third as large. */
async function asWebp(png: Buffer): Promise<Buffer> {
  const address = await window.page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.82);
  }, png.toString('base64'));
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** Takes the picture, once everything fits; keeps it for the guide when `isForGuide`. */
async function take(name: string, isForGuide: boolean): Promise<void> {
  // Where nothing is hovered, and no map mirrors the pointer.
  await window.page.mouse.move(5, 4);
  await window.settled();
  const picture = await window.picture(`guide-${name}`);
  expect(await misfits()).toEqual([]);
  if (isKeeping && isForGuide) writeFileSync(path.join(kept, `${name}.webp`), await asWebp(picture));
}

/** What floats over the map, two and two, where one lies over the other. */
function overlaps(): Promise<string[]> {
  return window.page.evaluate(() => {
    const floats = [...document.querySelectorAll('.map > .float')].map(
      (one) => [one.className, one.getBoundingClientRect()] as const,
    );
    return floats.flatMap(([name, box], place) =>
      floats.slice(place + 1).flatMap(([other, at]) => {
        const apart = box.right <= at.left || at.right <= box.left || box.bottom <= at.top || at.bottom <= box.top;
        return apart ? [] : [`${name} and ${other}`];
      }),
    );
  });
}

test('at 200 % nothing on the map lies over its tools, and every scenario is in sight', async () => {
  await openIn('en');
  const { page } = window;
  await page.setViewportSize({ width: 720, height: 450 });
  await window.mode(2);
  await window.scenario(0).click();
  await page.waitForSelector('.sketch-panel.refused');
  await window.settled();
  expect(await overlaps()).toEqual([]);
  expect(await page.locator('.scenario-list').evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
}, 180_000);

test.each(looks)(
  'every mode fits and is pictured in %s and %s',
  async (language, theme) => {
    await openIn(language);
    const { page } = window;
    for (const size of sizes) {
      await page.setViewportSize(size);
      await window.mode(1);
      await look(theme);
      for (const [place, mode] of modes.entries()) {
        await window.mode((place + 1) as 1 | 2 | 3 | 4 | 5);
        if (mode === 'scenario') await window.scenario(1).click();
        const isForGuide = size.width === 1280 && keptLooks.has(`${language} ${theme}`);
        await take(`${mode}-${size.width}-${theme}-${language}`, isForGuide);
      }
    }
    await page.setViewportSize(sizes[0]);
    await window.mode(1);
    await page.keyboard.press('Control+p');
    await page.waitForSelector('[data-drawn]');
    await take(`print-1280-${theme}-${language}`, keptLooks.has(`${language} ${theme}`));
    await page.keyboard.press('Escape');
  },
  240_000,
);
