import type { WorkbenchErrorData } from '#core/model/workbench-error.ts';

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

/** A file that the desktop program lets the page read: by a token, never by its path. */
export interface DoorFile {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Everything the page can ask of the desktop program: verb → arguments and result. All of it is plain data; there are no
 * paths in it except `file/register`, whose path the preload script takes from a file that a person dropped.
 */
export interface DoorVerbs {
  'project/choose': () => OpenedProject | undefined;
  'project/open': (token: string) => OpenedProject;
  'project/save': (token: string | undefined, suggestedName: string, bytes: Bytes) => ProjectPlace | undefined;
  'file/choose': (accept: readonly string[]) => DoorFile[];
  'file/register': (path: string) => DoorFile | undefined;
  'file/read': (token: string, start: number, length: number) => Bytes;
  'file/sibling': (token: string, name: string) => DoorFile | undefined;
  'file/save': (suggestedName: string, type: string, bytes: Bytes) => string | undefined;
  'journal/append': (token: string | undefined, entry: Bytes) => void;
  'journal/discard': (token: string | undefined) => void;
  'journal/unsaved': () => Bytes[];
  'recent/list': () => RecentProject[];
  'recent/forget': (token: string) => void;
  'window/ready': () => void;
  'window/set-unsaved': (unsaved: boolean) => void;
  'window/set-language': (language: 'zh' | 'en') => void;
  /** Keys by command, empty for none, where they differ from the usual ones; the menu follows. */
  'window/set-shortcuts': (shortcuts: Readonly<Record<string, string>>) => void;
  /** What the page shows when it is printed, as a PDF of the size that the page asks for. */
  'window/print-pdf': () => Bytes;
  'window/close': () => void;
}

export type DoorVerb = keyof DoorVerbs;

/** Most bytes that one `file/read` gives. */
export const readLimit: number = 64 * 2 ** 20;

/** Errors that a person can act on come back as data, because IPC would strip them to a sentence. */
export type DoorReply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: WorkbenchErrorData };

type Call<Verb extends DoorVerb> = (
  ...input: Parameters<DoorVerbs[Verb]>
) => Promise<DoorReply<ReturnType<DoorVerbs[Verb]>>>;

/** What the preload script puts on the window: one function for each verb, and one to listen. */
export interface HostDoor {
  readonly chooseProject: Call<'project/choose'>;
  readonly openProject: Call<'project/open'>;
  readonly saveProject: Call<'project/save'>;
  readonly chooseFiles: Call<'file/choose'>;
  /** `file` is a `File` of the page; undefined when nothing on the disk stands behind it. */
  readonly registerFile: (file: object) => Promise<DoorReply<DoorFile | undefined>>;
  readonly readFile: Call<'file/read'>;
  readonly siblingFile: Call<'file/sibling'>;
  readonly saveFile: Call<'file/save'>;
  readonly appendJournal: Call<'journal/append'>;
  readonly discardJournal: Call<'journal/discard'>;
  readonly unsavedJournal: Call<'journal/unsaved'>;
  readonly recentProjects: Call<'recent/list'>;
  readonly forgetRecent: Call<'recent/forget'>;
  readonly ready: Call<'window/ready'>;
  readonly setUnsaved: Call<'window/set-unsaved'>;
  readonly setLanguage: Call<'window/set-language'>;
  readonly setShortcuts: Call<'window/set-shortcuts'>;
  readonly printPdf: Call<'window/print-pdf'>;
  readonly close: Call<'window/close'>;
  /** Returns a function that stops listening. */
  readonly onEvent: (listener: (event: HostEvent) => void) => () => void;
}

/** The property of the page's window that holds the door. */
export const doorName = 'cityloomDoor';

/** The channel on which a verb travels. */
export function doorChannel(verb: DoorVerb): string {
  return `cityloom:${verb}`;
}

/** The channel on which the desktop program tells the page about a `HostEvent`. */
export const eventChannel = 'cityloom:event';
