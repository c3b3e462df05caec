import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baseOf, JournalFile } from '../../electron/main/journal-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'cityloom-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

const project = new Uint8Array([1, 2, 3]);
const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);
const lists = (entries: readonly Uint8Array[]): number[][] => entries.map((entry) => [...entry]);

test('whatever is cut off, the journal has the whole actions before the cut, and goes on from there', async () => {
  const base = await baseOf(project);
  const actions = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(actions, fc.nat(), async (entries, cut) => {
      const file = path.join(folder, 'plan.gpkg.journal');
      await rm(file, { force: true });
      const journal = new JournalFile([file], base);
      await journal.append(bytes(42));
      for (const entry of entries) await journal.append(new Uint8Array(entry));
      const whole = await readFile(file);
      const length = 40 + 9 + (cut % (whole.length - 48));
      await writeFile(file, whole.subarray(0, length));
      const after = new JournalFile([file], base);
      const kept = lists(await after.entries());
      const all = [[42], ...entries.map((entry) => [...entry])];
      let end = 40;
      const expected = all.filter((entry) => {
        end += 8 + entry.length;
        return end <= length;
      });
      expect(kept).toEqual(expected);
      await after.append(bytes(7));
      expect(lists(await new JournalFile([file], base).entries())).toEqual([...expected, [7]]);
    }),
    { numRuns: 60 },
  );
});

test('a damaged action ends the journal', async () => {
  const file = path.join(folder, 'plan.gpkg.journal');
  const journal = new JournalFile([file], await baseOf(project));
  for (const value of [1, 2, 3]) await journal.append(bytes(value, value, value));
  const damaged = await readFile(file);
  damaged[40 + 11 + 9] = 99;
  await writeFile(file, damaged);
  expect(lists(await new JournalFile([file], await baseOf(project)).entries())).toEqual([[1, 1, 1]]);
});

test('a journal of other bytes, of another program or of nothing is no journal', async () => {
  const file = path.join(folder, 'plan.gpkg.journal');
  await new JournalFile([file], await baseOf(project)).append(bytes(1));
  const other = new JournalFile([file], await baseOf(new Uint8Array([9])));
  expect(await other.entries()).toEqual([]);
  await other.append(bytes(2));
  expect(lists(await other.entries())).toEqual([[2]]);
  await writeFile(file, 'something else entirely, and longer than any header would be');
  expect(await other.entries()).toEqual([]);
  await writeFile(file, '');
  expect(await other.entries()).toEqual([]);
});

test('appends asked for at once are kept in their order', async () => {
  const journal = new JournalFile([path.join(folder, 'x.journal')], await baseOf(project));
  await Promise.all([...Array(30).keys()].map((value) => journal.append(bytes(value))));
  expect(lists(await journal.entries())).toEqual([...Array(30).keys()].map((value) => [value]));
});

test('a folder that cannot be written is passed over for the next place', async () => {
  const places = [path.join(folder, 'gone/x.journal'), path.join(folder, 'journals/y.journal')];
  const journal = new JournalFile(places, await baseOf(project));
  await journal.append(bytes(1));
  expect(lists(await new JournalFile(places, await baseOf(project)).entries())).toEqual([[1]]);
  await journal.remove();
  expect(await journal.entries()).toEqual([]);
});
