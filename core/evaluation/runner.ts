import { WorkbenchError } from '#core/model/workbench-error.ts';
import { checkOutput } from './check-output.ts';
import type { EvaluationResult, Manifest } from './contract.ts';
import type { EvaluatorJob, JobMessage, WorkerMessage, WorkerPort } from './worker-messages.ts';

/** A worker that runs one job at a time. */
export interface EvaluatorWorker {
  /** Rejects with the evaluator's `WorkbenchError`, and with `plugin/worker-lost` when the worker is gone. */
  run(job: EvaluatorJob, progress: (share: number) => void): Promise<EvaluationResult>;
  /** Ends the worker at once, whatever it is doing. */
  terminate(): void;
}

/** Calls `expired` after a time unless stopped before: the one thing of a clock that a deadline needs. */
export interface Timer {
  start(milliseconds: number, expired: () => void): { stop(): void };
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((share: number) => void) | undefined;
}

/** A worker behind a channel. Tell it with `lose` when the worker died: what is open then fails. */
export interface ConnectedWorker extends EvaluatorWorker {
  lose(): void;
}

/** The host's end of a channel to `serveEvaluators`. `terminate` ends the worker itself. */
export function connectEvaluatorWorker(
  port: WorkerPort<JobMessage, WorkerMessage>,
  terminate: () => void,
): ConnectedWorker {
  interface Pending {
    readonly evaluator: string;
    readonly progress: (share: number) => void;
    readonly resolve: (result: EvaluationResult) => void;
    readonly reject: (error: WorkbenchError) => void;
  }
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let isLost = false;

  port.listen((message) => {
    const job = pending.get(message.id);
    if (!job) return;
    if (message.kind === 'progress') {
      job.progress(message.share);
      return;
    }
    pending.delete(message.id);
    if (message.kind === 'done') job.resolve(message.result);
    else job.reject(WorkbenchError.fromData(message.error));
  });
  const lose = () => {
    isLost = true;
    for (const { evaluator, reject } of pending.values())
      reject(new WorkbenchError('plugin/worker-lost', { evaluator }));
    pending.clear();
  };
  return {
    run: (job, progress) =>
      new Promise((resolve, reject) => {
        const { evaluator } = job;
        if (isLost) {
          reject(new WorkbenchError('plugin/worker-lost', { evaluator }));
          return;
        }
        const id = ++lastId;
        pending.set(id, { evaluator, progress, resolve, reject });
        port.post({ kind: 'run', id, job }, []);
      }),
    terminate() {
      terminate();
      lose();
    },
    lose,
  };
}

/**
 * Runs evaluators in workers: with the deadline of the manifest, cancellable at any moment. A worker is kept for the next
 * run of its evaluator and thrown away when anything went wrong in it.
 */
export class EvaluatorRunner {
  readonly #createWorker: (evaluator: string) => EvaluatorWorker;
  readonly #timer: Timer;
  readonly #idle = new Map<string, EvaluatorWorker[]>();
  readonly #busy = new Set<EvaluatorWorker>();

  constructor(createWorker: (evaluator: string) => EvaluatorWorker, timer: Timer) {
    this.#createWorker = createWorker;
    this.#timer = timer;
  }

  /**
   * One run. Fails with `evaluation/timed-out` past the deadline (also when the evaluator never ends), `command/cancelled`
   * when `signal` aborts, `plugin/failed` and `plugin/bad-output` for faults of the evaluator, `plugin/worker-lost` when
   * its worker died. The result is checked again on this side: the worker's checks stood beside the plugin's code.
   */
  async run(manifest: Manifest, job: EvaluatorJob, options: RunOptions = {}): Promise<EvaluationResult> {
    const { signal } = options;
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
    const worker = this.#idle.get(manifest.id)?.pop() ?? this.#createWorker(manifest.id);
    this.#busy.add(worker);
    try {
      const result = await this.#race(worker, manifest, job, options);
      const { remarks, ...output } = result;
      checkOutput(output, manifest, job.snapshot);
      this.#keep(manifest.id, worker);
      return { ...output, remarks };
    } catch (thrown) {
      worker.terminate();
      throw thrown;
    } finally {
      this.#busy.delete(worker);
    }
  }

  /** Ends all workers; open runs fail. */
  dispose(): void {
    for (const worker of this.#busy) worker.terminate();
    for (const worker of [...this.#idle.values()].flat()) worker.terminate();
    this.#idle.clear();
  }

  #race(
    worker: EvaluatorWorker,
    manifest: Manifest,
    job: EvaluatorJob,
    { signal, progress }: RunOptions,
  ): Promise<EvaluationResult> {
    return new Promise((resolve, reject) => {
      const { seconds } = manifest.limits;
      const abort = () => fail(new WorkbenchError('command/cancelled'));
      const deadline = this.#timer.start(1000 * seconds, () =>
        fail(new WorkbenchError('evaluation/timed-out', { evaluator: manifest.id, seconds })),
      );
      const settle = () => {
        deadline.stop();
        signal?.removeEventListener('abort', abort);
      };
      const fail = (error: unknown) => {
        settle();
        reject(WorkbenchError.from(error));
      };
      signal?.addEventListener('abort', abort, { once: true });
      const work = async () => {
        try {
          const result = await worker.run(job, (share) => progress?.(share));
          settle();
          resolve(result);
        } catch (thrown) {
          fail(thrown);
        }
      };
      void work();
    });
  }

  #keep(evaluator: string, worker: EvaluatorWorker): void {
    const idle = this.#idle.get(evaluator);
    if (idle) idle.push(worker);
    else this.#idle.set(evaluator, [worker]);
  }
}
