/** Numbers that grow, as a text such as `1-5000, 5007`. */
export function formatRanges(numbers: ArrayLike<number>): string {
  const parts: string[] = [];
  for (let at = 0; at < numbers.length; at++) {
    const from = numbers[at]!;
    while (numbers[at + 1] === numbers[at]! + 1) at++;
    parts.push(from === numbers[at] ? `${from}` : `${from}-${numbers[at]}`);
  }
  return parts.join(', ');
}

const rangesPattern = /^\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*$/;

/** The ranges in a text such as `1-5000, 5007`, both ends included; undefined when it is no such text. */
export function parseRanges(text: string): readonly (readonly [from: number, to: number])[] | undefined {
  if (!rangesPattern.test(text)) return undefined;
  return text.split(',').map((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return [from!, to!] as const;
  });
}

/** How many numbers a text of ranges names. */
export function countInRanges(text: string): number {
  return (parseRanges(text) ?? []).reduce((count, [from, to]) => count + Math.max(0, to - from + 1), 0);
}
