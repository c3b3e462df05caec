import type { ProjectPlace } from './host.ts';

/**
 * Saving and journal in the order in which they were asked for. An action appended while a save runs is in neither the saved
 * bytes nor the old journal, which the save removes: it waits, and then goes to the journal of what was saved.
 */
export class HostOrder {
  #last: Promise<unknown> = Promise.resolve();
  /** The "save as" under way: whatever comes meanwhile belongs to the place that it finds. */
  #moving: Promise<ProjectPlace | undefined> | undefined;

  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  save(
    place: ProjectPlace | undefined,
    work: () => Promise<ProjectPlace | undefined>,
  ): Promise<ProjectPlace | undefined> {
    const turn = this.run(work);
    if (place !== undefined) return turn;
    const moving = turn.catch(() => undefined);
    this.#moving = moving;
    void moving.finally(() => {
      if (this.#moving === moving) this.#moving = undefined;
    });
    return turn;
  }

  append(place: ProjectPlace | undefined, work: (place: ProjectPlace | undefined) => Promise<void>): Promise<void> {
    const moving = this.#moving;
    return this.run(async () => work((await moving) ?? place));
  }
}
