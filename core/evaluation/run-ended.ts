/** Thrown through an evaluator to end its run with `cause` as it is, not as a fault of the evaluator's own. */
export class RunEnded extends Error {
  override readonly cause: unknown;

  constructor(cause: unknown) {
    super('the run has ended');
    this.cause = cause;
  }
}
