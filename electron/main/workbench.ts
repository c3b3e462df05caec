import path from 'node:path';
import { app, Menu, session } from 'electron';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import { developerQuery } from '#electron/files/developer-plugins.ts';
import { Dialogs } from './dialogs.ts';
import { openDoor } from './door.ts';
import { hardenSession } from './harden.ts';
import { ImportFiles } from './import-files.ts';
import { buildMenu } from './menu.ts';
import { pageAddress } from './page-address.ts';
import { servePage } from './page-protocol.ts';
import { ProjectFiles, plainBytes } from './project-files.ts';
import { RecentProjects } from './recent-projects.ts';
import { WorkbenchWindow } from './workbench-window.ts';

/** Where the built preload script and page are, seen from the built main script. */
const preloadScript = path.join(import.meta.dirname, '../preload/index.cjs');
const pageFolder = path.join(import.meta.dirname, '../renderer');

/** The ready program: its window, its files and the door between them. */
export class Workbench {
  readonly #window: WorkbenchWindow;
  readonly #dialogs: Dialogs;
  readonly #imports = new ImportFiles();
  readonly #recents: RecentProjects;
  readonly #projects: ProjectFiles;
  #shortcuts: Readonly<Record<string, string>> = {};

  /** `plugins` are folders of plugins under development, which the page reads again as they change. */
  constructor(plugins: readonly string[]) {
    const userData = app.getPath('userData');
    hardenSession(session.defaultSession);
    servePage(session.defaultSession, pageFolder, plugins);
    this.#window = new WorkbenchWindow({
      preload: preloadScript,
      address: plugins.length > 0 ? `${pageAddress}${developerQuery}` : pageAddress,
      boundsFile: path.join(userData, 'window.json'),
      pageStopped: () => this.#dialogs.offerReload(),
    });
    this.#dialogs = new Dialogs(app.getLocale().startsWith('zh') ? 'zh' : 'en', this.#window.window);
    this.#recents = new RecentProjects(path.join(userData, 'recent-projects.json'));
    this.#projects = new ProjectFiles({
      journalFolder: path.join(userData, 'journals'),
      recents: this.#recents,
      chooseProject: () => this.#dialogs.chooseProject(),
      choosePlace: (suggestedName) => this.#dialogs.chooseProjectPlace(suggestedName),
      recentsChanged: () => void this.#showMenu(),
    });
    this.#openDoor();
  }

  async load(): Promise<void> {
    await this.#showMenu();
    await this.#window.load();
  }

  /** Asks the page to open these projects, and comes to the front. */
  open(files: readonly string[]): void {
    for (const file of files) this.#window.post({ type: 'open-project', place: this.#projects.placeOf(file) });
    this.#window.focus();
  }

  #openDoor(): void {
    const window = this.#window;
    const projects = this.#projects;
    const imports = this.#imports;
    const ownContents = window.window.webContents.id;
    openDoor(
      {
        'project/choose': () => projects.choose(),
        'project/open': (token) => projects.open(token),
        'project/save': (token, suggestedName, bytes) => projects.save(token, suggestedName, bytes),
        'file/choose': (accept) => this.#chooseFiles(accept),
        'file/register': (file) => imports.register(file),
        'file/read': (token, start, length) => imports.read(token, start, length),
        'file/sibling': (token, name) => imports.sibling(token, name),
        'file/save': (suggestedName, _type, bytes) => this.#saveFile(suggestedName, bytes),
        'journal/append': (token, entry) => projects.appendJournal(token, entry),
        'journal/discard': (token) => projects.discardJournal(token),
        'journal/unsaved': () => projects.unsavedJournal(),
        'recent/list': () => projects.recentProjects(),
        'recent/forget': (token) => projects.forgetRecent(token),
        'window/ready': () => window.setReady(),
        'window/set-unsaved': (unsaved) => window.setUnsaved(unsaved),
        'window/set-language': async (language) => {
          this.#dialogs.language = language;
          await this.#showMenu();
        },
        'window/set-shortcuts': async (shortcuts) => {
          this.#shortcuts = shortcuts;
          await this.#showMenu();
        },
        'window/print-pdf': async () =>
          plainBytes(await window.window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })),
        'window/close': () => window.close(),
      },
      (contentsId) => contentsId === ownContents,
    );
  }

  async #chooseFiles(accept: readonly string[]) {
    const files = await this.#dialogs.chooseImports(accept);
    const described = await Promise.all(files.map((file) => this.#imports.register(file)));
    return described.filter((file) => file !== undefined);
  }

  async #saveFile(suggestedName: string, bytes: Uint8Array): Promise<string | undefined> {
    const file = await this.#dialogs.chooseFilePlace(suggestedName);
    if (file === undefined) return undefined;
    await saveAtomically(file, bytes);
    return path.basename(file);
  }

  async #showMenu(): Promise<void> {
    const files = await this.#recents.list();
    const menu = buildMenu({
      language: this.#dialogs.language,
      shortcuts: this.#shortcuts,
      recents: files.map((file) => this.#projects.placeOf(file.path)),
      command: (command) => this.#window.post({ type: 'command', command }),
      openRecent: (place) => this.#window.post({ type: 'open-project', place }),
    });
    Menu.setApplicationMenu(menu);
  }
}
