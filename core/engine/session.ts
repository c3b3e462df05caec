import type { RecordKind } from '#core/model/edit.ts';
import { type Remark, RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EventName, Events, ProjectState } from '#core/rpc/requests.ts';
import { journalCopy, journalEntry } from '#core/scenario/journal.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit } from '#core/store/project-writer.ts';
import type { EngineHost } from './engine-host.ts';
import { LiveModel } from './live-model.ts';
import { PluginSet } from './plugin-set.ts';
import { projectState } from './project-state.ts';
import { ScenarioFacts } from './scenario-facts.ts';
import { ScenarioTables } from './scenario-tables.ts';

/** A project that is open, with what was worked out from it. */
export interface OpenProject {
  readonly file: ProjectFile;
  readonly tables: ScenarioTables;
  /** Worked out anew when development types or assumptions change. */
  facts: ScenarioFacts;
  /** Sums behind the live indicators, kept up with every commit. */
  readonly live: LiveModel;
  /** What opening it had to say. */
  readonly remarks: readonly Remark[];
  /** Number of commits since the project was last saved. */
  unsaved: number;
  /** True when a copy of the whole file has to go to the crash journal first, because it was never saved. */
  needsCopy: boolean;
}

/** What the request handlers of one engine share: the open project, and a way to tell windows. */
export class Session {
  readonly host: EngineHost;
  /** All evaluators there are: those of the program and those of plugins. */
  readonly plugins: PluginSet;
  #open: OpenProject | undefined;
  readonly #listeners = new Map<EventName, Set<(event: never) => void>>();

  constructor(host: EngineHost) {
    this.host = host;
    this.plugins = new PluginSet(host, () => this.emit('plugins/changed', {}));
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** The open project; error `command/no-project` when there is none. */
  get project(): OpenProject {
    if (!this.#open) throw new WorkbenchError('command/no-project');
    return this.#open;
  }

  /** Takes `file` as the open project, in place of the one before. */
  open(file: ProjectFile, remarks: readonly Remark[], isNew: boolean): void {
    this.close();
    const tables = new ScenarioTables(file);
    const facts = new ScenarioFacts(tables, file.describe());
    const live = new LiveModel(tables, () => this.project);
    this.plugins.follow(file);
    const all = [...remarks, ...this.#waitingPlugins()];
    this.#open = { file, tables, facts, live, remarks: all, unsaved: isNew ? 1 : 0, needsCopy: isNew };
    file.onCommit((commit) => this.#committed(commit));
  }

  close(): void {
    this.plugins.follow(undefined);
    this.#open?.file.close();
    this.#open = undefined;
  }

  /** Says which plugins a project brings that nobody on this machine has agreed to yet. */
  #waitingPlugins(): readonly Remark[] {
    const remarks = new RemarkList();
    for (const { id, state, facts } of this.plugins.entries) {
      if (state !== 'waiting' || !facts) continue;
      const { name, version, author } = facts.manifest;
      remarks.add('plugin/brought', 'warning', { id, name, version, author });
    }
    return remarks.toArray();
  }

  state(): ProjectState {
    return projectState(this.project);
  }

  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (event: never) => void);
    return () => listeners.delete(listener as (event: never) => void);
  }

  emit<Name extends EventName>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (event: Events[Name]) => void)(event);
  }

  #committed(commit: Commit): void {
    const open = this.project;
    open.unsaved++;
    const changed = open.tables.follow(commit);
    if (changesPlugins(commit)) this.plugins.changed();
    if (changesGround(commit)) open.facts = new ScenarioFacts(open.tables, open.file.describe(), open.facts);
    open.live.follow(commit);
    if ((this.#listeners.get('journal/entry')?.size ?? 0) > 0) {
      const bytes = open.needsCopy ? journalCopy(open.file) : journalEntry(open.file, commit);
      open.needsCopy = false;
      this.emit('journal/entry', { bytes });
    }
    if (changed.layers.length > 0) this.emit('features/changed', changed);
    this.emit('project/changed', this.state());
  }
}

/** Records that quantities and indicators are derived by. */
const groundRecords: ReadonlySet<RecordKind> = new Set(['development-type', 'assumption', 'own-indicator']);

/** Whether a commit changed what quantities are derived by. */
function changesGround(commit: Commit): boolean {
  return commit.steps.some(({ edits }) =>
    edits.some((edit) => edit.kind === 'record' && groundRecords.has(edit.record)),
  );
}

/** Whether a commit installed, changed or removed plugins. */
function changesPlugins(commit: Commit): boolean {
  return commit.steps.some(({ edits }) => edits.some((edit) => edit.kind === 'record' && edit.record === 'plugin'));
}
