import type { FileSource } from '#core/platform/platform.ts';

/** A place a project can be saved to again: a path in the desktop program, a file handle in a browser. */
export interface ProjectPlace {
  /** Opaque to the page; the host knows what it stands for. */
  readonly token: string;
  /** File name without folders. */
  readonly name: string;
  /** Where it is, as far as the host may tell (a folder path in the desktop program, empty in a browser). */
  readonly folder: string;
}

export interface RecentProject {
  readonly place: ProjectPlace;
  /** ISO 8601 instant of the last opening. */
  readonly opened: string;
  readonly missing: boolean;
}

export interface OpenedProject {
  readonly place: ProjectPlace;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Committed actions since the last save, oldest first, when the last session ended without saving. */
  readonly journal: readonly Uint8Array<ArrayBuffer>[];
}

export type HostEvent =
  | { readonly type: 'open-project'; readonly place: ProjectPlace }
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'close-requested' };

/** What the page needs from the program around it: the same verbs in the desktop program and in a browser on loopback. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /** Lets a person choose a project; undefined when they changed their mind. */
  chooseProject(): Promise<OpenedProject | undefined>;
  /** Opens a project again by its place; `store/file-missing` when it is gone. */
  openProject(place: ProjectPlace): Promise<OpenedProject>;
  /** The project of the sample city, read-only: saving asks for a place. */
  openSample(): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets a person choose files to import. */
  chooseFiles(accept: readonly string[]): Promise<FileSource[]>;
  /** Saves to `place`, or asks for one when it is undefined; atomically; undefined when they changed their mind. */
  saveProject(
    place: ProjectPlace | undefined,
    suggestedName: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<ProjectPlace | undefined>;
  /** Saves another document (a report, a picture); the name it was saved under, undefined when they changed their mind. */
  saveFile(suggestedName: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined>;
  /** Appends one committed action to the journal of `place` and brings it to the disk. */
  appendJournal(place: ProjectPlace | undefined, entry: Uint8Array<ArrayBuffer>): Promise<void>;
  recentProjects(): Promise<readonly RecentProject[]>;
  forgetRecent(place: ProjectPlace): Promise<void>;
  /** Tells the host whether work is unsaved, for its window title and its question on closing. */
  setUnsaved(unsaved: boolean): void;
  /** Language for menus and dialogs. */
  setLanguage(language: 'zh' | 'en'): void;
  onEvent(listener: (event: HostEvent) => void): () => void;
}
