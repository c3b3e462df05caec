import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { WorkbenchPage } from './workbench-page.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Puts axe-core into the page: through the debugger, because the policy of the page refuses scripts that are put into it. */
export async function loadAxe({ page }: WorkbenchPage): Promise<void> {
  await page.evaluate(readFileSync(axe, 'utf8'));
}

/** Serious and critical violations on the page as it is now, as axe-core finds them. */
export async function violations({ page }: WorkbenchPage): Promise<string[]> {
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
