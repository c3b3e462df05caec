import { app, BrowserWindow } from 'electron';
import { eventChannel, type HostEvent } from '#core/rpc/host-door.ts';
import { readWindowBounds, writeWindowBounds } from './window-bounds.ts';
import { WindowMessages } from './window-messages.ts';

export interface WorkbenchWindowOptions {
  readonly preload: string;
  /** Of the page. */
  readonly address: string;
  readonly boundsFile: string;
  /** Called when the page's process has ended without being asked to; whether to load the page again. */
  readonly pageStopped: () => Promise<boolean>;
}

/** The one window of the program and its page. */
export class WorkbenchWindow {
  readonly window: BrowserWindow;
  readonly #messages: WindowMessages;
  readonly #address: string;
  #title = '';
  #unsaved = false;
  #mayClose = false;

  constructor(options: WorkbenchWindowOptions) {
    this.#address = options.address;
    const { bounds, maximized } = readWindowBounds(options.boundsFile);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 960,
      minHeight: 600,
      show: false,
      backgroundColor: '#ffffff',
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        // Its dictionaries would come from the network.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    if (maximized) window.maximize();
    this.window = window;
    this.#messages = new WindowMessages((event) => window.webContents.send(eventChannel, event));
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event, title) => {
      event.preventDefault();
      this.#title = title;
      this.#showTitle();
    });
    window.on('close', (event) => {
      writeWindowBounds(options.boundsFile, window);
      if (this.#mayClose || !this.#unsaved || !this.#messages.ready) return;
      event.preventDefault();
      this.post({ type: 'close-requested' });
    });
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#messages.setUnready();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#messages.setUnready();
      if (reason === 'clean-exit') return;
      void options.pageStopped().then((reload) => (reload ? window.webContents.reload() : this.close()));
    });
  }

  async load(): Promise<void> {
    await this.window.loadURL(this.#address);
  }

  post(event: HostEvent): void {
    this.#messages.post(event);
  }

  setReady(): void {
    this.#messages.setReady();
  }

  setUnsaved(unsaved: boolean): void {
    this.#unsaved = unsaved;
    this.window.setDocumentEdited(unsaved);
    this.#showTitle();
  }

  /** Closes without asking. */
  close(): void {
    this.#mayClose = true;
    this.window.close();
  }

  focus(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  /** The page names its title; the mark of unsaved work is the program's. */
  #showTitle(): void {
    this.window.setTitle(this.#unsaved ? `● ${this.#title}` : this.#title);
  }
}
