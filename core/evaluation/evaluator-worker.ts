import type { GeometryEngine } from '#core/geometry/engine.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Evaluate, Manifest, Plan } from './contract.ts';
import { PartStore } from './job-parts.ts';
import { planRuns, runEvaluator } from './run-evaluator.ts';
import {
  detachable,
  type EvaluatorJob,
  type JobMessage,
  type WorkerMessage,
  type WorkerPort,
} from './worker-messages.ts';

/** An evaluator as a plugin exports it. */
export interface Evaluator {
  readonly manifest: Manifest;
  readonly evaluate: Evaluate;
  /** Goes with `runs` in the manifest. */
  readonly plan?: Plan;
}

interface EvaluatorWorkerSurroundings {
  /** The worker's end of its channel. `post` must hold the function, not look it up when it is called. */
  readonly port: WorkerPort<WorkerMessage, JobMessage>;
  /** Prepares the geometry engine; may still use the network. */
  readonly openGeometry: () => Promise<GeometryEngine>;
  /** Takes the network, storage and further workers away (see `closeWorld`); gives what it could not take. */
  readonly closeWorld: () => readonly string[];
  /** The code of an evaluator for one job, undefined when there is none of that id. Called when the world is closed. */
  readonly load: (evaluator: string, job: EvaluatorJob) => Promise<Evaluator | undefined>;
}

/**
 * The body of a worker that runs evaluators, the same in every host: waits for jobs, prepares once, closes the world
 * before any plugin code runs, and answers each job with progress and a result or an error.
 */
export function serveEvaluators(surroundings: EvaluatorWorkerSurroundings): void {
  const { port, openGeometry, closeWorld, load } = surroundings;
  const prepare = async (): Promise<GeometryEngine> => {
    const geometry = await openGeometry();
    const open = closeWorld();
    if (open.length > 0) throw new WorkbenchError('internal/bug', { reason: `open in the worker: ${open.join(', ')}` });
    return geometry;
  };
  let preparation: Promise<GeometryEngine> | undefined;

  const store = new PartStore();
  const run = async ({ kind, id, job: given, snapshot }: JobMessage): Promise<void> => {
    const job: EvaluatorJob = { ...given, snapshot: store.open(snapshot) };
    preparation ??= prepare();
    const geometry = await preparation;
    const evaluator = await load(job.evaluator, job);
    if (!evaluator) throw new WorkbenchError('plugin/unknown', { id: job.evaluator, known: '' });
    const { evaluator: _, ...inputs } = job;
    if (kind === 'plan') {
      port.post({ kind: 'planned', id, runs: planRuns({ ...evaluator, ...inputs, geometry }) }, []);
      return;
    }
    let told = 0;
    const progress = (share: number) => {
      // A message per percent is plenty; evaluators may call it in their innermost loops.
      if (share < told + 0.01) return;
      told = share;
      port.post({ kind: 'progress', id, share }, []);
    };
    const { value, transfer } = detachable(runEvaluator({ ...evaluator, ...inputs, geometry, progress }));
    port.post({ kind: 'done', id, result: value }, transfer);
  };

  port.listen((message) => {
    run(message).catch((thrown: unknown) => {
      port.post({ kind: 'failed', id: message.id, error: WorkbenchError.from(thrown).toData() }, []);
    });
  });
}
