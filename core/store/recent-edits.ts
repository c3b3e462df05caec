import type { Edit } from '#core/model/edit.ts';
import type { CommittedStep } from './project-writer.ts';

/** Edits of features that are kept at most; one step may have more. */
const mostEdits = 100_000;

/** The edits of the last actions as they were written, so that taking them back does not read them from the file. */
export class RecentEdits {
  readonly #bySteps = new Map<number, readonly Edit[]>();
  #count = 0;

  /** Keeps the actions among the steps of a commit; an undo or redo has the edits of its target. */
  keep(steps: readonly CommittedStep[]): void {
    for (const { number, target, edits } of steps) {
      if (target !== null) continue;
      this.#forget(number);
      this.#bySteps.set(number, edits);
      this.#count += edits.length;
    }
    for (const number of this.#bySteps.keys()) {
      if (this.#count <= mostEdits || this.#bySteps.size === 1) break;
      this.#forget(number);
    }
  }

  /** Undefined when they are not kept here. */
  editsOf(step: number): readonly Edit[] | undefined {
    return this.#bySteps.get(step);
  }

  #forget(step: number): void {
    this.#count -= this.#bySteps.get(step)?.length ?? 0;
    this.#bySteps.delete(step);
  }

  clear(): void {
    this.#bySteps.clear();
    this.#count = 0;
  }
}
