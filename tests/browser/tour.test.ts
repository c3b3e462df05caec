import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PageTester, type WorkbenchPage } from './workbench-page.ts';

let tester: PageTester;
let window: WorkbenchPage;
beforeAll(async () => {
  tester = await PageTester.start();
  window = await tester.open({ language: 'en' });
}, 120_000);
afterEach(() => window.expectNoFaults());
afterAll(() => tester.stop());

test('the tour goes from the start page to the report, sees what was done, and is left and resumed', async () => {
  const { page } = window;
  const card = page.locator('.tour-card');
  const at = (step: string) => page.waitForSelector(`.tour-card[data-step="${step}"]`);
  const done = async (next: string): Promise<void> => {
    await page.waitForSelector('.tour-done:has-text("Done")');
    await card.getByRole('button', { name: 'Next' }).press('Enter');
    await at(next);
  };
  await page.locator('.start-tour').press('Enter');
  await at('open');
  await page.waitForSelector('.tour-ring');
  await window.openSample();
  await done('layers');
  await page.locator('.layer-eye').nth(3).click();
  await done('style');
  await page.locator('.inspector [data-tab="style"]').click();
  await done('parcel');

  // Left by the card, resumed by its key.
  await card.getByRole('button', { name: 'Leave the tour' }).click();
  await card.waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+F1');
  await at('parcel');
  await window.picture('tour-light-en');
  await page.locator('.inspector [data-tab="values"]').click();
  await window.selectParcel();
  await done('branch');
  await page.locator('.scenario-bar > button').last().click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Tour');
  await page.getByRole('dialog').locator('.button.primary').click();
  await done('paint');
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('x');
  await window.clickMap(0.42, 0.36);
  await page.locator('.type-row').first().click();
  await page.waitForSelector('.preview-line[data-busy="false"]');
  await page.locator('[data-finish]:not(:disabled)').click();
  await done('indicator');
  await page.locator('.indicator .explain-button').first().click();
  await done('tod');
  await page.locator('.indicator-panel h2').click();
  await page.locator('.explain').waitFor({ state: 'detached' });
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('t');
  await page.locator('.sketch-panel input').first().click();
  await page.locator('[role="option"]:visible').first().click();
  await page.waitForSelector('.preview-line[data-busy="false"]');
  await page.locator('[data-finish]:not(:disabled)').click();
  await done('compare');
  await window.mode(4);
  await done('evaluate');
  await window.mode(3);
  await page.waitForSelector('.evaluator');
  // One evaluator on one scenario is enough.
  for (const list of ['.evaluator', '.run-scenario']) {
    const boxes = await page.locator(`${list} input[type="checkbox"]`).all();
    for (const [place, box] of boxes.entries()) await box.setChecked(place === 0);
  }
  await page.locator('.run-head .primary').click();
  await page.waitForSelector('.tour-done:has-text("Done")', { timeout: 150_000 });
  await done('report');
  await window.mode(5);
  await done('end');
  await card.getByRole('button', { name: 'Finish' }).click();
  await card.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => JSON.parse(localStorage.getItem('cityloom.window')!).tourStep)).toBe(0);
}, 400_000);

test('help opens where one is, finds, and closes; a key is changed everywhere and given back', async () => {
  const { page } = window;
  await window.mode(1);
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('m');
  await page.keyboard.press('F1');
  await page.waitForSelector('.help-panel [data-topic="measure"]');
  await page.waitForSelector('.help-panel input:focus');
  await page.keyboard.type('corridor');
  await page.locator('.help-panel .row:has-text("Green corridor")').press('Enter');
  await page.waitForSelector('.help-panel [data-topic="corridor"]');
  await window.picture('help-light-en');
  await page.keyboard.press('F1');
  await page.locator('.help-panel').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await window.dialogReady();
  await page.keyboard.press('F1');
  await page.waitForSelector('.help-panel [data-topic="keyboard"]');
  await page.waitForSelector('.help-panel input:focus');
  await page.keyboard.press('Escape');
  await page.locator('.help-panel').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' });

  await page.keyboard.press('?');
  await window.dialogReady();
  const key = page.locator('[data-command="tool/measure"]');
  await key.click();
  await page.keyboard.press('b');
  await page.waitForSelector('.shortcut-note:has-text("belongs to")');
  // It is in sight though the list is longer than the dialog.
  const [note, dialog] = await Promise.all(
    ['.shortcut-note', '.mantine-Modal-content'].map((one) => page.locator(one).boundingBox()),
  );
  expect(note!.y + note!.height).toBeLessThan(dialog!.y + dialog!.height);
  await page.getByRole('button', { name: 'Use it here' }).click();
  expect(await key.textContent()).toBe('B');
  expect(await page.locator('[data-command="tool/box"]').textContent()).toBe('–');
  await window.picture('shortcuts-changed-light-en');
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
  await page.locator('.map-target').first().focus();
  await page.keyboard.press('v');
  await page.keyboard.press('b');
  await page.waitForSelector('.tool-strip .in-hand[aria-label="Measure"]');
  await page.locator('.tool-strip .in-hand').hover();
  await page.waitForSelector('[role="tooltip"] kbd:text-is("B")');
  await page.keyboard.press('?');
  await window.dialogReady();
  await page.getByRole('button', { name: 'Reset all' }).click();
  expect(await key.textContent()).toBe('M');
  await page.keyboard.press('Escape');
});
