import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadSqlite, type SqlDatabase, type SqlJsStatic, type SqlValue } from '#core/platform/sqlite.ts';
import { DatabasePages } from '#core/sqlite/database-pages.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { scanTable } from '#core/sqlite/table-scan.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

function valueAt(record: RecordReader, column: number): SqlValue {
  if (record.isNumber(column)) return record.number(column);
  const bytes = record.bytes.slice(record.startOf(column), record.endOf(column));
  if (record.isText(column)) return new TextDecoder().decode(bytes);
  return record.isBlob(column) ? bytes : null;
}

async function pagesOf(bytes: Uint8Array): Promise<DatabasePages> {
  const read = async (start: number, length: number) => bytes.subarray(start, start + length);
  return (await DatabasePages.open(read, bytes.length))!;
}

async function rowsOf(bytes: Uint8Array, root: number): Promise<SqlValue[][]> {
  const rows: SqlValue[][] = [];
  await scanTable(await pagesOf(bytes), root, (record) => {
    const values = Array.from({ length: record.count }, (_, column) => valueAt(record, column));
    rows.push([record.key, ...values.slice(1)]);
  });
  return rows;
}

function rootOf(database: SqlDatabase): number {
  return Number(database.exec("SELECT rootpage FROM sqlite_master WHERE name = 't'")[0]!.values[0]![0]);
}

function filled(rows: readonly (readonly SqlValue[])[], pageSize: number): { bytes: Uint8Array; root: number } {
  const database = new sqlite.Database();
  database.run(`PRAGMA page_size = ${pageSize}; CREATE TABLE t (k INTEGER PRIMARY KEY, a, b REAL, c)`);
  database.run('BEGIN');
  for (const row of rows) database.run('INSERT INTO t VALUES (?, ?, ?, ?)', row);
  database.run('COMMIT');
  const root = rootOf(database);
  const bytes = database.export();
  database.close();
  return { bytes, root };
}

const whole = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, -1, 2 ** 40, -(2 ** 40), 2 ** 23, -(2 ** 23) - 1, 2 ** 47),
);
const value = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  whole,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.uint8Array({ maxLength: 30 }),
  // Long enough to stand on pages of its own.
  fc.integer({ min: 400, max: 9000 }).map((length) => new Uint8Array(length).fill(length & 0xff)),
);

test('rows beside one that goes over many pages are read from their own page, in memory that is used again', async () => {
  const long = Uint8Array.from({ length: 7.5 * 2 ** 20 }, (_, place) => place >> 8);
  const { bytes, root } = filled(
    [
      [1, 'before', 1, null],
      [2, long, 2, 'behind'],
      [3, 'after', 3, null],
    ],
    4096,
  );
  const read = async (start: number, length: number, into?: Uint8Array) => {
    const wanted = bytes.subarray(start, start + length);
    if (!into || into.length < wanted.length) return wanted.slice();
    into.set(wanted);
    return into.subarray(0, wanted.length);
  };
  const pages = (await DatabasePages.open(read, bytes.length))!;
  const rows: SqlValue[][] = [];
  await scanTable(pages, root, (record) => {
    const [text, number] = [valueAt(record, 1), valueAt(record, 2)];
    rows.push([record.key, text instanceof Uint8Array ? Buffer.compare(text, long) : text, number]);
  });
  expect(rows).toEqual([
    [1, 'before', 1],
    [2, 0, 2],
    [3, 'after', 3],
  ]);
});

test('gives the rows that SQLite gives, whatever they hold and however large the pages are', async () => {
  const row = fc.tuple(fc.integer({ min: -5000, max: 2 ** 45 }), value, fc.double({ noNaN: true }), value);
  const rows = fc.uniqueArray(row, { maxLength: 120, selector: ([key]) => key });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(512, 1024, 4096, 65_536), async (list, pageSize) => {
      const { bytes, root } = filled(list, pageSize);
      const database = new sqlite.Database(bytes);
      const expected = database.exec('SELECT * FROM t ORDER BY k')[0]?.values ?? [];
      database.close();
      expect(await rowsOf(bytes, root)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a tree of many levels is read in the order of its rows', async () => {
  const list = Array.from({ length: 9000 }, (_, at) => [at + 1, `row ${at}`, at / 4, null] as const);
  const { bytes, root } = filled(list, 512);
  expect(await rowsOf(bytes, root)).toEqual(list);
});

test('what is not sound is refused, and never runs on', async () => {
  const list = Array.from({ length: 300 }, (_, at) => [at + 1, 'x'.repeat(at % 700), at / 4, null] as const);
  const { bytes, root } = filled(list, 512);
  await expect(rowsOf(bytes, 9999)).rejects.toThrow(RangeError);
  // A child that is its own root: a circle.
  const circle = bytes.slice();
  new DataView(circle.buffer).setUint32((root - 1) * 512 + 8, root);
  await expect(rowsOf(circle, root)).rejects.toThrow(RangeError);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 101), fc.nat(255)), { minLength: 1, maxLength: 30 }),
      async (changes) => {
        const broken = bytes.slice();
        for (const [at, byte] of changes) broken[100 + at] = byte;
        const outcome = await rowsOf(broken, root).then(
          () => 'read',
          (thrown) => (thrown instanceof RangeError ? 'refused' : thrown),
        );
        expect(['read', 'refused']).toContain(outcome);
      },
    ),
    { numRuns: 200 },
  );
});
