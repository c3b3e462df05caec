import type { RecordKind } from '#core/model/edit.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Database } from './database.ts';

// Small documents of all kinds are one table, so that a new kind is no new schema. A removed one keeps its row without a
// body, so that undo puts it back in its place.

/** A small document; null when there is none of that id. */
export function readRecord(database: Database, kind: RecordKind, id: string): object | null {
  const body = database.value('SELECT body FROM cityloom_record WHERE kind = ? AND id = ?', [kind, id]);
  return body === null ? null : (JSON.parse(body as string) as object);
}

/** All documents of a kind with their ids, in the order in which they were first put. */
export function readRecords(database: Database, kind: RecordKind): [id: string, body: object][] {
  return database
    .rows('SELECT id, body FROM cityloom_record WHERE kind = ? AND body IS NOT NULL ORDER BY number', [kind])
    .map(([id, body]) => [id as string, JSON.parse(body as string) as object]);
}

/** Puts a document, or with null takes it away; its place in the order stays its own. */
export function writeRecord(database: Database, kind: RecordKind, id: string, body: object | null): void {
  database.run(
    `INSERT INTO cityloom_record (kind, id, body) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
    [kind, id, body === null ? null : JSON.stringify(body)],
  );
}

/** The layers of the project, the topmost first. */
export function readLayers(database: Database): Layer[] {
  const layers = readRecords(database, 'layer').map(([, body]) => body as Layer);
  return layers.sort((a, b) => a.order - b.order);
}

/** The scenarios of the project by their ids, the baseline first. */
export function readScenarios(database: Database): Map<ScenarioId, Scenario> {
  const scenarios = readRecords(database, 'scenario').map(([, body]) => body as Scenario);
  return new Map(scenarios.sort((a, b) => a.order - b.order).map((scenario) => [scenario.id, scenario]));
}

/** Forgets the places of documents that are gone. */
export function forgetRemovedRecords(database: Database): void {
  database.run('DELETE FROM cityloom_record WHERE body IS NULL');
}
