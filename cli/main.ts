import type { Language } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import { assessCommand } from './assess-command.ts';
import { checkCommand } from './check-command.ts';
import type { Command, CommandContext } from './command.ts';
import { compareCommand } from './compare-command.ts';
import { diffCommand } from './diff-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { infoCommand } from './info-command.ts';
import { joinCommand } from './join-command.ts';
import { methodCommand } from './method-command.ts';
import { checkPluginCommand, pluginCommand } from './plugin-command.ts';
import { printCommand } from './print-command.ts';
import { badOption, readArguments } from './read-arguments.ts';
import { reportCommand } from './report-command.ts';
import { resultsCommand } from './results-command.ts';
import { serveCommand } from './serve-command.ts';
import { showCommandHelp, showHelp } from './show-help.ts';
import { suggestCommand } from './suggest-command.ts';
import { terminalOutput } from './terminal-output.ts';
import { verifyCommand } from './verify-command.ts';

/** Every command of the command line, in the order of the work. */
const commands: readonly Command[] = [
  importCommand,
  checkCommand,
  joinCommand,
  assessCommand,
  compareCommand,
  resultsCommand,
  verifyCommand,
  diffCommand,
  suggestCommand,
  reportCommand,
  printCommand,
  exportCommand,
  infoCommand,
  methodCommand,
  pluginCommand,
  checkPluginCommand,
  serveCommand,
];

/** Whoever reads the output has seen enough, as `head` does: there is nobody left to write for. */
function leaveQuietly({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit(exitCodes.ok);
}

/**
 * Runs `cityloom <input>`; the exit code. Nothing is thrown: an error is said on the error stream with what to do about it,
 * and with `--json` stands on the output as well.
 */
export async function run(input: readonly string[]): Promise<number> {
  const { finish, ...writing } = terminalOutput(process.stdout, process.stderr);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  // A write that fails is told of after the command has ended, so the listener stays.
  if (!process.stdout.listeners('error').includes(leaveQuietly)) process.stdout.on('error', leaveQuietly);
  const json = input.includes('--json');
  let language = terminalLanguage(process.env);
  try {
    const [name, ...rest] = input;
    language = statedLanguage(rest, name ?? '') ?? language;
    const context: CommandContext = { language, json, signal: stopping.signal, ...writing };
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      showHelp(commands, context);
      return exitCodes.ok;
    }
    const command = commands.find((each) => each.name === name);
    if (command === undefined) throw new WorkbenchError('command/unknown', { name });
    if (rest.includes('--help') || rest.includes('-h')) {
      showCommandHelp(command, context);
      return exitCodes.ok;
    }
    return await command.run(readArguments(command, rest), context);
  } catch (thrown) {
    const error = WorkbenchError.from(thrown);
    const [message, hint] = [error.describe(language), error.hint(language)];
    if (json) writing.print(JSON.stringify({ error: { code: error.code, message, hint } }, null, 2));
    writing.tell(hint === '' ? message : `${message}\n${hint}`);
    // A fault of the program itself: what is needed to find it.
    if (error.code === 'internal/bug' && process.env['CITYLOOM_TRACE'])
      writing.tell(String((error.cause as Error)?.stack));
    return error.exitCode;
  } finally {
    finish();
    process.off('SIGINT', stop);
  }
}

/** What `--language` says. Errors: `command/bad-option`. */
function statedLanguage(input: readonly string[], command: string): Language | undefined {
  const at = input.findIndex((text) => text === '--language' || text.startsWith('--language='));
  if (at < 0) return undefined;
  const text = input[at]!.includes('=') ? input[at]!.slice('--language='.length) : input[at + 1];
  if (text === 'zh' || text === 'en') return text;
  throw badOption(command, '--language', {
    zh: `应为 zh 或 en，实际是“${text ?? ''}”`,
    en: `must be zh or en and is "${text ?? ''}"`,
  });
}

/** The language of the terminal: Chinese where the system is, otherwise English. */
function terminalLanguage(environment: NodeJS.ProcessEnv): Language {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  return (named || Intl.DateTimeFormat().resolvedOptions().locale).toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
