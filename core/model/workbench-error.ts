import type { Message } from './message.ts';
import { type MessageCode, messages } from './messages.ts';
import { stepPrefix } from './step-prefix.ts';
import { type Language, renderText, type TextParameters } from './text.ts';

/** Exit codes of the command line, one family per kind of fault. */
export const exitCodes = {
  ok: 0,
  usage: 2,
  input: 10,
  geometry: 20,
  edit: 30,
  plugin: 40,
  storage: 50,
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const familyByArea: Readonly<Record<string, ExitCode>> = {
  command: exitCodes.usage,
  compare: exitCodes.usage,
  import: exitCodes.input,
  formats: exitCodes.input,
  geometry: exitCodes.geometry,
  crs: exitCodes.geometry,
  edit: exitCodes.edit,
  scenario: exitCodes.edit,
  sketch: exitCodes.edit,
  recipe: exitCodes.edit,
  indicator: exitCodes.edit,
  types: exitCodes.edit,
  plugin: exitCodes.plugin,
  evaluation: exitCodes.plugin,
  report: exitCodes.plugin,
  print: exitCodes.usage,
  store: exitCodes.storage,
  suggest: exitCodes.input,
  internal: exitCodes.bug,
};

/** The plain form in which an error crosses from a worker or process to another. */
export interface WorkbenchErrorData {
  readonly code: MessageCode;
  readonly parameters: TextParameters;
  readonly stack?: string | undefined;
}

/**
 * The one error type. Either the user can act on it (its message and hint say how), or it is our bug (`internal/bug`).
 * `code` is `area/kebab-reason`; the texts in both languages are in the `messages-*.ts` files of this folder.
 */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError';
  readonly code: MessageCode;
  readonly parameters: TextParameters;

  constructor(code: MessageCode, parameters: TextParameters = {}, options: { cause?: unknown } = {}) {
    super(renderText(messages[code].message, 'en', parameters), options);
    this.code = code;
    this.parameters = parameters;
  }

  get exitCode(): ExitCode {
    return familyByArea[this.code.slice(0, this.code.indexOf('/'))] ?? exitCodes.bug;
  }

  describe(language: Language): string {
    const { message }: Message = messages[this.code];
    const isOfStep = this.parameters.step !== undefined && !message.en.includes('{step}');
    const text = isOfStep ? `${stepPrefix[language]}${message[language]}` : message[language];
    return renderText({ ...message, [language]: text }, language, this.parameters);
  }

  /** The same failure as that of step `step` of a recipe, counting from 1. */
  ofStep(step: number): WorkbenchError {
    return new WorkbenchError(this.code, { step, ...this.parameters }, { cause: this });
  }

  /** What to do next; empty when the message already says it. */
  hint(language: Language): string {
    const { hint }: Message = messages[this.code];
    return hint ? renderText(hint, language, this.parameters) : '';
  }

  toData(): WorkbenchErrorData {
    return { code: this.code, parameters: this.parameters, stack: this.stack };
  }

  static fromData(data: WorkbenchErrorData): WorkbenchError {
    const error = new WorkbenchError(data.code, data.parameters);
    if (data.stack !== undefined) error.stack = data.stack;
    return error;
  }

  /** The error itself when it is one of ours, otherwise a bug that carries what was thrown as its cause. */
  static from(thrown: unknown): WorkbenchError {
    if (thrown instanceof WorkbenchError) return thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new WorkbenchError('internal/bug', { reason }, { cause: thrown });
  }
}
