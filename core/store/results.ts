import type { ScenarioId } from '#core/model/ids.ts';
import type { Deflater } from '#core/platform/platform.ts';
import type { Database } from './database.ts';
import { packDocument, unpackDocument } from './document-codec.ts';

export type ResultKind = 'evaluation' | 'report';

/** What an evaluation is known by. The whole record, of which these are a part, is kept beside it. */
export interface EvaluationHeader {
  readonly id: string;
  readonly scenario: ScenarioId;
  readonly evaluator: string;
  readonly version: string;
  readonly inputsHash: string;
  readonly resultHash: string;
  /** ISO 8601 instant. */
  readonly created: string;
}

/** What a report is known by. */
export interface ReportHeader {
  readonly id: string;
  /** ISO 8601 instant. */
  readonly created: string;
}

export function writeEvaluation(database: Database, record: EvaluationHeader, deflater?: Deflater): void {
  database.run(
    `INSERT OR REPLACE INTO cityloom_evaluation
      (id, scenario, evaluator, version, inputs_hash, result_hash, created, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      record.id,
      record.scenario,
      record.evaluator,
      record.version,
      record.inputsHash,
      record.resultHash,
      record.created,
      packDocument(record, { deflater }),
    ],
  );
}

export function listEvaluations(database: Database): EvaluationHeader[] {
  return database
    .rows(
      `SELECT id, scenario, evaluator, version, inputs_hash, result_hash, created FROM cityloom_evaluation ORDER BY number`,
    )
    .map((row) => {
      const [id, scenario, evaluator, version, inputsHash, resultHash, created] = row as string[] as [
        string,
        ScenarioId,
        string,
        string,
        string,
        string,
        string,
      ];
      return { id, scenario, evaluator, version, inputsHash, resultHash, created };
    });
}

export function writeReport(database: Database, record: ReportHeader, deflater?: Deflater): void {
  database.run('INSERT OR REPLACE INTO cityloom_report (id, created, body) VALUES (?, ?, ?)', [
    record.id,
    record.created,
    packDocument(record, { deflater }),
  ]);
}

export function listReports(database: Database): ReportHeader[] {
  return database
    .rows('SELECT id, created FROM cityloom_report ORDER BY number')
    .map(([id, created]) => ({ id: id as string, created: created as string }));
}

/** The whole record of an evaluation or report, as it was put; undefined when there is none. */
export function readResult(database: Database, kind: ResultKind, id: string, deflater?: Deflater): unknown {
  const body = database.value(`SELECT body FROM cityloom_${kind} WHERE id = ?`, [id]);
  return body === null ? undefined : unpackDocument(body as Uint8Array, deflater);
}

export function removeResult(database: Database, kind: ResultKind, id: string): void {
  database.run(`DELETE FROM cityloom_${kind} WHERE id = ?`, [id]);
}
