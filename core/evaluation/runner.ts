import { WorkbenchError } from '#core/model/workbench-error.ts';
import { checkOutput } from './check-output.ts';
import { checkPlan } from './check-plan.ts';
import type { EvaluationResult, Manifest, PlannedRun } from './contract.ts';
import { PartSender } from './job-parts.ts';
import type { EvaluatorJob, JobMessage, WorkerMessage, WorkerPort } from './worker-messages.ts';

/** A worker that runs one job at a time. */
export interface EvaluatorWorker {
  /** Rejects with the evaluator's `WorkbenchError`, and with `plugin/worker-lost` when the worker is gone. */
  run(job: EvaluatorJob, progress: (share: number) => void): Promise<EvaluationResult>;
  /** Asks the evaluator which runs of another it needs first; fails as `run` does. */
  plan(job: EvaluatorJob): Promise<readonly PlannedRun[]>;
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
  /** Content hash of the plugin that is run; none for evaluators that come with the program. */
  readonly plugin?: string | undefined;
}

type WorkerAnswer = Extract<WorkerMessage, { readonly kind: 'done' | 'planned' }>;

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
    readonly resolve: (answer: WorkerAnswer) => void;
    readonly reject: (error: WorkbenchError) => void;
  }
  const pending = new Map<number, Pending>();
  const parts = new PartSender();
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
    if (message.kind === 'failed') job.reject(WorkbenchError.fromData(message.error));
    else job.resolve(message);
  });
  const lose = () => {
    isLost = true;
    for (const { evaluator, reject } of pending.values())
      reject(new WorkbenchError('plugin/worker-lost', { evaluator }));
    pending.clear();
  };
  const ask = (kind: JobMessage['kind'], job: EvaluatorJob, progress: (share: number) => void) =>
    new Promise<WorkerAnswer>((resolve, reject) => {
      const { evaluator } = job;
      if (isLost) {
        reject(new WorkbenchError('plugin/worker-lost', { evaluator }));
        return;
      }
      const id = ++lastId;
      pending.set(id, { evaluator, progress, resolve, reject });
      const { snapshot, ...rest } = job;
      port.post({ kind, id, job: rest, snapshot: parts.pack(snapshot) }, []);
    });
  const unexpected = () => new WorkbenchError('internal/bug', { reason: 'a worker answered another question' });
  return {
    async run(job, progress) {
      const answer = await ask('run', job, progress);
      if (answer.kind !== 'done') throw unexpected();
      return answer.result;
    },
    async plan(job) {
      const answer = await ask('plan', job, () => {});
      if (answer.kind !== 'planned') throw unexpected();
      return answer.runs;
    },
    terminate() {
      terminate();
      lose();
    },
    lose,
  };
}

/** Workers that may wait for more work; each holds its own geometry engine. */
const mostIdle = 2;

/** All evaluators that come with the program share their workers (docs/decisions/0029); each plugin has its own. */
const shared = 'built-in';

/**
 * Runs evaluators in workers: with the deadline of the manifest, cancellable at any moment. A worker is kept for the next
 * run and thrown away when anything went wrong in it.
 */
export class EvaluatorRunner {
  readonly #createWorker: (evaluator: string, plugin: string | undefined) => EvaluatorWorker;
  readonly #timer: Timer;
  readonly #idle = new Map<string, EvaluatorWorker[]>();
  readonly #busy = new Set<EvaluatorWorker>();

  constructor(createWorker: (evaluator: string, plugin: string | undefined) => EvaluatorWorker, timer: Timer) {
    this.#createWorker = createWorker;
    this.#timer = timer;
  }

  /**
   * One run. Fails with `evaluation/timed-out` past the deadline (also when the evaluator never ends), `command/cancelled`
   * when `signal` aborts, `plugin/failed` and `plugin/bad-output` for faults of the evaluator, `plugin/worker-lost` when
   * its worker died. The result is checked again on this side: the worker's checks stood beside the plugin's code.
   */
  async run(manifest: Manifest, job: EvaluatorJob, options: RunOptions = {}): Promise<EvaluationResult> {
    return this.#withWorker(manifest, options, async (worker) => {
      const { remarks, ...output } = await worker.run(job, (share) => options.progress?.(share));
      checkOutput(output, manifest, job.snapshot);
      return { ...output, remarks };
    });
  }

  /** The runs of another evaluator that one asks for; fails as `run` does. */
  async plan(manifest: Manifest, job: EvaluatorJob, options: RunOptions = {}): Promise<readonly PlannedRun[]> {
    return this.#withWorker(manifest, options, async (worker) =>
      checkPlan(await worker.plan(job), manifest, job.snapshot),
    );
  }

  /** Ends all workers; open runs fail. */
  dispose(): void {
    for (const worker of this.#busy) worker.terminate();
    for (const worker of [...this.#idle.values()].flat()) worker.terminate();
    this.#idle.clear();
  }

  async #withWorker<Answer>(
    manifest: Manifest,
    { signal, plugin }: RunOptions,
    work: (worker: EvaluatorWorker) => Promise<Answer>,
  ): Promise<Answer> {
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
    // Another version of a plugin is other code.
    const key = plugin === undefined ? shared : `${manifest.id} ${plugin}`;
    const worker = this.#idle.get(key)?.pop() ?? this.#createWorker(manifest.id, plugin);
    this.#busy.add(worker);
    try {
      const answer = await this.#race(manifest, signal, () => work(worker));
      this.#keep(key, worker);
      return answer;
    } catch (thrown) {
      worker.terminate();
      throw thrown;
    } finally {
      this.#busy.delete(worker);
    }
  }

  #race<Answer>(manifest: Manifest, signal: AbortSignal | undefined, begin: () => Promise<Answer>): Promise<Answer> {
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
          const answer = await begin();
          settle();
          resolve(answer);
        } catch (thrown) {
          fail(thrown);
        }
      };
      void work();
    });
  }

  #keep(key: string, worker: EvaluatorWorker): void {
    const idle = this.#idle.get(key) ?? [];
    // The evaluator used last stands last; the one that waited longest gives a worker up.
    this.#idle.delete(key);
    this.#idle.set(key, [...idle, worker]);
    const all = [...this.#idle.values()];
    if (all.flat().length > mostIdle)
      all
        .find((workers) => workers.length > 0)
        ?.shift()
        ?.terminate();
  }
}
