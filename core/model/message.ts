import type { LocalText } from './text.ts';

/** What a person is told when something is wrong or worth knowing: what was seen and expected, and what to do. */
export interface Message {
  readonly message: LocalText;
  /** What to do next. */
  readonly hint?: LocalText;
}

export type MessageTable = Readonly<Record<string, Message>>;
