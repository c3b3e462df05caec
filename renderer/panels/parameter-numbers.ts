/** Numbers written with commas between them; undefined when something else is among them. */
export function numbersFrom(text: string): number[] | undefined {
  const parts = text.split(/[,，;；\s]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.length > 0 && numbers.every((one) => Number.isFinite(one)) ? numbers : undefined;
}

/** A step that makes about a hundred of the way from least to most. */
export function niceStep(minimum: number, maximum: number, whole: boolean): number {
  const step = 10 ** Math.floor(Math.log10((maximum - minimum) / 50));
  return whole ? Math.max(1, step) : step;
}
