import type { CommandContext } from './command.ts';

/** Clears the line the cursor is on. */
const clearLine = '\r\u001b[K';

/**
 * Where a command writes: results to the output, everything else to the error stream. Progress is one line that is written
 * over on a terminal; elsewhere each thing that is being done is named once.
 */
export function terminalOutput(
  output: NodeJS.WriteStream,
  errors: NodeJS.WriteStream,
): Pick<CommandContext, 'print' | 'tell' | 'progress'> & { finish(): void } {
  let shown = '';
  let named = '';
  const clear = () => {
    if (shown !== '') errors.write(clearLine);
    shown = '';
  };
  return {
    print(line) {
      clear();
      output.write(`${line}\n`);
    },
    tell(text) {
      clear();
      errors.write(`${text}\n`);
    },
    progress(text) {
      if (errors.isTTY) {
        clear();
        shown = text;
        errors.write(text.slice(0, Math.max(20, (errors.columns ?? 80) - 1)));
        return;
      }
      // Without a terminal a number that runs would fill the log.
      const what = text.replace(/[\s\d.,%/]+$/, '');
      if (what === named) return;
      named = what;
      errors.write(`${what}\n`);
    },
    finish: clear,
  };
}
