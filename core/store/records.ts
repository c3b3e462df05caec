import { type RecordKind, recordKinds } from '#core/model/edit.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Database } from './database.ts';

const tables = Object.fromEntries(
  recordKinds.map((kind) => [kind, `cityloom_${kind.replaceAll('-', '_')}`]),
) as Readonly<Record<RecordKind, string>>;

/** A small document; null when there is none of that id. */
export function readRecord(database: Database, kind: RecordKind, id: string): object | null {
  const body = database.value(`SELECT body FROM ${tables[kind]} WHERE id = ?`, [id]);
  return body === null ? null : (JSON.parse(body as string) as object);
}

/** All documents of a kind with their ids, in the order in which they were first put. */
export function readRecords(database: Database, kind: RecordKind): [id: string, body: object][] {
  return database
    .rows(`SELECT id, body FROM ${tables[kind]} WHERE body IS NOT NULL ORDER BY number`)
    .map(([id, body]) => [id as string, JSON.parse(body as string) as object]);
}

/** Puts a document, or with null takes it away; its place in the order stays its own. */
export function writeRecord(database: Database, kind: RecordKind, id: string, body: object | null): void {
  database.run(
    `INSERT INTO ${tables[kind]} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
    [id, body === null ? null : JSON.stringify(body)],
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
  for (const table of Object.values(tables)) database.run(`DELETE FROM ${table} WHERE body IS NULL`);
}
