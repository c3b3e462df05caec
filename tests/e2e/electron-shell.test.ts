import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluatorPolicy, pagePolicy } from '#core/platform/content-security.ts';
import { type DoorVerb, doorChannel } from '#core/rpc/host-door.ts';
import { desktopFixture, ownFrame } from './desktop-fixture.ts';
import { preventable } from './electron-stand-in.ts';
import { checkout, startMain } from './start-desktop.ts';

const fixture = desktopFixture();

describe('the window', () => {
  test('is sandboxed and isolated', async () => {
    const { electron } = await fixture.start();
    expect(electron.window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: true,
    });
    expect(electron.switches).toEqual(['sandbox', 'host-resolver-rules=MAP * ~NOTFOUND', 'no-proxy-server=']);
    expect(electron.privilegedSchemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('has no developer tools in the packaged program', async () => {
    const { electron } = await fixture.start({ isPackaged: true });
    expect(electron.window.options.webPreferences?.devTools).toBe(false);
    expect(JSON.stringify(electron.menu)).not.toContain('toggleDevTools');
  });

  test('shows the built page, which finds the door and nothing of Node', async () => {
    const { page, electron } = await fixture.start({ answerInstead: () => undefined });
    await page.waitForSelector('.start');
    const seen = await page.evaluate(() => ({
      verbs: Object.keys(window.cityloomDoor ?? {}).length,
      frozen: Object.isFrozen(window.cityloomDoor),
      leaked: ['require', 'process', 'ipcRenderer', 'electron', 'module'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ verbs: electron.ipcHandlers.size + 1, frozen: true, leaked: [] });
  });

  test('is not opened a second time', async () => {
    const electron = await startMain({
      browser: fixture.browser(),
      userData: await fixture.folder(),
      hasLock: false,
    });
    expect([electron.quits, electron.windows.length]).toEqual([1, 0]);
  });
});

describe('the page protocol', () => {
  test('sends the policy with every answer of the built page', async () => {
    const { page, electron } = await fixture.start({ answerInstead: () => undefined });
    const policies = new Map<string, string | undefined>();
    page.on('response', (response) => policies.set(response.url(), response.headers()['content-security-policy']));
    await page.reload();
    await page.waitForSelector('.start');
    expect(policies.size).toBeGreaterThan(1);
    expect([...policies.values()].filter((policy) => policy !== pagePolicy)).toEqual([]);
    const refused = ['app://workbench/none.js', 'app://workbench/..%2f', 'app://elsewhere/', 'app://workbench/assets'];
    for (const address of refused) {
      const response = await electron.request(address);
      expect([address, response.headers.get('content-security-policy')]).toEqual([address, pagePolicy]);
      expect(response.ok).toBe(false);
    }
    const evaluator = await electron.request('app://workbench/assets/evaluator.worker-x1.js');
    expect(evaluator.headers.get('content-security-policy')).toBe(evaluatorPolicy);
  });

  test('serves every built file with its type, and refuses to write', async () => {
    const { electron } = await fixture.start();
    const names = readdirSync(path.join(checkout, 'out/renderer/assets'));
    for (const name of names) {
      const response = await electron.request(`app://workbench/assets/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      expect(response.headers.get('content-type')).not.toBe('application/octet-stream');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await electron.request('app://workbench/', 'POST')).status).toBe(405);
  });

  const outside = [
    'app://workbench/../main/index.js',
    'app://workbench/assets/../../main/index.js',
    'app://workbench/..%2fmain%2findex.js',
    'app://workbench/%2e%2e/main/index.js',
    'app://workbench/%252e%252e/main/index.js',
    'app://workbench/..\\main\\index.js',
    'app://workbench/..%5cmain%5cindex.js',
    'app://workbench//etc/passwd',
    'app://workbench/%2fetc%2fpasswd',
    'app://workbench/c:/windows/win.ini',
    'app://workbench/index.html%00.js',
    'app://workbench/.stamp',
    'app://workbench/%',
    'app://workbench/assets/',
    'app://other/index.html',
    'app://workbench.evil/index.html',
  ];

  test('refuses addresses that lead elsewhere, in every spelling', async () => {
    const { electron } = await fixture.start();
    for (const address of outside) {
      const response = await electron.request(address);
      expect([address, [403, 404].includes(response.status)]).toEqual([address, true]);
      expect((await response.arrayBuffer()).byteLength).toBe(0);
    }
  });
});

describe('ways out of the page', () => {
  test('navigation, new windows and guests are denied', async () => {
    const { page, electron } = await fixture.start();
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.invalid/';
    });
    await page.evaluate(() => {
      location.href = '/assets/other.html';
    });
    await page.evaluate(() => {
      window.open('https://example.invalid/');
      window.open('about:blank');
    });
    const contents = electron.window.webContents;
    await expect
      .poll(() => [...new Set(contents.openRequests)].sort())
      .toEqual(['about:blank', 'https://example.invalid/']);
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(page.url()).toBe(before);
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = preventable();
      contents.emit(name, event, {}, {});
      expect([name, event.prevented]).toEqual([name, true]);
    }
    expect(contents.openHandler?.({ url: 'app://workbench/' }).action).toBe('deny');
  });

  test('nothing is requested outside the program', async () => {
    const { page, electron } = await fixture.start();
    const allowed = ['app://workbench/x.js', 'blob:app://workbench/1', 'data:text/plain,x', 'devtools://devtools/x'];
    const refused = [
      'https://example.invalid/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://x/',
      'app://x/',
      'ftp://x/',
    ];
    expect(allowed.filter((address) => !electron.isAllowed(address))).toEqual([]);
    expect(refused.filter((address) => electron.isAllowed(address))).toEqual([]);
    const tried = await page.evaluate(() =>
      Promise.all([
        fetch('https://example.invalid/').then(
          () => 'answered',
          () => 'refused',
        ),
        new Promise((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve('answered'));
          image.addEventListener('error', () => resolve('refused'));
          image.src = 'https://example.invalid/x.png';
        }),
      ]),
    );
    expect(tried).toEqual(['refused', 'refused']);
  });

  test('no code runs but that of the page’s own files', async () => {
    const { page } = await fixture.start();
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "inline"';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="document.title = \'handler\'">');
      // In a timer, because the policy does not hold for what a test evaluates itself.
      const evaluated = new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return "evaluated"'])());
          } catch {
            resolve('refused');
          }
        }, 100);
      });
      return [await evaluated, document.title];
    });
    expect(ran).toEqual(['refused', 'blank']);
  });

  test('permissions, devices and downloads are denied', async () => {
    const { electron } = await fixture.start();
    const asked: boolean[] = [];
    const { request, check, device } = electron.permissions as unknown as {
      request: (contents: object, name: string, decide: (granted: boolean) => void) => void;
      check: (contents: object, name: string) => boolean;
      device: (details: object) => boolean;
    };
    for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem']) {
      request({}, name, (granted) => asked.push(granted));
      asked.push(check({}, name));
    }
    asked.push(device({ deviceType: 'usb' }));
    expect(asked).toEqual(asked.map(() => false));
    const download = preventable();
    electron.downloads.emit('will-download', download);
    expect(download.prevented).toBe(true);
  });
});

describe('the door', () => {
  const foreign = [
    { url: 'https://workbench/', parent: null },
    { url: 'app://elsewhere/', parent: null },
    { url: 'app://workbench.evil/', parent: null },
    { url: 'file:///app/workbench/', parent: null },
    { url: 'blob:app://workbench/123', parent: null },
    { url: '', parent: null },
    { url: 'app://workbench/', parent: {} },
    null,
  ];

  test('refuses frames that are not the page', async () => {
    const { electron } = await fixture.start();
    for (const frame of foreign) {
      await expect(electron.invokeFrom(frame, doorChannel('recent/list'))).rejects.toThrow('refused');
    }
    await expect(electron.invokeFrom(ownFrame, doorChannel('recent/list'))).resolves.toEqual({ ok: true, value: [] });
  });

  test('refuses windows that are not the program’s', async () => {
    const { electron } = await fixture.start();
    const handler = electron.ipcHandlers.get(doorChannel('recent/list'));
    const stranger = { sender: { id: 99 }, senderFrame: ownFrame };
    await expect(handler?.(stranger)).rejects.toThrow('no window of this program');
  });

  test('has its fixed verbs and no other channel', async () => {
    const { electron } = await fixture.start();
    await expect(electron.invokeFrom(ownFrame, 'cityloom:shell/run')).rejects.toThrow('No handler');
    expect([...electron.ipcHandlers.keys()].every((name) => name.startsWith('cityloom:'))).toBe(true);
  });

  const bytes = new Uint8Array(1);
  const wrong: readonly [DoorVerb, unknown[]][] = [
    ['project/open', []],
    ['project/open', ['../etc/passwd']],
    ['project/open', [{ toString: () => 'x' }]],
    ['project/save', [undefined, 'x.gpkg', 'text']],
    ['file/sibling', ['token', '']],
    ['project/save', [undefined, 'x'.repeat(1001), bytes]],
    ['project/save', [undefined, 'x\0.gpkg', bytes]],
    ['project/save', [null, 'x.gpkg', bytes]],
    ['project/save', [undefined, 'x.gpkg', bytes, 'more']],
    ['file/choose', ['.shp']],
    ['file/choose', [['shp; rm']]],
    ['file/read', ['token', -1, 1]],
    ['file/read', ['token', 0, 2 ** 40]],
    ['file/read', ['token', 0.5, 1]],
    ['file/register', [7]],
    ['journal/append', [undefined, [1, 2]]],
    ['window/set-language', ['fr']],
    ['window/set-shortcuts', [{ 'edit/undo': 3 }]],
    ['window/set-shortcuts', [['Mod+Z']]],
    ['window/set-unsaved', [1]],
    ['recent/list', ['more']],
  ];

  test('refuses arguments that do not have the declared shape', async () => {
    const { electron } = await fixture.start();
    for (const [verb, input] of wrong) {
      const answer = await electron.invokeFrom(ownFrame, doorChannel(verb), ...input).catch((error) => String(error));
      expect([verb, input, answer]).toEqual([verb, input, expect.stringContaining('declared shape')]);
    }
  });

  test('tells errors as data, without paths or stacks', async () => {
    const { electron } = await fixture.start();
    const reply = await electron.invokeFrom(ownFrame, doorChannel('project/open'), 'made-up');
    expect(reply).toEqual({ ok: false, error: { code: 'store/place-unknown', parameters: { name: 'made-up' } } });
  });

  test('gives the page events without the event of Electron', async () => {
    const { page, electron } = await fixture.start();
    const told = page.evaluate(
      () =>
        new Promise((resolve) => {
          window.cityloomDoor?.onEvent((...input: unknown[]) => resolve(input));
          void window.cityloomDoor?.ready();
        }),
    );
    await expect.poll(() => electron.menuItem('project/save').click !== undefined).toBe(true);
    electron.menuItem('project/save').click?.(...([] as unknown as [never, never, never]));
    expect(await told).toEqual([{ type: 'command', command: 'project/save' }]);
  });
});
