/** Plain lines: x and y in turn. */
export type FlatLine = readonly number[];

function endKey(line: FlatLine, atStart: boolean): string {
  const at = atStart ? 0 : line.length - 2;
  return `${Math.round(line[at]! * 100)} ${Math.round(line[at + 1]! * 100)}`;
}

function reversed(line: FlatLine): number[] {
  const turned: number[] = [];
  for (let at = line.length - 2; at >= 0; at -= 2) turned.push(line[at]!, line[at + 1]!);
  return turned;
}

/**
 * Joins lines that meet end to end (to a centimetre) into longer ones: a street of many sections gets one label, not one for
 * each section. Where more than two meet, the first that was given goes on.
 */
export function joinLines(lines: readonly FlatLine[]): number[][] {
  const ends = new Map<string, Set<FlatLine>>();
  const link = (line: FlatLine): void => {
    for (const key of [endKey(line, true), endKey(line, false)]) {
      const group = ends.get(key) ?? new Set();
      ends.set(key, group.add(line));
    }
  };
  const unlink = (line: FlatLine): void => {
    ends.get(endKey(line, true))?.delete(line);
    ends.get(endKey(line, false))?.delete(line);
  };
  const usable = lines.filter((line) => line.length >= 4);
  usable.forEach(link);
  const left = new Set<FlatLine>(usable);
  const grow = (start: number[]): number[] => {
    const chain = start;
    for (;;) {
      const key = endKey(chain, false);
      const [next] = ends.get(key) ?? [];
      if (!next) return chain;
      left.delete(next);
      unlink(next);
      const onward = endKey(next, true) === key ? next : reversed(next);
      for (let at = 2; at < onward.length; at++) chain.push(onward[at]!);
    }
  };
  const joined: number[][] = [];
  for (const line of usable) {
    if (!left.delete(line)) continue;
    unlink(line);
    joined.push(grow(reversed(grow([...line]))));
  }
  return joined;
}
