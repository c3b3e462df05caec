import type { AssumptionRanges, AssumptionValues } from '#core/model/assumption.ts';
import type { WorkbenchErrorData } from '#core/model/workbench-error.ts';
import type { EvaluationResult, ParameterValues, PlannedRun, Snapshot } from './contract.ts';
import type { SnapshotParcel } from './job-parts.ts';

/** One run: plain data and typed arrays. */
export interface EvaluatorJob {
  /** Id of the evaluator, whose code the worker has. */
  readonly evaluator: string;
  readonly snapshot: Snapshot;
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  readonly ranges?: AssumptionRanges | undefined;
  readonly seed: number;
}

/** Runs a job, or only asks its evaluator which runs of another it needs first. */
export interface JobMessage {
  readonly kind: 'run' | 'plan';
  readonly id: number;
  readonly job: Omit<EvaluatorJob, 'snapshot'>;
  readonly snapshot: SnapshotParcel;
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'done'; readonly id: number; readonly result: EvaluationResult }
  | { readonly kind: 'planned'; readonly id: number; readonly runs: readonly PlannedRun[] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: WorkbenchErrorData };

/** One end of a channel between a host and a worker, as every host can make one. */
export interface WorkerPort<Out, In> {
  readonly post: (message: Out, transfer: ArrayBuffer[]) => void;
  readonly listen: (listener: (message: In) => void) => void;
}

/**
 * Brings a value into the form in which it leaves a worker: views on larger buffers become arrays of their own (a message
 * would carry the whole buffer), and `transfer` names these. What is whole is copied by the message itself: it may be a part of
 * the input, or kept for the next run.
 */
export function detachable<T>(value: T): { readonly value: T; readonly transfer: ArrayBuffer[] } {
  const buffers = new Set<ArrayBuffer>();
  const walk = (part: unknown): unknown => {
    if (ArrayBuffer.isView(part)) {
      const view = part as Float64Array;
      if (view.buffer instanceof ArrayBuffer && view.byteLength === view.buffer.byteLength) return view;
      const own = view.slice();
      buffers.add(own.buffer as ArrayBuffer);
      return own;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, entry]) => [name, walk(entry)]));
  };
  return { value: walk(value) as T, transfer: [...buffers] };
}
