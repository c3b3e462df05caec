/** A file of an author's folder, by its path in it, with slashes. */
export interface FolderFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Set where the file is so large that its bytes were not read. */
  readonly size?: number;
}

/** A plugin as it is handed over: an archive, or the files of a folder. */
export type PluginSource = {
  /** Of the file or folder, for messages. */
  readonly name: string;
} & (
  | { readonly archive: Uint8Array }
  | {
      readonly files: readonly FolderFile[];
      /** Paths of symbolic links in the folder, which are not followed. */
      readonly links?: readonly string[];
    }
);
