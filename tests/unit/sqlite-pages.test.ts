import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadSqlite, type SqlDatabase, type SqlJsStatic, type SqlValue } from '#core/platform/sqlite.ts';
import { AppendedPages, appendableHeader } from '#core/sqlite/appended-pages.ts';
import { IndexTree } from '#core/sqlite/index-tree.ts';
import { RecordWriter } from '#core/sqlite/record-writer.ts';
import { TableTree } from '#core/sqlite/table-tree.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

type Row = readonly [text: string | null, number: number | null, blob: Uint8Array | null];

function addValue(record: RecordWriter, value: SqlValue): void {
  if (value === null) record.addNull();
  else if (typeof value === 'string') record.addText(value);
  else if (typeof value === 'number') record.addInteger(value);
  else record.addBlob(value);
}

/** A database of one table with an index, its rows laid in as pages. */
function laid(rows: readonly Row[], pageSize: number): SqlDatabase {
  const empty = new sqlite.Database();
  empty.run(`PRAGMA page_size = ${pageSize}; CREATE TABLE t (k INTEGER PRIMARY KEY, a TEXT, b, c BLOB, id TEXT);`);
  empty.run('CREATE INDEX by_id ON t (id); CREATE TABLE other (a); INSERT INTO other VALUES (7);');
  const root = (name: string) =>
    Number(empty.exec('SELECT rootpage FROM sqlite_master WHERE name = ?', [name])[0]!.values[0]![0]);
  const [table, index] = [root('t'), root('by_id')];
  const bytes = empty.export();
  empty.close();
  const header = appendableHeader(bytes)!;
  expect(header.pageSize).toBe(pageSize);
  const pages = new AppendedPages(bytes, header, 10_000);
  const rowTree = new TableTree(pages);
  const record = new RecordWriter(5);
  for (const [at, row] of rows.entries()) {
    record.begin();
    record.addNull();
    for (const value of row) addValue(record, value);
    record.addText(idOf(at));
    record.finish();
    rowTree.add(at + 1, record.bytes, record.start, record.end);
  }
  const indexTree = new IndexTree(pages);
  for (const at of rows.keys()) {
    record.begin();
    record.addText(idOf(at));
    record.addInteger(at + 1);
    record.finish();
    indexTree.add(record.bytes, record.start, record.end);
  }
  const trees = [
    { root: table, content: rowTree.finish() },
    { root: index, content: indexTree.finish() },
  ];
  const { buffer, length } = pages.finish(trees);
  return new sqlite.Database(buffer.slice(0, length));
}

const idOf = (row: number) => `row-${String(row).padStart(8, '0')}`;

function check(database: SqlDatabase): void {
  expect(database.exec('PRAGMA integrity_check')[0]!.values).toEqual([['ok']]);
}

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', '_'));
const number = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -40_000, max: 40_000 }), fc.double({ noNaN: true }));
const blob = fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.uint8Array({ minLength: 400, maxLength: 3000 }));
const row = fc.tuple(fc.option(text), fc.option(number), fc.option(blob, { freq: 3 }));

test('rows laid in as pages are rows of SQLite, however long and however many', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (some, repeats) => {
      // The same rows again and again make trees of several levels on small pages.
      const rows = Array.from({ length: 1 + repeats }, () => some).flat();
      const database = laid(rows, 512);
      check(database);
      const [found] = database.exec('SELECT a, b, c FROM t ORDER BY k');
      expect(found?.values ?? []).toEqual(rows.map(([a, b, c]) => [a, b === 0 ? 0 : b, c]));
      database.close();
    }),
    { numRuns: 15 },
  );
});

test.each([512, 4096])('trees of every size are sound on pages of %i bytes', (pageSize) => {
  // Around the numbers at which a page more, or a level more, is needed.
  for (const count of [0, 1, 2, 9, 10, 11, 12, 13, 300, 301, 302, 303, 304, 305, 306, 307, 308, 5000]) {
    const rows = Array.from({ length: count }, (_, at): Row => ['a text of some length', at, null]);
    const database = laid(rows, pageSize);
    check(database);
    const wanted = Math.floor(count / 2);
    const [found] = database.exec('SELECT b FROM t INDEXED BY by_id WHERE id = ?', [idOf(wanted)]);
    expect(found?.values).toEqual(count === 0 ? undefined : [[wanted]]);
    database.close();
  }
});

test('SQLite goes on with what was laid: changes, growth and export', () => {
  const rows = Array.from({ length: 3000 }, (_, at): Row => [`text ${at}`, at, new Uint8Array(600).fill(at)]);
  const database = laid(rows, 1024);
  database.run("DELETE FROM t WHERE k % 3 = 0; UPDATE t SET id = id || '-b' WHERE k % 5 = 0;");
  database.run('INSERT INTO t SELECT k + 10000, a, b, c, id FROM t; INSERT INTO other SELECT a FROM t;');
  check(database);
  const exported = database.export();
  database.close();
  const again = new sqlite.Database(exported);
  check(again);
  expect(again.exec('SELECT count(*), sum(length(c)) FROM t')[0]!.values).toEqual([[4000, 2_400_000]]);
  expect(again.exec('SELECT count(*) FROM other')[0]!.values).toEqual([[4001]]);
  again.close();
});
