import type { FileSource } from '#core/platform/platform.ts';
import type { AnswerOf } from '#core/rpc/requests.ts';

/** What is about to be imported, from the choice of files to the outcome. */
export interface PreparedImport {
  readonly files: readonly FileSource[];
  readonly plan: AnswerOf<'import/inspect'> | null;
  readonly report: AnswerOf<'import/run'> | null;
  readonly busy: boolean;
  /** Basemaps that came with the files: they go again when the import is given up. */
  readonly basemaps: readonly number[];
}

export const nothingToImport: PreparedImport = {
  files: [],
  plan: null,
  report: null,
  busy: false,
  basemaps: [],
};
