/** What separates the lines of a stop: registers write `1;2`, `1、2`, `1, 2` and the like. */
const lineSeparators = /[;；,，、/|]/;

/** The lines that a stop tells it is served by. */
export function linesOfStop(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(lineSeparators)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
