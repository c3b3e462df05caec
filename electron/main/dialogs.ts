import { access } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import { type Language, type LocalText, renderText } from '#core/model/text.ts';
import { texts } from './texts.ts';

const projectExtension = 'gpkg';

/** The questions to a person: which file. Each gives a path, or undefined when they changed their mind. */
export class Dialogs {
  language: Language;
  readonly #window: BrowserWindow;

  constructor(language: Language, window: BrowserWindow) {
    this.language = language;
    this.#window = window;
  }

  async chooseProject(): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      title: this.#text(texts.chooseProject),
      properties: ['openFile'],
      filters: [this.#projectFilter(), this.#allFiles()],
    });
    return canceled ? undefined : filePaths[0];
  }

  /** `accept` are extensions with a dot. */
  async chooseImports(accept: readonly string[]): Promise<string[]> {
    const extensions = accept.map((extension) => extension.slice(1));
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      title: this.#text(texts.chooseImport),
      properties: ['openFile', 'multiSelections'],
      filters: [
        ...(extensions.length > 0 ? [{ name: this.#text(texts.readableFiles), extensions }] : []),
        this.#allFiles(),
      ],
    });
    return canceled ? [] : filePaths;
  }

  /** Where to save a project; the name gets `.gpkg` when it has another ending. */
  chooseProjectPlace(suggestedName: string): Promise<string | undefined> {
    return this.#choosePlace(suggestedName, projectExtension, this.#projectFilter());
  }

  chooseFilePlace(suggestedName: string): Promise<string | undefined> {
    const extension = path.extname(suggestedName).slice(1);
    if (extension === '') return this.#choosePlace(suggestedName, '', this.#allFiles());
    const name = this.#text(texts.thisKind, { extension: extension.toUpperCase() });
    return this.#choosePlace(suggestedName, extension, { name, extensions: [extension] });
  }

  async #choosePlace(suggestedName: string, extension: string, filter: FileFilter): Promise<string | undefined> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      defaultPath: plainName(suggestedName),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
      filters: [filter],
    });
    if (canceled || filePath === '') return undefined;
    if (extension === '' || path.extname(filePath).toLowerCase() === `.${extension.toLowerCase()}`) return filePath;
    // The Linux dialog adds no extension, and so has not asked about the file that would be replaced.
    const full = `${filePath}.${extension}`;
    return (await this.#mayReplace(full)) ? full : undefined;
  }

  async #mayReplace(file: string): Promise<boolean> {
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (!exists) return true;
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'question',
      message: this.#text(texts.replaceQuestion, { name: path.basename(file) }),
      buttons: [this.#text(texts.replace), this.#text(texts.cancel)],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }

  /** Tells that the page stopped; whether to open it again. */
  async offerReload(): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'error',
      message: this.#text(texts.pageStopped),
      buttons: [this.#text(texts.reload), this.#text(texts.quit)],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  }

  #projectFilter(): FileFilter {
    return { name: this.#text(texts.projectFiles), extensions: [projectExtension] };
  }

  #allFiles(): FileFilter {
    return { name: this.#text(texts.allFiles), extensions: ['*'] };
  }

  #text(text: LocalText, parameters = {}): string {
    return renderText(text, this.language, parameters);
  }
}

/** A suggested name as a file name that every system takes, without folders. */
export function plainName(name: string): string {
  const plain = [...name].map((letter) => (/[\\/:*?"<>|]/.test(letter) || letter < ' ' ? '-' : letter)).join('');
  return plain.replace(/^[. ]+|[. ]+$/g, '').slice(0, 120) || 'cityloom';
}
