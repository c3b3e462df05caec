import type { Edit, EditOrigin } from '#core/model/edit.ts';
import type { LocalText } from '#core/model/text.ts';
import type { SqlValue } from '#core/platform/sqlite.ts';
import type { Database } from './database.ts';
import { type BaselineOf, editBytes, editsFromBytes, type ShownGeometry } from './edit-codec.ts';

/** What has become of an action: it holds, it was taken back and can be done again, or something else was done instead. */
export type StepState = 'done' | 'undone' | 'abandoned';

/** One step of the journal: an action of a person, or the undo or redo of one. */
export interface Step {
  readonly number: number;
  /** Random, so that two copies of a file that went different ways are told apart. */
  readonly mark: string;
  readonly label: LocalText;
  readonly origin: EditOrigin;
  readonly author: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly instant: string;
  /** Number of the action that an undo or redo is about; null for an action. */
  readonly target: number | null;
  readonly state: StepState;
  /** Bytes its edits take in the file; 0 when they were dropped. An undo or redo has none of its own. */
  readonly bytes: number;
}

const columns =
  'step, mark, label_zh, label_en, origin, author, reason, instant, target, state, coalesce(length(edits), 0)';

function fromRow(row: readonly SqlValue[]): Step {
  const [number, mark, zh, en, origin, author, reason, instant, target, state, bytes] = row;
  return {
    number: number as number,
    mark: mark as string,
    label: { zh: zh as string, en: en as string },
    origin: origin as EditOrigin,
    author: author as string,
    reason: reason as string,
    instant: instant as string,
    target: target as number | null,
    state: state as StepState,
    bytes: bytes as number,
  };
}

/** Writes a step, with its edits when it keeps its own. */
export function insertStep(
  database: Database,
  step: Omit<Step, 'number' | 'bytes'>,
  edits: readonly Edit[] | null,
  baselineOf: BaselineOf,
): Pick<Step, 'number' | 'bytes'> {
  const { mark, label, origin, author, reason, instant, target, state } = step;
  const packed = edits && editBytes(edits, baselineOf);
  database.run(
    `INSERT INTO cityloom_journal (mark, label_zh, label_en, origin, author, reason, instant, target, state, edits)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [mark, label.zh, label.en, origin, author, reason, instant, target, state, packed],
  );
  return { number: Number(database.value('SELECT max(step) FROM cityloom_journal')), bytes: packed?.length ?? 0 };
}

/** All steps, the oldest first. */
export function listSteps(database: Database): Step[] {
  return database.rows(`SELECT ${columns} FROM cityloom_journal ORDER BY step`).map(fromRow);
}

function firstStep(database: Database, condition: string): Step | undefined {
  const row = database.row(`SELECT ${columns} FROM cityloom_journal ${condition} LIMIT 1`);
  return row && fromRow(row);
}

export const lastStep = (database: Database): Step | undefined => firstStep(database, 'ORDER BY step DESC');

/** The action that undo would take back: the last one done. */
export const stepToUndo = (database: Database): Step | undefined =>
  firstStep(database, "WHERE target IS NULL AND state = 'done' ORDER BY step DESC");

/** The action that redo would do again: the first one taken back. */
export const stepToRedo = (database: Database): Step | undefined =>
  firstStep(database, "WHERE target IS NULL AND state = 'undone' ORDER BY step");

/** The edits of an action; undefined when they were dropped. Without `shown`, geometries that they leave alone are missing. */
export function editsOf(database: Database, step: number, shown?: ShownGeometry): Edit[] | undefined {
  const bytes = database.value('SELECT edits FROM cityloom_journal WHERE step = ?', [step]);
  return bytes === null ? undefined : editsFromBytes(bytes as Uint8Array, shown);
}

export function setStepState(database: Database, step: number, state: StepState): void {
  database.run('UPDATE cityloom_journal SET state = ?2 WHERE step = ?1', [step, state]);
}

/** What was taken back can no longer be done again. */
export function abandonUndone(database: Database): void {
  database.run("UPDATE cityloom_journal SET state = 'abandoned', edits = NULL WHERE state = 'undone'");
}

/** Drops the edits of the oldest actions until all take at most `budget` bytes; the newest stays. Returns how many went. */
export function shortenHistory(database: Database, budget: number): number {
  let total = Number(database.value('SELECT coalesce(sum(length(edits)), 0) FROM cityloom_journal'));
  if (total <= budget) return 0;
  const steps = database.rows('SELECT step, length(edits) FROM cityloom_journal WHERE edits IS NOT NULL ORDER BY step');
  let dropped = 0;
  for (const [step, bytes] of steps.slice(0, -1)) {
    if (total <= budget) break;
    database.run('UPDATE cityloom_journal SET edits = NULL WHERE step = ?', [step!]);
    total -= bytes as number;
    dropped++;
  }
  return dropped;
}

/** Drops the edits of all actions: nothing before now can be undone any more. */
export function forgetHistory(database: Database): void {
  database.run("UPDATE cityloom_journal SET edits = NULL, state = 'abandoned' WHERE state = 'undone'");
  database.run('UPDATE cityloom_journal SET edits = NULL');
}

/** One line of the append-only log. */
export interface LogEntry {
  /** ISO 8601. */
  readonly instant: string;
  readonly who: string;
  readonly what: LocalText;
  readonly why: string;
}

export function appendLog(database: Database, { instant, who, what, why }: LogEntry): void {
  database.run('INSERT INTO cityloom_log (instant, who, what_zh, what_en, why) VALUES (?, ?, ?, ?, ?)', [
    instant,
    who,
    what.zh,
    what.en,
    why,
  ]);
  database.run("UPDATE gpkg_contents SET last_change = ? WHERE table_name = 'cityloom_log'", [instant]);
}

/** The log, the oldest entry first. */
export function readLog(database: Database): LogEntry[] {
  return database
    .rows('SELECT instant, who, what_zh, what_en, why FROM cityloom_log ORDER BY fid')
    .map(([instant, who, zh, en, why]) => ({
      instant: instant as string,
      who: who as string,
      what: { zh: zh as string, en: en as string },
      why: why as string,
    }));
}
