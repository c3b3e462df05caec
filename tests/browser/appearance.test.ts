import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const modes = ['map', 'scenario', 'evaluate', 'compare', 'report'] as const;

let tester: PageTester;
beforeAll(async () => {
  tester = await PageTester.start();
});
afterAll(() => tester.stop());

/** Serious and critical violations on the page as it is now, as axe-core finds them. */
async function violations({ page }: WorkbenchPage): Promise<string[]> {
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return checker.run({ resultTypes: ['violations'], iframes: false });
  });
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

async function withAxe(window: WorkbenchPage): Promise<void> {
  // Through the debugger, because the policy of the page refuses scripts that are put into it.
  const { readFile } = await import('node:fs/promises');
  await window.page.evaluate(await readFile(axe, 'utf8'));
}

describe.each([
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('in %s and %s', (language, theme) => {
  test('every mode is as it should look and can be used by everybody', async () => {
    const window = await tester.open({ language, theme });
    const { page } = window;
    await withAxe(window);
    await page.waitForTimeout(1500);
    await window.picture(`start-${theme}-${language}`);
    expect(await violations(window), 'start page').toEqual([]);
    await window.openSample();
    await window.selectParcel();
    for (const [place, mode] of modes.entries()) {
      await window.mode((place + 1) as 1 | 2 | 3 | 4 | 5);
      if (mode === 'scenario') {
        await window.scenario(1).click();
        await page.keyboard.press('x');
      }
      await window.settled();
      await page.mouse.move(5, 300);
      await page.waitForTimeout(400);
      await window.picture(`${mode}-${theme}-${language}`);
      expect(await violations(window), mode).toEqual([]);
    }
    await window.close();
  }, 240_000);
});
