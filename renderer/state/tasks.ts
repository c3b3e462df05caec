import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Progress } from '#core/platform/platform.ts';
import type { RequestOptions } from '#core/rpc/requests.ts';
import { createStore, type Store } from './store.ts';

/** Long work under way: what the status bar shows. */
export interface Task {
  readonly id: number;
  readonly label: LocalText;
  /** 0 to 1; null while it is not known. */
  readonly share: number | null;
  readonly cancel: () => void;
}

/** Something a person has to know and may act on; it stays until it is dismissed. */
export interface Notice {
  readonly id: number;
  readonly severity: 'error' | 'info';
  readonly message: LocalText;
  readonly hint: LocalText;
  readonly action?: { readonly label: LocalText; readonly run: () => void } | undefined;
}

export interface Activity {
  readonly tasks: readonly Task[];
  readonly notices: readonly Notice[];
}

/** Running tasks and standing notices of a window. */
export class ActivityList {
  readonly store: Store<Activity> = createStore<Activity>({ tasks: [], notices: [] });
  #lastId = 0;

  /**
   * Runs `work` as a task with progress and Cancel. A failure becomes a notice and gives undefined, and so does a
   * cancellation, without a notice. `wayOut` gives the notice of a failure what a person can do about it.
   */
  async run<Value>(
    label: LocalText,
    work: (options: Required<RequestOptions>) => Promise<Value>,
    wayOut?: (error: WorkbenchError) => Notice['action'],
  ): Promise<Value | undefined> {
    const id = ++this.#lastId;
    const cancel = new AbortController();
    const task: Task = { id, label, share: null, cancel: () => cancel.abort() };
    this.store.set(({ tasks }) => ({ tasks: [...tasks, task] }));
    const progress = ({ done, total }: Progress): void => {
      const share = total > 0 ? Math.min(1, done / total) : null;
      this.store.set(({ tasks }) => ({ tasks: tasks.map((one) => (one.id === id ? { ...one, share } : one)) }));
    };
    try {
      return await work({ signal: cancel.signal, progress });
    } catch (thrown) {
      this.fail(thrown, wayOut?.(WorkbenchError.from(thrown)));
      return undefined;
    } finally {
      this.store.set(({ tasks }) => ({ tasks: tasks.filter((one) => one.id !== id) }));
    }
  }

  /** Shows what went wrong; a cancellation is no failure, and a lost engine is told by who starts it again. */
  fail(thrown: unknown, action?: Notice['action']): void {
    const error = WorkbenchError.from(thrown);
    if (error.code === 'command/cancelled' || error.code === 'internal/worker-lost') return;
    this.tell({
      ...(action ? { action } : {}),
      severity: 'error',
      message: { zh: error.describe('zh'), en: error.describe('en') },
      hint: { zh: error.hint('zh'), en: error.hint('en') },
    });
  }

  /** Shows a notice, once; its id. */
  tell(notice: Omit<Notice, 'id'>): number {
    const { notices } = this.store.get();
    const shown = notices.find((one) => one.message.en === notice.message.en && one.message.zh === notice.message.zh);
    if (shown) return shown.id;
    const id = ++this.#lastId;
    this.store.set({ notices: [...notices, { ...notice, id }] });
    return id;
  }

  dismiss(id: number): void {
    this.store.set(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
  }
}
