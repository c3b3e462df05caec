import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadSqlite, type SqlDatabase, type SqlJsStatic, type SqlValue } from '#core/platform/sqlite.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { StoredRows } from '#core/sqlite/stored-rows.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const columns = 5;

function rowsOf(database: SqlDatabase, name = 't'): StoredRows | undefined {
  const found = database.exec('SELECT rootpage FROM sqlite_master WHERE name = ?', [name]);
  const bytes = database.export();
  return StoredRows.of({ bytes, header: readFileHeader(bytes)!, root: Number(found[0]!.values[0]![0]) });
}

function valueOf(record: RecordReader, column: number): SqlValue {
  if (column >= record.count) return null;
  if (record.isNumber(column)) return record.number(column);
  const bytes = record.bytes.slice(record.startOf(column), record.endOf(column));
  if (record.isText(column)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return record.isBlob(column) ? bytes : null;
}

function read(rows: StoredRows): SqlValue[][] {
  const found: SqlValue[][] = [];
  const isSound = rows.each((row) =>
    found.push([row.key, ...Array.from({ length: columns - 1 }, (_, at) => valueOf(row, at + 1))]),
  );
  expect(isSound).toBe(true);
  return found;
}

const values = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.integer({ min: -(2 ** 47), max: 2 ** 47 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0')),
  fc.uint8Array({ maxLength: 20 }),
  fc.integer({ min: 300, max: 9000 }).map((length) => new Uint8Array(length).fill(length % 256)),
);

test('the rows in the bytes are those that SQLite gives, for pages of every kind', () => {
  const row = fc.tuple(values, values, values, values);
  const tables = fc.tuple(fc.array(row, { maxLength: 120 }), fc.constantFrom(512, 1024, 4096, 65_536), fc.boolean());
  fc.assert(
    fc.property(tables, ([rows, pageSize, isHoled]) => {
      const database = new sqlite.Database();
      database.run(`PRAGMA page_size = ${pageSize}; CREATE TABLE t (k INTEGER PRIMARY KEY, a, b, c, d)`);
      for (const each of rows) database.run('INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)', [...each]);
      if (isHoled) database.run('DELETE FROM t WHERE k % 3 = 0');
      const expected = database.exec('SELECT * FROM t ORDER BY k')[0]?.values ?? [];
      const stored = rowsOf(database)!;
      expect(stored.count).toBe(expected.length);
      expect(read(stored)).toEqual(expected);
      database.close();
    }),
    { numRuns: 60 },
  );
});

test('columns that came after the rows are empty there', () => {
  const database = new sqlite.Database();
  database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, 'x')");
  database.run("ALTER TABLE t ADD COLUMN b; INSERT INTO t VALUES (2, 'y', 3)");
  expect(read(rowsOf(database)!)).toEqual([
    [1, 'x', null, null, null],
    [2, 'y', 3, null, null],
  ]);
  database.close();
});

test('what is no table of rows by number is not read', () => {
  const database = new sqlite.Database();
  database.run('CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID');
  expect(rowsOf(database)).toBeUndefined();
  database.close();
});

test('pages with a fault are seen, or give rows that are there: never more than the file has', () => {
  const database = new sqlite.Database();
  database.run('PRAGMA page_size = 512; CREATE TABLE t (k INTEGER PRIMARY KEY, a, b, c, d)');
  for (let at = 0; at < 300; at++) database.run('INSERT INTO t (a, b) VALUES (?, ?)', [`row ${at}`, at % 7]);
  database.run('INSERT INTO t (a) VALUES (?)', [new Uint8Array(5000)]);
  const root = Number(database.exec("SELECT rootpage FROM sqlite_master WHERE name = 't'")[0]!.values[0]![0]);
  const sound = database.export();
  database.close();
  const faults = fc.array(fc.tuple(fc.nat(sound.length - 101), fc.nat(255)), { minLength: 1, maxLength: 40 });
  let seen = 0;
  fc.assert(
    fc.property(faults, (changes) => {
      const bytes = sound.slice();
      for (const [at, byte] of changes) bytes[100 + at] = byte;
      let count = 0;
      const rows = StoredRows.of({ bytes, header: readFileHeader(bytes)!, root });
      if (rows?.each(() => count++) !== true) seen++;
      expect(count).toBeLessThan(sound.length);
    }),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(0);
});
