import type { EvaluationResult, Manifest, PlannedResult, PlannedRun } from '#core/evaluation/contract.ts';
import { declaredAssumptions } from '#core/evaluation/declared-assumptions.ts';
import { seedOf } from '#core/evaluation/snapshot.ts';
import type { EvaluatorJob } from '#core/evaluation/worker-messages.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EvaluationOutcome } from '#core/rpc/requests.ts';
import {
  type GivenParameters,
  type Job,
  jobOf,
  jobsRead,
  type PreparedJob,
  prepare,
  snapshotOf,
} from './evaluation-inputs.ts';
import type { Session } from './session.ts';
import { allEnded } from './slots.ts';

interface Means {
  /** The ordinary result of an evaluator, for a run that changes nothing. */
  readonly base: (job: Job) => Promise<EvaluationOutcome>;
  /** Runs a job as soon as there is room; `job` is made no sooner, so that few of them exist at a time. */
  readonly run: (manifest: Manifest, job: () => Promise<EvaluatorJob>) => Promise<EvaluationResult>;
}

/**
 * Runs of evaluators under changed assumptions and parameters. What an evaluator reads of others is run under the same
 * assumptions. Only indicators are kept, and the same run is made once, whoever asks for it. A run draws the same random
 * numbers as the one it is a change of, so that differences come from what was changed alone.
 */
export class PlannedRuns {
  readonly #session: Session;
  readonly #given: GivenParameters;
  readonly #means: Means;
  readonly #results = new Map<string, Promise<PlannedResult>>();
  /** What changes start from, by evaluator and scenario: the project does not change while a request runs. */
  readonly #bases = new Map<string, { readonly base: PreparedJob; readonly read: readonly Job[] }>();

  constructor(session: Session, given: GivenParameters, means: Means) {
    this.#session = session;
    this.#given = given;
    this.#means = means;
  }

  /** What `manifest` gives under a change. Rejects with `command/cancelled` alone. */
  result(manifest: Manifest, change: PlannedRun): Promise<PlannedResult> {
    const key = JSON.stringify([manifest.id, change]);
    const known = this.#results.get(key);
    if (known) return known;
    const result = this.#work(manifest, change);
    this.#results.set(key, result);
    return result;
  }

  async #work(manifest: Manifest, change: PlannedRun): Promise<PlannedResult> {
    try {
      const job = jobOf(this.#session, manifest, change.scenario, this.#given);
      const isBase = Object.keys(change.assumptions).length + Object.keys(change.parameters).length === 0;
      if (isBase) {
        const { record, error } = await this.#means.base(job);
        return { indicators: record?.result.indicators ?? [], ...(error ? { failure: error.message } : {}) };
      }
      return { indicators: await this.#changed(job, change) };
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      if (error.code === 'command/cancelled') throw error;
      return { indicators: [], failure: { zh: error.describe('zh'), en: error.describe('en') } };
    }
  }

  #base(job: Job) {
    const key = `${job.manifest.id} ${job.scenario}`;
    const known = this.#bases.get(key);
    if (known) return known;
    const made = {
      base: prepare(this.#session, job, this.#given),
      read: jobsRead(this.#session, job, this.#given),
    };
    this.#bases.set(key, made);
    return made;
  }

  async #changed(job: Job, change: PlannedRun) {
    const { project } = this.#session;
    const { manifest, scenario } = job;
    const { base, read } = this.#base(job);
    const results = await allEnded(
      read.map(async (other) => {
        const under = { scenario: other.scenario, assumptions: change.assumptions, parameters: {} };
        const { indicators, failure } = await this.result(other.manifest, under);
        const wanted = manifest.reads?.find(({ evaluator }) => evaluator === other.manifest.id)?.indicators ?? [];
        return {
          evaluator: other.manifest.id,
          scenario: other.scenario,
          inputsHash: '',
          resultHash: '',
          indicators: indicators.filter(({ id }) => wanted.includes(id)),
          ...(failure ? { failure } : {}),
        };
      }),
    );
    const { others } = base.snapshot;
    const assumptions = { ...project.facts.assumptions, ...change.assumptions };
    const isOfParcels =
      Object.keys(change.assumptions).length > 0 && manifest.inputs.some(({ role }) => role === 'parcel');
    const result = await this.#means.run(manifest, async () => {
      const snapshot = snapshotOf(project, manifest, scenario, isOfParcels ? assumptions : undefined);
      return {
        evaluator: manifest.id,
        snapshot: others ? { ...snapshot, others: { ...others, results } } : snapshot,
        parameters: { ...job.parameters, ...change.parameters },
        assumptions: declaredAssumptions(manifest, assumptions),
        ranges: base.ranges,
        seed: seedOf(base.hash),
      };
    });
    return result.indicators;
  }
}
