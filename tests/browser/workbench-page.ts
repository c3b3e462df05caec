import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import { launchChromium } from '../e2e/chromium-window.ts';

const checkout = path.join(import.meta.dirname, '../..');
/** The built page; another build of it can be named for work on the page alone. */
const built = process.env['CITYLOOM_PAGE'] ?? path.join(checkout, 'out/renderer');
const pictures = path.join(checkout, 'tests/output');

export interface WindowOptions {
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen in a CSS pixel. */
  readonly density?: number;
}

/** A browser for the tests of one file; every window gets a fresh profile. */
export class PageTester {
  readonly #browser: Browser;
  readonly #server: StaticServer;

  private constructor(browser: Browser, server: StaticServer) {
    this.#browser = browser;
    this.#server = server;
  }

  static async start(): Promise<PageTester> {
    if (!existsSync(path.join(built, 'index.html'))) throw new Error('out/renderer is not built: run npm run build');
    mkdirSync(pictures, { recursive: true });
    return new PageTester(await launchChromium(), await startStaticServer({ folder: built }));
  }

  async open({
    language = 'zh',
    theme = 'light',
    width = 1440,
    height = 900,
    density = 1,
  }: WindowOptions = {}): Promise<WorkbenchPage> {
    const context = await this.#browser.newContext({ viewport: { width, height }, deviceScaleFactor: density });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    await page.addInitScript(
      (preferences) => {
        // No test can answer the browser's own file dialogs: without them the page uploads and downloads.
        Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
        // Frames without an origin of their own have no storage.
        if (window === top && !localStorage.getItem('cityloom.window')) {
          localStorage.setItem('cityloom.window', JSON.stringify(preferences));
        }
      },
      { language, theme },
    );
    return WorkbenchPage.load(page, this.#server.url);
  }

  /** A window with the sample city open. Opening it takes seconds: the tests of one file share it where they can. */
  async openSample(options: WindowOptions = {}): Promise<WorkbenchPage> {
    const window = await this.open(options);
    await window.openSample();
    return window;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** The window as a person sees and operates it. */
export class WorkbenchPage {
  readonly page: Page;
  /** Errors in the console, failed requests, requests to anything but this machine. */
  readonly faults: string[] = [];

  private constructor(page: Page, url: string) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('request', (request) => {
      const address = request.url();
      if (!/^(?:blob|data):/.test(address) && !address.startsWith(url)) this.faults.push(`outside: ${address}`);
    });
  }

  static async load(page: Page, url: string): Promise<WorkbenchPage> {
    const window = new WorkbenchPage(page, url);
    await page.goto(url);
    await page.waitForSelector('.start, .workbench');
    return window;
  }

  /** Nothing may have gone wrong in the window so far. */
  expectNoFaults(): void {
    expect(this.faults.splice(0)).toEqual([]);
  }

  /** Ends the window; nothing may have gone wrong in it. */
  async close(): Promise<void> {
    const { faults } = this;
    await this.page.context().close();
    expect(faults).toEqual([]);
  }

  /** A dialog takes the focus a moment after it opens: keys and clicks before that would lose it again. */
  async dialogReady(): Promise<void> {
    await this.page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'));
  }

  picture(name: string): Promise<Buffer> {
    return this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  async openSample(): Promise<void> {
    await this.page.locator('.start-actions > button').nth(2).click();
    await this.page.waitForSelector('.indicator', { timeout: 120_000 });
    await this.settled();
  }

  /** Back to map mode on the baseline with nothing in hand, selected or open, whatever the test before left. */
  async calm(): Promise<void> {
    const { page } = this;
    for (let step = 0; step < 3; step++) await page.keyboard.press('Escape');
    await this.mode(1);
    await this.scenario(0).click();
    await page.locator('.map-target').first().focus();
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    await this.settled();
  }

  /** Waits until no task runs and the map is drawn. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => !document.querySelector('.status-bar .task'), undefined, { timeout: 60_000 });
    await this.page.waitForTimeout(600);
  }

  mode(place: 1 | 2 | 3 | 4 | 5): Promise<void> {
    return this.page
      .locator('.modes button')
      .nth(place - 1)
      .click();
  }

  scenario(place: number): Locator {
    return this.page.locator('label.scenario').nth(place);
  }

  /** Takes the scenario at `place` and makes sure that it can be changed. */
  async editScenario(place: number): Promise<void> {
    await this.mode(2);
    await this.scenario(place).click();
    const unlock = this.page.locator('.sketch-panel.refused button');
    if (await unlock.isVisible()) await unlock.click();
    await this.page.waitForSelector('.sketch-panel.refused', { state: 'detached' });
  }

  async mapPoint(x: number, y: number): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('.map-target').first().boundingBox();
    if (!box) throw new Error('there is no map');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }

  async clickMap(x: number, y: number, modifiers: readonly ('Shift' | 'Control')[] = []): Promise<void> {
    const at = await this.mapPoint(x, y);
    for (const key of modifiers) await this.page.keyboard.down(key);
    await this.page.mouse.move(at.x, at.y);
    await this.page.mouse.click(at.x, at.y);
    for (const key of modifiers) await this.page.keyboard.up(key);
    // Longer than a double click.
    await this.page.waitForTimeout(420);
  }

  /** Clicks here and there until a parcel is selected. */
  async selectParcel(): Promise<void> {
    const title = this.page.locator('.inspector-title .swatch');
    for (let step = 0; step < 24; step++) {
      const along = step % 12;
      await this.clickMap(0.4 + 0.017 * along, 0.36 + 0.008 * along + (step < 12 ? 0 : 0.07));
      // The inspector follows the map, on a busy machine late.
      if (
        await title.waitFor({ timeout: 800 }).then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error('no parcel under any of the points');
  }

  /** How often the project was changed since it was saved; 0 while the header calls it saved. */
  async unsavedSteps(): Promise<number> {
    return Number((await this.page.locator('.saved-state').getAttribute('data-steps')) ?? 0);
  }

  /** Features in which the scenario that is shown differs from the baseline. */
  async changeCount(): Promise<number> {
    const text = await this.page.locator('.layer-row:has(.changed-swatch) .layer-count').textContent();
    return Number(text?.replaceAll(',', ''));
  }

  /** Drops files with these names and contents on the window. */
  async drop(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
    const data = files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString('base64') }));
    await this.page.evaluate((given) => {
      const transfer = new DataTransfer();
      for (const { name, text } of given) {
        transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
      }
      for (const type of ['dragover', 'drop']) window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer }));
    }, data);
  }
}
