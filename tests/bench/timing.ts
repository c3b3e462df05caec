/** Median of some runs, in milliseconds; the first one, which warms up, does not count. */
export async function medianOf(runs: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(runs / 2)]!;
}

/** One figure of the bench: what was done to how much, how long it took, and that beside something else. */
export interface Figure {
  readonly what: string;
  readonly size: number;
  readonly milliseconds: number;
  /** Time of processors within it, where it was taken: what counts on a machine that others use as well. */
  readonly processorMilliseconds?: number;
  /** Time of the named peer on the same input in the same run. */
  readonly peer?: { readonly name: string; readonly milliseconds: number };
}

/** A line for a person to read. */
export function figureLine({ what, size, milliseconds, processorMilliseconds, peer }: Figure): string {
  const processor = processorMilliseconds === undefined ? '' : `  (processor ${processorMilliseconds.toFixed(1)} ms)`;
  const head = `${what.padEnd(34)} ${String(size).padStart(8)}  ${milliseconds.toFixed(1).padStart(10)} ms${processor}`;
  return peer
    ? `${head}   ${(milliseconds / peer.milliseconds).toFixed(2)} × ${peer.name} (${peer.milliseconds.toFixed(1)} ms)`
    : head;
}

/** How time grows with size: the exponent between the smallest and the largest; 1 is linear. */
export function growth(figures: readonly Figure[]): number {
  const sorted = [...figures].sort((a, b) => a.size - b.size);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  return Math.log(most.milliseconds / least.milliseconds) / Math.log(most.size / least.size);
}
