import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { journalCopy, journalEntry, recoverProject } from '#core/scenario/journal.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { newLayer, openTown, parcelLayer, stopTable, testHost } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

let sqlite: SqlJsStatic;
let saved: Uint8Array;
let journal: Uint8Array[];
/** What the project was after each entry. */
let after: Record<string, unknown>[];

beforeAll(async () => {
  const town = await openTown({ side: 3 });
  ({ sqlite } = town);
  saved = town.project.export();
  const project = openProject(sqlite, saved, 'town.gpkg', testHost(5));
  journal = [];
  after = [contents(project)];
  project.onCommit((commit) => {
    journal.push(journalEntry(project, commit));
    after.push(contents(project));
  });
  const { ids } = project.readTable(parcelLayer);
  const paint = (scenario: typeof baselineId, at: number) => {
    const states = new Map([[ids[at]!, 'deleted' as const]]);
    applyEdits(project, { zh: '涂', en: 'Paint' }, featureEdits(project, parcelLayer, scenario, states), 'user');
  };
  const a = branchScenario(project, { name: { zh: 'A', en: 'A' } }).id;
  paint(a, 1);
  paint(a, 2);
  undo(project);
  addLayers(project, { zh: '导入', en: 'Import' }, [newLayer('late', '后来', 'transit-stop', stopTable(3, 8), 9)]);
  project.transaction((writer) => {
    writer.putEvaluation({
      id: 'e',
      scenario: a,
      evaluator: 'tod',
      version: '1',
      inputsHash: '',
      resultHash: '',
      created: '2026-11-24T00:00:00.000Z',
    });
  });
  undo(project);
  redo(project);
  paint(a, 4);
});

function contents(project: ProjectFile): Record<string, unknown> {
  return { ...contentOf(project), evaluations: project.evaluations(), steps: project.steps(), log: project.log() };
}

const recover = (file: Uint8Array | undefined, entries: readonly Uint8Array[]) =>
  recoverProject(sqlite, file, 'town.gpkg', entries, testHost(9));
const codes = ({ remarks }: ReturnType<typeof recover>) => remarks.map(({ code, count }) => [code, count]);

test('after a kill at any moment the project opens with every action that was committed', () => {
  const lengths = journal.map(({ length }) => length);
  fc.assert(
    fc.property(fc.nat(journal.length), fc.nat(), (whole, cut) => {
      const entries = journal.slice(0, whole);
      const next = journal[whole];
      if (next) entries.push(next.subarray(0, cut % lengths[whole]!));
      const recovered = recover(saved, entries);
      expect(contents(recovered.project)).toEqual(after[whole]);
      const expected = [];
      if (whole > 0) expected.push(['store/journal-replayed', whole]);
      if (next) expected.push(['store/journal-incomplete', whole]);
      expect(codes(recovered)).toEqual(expected);
      recovered.project.close();
    }),
    { numRuns: 40 },
  );
});

test('an entry damaged in the middle ends the journal', () => {
  const damaged = journal.map((entry) => entry.slice());
  damaged[2]![40]! ^= 1;
  const recovered = recover(saved, damaged);
  expect(contents(recovered.project)).toEqual(after[2]);
  expect(codes(recovered)).toEqual([
    ['store/journal-replayed', 2],
    ['store/journal-incomplete', 2],
  ]);
});

test('entries that the file has already are passed over', () => {
  for (let known = 0; known <= journal.length; known++) {
    const file = recover(saved, journal.slice(0, known)).project.export();
    const recovered = recover(file, journal);
    expect(contents(recovered.project)).toEqual(after[journal.length]);
  }
});

test('a recovered project goes on as if nothing had happened', () => {
  const { project } = recover(saved, journal);
  const before = contents(project)[`${parcelLayer} ${project.describe().scenarios[1]!.id}`];
  expect(undo(project)).toMatchObject({ label: { zh: '涂', en: 'Paint' } });
  redo(project);
  expect(contents(project)[`${parcelLayer} ${project.describe().scenarios[1]!.id}`]).toEqual(before);
});

test('the journal of another copy, or of another project, is left alone', async () => {
  const other = openProject(sqlite, saved, 'town.gpkg', testHost(77));
  branchScenario(other, { name: { zh: 'X', en: 'X' } });
  const file = other.export();
  const recovered = recover(file, journal);
  expect(codes(recovered)).toEqual([['store/journal-other-copy', 1]]);
  expect(recovered.project.export()).toEqual(file);
  const stranger = (await openTown({ side: 2, seed: 12 })).project.export();
  expect(codes(recover(stranger, journal))).toEqual([['store/journal-other-copy', 1]]);
  expect(codes(recover(saved, []))).toEqual([]);
});

test('a project that was never saved is restored from a journal that begins with a copy', async () => {
  const { project } = await openTown({ side: 2, seed: 21 });
  const entries: Uint8Array[] = [journalCopy(project)];
  project.onCommit((commit) => entries.push(journalEntry(project, commit)));
  branchScenario(project, { name: { zh: 'A', en: 'A' } });
  addLayers(project, { zh: '导入', en: 'Import' }, [newLayer('late', '后来', 'transit-stop', stopTable(3, 8), 9)]);
  expect(contents(recover(undefined, entries).project)).toEqual(contents(project));
  project.compact({ forgetHistory: true });
  branchScenario(project, { name: { zh: 'B', en: 'B' } });
  expect(contents(recover(undefined, entries).project)).toEqual(contents(project));
  expect(() => recover(undefined, [])).toThrow(expect.objectContaining({ code: 'store/journal-empty' }));
  expect(() => recover(undefined, [entries[0]!.subarray(0, 900)])).toThrow(
    expect.objectContaining({ code: 'store/journal-empty' }),
  );
});

test('a step that does not fit stops the replay with a word about why, and what came before is kept', () => {
  const file = new sqlite.Database(saved);
  file.run(`UPDATE "地块" SET uuid = 'other' WHERE fid = 3`);
  file.run(`DELETE FROM cityloom_record WHERE kind = 'layer' AND id = '${parcelLayer}'`);
  const recovered = recover(file.export(), journal);
  expect(codes(recovered)).toEqual(
    expect.arrayContaining([
      ['store/journal-stopped', 1],
      ['store/journal-replayed', 1],
    ]),
  );
  const stopped = recovered.remarks.find(({ code }) => code === 'store/journal-stopped')!;
  expect(stopped.parameters).toMatchObject({
    step: { en: 'Paint' },
    reason: { en: `The project has no layer ${parcelLayer}.` },
  });
  expect(recovered.project.describe().scenarios).toHaveLength(2);
});

test('anything else is no entry', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const recovered = recover(saved, [bytes]);
      expect(codes(recovered)).toEqual([['store/journal-incomplete', 0]]);
      recovered.project.close();
    }),
    { numRuns: 30 },
  );
});

test('ids in the journal are the ones in the project', () => {
  const { project } = recover(saved, journal);
  expect(project.readTable('late' as LayerId)).toEqual(stopTable(3, 8));
  expect(project.readTable('late' as LayerId).ids[0]).toBe(stopTable(3, 8).ids[0] as FeatureId);
});
