import type { Language } from '#core/model/text.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { HostEvent, OpenedProject, ProjectPlace, RecentProject } from '#core/rpc/host-door.ts';

export type { HostEvent, OpenedProject, ProjectPlace, RecentProject };

/** What the page needs from the program around it: the same verbs in the desktop program and in a browser on loopback. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /** Lets a person choose a project; undefined when they changed their mind. */
  chooseProject(): Promise<OpenedProject | undefined>;
  /** Opens a project again by its place; `store/file-missing` when it is gone. */
  openProject(place: ProjectPlace): Promise<OpenedProject>;
  /** The project of the sample city with names in `language`: saving asks for a place. `store/sample-missing` when it was not built. */
  openSample(language: Language): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets a person choose files to import: extensions with a dot, `['.shp', '.gpkg']`. */
  chooseFiles(accept: readonly string[]): Promise<FileSource[]>;
  /** Files of a drop, with those in dropped folders. Call it in the drop event itself: the browser empties it afterwards. */
  droppedFiles(transfer: DataTransfer): Promise<FileSource[]>;
  /**
   * Saves to `place`, or asks for one when it is undefined; atomically; undefined when they changed their mind.
   * Journal entries appended before this call count as saved with it; those appended while it runs go to the new journal.
   * After "save as" the journal of the old place stays: `discardJournal` it.
   */
  saveProject(
    place: ProjectPlace | undefined,
    suggestedName: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<ProjectPlace | undefined>;
  /** Saves another document (a report, a picture); the name it was saved under, undefined when they changed their mind. */
  saveFile(suggestedName: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined>;
  /** Appends one committed action to the journal of `place` and brings it to the disk. */
  appendJournal(place: ProjectPlace | undefined, entry: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Drops the journal of `place`: a person does not want the recovered work, or closes without saving. */
  discardJournal(place: ProjectPlace | undefined): Promise<void>;
  /** Committed actions of a project that was never saved, oldest first, when the last session ended without saving it. */
  unsavedJournal(): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  recentProjects(): Promise<readonly RecentProject[]>;
  forgetRecent(place: ProjectPlace): Promise<void>;
  /** Tells the host whether work is unsaved, for its window title and its question on closing. */
  setUnsaved(unsaved: boolean): void;
  /** Language for menus and dialogs. */
  setLanguage(language: 'zh' | 'en'): void;
  /** Keys of commands that differ from the usual ones, for the menu of the desktop program. */
  setShortcuts(shortcuts: Readonly<Record<string, string>>): void;
  /** Events from before the first listener wait for it. After `close-requested` the page asks and then calls `close`. */
  onEvent(listener: (event: HostEvent) => void): () => void;
  /** What the page shows when it is printed, as a PDF. Absent in a browser, whose own dialog for printing writes PDF. */
  readonly pagePdf?: () => Promise<Uint8Array<ArrayBuffer>>;
  /** Closes the window without a further question. A browser tab stays: only a person can close it. */
  close(): void;
}
