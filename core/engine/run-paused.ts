import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { RequestOptions } from '#core/rpc/requests.ts';
import type { EngineHost } from './engine-host.ts';

/** Work goes on so long before others get their turn: they wait no longer than a frame or two. */
const turnMilliseconds = 30;

/**
 * Runs work that stops after each stretch, and lets other requests be answered in between. Fails with `command/cancelled`.
 */
export async function runPaused<Result>(
  work: Generator<void, Result>,
  { clock, timer }: EngineHost,
  { signal }: RequestOptions,
): Promise<Result> {
  let begun = clock.now();
  try {
    for (;;) {
      if (signal?.aborted) throw new WorkbenchError('command/cancelled');
      const step = work.next();
      if (step.done) return step.value;
      if (clock.now() - begun < turnMilliseconds) continue;
      await new Promise<void>((resolve) => timer.start(0, resolve));
      begun = clock.now();
    }
  } finally {
    // Work that is given up cleans up after itself; for work that has ended this does nothing.
    work.return(undefined as never);
  }
}

/** Gives others their turn where the last one is long enough ago; fails with `command/cancelled`. */
export function turnTaker({ clock, timer }: EngineHost, { signal }: RequestOptions): () => Promise<void> {
  let begun = clock.now();
  return async () => {
    if (clock.now() - begun >= turnMilliseconds) {
      await new Promise<void>((resolve) => timer.start(0, resolve));
      begun = clock.now();
    }
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
  };
}
