import type { Language } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { Command, CommandContext } from './command.ts';
import { serveCommand } from './serve-command.ts';

/** Every command of the command line, by its name. */
const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
};

/** Runs `cityloom <input>`; the exit code. Nothing is thrown: an error is printed with what to do about it. */
export async function run(
  input: readonly string[],
  print: (line: string) => void = (line) => console.log(line),
): Promise<number> {
  const context: CommandContext = { language: languageOf(process.env), print };
  const [name, ...rest] = input;
  try {
    if (name === undefined || name === '--help' || name === 'help') return help(context);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new WorkbenchError('command/unknown', { name });
    if (rest.includes('--help')) return usage(name, command, context);
    return await command.run(rest, context);
  } catch (thrown) {
    const error = WorkbenchError.from(thrown);
    const hint = error.hint(context.language);
    console.error(error.describe(context.language) + (hint === '' ? '' : `\n${hint}`));
    return error.exitCode;
  }
}

function help({ language, print }: CommandContext): number {
  print(language === 'zh' ? '用法：cityloom <命令> [参数]' : 'Usage: cityloom <command> [arguments]');
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  for (const [name, { summary }] of Object.entries(commands)) print(`  ${name.padEnd(width)}  ${summary[language]}`);
  return exitCodes.ok;
}

function usage(name: string, { summary, usage }: Command, { language, print }: CommandContext): number {
  print(`cityloom ${name}: ${summary[language]}`);
  for (const line of usage) print(`  ${line[language]}`);
  return exitCodes.ok;
}

/** The language of the terminal: Chinese where the system is, otherwise English. */
function languageOf(environment: NodeJS.ProcessEnv): Language {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  return (named || Intl.DateTimeFormat().resolvedOptions().locale).toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
