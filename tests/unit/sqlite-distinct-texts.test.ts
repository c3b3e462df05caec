import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadSqlite, type SqlJsStatic } from '#core/platform/sqlite.ts';
import { hasDistinctTexts } from '#core/sqlite/distinct-texts.ts';
import { GatheredTexts } from '#core/sqlite/gathered-texts.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import { decodeUtf8 } from '#core/sqlite/text-memory.ts';

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

/** Whether the index over these texts says that all are there and different. */
function isDistinct(texts: readonly (string | null)[], spoil?: (bytes: Uint8Array) => void): boolean {
  const database = new sqlite.Database();
  database.run('PRAGMA page_size = 512; CREATE TABLE t (k INTEGER PRIMARY KEY, a TEXT); CREATE INDEX i ON t (a)');
  for (const text of texts) database.run('INSERT INTO t (a) VALUES (?)', [text]);
  const root = Number(database.exec("SELECT rootpage FROM sqlite_master WHERE name = 'i'")[0]!.values[0]![0]);
  const bytes = database.export();
  database.close();
  spoil?.(bytes);
  return hasDistinctTexts({ bytes, header: readFileHeader(bytes)!, root });
}

const ids = Array.from({ length: 400 }, (_, at) => `${(at * 7919) % 400}-feature`);

test('ids that are all there and different are known by their index', () => {
  expect(isDistinct(ids)).toBe(true);
  expect(isDistinct([])).toBe(true);
  expect(isDistinct(['ü', 'u', '城'])).toBe(true);
});

test('one that is missing, empty, repeated or too long for its page is left to SQLite', () => {
  expect(isDistinct([...ids, null])).toBe(false);
  expect(isDistinct([...ids, ''])).toBe(false);
  for (const twice of ['0-feature', '200-feature', '399-feature']) expect(isDistinct([...ids, twice])).toBe(false);
  expect(isDistinct([...ids, 'x'.repeat(2000)])).toBe(false);
});

test('it is never surer than SQLite', () => {
  const some = fc.array(fc.string({ unit: 'grapheme', maxLength: 3 }), { maxLength: 60 });
  fc.assert(
    fc.property(some, (texts) => {
      const storable = texts.filter((text) => !text.includes('\0') && text !== '');
      expect(isDistinct(storable)).toBe(new Set(storable).size === storable.length);
    }),
    { numRuns: 60 },
  );
});

test('pages with a fault end the walk', () => {
  const faults = fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(faults, (changes) => {
      const answer = isDistinct(ids, (bytes) => {
        for (const [at, byte] of changes) bytes[100 + (at % (bytes.length - 100))] = byte;
      });
      expect(typeof answer).toBe('boolean');
    }),
    { numRuns: 60 },
  );
});

test('gathered texts come out as they went in', () => {
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 50 }));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const gathered = new GatheredTexts();
      for (const each of texts) {
        const bytes = each === null ? undefined : new TextEncoder().encode(each);
        if (bytes) gathered.addBytes(bytes, 0, bytes.length, decodeUtf8);
        else gathered.add(null);
      }
      const expected = texts.map((each) => (each === null ? null : decodeUtf8(new TextEncoder().encode(each))));
      expect(gathered.finish()).toEqual(expected);
    }),
  );
});
