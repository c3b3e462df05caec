import { expect, test, vi } from 'vitest';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { loadSqlite } from '#core/platform/sqlite.ts';
import { Database } from '#core/store/database.ts';
import { roomyBytes } from '#core/store/roomy-bytes.ts';

test('bytes are the same, and their copy has as much room behind it as they are long', () => {
  const bytes = new Uint8Array(3_000_000).map((_, at) => at);
  const roomy = roomyBytes(bytes);
  expect(roomy.length).toBe(bytes.length);
  const copy = roomy.slice(0, bytes.length);
  expect(copy.length).toBe(2 * bytes.length);
  expect(Buffer.compare(copy.subarray(0, bytes.length), bytes)).toBe(0);
  copy[0] = 99;
  expect(bytes[0]).toBe(0);
});

test('SQLite takes its file by slice, once', async () => {
  const sqlite = await loadSqlite();
  const empty = new sqlite.Database();
  empty.run('CREATE TABLE t (a)');
  const roomy = roomyBytes(empty.export());
  const slice = vi.spyOn(roomy, 'slice');
  const database = new sqlite.Database(roomy);
  expect(slice).toHaveBeenCalledTimes(1);
  database.close();
  empty.close();
});

test('a database grows into the room and beyond it, and what it was opened from stays as it is', async () => {
  const sqlite = await loadSqlite();
  const first = new Database(sqlite);
  first.script('CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)');
  const bytes = first.export();
  const before = bytes.slice();
  first.close();
  const database = new Database(sqlite, bytes);
  const body = new Uint8Array(100_000).fill(7);
  database.transaction(() =>
    database.runAll(
      'INSERT INTO t (body) VALUES (?)',
      Array.from({ length: 30 }, () => [body]),
    ),
  );
  const exported = database.export();
  database.close();
  expect(bytes).toEqual(before);
  const again = new Database(sqlite, exported);
  expect(again.value('SELECT sum(length(body)) FROM t')).toBe(3_000_000);
  expect(again.value('PRAGMA integrity_check')).toBe('ok');
  expect(exported.length).toBeLessThan(3_300_000);
  again.close();
});

/** The bytes without the counters of the header, which every copy of a database has of its own. */
function withoutCounters(bytes: Uint8Array): Uint8Array {
  const plain = bytes.slice();
  for (const [from, to] of [
    [24, 28],
    [40, 44],
    [92, 100],
  ] as const)
    plain.fill(0, from, to);
  return plain;
}

test('the bytes in place are those of a copy, as long as the file stands in the buffer it was given', async () => {
  const sqlite = await loadSqlite();
  const first = new Database(sqlite);
  first.script('CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)');
  const small = first.export();
  expect(first.bytesInPlace()).toBeUndefined();
  first.close();
  const open = () => {
    const buffer = new Uint8Array(4_000_000);
    buffer.set(small);
    return new Database(sqlite, buffer.subarray(0, small.length), true);
  };
  const add = (database: Database, rows: number) =>
    database.runAll(
      'INSERT INTO t (body) VALUES (?)',
      Array.from({ length: rows }, () => [new Uint8Array(100_000).fill(7)]),
    );
  const expectSame = (database: Database) =>
    expect(Buffer.compare(withoutCounters(database.bytesInPlace()!), withoutCounters(database.export()))).toBe(0);

  const database = open();
  expectSame(database);
  database.transaction(() => add(database, 20));
  expectSame(database);
  database.run('DELETE FROM t WHERE id > 3');
  database.transaction(() => database.script('CREATE INDEX i ON t (body); DROP INDEX i'));
  expectSame(database);
  database.transaction(() => add(database, 10));
  expectSame(database);
  // Past the end of its buffer SQLite moves the file.
  database.transaction(() => add(database, 60));
  expect(database.bytesInPlace()).toBeUndefined();
  database.close();

  const rolledBack = open();
  expect(() =>
    rolledBack.transaction(() => {
      add(rolledBack, 1000);
      throw new Error('given up');
    }),
  ).toThrow('given up');
  expect(rolledBack.bytesInPlace()).toBeUndefined();
  rolledBack.close();

  const vacuumed = open();
  vacuumed.script('VACUUM');
  expect(vacuumed.bytesInPlace()).toBeUndefined();
  expect(() => vacuumed.transaction(() => vacuumed.bytesInPlace())).toThrow(WorkbenchError);
  vacuumed.close();
});
