import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions, Rectangle } from 'electron';
import type { Browser } from 'playwright-core';
import { ChromiumWindow, toApp } from './chromium-window.ts';

export interface StandInOptions {
  readonly browser: Browser;
  readonly userData: string;
  readonly locale?: string;
  readonly isPackaged?: boolean;
  readonly hasLock?: boolean;
  readonly screens?: readonly Rectangle[];
  /** Answers a request for a page address before the program does: a page of the test. */
  readonly answerInstead?: (path: string) => Response | undefined;
}

/** An event as the handlers of Electron get it. */
export interface PreventableEvent {
  prevented: boolean;
  preventDefault(): void;
}

export function preventable(): PreventableEvent {
  const event = {
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
  };
  return event;
}

/** The frame that a message comes from. */
export interface SendingFrame {
  readonly url: string;
  readonly parent: object | null;
}

type IpcHandler = (event: object, ...input: unknown[]) => unknown;
type RequestFilter = (request: { url: string }, decide: (decision: { cancel?: boolean }) => void) => void;

/** What the person at the dialogs will answer, in order; an empty list is "cancel". */
export class DialogAnswers {
  readonly open: string[][] = [];
  readonly save: (string | undefined)[] = [];
  readonly message: number[] = [];
  /** What the dialogs showed. */
  readonly shown: { kind: string; options: Record<string, unknown> }[] = [];
}

class WebContents extends EventEmitter {
  readonly id: number;
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  window: ChromiumWindow | undefined;
  /** Windows that the page tried to open. */
  readonly openRequests: string[] = [];
  /** Everything sent to the page, in order. */
  readonly sent: { channel: string; input: unknown[] }[] = [];

  constructor(id: number) {
    super();
    this.id = id;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(): void {}

  send(channel: string, ...input: unknown[]): void {
    this.sent.push({ channel, input });
    this.window?.send(channel, input);
  }

  async printToPDF(options: { preferCSSPageSize?: boolean; printBackground?: boolean }): Promise<Buffer> {
    if (!this.window) throw new Error('there is nothing to print');
    return this.window.page.pdf(options);
  }

  reload(): void {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    // A program that is killed meanwhile reloads nothing.
    this.window?.reload().catch(() => undefined);
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: WebContents;
  readonly #standIn: ElectronStandIn;
  title = '';
  edited = false;
  shown = false;
  focused = 0;
  closed = false;
  maximized = false;

  constructor(standIn: ElectronStandIn, options: BrowserWindowConstructorOptions) {
    super();
    this.#standIn = standIn;
    this.options = options;
    this.webContents = new WebContents(standIn.windows.length + 1);
    standIn.windows.push(this);
    standIn.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    const contents = this.webContents;
    const standIn = this.#standIn;
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    contents.window = await ChromiumWindow.open(standIn.options.browser, this.options.webPreferences?.preload ?? '', {
      answer: (url) => standIn.answer(url),
      isAllowed: (url) => standIn.isAllowed(url),
      mayNavigate: (url, isMainFrame) => {
        const event = { ...preventable(), url };
        event.preventDefault = () => {
          event.prevented = true;
        };
        contents.emit('will-frame-navigate', event);
        if (isMainFrame) contents.emit('will-navigate', event);
        return !event.prevented;
      },
      mayOpen: (url) => {
        contents.openRequests.push(url);
        return contents.openHandler === undefined || contents.openHandler({ url }).action === 'allow';
      },
      invoke: (channel, input, url) => standIn.invokeFrom({ url, parent: null }, channel, ...input),
      titleChanged: (title) => {
        const event = preventable();
        this.emit('page-title-updated', event, title);
        if (!event.prevented) this.title = title;
      },
    });
    await contents.window.load(address);
    this.emit('ready-to-show');
  }

  /** As the button of the title bar: asks, and then closes. */
  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.prevented) return;
    this.closed = true;
    void this.webContents.window?.close();
    this.emit('closed');
    this.#standIn.app.emit('window-all-closed');
  }

  setTitle(title: string): void {
    this.title = title;
  }

  setDocumentEdited(edited: boolean): void {
    this.edited = edited;
  }

  getNormalBounds(): Rectangle {
    return { x: 11, y: 22, width: 1111, height: 777 };
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  maximize(): void {
    this.maximized = true;
  }

  show(): void {
    this.shown = true;
  }

  focus(): void {
    this.focused += 1;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}
}

/** A stand-in for the `electron` module: real Chromium behind the windows, and everything else written down for the test. */
export class ElectronStandIn {
  readonly options: StandInOptions;
  readonly app = new EventEmitter();
  readonly dialogs = new DialogAnswers();
  readonly windows: StandInWindow[] = [];
  readonly switches: string[] = [];
  readonly privilegedSchemes: object[] = [];
  readonly downloads = new EventEmitter();
  readonly permissions: Record<string, (...input: never[]) => unknown> = {};
  readonly ipcHandlers = new Map<string, IpcHandler>();
  menu: readonly MenuItemConstructorOptions[] = [];
  quits = 0;
  protocolHandler: ((request: Request) => Promise<Response>) | undefined;
  requestFilter: RequestFilter | undefined;

  constructor(options: StandInOptions) {
    this.options = options;
    // Chromium makes it before the program runs.
    mkdirSync(options.userData, { recursive: true });
  }

  /** The window of the program. */
  get window(): StandInWindow {
    const [window] = this.windows;
    if (window === undefined) throw new Error('The program has opened no window');
    return window;
  }

  /** Asks the program's protocol handler for an address, exactly as written. */
  async request(address: string, method = 'GET'): Promise<Response> {
    if (this.protocolHandler === undefined) throw new Error('No handler for app: was registered');
    // A real Request would normalise the address first, and hide what a handler has to withstand.
    return this.protocolHandler({ url: address, method } as Request);
  }

  async answer(address: string): Promise<Response> {
    const instead = this.options.answerInstead?.(new URL(address).pathname);
    return instead ?? this.request(address);
  }

  isAllowed(address: string): boolean {
    let cancelled = false;
    this.requestFilter?.({ url: toApp(address) }, ({ cancel }) => {
      cancelled = cancel === true;
    });
    return !cancelled;
  }

  /** A message from a frame, through the handler that the program registered for the channel. */
  async invokeFrom(frame: SendingFrame | null, channel: string, ...input: unknown[]): Promise<unknown> {
    const handler = this.ipcHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler({ sender: this.window.webContents, senderFrame: frame }, ...input);
  }

  /** The item of the menu with this id, wherever it is. */
  menuItem(id: string): MenuItemConstructorOptions {
    const search = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions | undefined => {
      for (const item of items) {
        const found = item.id === id ? item : search(Array.isArray(item.submenu) ? item.submenu : []);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const item = search(this.menu);
    if (item === undefined) throw new Error(`The menu has no item ${id}`);
    return item;
  }

  /** What `import { … } from 'electron'` gives. */
  exports(): Record<string, unknown> {
    return electronModule(this);
  }
}

function electronModule(standIn: ElectronStandIn): Record<string, unknown> {
  const { options, dialogs } = standIn;
  const permission = (name: string) => (handler: (...input: never[]) => unknown) => {
    standIn.permissions[name] = handler;
  };
  return {
    app: Object.assign(standIn.app, {
      isPackaged: options.isPackaged === true,
      enableSandbox: () => standIn.switches.push('sandbox'),
      commandLine: { appendSwitch: (name: string, value = '') => standIn.switches.push(`${name}=${value}`) },
      getLocale: () => options.locale ?? 'en-GB',
      getPath: () => options.userData,
      requestSingleInstanceLock: () => options.hasLock !== false,
      setAppUserModelId: () => undefined,
      whenReady: () => Promise.resolve(),
      exit: () => {
        standIn.quits += 1;
      },
      quit: () => {
        standIn.quits += 1;
      },
    }),
    BrowserWindow: class extends StandInWindow {
      constructor(windowOptions: BrowserWindowConstructorOptions) {
        super(standIn, windowOptions);
      }
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => {
        standIn.menu = menu;
      },
    },
    dialog: {
      showOpenDialog: async (_window: object, shown: Record<string, unknown>) => {
        dialogs.shown.push({ kind: 'open', options: shown });
        const filePaths = dialogs.open.shift() ?? [];
        return { canceled: filePaths.length === 0, filePaths };
      },
      showSaveDialog: async (_window: object, shown: Record<string, unknown>) => {
        dialogs.shown.push({ kind: 'save', options: shown });
        const filePath = dialogs.save.shift();
        return { canceled: filePath === undefined, filePath: filePath ?? '' };
      },
      showMessageBox: async (_window: object, shown: Record<string, unknown>) => {
        dialogs.shown.push({ kind: 'message', options: shown });
        return { response: dialogs.message.shift() ?? 0 };
      },
    },
    ipcMain: { handle: (channel: string, handler: IpcHandler) => standIn.ipcHandlers.set(channel, handler) },
    protocol: { registerSchemesAsPrivileged: (schemes: object[]) => standIn.privilegedSchemes.push(...schemes) },
    screen: {
      getAllDisplays: () =>
        (options.screens ?? [{ x: 0, y: 0, width: 1920, height: 1080 }]).map((workArea) => ({ workArea })),
    },
    session: {
      defaultSession: Object.assign(standIn.downloads, {
        protocol: {
          handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => {
            standIn.protocolHandler = handler;
          },
        },
        setPermissionRequestHandler: permission('request'),
        setPermissionCheckHandler: permission('check'),
        setDevicePermissionHandler: permission('device'),
        webRequest: {
          onBeforeRequest: (filter: RequestFilter) => {
            standIn.requestFilter = filter;
          },
        },
      }),
    },
  };
}
