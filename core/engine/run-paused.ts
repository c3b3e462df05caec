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
  for (;;) {
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
    const step = work.next();
    if (step.done) return step.value;
    if (clock.now() - begun < turnMilliseconds) continue;
    await new Promise<void>((resolve) => timer.start(0, resolve));
    begun = clock.now();
  }
}
