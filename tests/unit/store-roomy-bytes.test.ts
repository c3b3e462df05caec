import { expect, test, vi } from 'vitest';
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
