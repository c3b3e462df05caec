import type { Language, LocalText } from '#core/model/text.ts';

/** What a command gets besides its arguments. */
export interface CommandContext {
  readonly language: Language;
  /** Prints plain data for programs instead of text for people. */
  readonly json: boolean;
  /** Writes one line to the output: results, and nothing else. */
  readonly print: (line: string) => void;
  /** Says what is being done, or what to know about it, to the error stream. */
  readonly tell: (text: string) => void;
  /** How far the work is, shown in place where the terminal can. */
  readonly progress: (text: string) => void;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

export interface CommandOption {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for its value in the help; a switch without a value when absent. */
  readonly value?: LocalText;
  /** May be given several times. */
  readonly multiple?: boolean;
  readonly text: LocalText;
}

/** Arguments as they were given, by the declarations of the command. */
export interface Arguments {
  readonly places: readonly string[];
  /** The value of an option; undefined when it was not given. */
  text(name: string): string | undefined;
  /** All values of an option that may be given several times. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One word after `cityloom`. It gives its exit code, or throws a `WorkbenchError`. */
export interface Command {
  readonly name: string;
  readonly summary: LocalText;
  /** The arguments without options, as the usage line shows them. */
  readonly places: LocalText;
  readonly options: readonly CommandOption[];
  /** Lines to try, each a whole command. */
  readonly examples: readonly string[];
  run(given: Arguments, context: CommandContext): Promise<number>;
}

/** Options that every command has. */
export const commonOptions: readonly CommandOption[] = [
  { name: 'json', text: { zh: '结果以 JSON 输出，供程序读取', en: 'Print the result as JSON for programs' } },
  {
    name: 'language',
    value: { zh: 'zh|en', en: 'zh|en' },
    text: { zh: '文字的语言，默认随终端', en: 'Language of texts, that of the terminal unless given' },
  },
  { name: 'help', text: { zh: '显示这页说明', en: 'Show this page' } },
];
