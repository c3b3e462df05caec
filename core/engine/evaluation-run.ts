import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import type { EvaluationRecord, Manifest, OtherResult, Others, ReadRecord } from '#core/evaluation/contract.ts';
import { declaredAssumptions } from '#core/evaluation/declared-assumptions.ts';
import { EvaluatorRunner, type RunOptions } from '#core/evaluation/runner.ts';
import { inputParts, seedOf } from '#core/evaluation/snapshot.ts';
import type { EvaluatorJob } from '#core/evaluation/worker-messages.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { pluginProvenance } from '#core/plugins/plugin-facts.ts';
import type { EvaluationOutcome, RequestOptions } from '#core/rpc/requests.ts';
import {
  type GivenParameters,
  type Job,
  jobOf,
  jobsRead,
  type PreparedJob,
  prepare,
  subjectOf,
} from './evaluation-inputs.ts';
import { newDigestOf } from './new-digest.ts';
import { PlannedRuns } from './planned-runs.ts';
import { keepRun, latestRun, storedRun } from './result-history.ts';
import type { Session } from './session.ts';
import { allEnded, Slots } from './slots.ts';

const runners = new WeakMap<Session, EvaluatorRunner>();

function runnerOf(session: Session): EvaluatorRunner {
  const known = runners.get(session);
  if (known) return known;
  const { host, plugins } = session;
  const createWorker = (evaluator: string, hash: string | undefined) => {
    if (hash === undefined) return host.createEvaluatorWorker();
    const plugin = plugins.running(evaluator);
    if (plugin?.hash === hash)
      return host.createSandboxWorker({ manifest: plugin.manifest, source: plugin.source, hash });
    const others = plugins.manifests.map(({ id }) => id).join(', ');
    throw new WorkbenchError('plugin/unknown', { id: evaluator, known: others });
  };
  const runner = new EvaluatorRunner(createWorker, host.timer);
  runners.set(session, runner);
  return runner;
}

/** A result as another evaluator that declares to read `indicators` of it gets it. */
export function shownResult(outcome: EvaluationOutcome, indicators: readonly string[]): OtherResult {
  const { evaluator, scenario, record, error } = outcome;
  return {
    evaluator,
    scenario,
    inputsHash: record?.inputsHash ?? '',
    resultHash: record?.resultHash ?? '',
    indicators: record?.result.indicators.filter(({ id }) => indicators.includes(id)) ?? [],
    ...(error ? { failure: error.message } : {}),
  };
}

/** An error as an outcome carries it to where it is shown. */
export function toldError(error: WorkbenchError): NonNullable<EvaluationOutcome['error']> {
  const message = { zh: error.describe('zh'), en: error.describe('en') };
  const hint = { zh: error.hint('zh'), en: error.hint('en') };
  return { code: error.code, message, hint };
}

/** Where results that still hold come from, where new ones go, and who hears how far it is, from 0 to 1. */
export interface RunRecords {
  held(job: PreparedJob): EvaluationRecord | undefined;
  keep(record: EvaluationRecord): void;
  tell(about: { readonly evaluator: string; readonly scenario: ScenarioId; readonly share: number }): void;
}

/** Results are those of the project, and windows hear of the progress. */
export function projectRecords(session: Session): RunRecords {
  const { file } = session.project;
  return {
    held({ manifest, scenario, hash }) {
      const stored = latestRun(file, manifest.id, scenario);
      return stored?.inputsHash === hash ? storedRun(file, stored.id) : undefined;
    },
    keep: (record) => keepRun(file, record),
    tell: (about) => session.emit('evaluation/progress', about),
  };
}

/**
 * One request to evaluate. Each evaluator runs at most once on each scenario, after those whose results it reads; what
 * `records` hold is taken as it is.
 */
export class EvaluationRun {
  readonly #session: Session;
  readonly #given: GivenParameters;
  readonly #options: RequestOptions;
  readonly #records: RunRecords;
  readonly #runner: EvaluatorRunner;
  readonly #slots: Slots;
  readonly #planned: PlannedRuns;
  readonly #outcomes = new Map<string, Promise<EvaluationOutcome>>();

  constructor(session: Session, given: GivenParameters, options: RequestOptions, records = projectRecords(session)) {
    this.#session = session;
    this.#given = given;
    this.#options = options;
    this.#records = records;
    this.#runner = runnerOf(session);
    this.#slots = new Slots(session.host.evaluatorWorkers);
    this.#planned = new PlannedRuns(session, given, {
      base: async (job) => this.#outcome(job),
      run: async (manifest, job) =>
        this.#inSlot(async () => this.#runner.run(manifest, await job(), this.#means(manifest))),
    });
  }

  /** What comes of one evaluator on one scenario. Rejects with `command/cancelled` alone. */
  outcome(manifest: Manifest, scenario: ScenarioId): Promise<EvaluationOutcome> {
    return this.#outcome(jobOf(this.#session, manifest, scenario, this.#given));
  }

  #outcome(job: Job): Promise<EvaluationOutcome> {
    const key = `${job.manifest.id} ${job.scenario}`;
    const known = this.#outcomes.get(key);
    if (known) return known;
    const outcome = this.#work(job);
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  #means({ id }: Manifest): RunOptions {
    return { signal: this.#options.signal, plugin: this.#session.plugins.running(id)?.hash };
  }

  #inSlot<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return this.#slots.run(async () => {
      if (this.#options.signal?.aborted) throw new WorkbenchError('command/cancelled');
      return work();
    });
  }

  async #work(job: Job): Promise<EvaluationOutcome> {
    const { host } = this.#session;
    const about = { evaluator: job.manifest.id, scenario: job.scenario };
    const tell = (share: number) => this.#records.tell({ ...about, share });
    let started = host.clock.now();
    const seconds = () => (host.clock.now() - started) / 1000;
    try {
      const prepared = prepare(this.#session, job, this.#given);
      const held = this.#records.held(prepared);
      if (held) {
        tell(1);
        return { ...about, record: held, seconds: seconds(), reused: true };
      }
      tell(0);
      const record = await this.#record(prepared, tell, () => {
        // What it waited for others is not its own time.
        started = host.clock.now();
      });
      this.#records.keep(record);
      tell(1);
      return { ...about, record, seconds: seconds(), reused: false };
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      if (error.code === 'command/cancelled') throw error;
      return { ...about, error: toldError(error), seconds: seconds(), reused: false };
    }
  }

  async #record(prepared: PreparedJob, tell: (share: number) => void, begin: () => void): Promise<EvaluationRecord> {
    const { host, project, plugins } = this.#session;
    const { manifest, scenario, parameters, ranges, hash } = prepared;
    // The one it is run with: a plugin may be replaced while others are waited for.
    const plugin = plugins.running(manifest.id);
    const { assumptions } = project.facts;
    const newDigest = newDigestOf(host);
    let work: EvaluatorJob = {
      evaluator: manifest.id,
      snapshot: prepared.snapshot,
      parameters,
      assumptions: declaredAssumptions(manifest, assumptions),
      ranges,
      seed: seedOf(hash),
    };
    let reads: readonly ReadRecord[] | undefined;
    const failures: string[] = [];
    const { others } = prepared.snapshot;
    if (others) {
      const gathered = await this.#gather(prepared, others, work, tell);
      reads = gathered.reads;
      failures.push(...gathered.failures);
      work = { ...work, snapshot: { ...prepared.snapshot, others: gathered.others } };
    }
    const result = await this.#inSlot(async () => {
      begin();
      const progress = (share: number) => tell(others ? 0.9 + 0.1 * share : share);
      return this.#runner.run(manifest, work, { ...this.#means(manifest), progress });
    });
    return {
      id: project.file.newId(),
      evaluator: manifest.id,
      scenario,
      version: manifest.version,
      parameters,
      assumptions,
      ...(ranges ? { ranges } : {}),
      // What another evaluator failed at may go well the next time: such a result never counts as current.
      inputsHash: failures.length === 0 ? hash : canonicalHash([hash, failures], newDigest()),
      resultHash: canonicalHash(result, newDigest()),
      created: new Date(host.clock.now()).toISOString(),
      result,
      ...(reads ? { reads } : {}),
      inputs: inputParts(prepared.snapshot, newDigest),
      ...(plugin ? { plugin: pluginProvenance(plugin) } : {}),
    };
  }

  /** The results of others that a job reads, and the runs it plans: made first, several at a time. */
  async #gather(prepared: PreparedJob, others: Others, work: EvaluatorJob, tell: (share: number) => void) {
    const { manifest } = prepared;
    const jobs = jobsRead(this.#session, prepared, this.#given);
    const outcomes = await allEnded(jobs.map((job) => this.#outcome(job)));
    const results = outcomes.flatMap((outcome) => {
      const read = manifest.reads?.find(({ evaluator }) => evaluator === outcome.evaluator);
      return read ? [shownResult(outcome, read.indicators)] : [];
    });
    const reads = outcomes.flatMap(({ evaluator, scenario, record }): ReadRecord[] =>
      record
        ? [
            {
              evaluator,
              scenario,
              version: record.version,
              inputsHash: record.inputsHash,
              resultHash: record.resultHash,
            },
          ]
        : [],
    );
    const failures = outcomes.flatMap(({ error }) => (error ? [error.message.en] : []));
    const subject = subjectOf(this.#session, prepared);
    if (!subject) return { others: { ...others, results }, reads, failures };
    const snapshot = { ...prepared.snapshot, others: { ...others, results } };
    const plan = await this.#inSlot(() => this.#runner.plan(manifest, { ...work, snapshot }, this.#means(manifest)));
    let done = 0;
    const runs = await allEnded(
      plan.map(async (change) => {
        const run = await this.#planned.result(subject, change);
        tell((0.9 * ++done) / plan.length);
        return run;
      }),
    );
    failures.push(...runs.flatMap(({ failure }) => (failure ? [failure.en] : [])));
    return { others: { ...others, results, runs }, reads, failures };
  }
}
