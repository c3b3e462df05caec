import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { historyOf, redo, undo } from '#core/scenario/history.ts';
import { journalEntry, recoverProject } from '#core/scenario/journal.ts';
import { extentOfCoordinates } from '#core/store/extent.ts';
import { BlobReader } from '#core/store/geopackage-binary.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { ProjectHost } from '#core/store/project-writer.ts';
import { type Action, act, anyAction } from '#tests/fixtures/store-actions.ts';
import { openTown, testHost } from '#tests/fixtures/store-town.ts';
import { contentOf, featureLayers, rowsOfFile } from '#tests/fixtures/store-town-state.ts';

/** Names of what differs: the whole contents would be too long to read. */
function differences(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]));
}

const refusals = new Map<string, number>();

/** Does what can be done; a refusal has to be one of ours and must have changed nothing. */
function actOrRefuse(project: ProjectFile, action: Action): void {
  const before = project.revision;
  try {
    act(project, action);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    expect(project.revision).toBe(before);
    refusals.set(thrown.code, (refusals.get(thrown.code) ?? 0) + 1);
  }
}

/** Every layer of every scenario, as its view or its table in the file gives it to other programs, is what the project says. */
function expectFileAsProject(sqlite: SqlJsStatic, project: ProjectFile, bytes: Uint8Array): number {
  const database = new sqlite.Database(bytes);
  const all = (sql: string): unknown[][] => database.exec(sql)[0]?.values ?? [];
  const sources = new Map(
    all('SELECT layer, scenario, view_name FROM cityloom_view').map(([layer, scenario, view]) => [
      `${layer} ${scenario}`,
      view,
    ]),
  );
  let views = 0;
  for (const [layer] of featureLayers(project)) {
    const { table, geometryType, columns } = project.layerTable(layer);
    for (const [id] of project.records('scenario')) {
      const scenario = id as ScenarioId;
      const view = scenario === baselineId ? table : sources.get(`${layer} ${scenario}`);
      expect(view !== undefined, `view of ${layer} in ${scenario}`).toBe(
        scenario === baselineId || project.changesFromBaseline(layer, scenario).size > 0,
      );
      if (view === undefined) continue;
      views++;
      const expected = project.readTable(layer, scenario);
      const list = ['uuid', ...columns.map(({ column }) => column), ...(geometryType ? ['geom'] : [])];
      const rows = new Map(
        all(`SELECT ${list.map((name) => `"${name}"`).join(', ')} FROM "${view}"`).map((row) => [row[0], row]),
      );
      expect([...rows.keys()].sort()).toEqual([...expected.ids].sort());
      const reader = geometryType && new BlobReader(geometryType);
      expected.ids.forEach((feature, row) => {
        const cells = rows.get(feature)!;
        columns.forEach(({ field, type }, index) => {
          const value = scalarAt(expected, { name: field, type }, row);
          expect(cells[index + 1]).toBe(typeof value === 'boolean' ? Number(value) : value);
        });
        reader?.read(cells.at(-1) as Uint8Array | null);
      });
      if (!reader) continue;
      const { coordinates } = reader.packer.finish();
      expect(isDeepStrictEqual(coordinates, expected.geometry.coordinates)).toBe(true);
      const extent = extentOfCoordinates(coordinates);
      const [registered] = all(`SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '${view}'`);
      expect(registered).toEqual(
        extent ? [extent.minX, extent.minY, extent.maxX, extent.maxY] : [null, null, null, null],
      );
    }
  }
  expect(sources.size + featureLayers(project).length).toBe(views);
  database.close();
  return sources.size;
}

/** Two scenarios, one on the other, so that the actions after have something to work on. */
const prelude: readonly Action[] = [
  { kind: 'branch', a: 0, b: 1, c: 0 },
  { kind: 'branch', a: 1, b: 2, c: 0 },
];

test('any sequence of actions can be undone, redone, saved, and done again from the journal', async () => {
  const { sqlite, project: start } = await openTown({ side: 4 });
  const file = start.export();
  const host = (): ProjectHost => testHost(5);
  let views = 0;
  await fc.assert(
    fc.property(fc.array(anyAction, { maxLength: 32, size: 'max' }), (actions) => {
      const project = openProject(sqlite, file, 'town.gpkg', host());
      const journal: Uint8Array[] = [];
      project.onCommit((commit) => journal.push(journalEntry(project, commit)));
      const first = { content: contentOf(project), rows: rowsOfFile(sqlite, project.export()) };
      const done = historyOf(project).position;
      for (const action of [...prelude, ...actions]) actOrRefuse(project, action);
      const bytes = project.export();
      const last = { content: contentOf(project), rows: rowsOfFile(sqlite, bytes) };
      views += expectFileAsProject(sqlite, project, bytes);
      const { position, actions: steps } = historyOf(project);

      const reopened = openProject(sqlite, bytes, 'town.gpkg', host());
      expect(reopened.remarks).toEqual([]);
      expect(differences(contentOf(reopened), last.content)).toEqual([]);
      expect(historyOf(reopened)).toEqual({ actions: steps, position, fixed: 0 });
      expect(Buffer.compare(reopened.export(), bytes)).toBe(0);

      const recovered = recoverProject(sqlite, file, 'town.gpkg', journal, host());
      expect(recovered.remarks.map(({ code }) => code)).toEqual(journal.length > 0 ? ['store/journal-replayed'] : []);
      expect(differences(contentOf(recovered.project), last.content)).toEqual([]);
      expect(differences(rowsOfFile(sqlite, recovered.project.export()), last.rows)).toEqual([]);
      expect(recovered.project.steps()).toEqual(project.steps());

      for (let left = position; left > done; left--) undo(reopened);
      expect(differences(contentOf(reopened), first.content)).toEqual([]);
      expect(differences(visibleRows(rowsOfFile(sqlite, reopened.export())), visibleRows(first.rows))).toEqual([]);
      for (let left = position; left > done; left--) redo(reopened);
      expect(differences(contentOf(reopened), last.content)).toEqual([]);
      expect(differences(visibleRows(rowsOfFile(sqlite, reopened.export())), visibleRows(last.rows))).toEqual([]);
      for (const each of [project, reopened, recovered.project]) each.close();
    }),
    { numRuns: 40 },
  );
  // The sequences were worth something: views, and refusals of several kinds, came about.
  expect(views).toBeGreaterThan(40);
  expect([...refusals.keys()]).toEqual(
    expect.arrayContaining(['edit/scenario-locked', 'scenario/has-children', 'edit/field-in-use']),
  );
}, 240_000);

/** Without the images of layers that are out of sight: a removed layer leaves its tables behind until the file is compacted. */
function visibleRows(rows: Record<string, unknown>): Record<string, unknown> {
  const tables = new Set((rows['contents'] as string[][]).map(([table]) => table));
  const isVisible = (name: string) => {
    const table = name.slice(0, name.indexOf(': ')).replace('cityloom_image_', '');
    return !name.includes(': ') || tables.has(table);
  };
  return Object.fromEntries(Object.entries(rows).filter(([name]) => isVisible(name)));
}
