import { parseArgs } from 'node:util';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type Arguments, type Command, commonOptions } from './command.ts';

/** The reason why an option cannot be used as it was given. */
export function badOption(command: string, option: string, reason: LocalText | string): WorkbenchError {
  return new WorkbenchError('command/bad-option', { command, option, reason });
}

/** Reads what stands after a command. Errors: `command/bad-option`, naming the options there are. */
export function readArguments(command: Command, input: readonly string[]): Arguments {
  const declared = [...command.options, ...commonOptions];
  const options = Object.fromEntries(
    declared.map(({ name, value, multiple = false }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple },
    ]),
  );
  const known = declared.map(({ name }) => `--${name}`).join(' ');
  try {
    const { values, positionals } = parseArgs({ args: [...input], options, allowPositionals: true });
    const listOf = (name: string): readonly string[] => {
      const value = values[name];
      const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return list.map(String);
    };
    return {
      places: positionals,
      text: (name) => listOf(name)[0],
      texts: listOf,
      flag: (name) => values[name] === true,
    };
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    const option = /'(-{1,2}[^'\s]+)/.exec(thrown.message)?.[1] ?? input.join(' ');
    const isUnknown = 'code' in thrown && thrown.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw badOption(
      command.name,
      option,
      isUnknown
        ? { zh: `没有这个选项；有 ${known}`, en: `there is no such option; there are ${known}` }
        : { zh: '缺少值，或多了值', en: 'a value is missing, or there is one too many' },
    );
  }
}

/** The one argument of that name. Errors: `command/missing-argument`. */
export function requirePlace(command: Command, { places }: Arguments, at: number): string {
  const place = places[at];
  if (place === undefined || place === '')
    throw new WorkbenchError('command/missing-argument', { command: command.name, name: command.places });
  return place;
}

/** The whole number that an option holds; undefined when it was not given. Errors: `command/bad-option`. */
export function wholeNumber(
  command: Command,
  given: Arguments,
  name: string,
  [least, most]: readonly [least: number, most: number],
): number | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw badOption(command.name, `--${name}`, {
    zh: `应为 ${least}–${most} 的整数，实际是“${text}”`,
    en: `must be a whole number from ${least} to ${most} and is "${text}"`,
  });
}
