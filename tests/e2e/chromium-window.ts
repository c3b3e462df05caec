import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Frame,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { findChromium } from '#cli/find-chromium.mjs';

/** Chromium knows no `app:` scheme: the page lives at this address, which no network has, and is answered by interception. */
const standInOrigin = 'https://workbench.invalid/';
const appOrigin = 'app://workbench/';
const world = 'preload';

export const toApp = (address: string): string => address.replace(standInOrigin, appOrigin);
const fromApp = (address: string): string => address.replace(appOrigin, standInOrigin);

/** A browser for tests, with nothing in it that would go to the network by itself. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: run node cli/setup.mjs --browser');
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  // The profile is a new empty folder.
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet],
  });
}

/** What the program behind a window decides. */
export interface WindowBackend {
  /** Answers a request for a page address, given as `app:`. */
  answer(address: string): Promise<globalThis.Response>;
  /** Whether the session lets this request through. */
  isAllowed(address: string): boolean;
  /** Whether the window may go to an address by itself. */
  mayNavigate(address: string, isMainFrame: boolean): boolean;
  mayOpen(address: string): boolean;
  invoke(channel: string, input: unknown[], address: string): Promise<unknown>;
  titleChanged(title: string): void;
}

/** One window: a Chromium page with the compiled preload script in an isolated world. */
export class ChromiumWindow {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #session: CDPSession;
  readonly #backend: WindowBackend;
  #contextId = 0;
  #loading = '';

  static async open(browser: Browser, preload: string, backend: WindowBackend): Promise<ChromiumWindow> {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const window = new ChromiumWindow(context, page, await context.newCDPSession(page), backend);
    await window.#prepare(readFileSync(preload, 'utf8'));
    return window;
  }

  private constructor(context: BrowserContext, page: Page, session: CDPSession, backend: WindowBackend) {
    this.#context = context;
    this.page = page;
    this.#session = session;
    this.#backend = backend;
  }

  async load(address: string): Promise<void> {
    this.#loading = fromApp(address);
    await this.page.goto(this.#loading);
  }

  async reload(): Promise<void> {
    this.#loading = this.page.url();
    await this.page.reload();
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  send(channel: string, input: unknown[]): void {
    void this.#tell({ type: 'event', channel, input: encode(input) });
  }

  /** From now on a file of this name that the page hands over is known to lie at `place`. */
  async setDropped(name: string, place: string): Promise<void> {
    await this.#tell({ type: 'dropped', name, path: place });
  }

  async #prepare(preload: string): Promise<void> {
    const script = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');
    const session = this.#session;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) this.#contextId = context.id;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'standInSend') void this.#receive(JSON.parse(payload));
    });
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'standInSend', executionContextName: world });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: script('stand-in-main-world.js') });
    const run = `if (globalThis.standInRequire) ((require) => {
${preload}
})(globalThis.standInRequire);`;
    const source = `${script('stand-in-preload-world.js')}
${run}`;
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: world });
    await this.#context.route('**/*', (route) => this.#answer(route));
    this.#context.on('page', (popup) => {
      if (!this.#backend.mayOpen(toApp(popup.url()))) void popup.close();
    });
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const address = request.url();
    if (request.isNavigationRequest() && address !== this.#loading) {
      const frame = frameOf(request);
      // A window that is being opened has no frame yet.
      const may =
        frame?.page() === this.page
          ? this.#backend.mayNavigate(toApp(address), frame === this.page.mainFrame())
          : this.#backend.mayOpen(toApp(address));
      if (!may) return route.abort('aborted');
    }
    if (!this.#backend.isAllowed(toApp(address))) return route.abort('blockedbyclient');
    const response = await this.#backend.answer(toApp(address));
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  async #receive(message: { type: string; id: number; channel: string; input: Encoded; title: string }): Promise<void> {
    if (message.type === 'title') {
      this.#backend.titleChanged(message.title);
      return;
    }
    const { id, channel } = message;
    try {
      const input = decode(message.input) as unknown[];
      const value = await this.#backend.invoke(channel, input, toApp(this.page.url()));
      await this.#tell({ type: 'reply', id, ok: true, value: encode(value) });
    } catch (thrown) {
      await this.#tell({
        type: 'reply',
        id,
        ok: false,
        reason: `Error invoking remote method '${channel}': ${thrown}`,
      });
    }
  }

  async #tell(message: object): Promise<void> {
    const expression = `standInReceive(${JSON.stringify(message)})`;
    // A window that was closed meanwhile hears nothing.
    await this.#session.send('Runtime.evaluate', { expression, contextId: this.#contextId }).catch(() => undefined);
  }
}

function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

type Encoded =
  | { kind: 'undefined' }
  | { kind: 'bytes'; value: string }
  | { kind: 'array'; value: Encoded[] }
  | { kind: 'object'; value: [string, Encoded][] }
  | { kind: 'plain'; value: unknown };

function encode(value: unknown): Encoded {
  if (value === undefined) return { kind: 'undefined' };
  if (value instanceof Uint8Array) return { kind: 'bytes', value: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return { kind: 'array', value: value.map(encode) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'object', value: Object.entries(value).map(([key, item]) => [key, encode(item)]) };
  }
  return { kind: 'plain', value };
}

function decode(encoded: Encoded): unknown {
  if (encoded.kind === 'undefined') return undefined;
  if (encoded.kind === 'bytes') return new Uint8Array(Buffer.from(encoded.value, 'base64'));
  if (encoded.kind === 'array') return encoded.value.map(decode);
  if (encoded.kind === 'object') return Object.fromEntries(encoded.value.map(([key, item]) => [key, decode(item)]));
  return encoded.value;
}
