import type { LayerId } from './ids.ts';

/** How keys are compared; what is absent is not done. */
export interface KeyForm {
  /** Without spaces at both ends. */
  readonly trim?: boolean;
  /** Full-width letters and digits as half-width ones. */
  readonly width?: boolean;
  /** Without zeros before a number: 007 is 7. */
  readonly zeros?: boolean;
  /** Capital letters as small ones. */
  readonly case?: boolean;
}

/** Fields by which two tables may be joined. */
export interface KeySuggestion {
  readonly layer: string;
  readonly table: string;
  /** Share of the layer's features that find a row, 0 to 1. */
  readonly matched: number;
}

/** What becomes of several rows with one key: nothing is joined, or one value is made of them. */
export const joinRules = ['refuse', 'first', 'sum', 'mean', 'count'] as const;
export type JoinRule = (typeof joinRules)[number];

/** Which two tables are compared by what. */
export interface JoinKeys {
  /** Field of the layer, and of the table. */
  readonly layer: string;
  readonly table: string;
}

export interface Join {
  readonly layer: LayerId;
  readonly table: LayerId;
  readonly keys: JoinKeys;
  readonly form: KeyForm;
  readonly rule: JoinRule;
  /** Fields of the table and what they are called in the layer: a new field, or one that is there. */
  readonly fields: readonly { readonly from: string; readonly to: string }[];
}

/** How two tables fit together by a key. */
export interface JoinFit {
  /** Features that find a row. */
  readonly matched: number;
  /** Keys of features without a row, and of rows without a feature: the first of them, and how many in all. */
  readonly featuresLeft: readonly string[];
  readonly featuresLeftCount: number;
  readonly rowsLeft: readonly string[];
  readonly rowsLeftCount: number;
  /** Keys with several rows, with how many. */
  readonly repeated: readonly { readonly key: string; readonly rows: number }[];
  readonly repeatedCount: number;
}
