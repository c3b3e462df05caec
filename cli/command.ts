import type { Language, LocalText } from '#core/model/text.ts';

/** What a command gets besides its arguments. */
export interface CommandContext {
  readonly language: Language;
  /** Writes one line for the person, or for the program, that ran the command. */
  readonly print: (line: string) => void;
}

/** One word after `cityloom`. It gives its exit code, or throws a `WorkbenchError`. */
export interface Command {
  readonly summary: LocalText;
  /** Arguments and options, one line each. */
  readonly usage: readonly LocalText[];
  run(input: readonly string[], context: CommandContext): Promise<number>;
}
