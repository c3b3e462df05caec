import { expect, test } from 'vitest';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { openTown, parcelLayer, testHost } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

const label = { zh: '涂', en: 'Paint' };
/** 1,296 parcels: enough for the ways that are taken for most of a city. */
const side = 36;

function statesOf(project: ProjectFile, scenario: ScenarioId, far: number, every = 1): Map<FeatureId, FeatureState> {
  const ids = project.readTable(parcelLayer, scenario).ids.filter((_, row) => row % every === 0);
  const images = project.readFeatures(parcelLayer, scenario, ids);
  return new Map(
    ids.map((id) => {
      const { geometry, values } = images.get(id)!;
      return [id, { geometry, values: { ...values, far } }];
    }),
  );
}

function paint(project: ProjectFile, scenario: ScenarioId, far: number, every?: number): void {
  const states = statesOf(project, scenario, far, every);
  applyEdits(project, label, featureEdits(project, parcelLayer, scenario, states), 'user');
}

/** All rows that scenarios have written, what tables, indexes and views there are, and what is shown of the parcels, as text. */
function stateOf(sqlite: SqlJsStatic, project: ProjectFile): string {
  const database = new sqlite.Database(project.export());
  const all = (sql: string) => database.exec(sql)[0]?.values.flat() ?? [];
  expect(all('PRAGMA integrity_check')).toEqual(['ok']);
  const { images } = project.layerTable(parcelLayer);
  const columns = all(`SELECT 'quote("' || name || '")' FROM pragma_table_info('${images}')`).join(" || ',' || ");
  const shown = project.records('scenario').map(([id]) => {
    const { ids, columns } = project.readTable(parcelLayer, id as ScenarioId);
    return [id, ids.join(), ...Object.values(columns).map((column) => column.join())].join('\n');
  });
  const state = [
    ...all('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name'),
    ...all(`SELECT ${columns} FROM "${images}" ORDER BY cityloom_scenario, fid`),
    ...shown,
  ];
  database.close();
  return state.join('\n');
}

test('all parcels are painted, taken back and painted again, in the file as in memory', async () => {
  const { sqlite, project } = await openTown({ side });
  const first = branchScenario(project, { name: label, parent: baselineId }).id;
  const second = branchScenario(project, { name: label, parent: first }).id;
  const moments = [stateOf(sqlite, project)];
  for (const [scenario, far, every] of [
    [first, 2, 1],
    [first, 3, 2],
    [second, 4, 1],
    [first, 5, 1],
  ] as const) {
    paint(project, scenario, far, every);
    moments.push(stateOf(sqlite, project));
  }
  const steps = moments.length - 1;
  for (let at = steps - 1; at >= 0; at--) {
    undo(project);
    expect(stateOf(sqlite, project) === moments[at]).toBe(true);
  }
  for (let at = 1; at <= steps; at++) {
    redo(project);
    expect(stateOf(sqlite, project) === moments[at]).toBe(true);
  }
  const now = contentOf(project);
  const reopened = openProject(sqlite, project.export(), 'town.gpkg', testHost(3));
  expect(contentOf(reopened)).toEqual(now);
  reopened.close();
  project.close();
});

test('a step on all parcels that fails in its midst, or at its end, leaves nothing half written', async () => {
  const { sqlite, project } = await openTown({ side });
  const scenario = branchScenario(project, { name: label, parent: baselineId }).id;
  const failing = (work: () => void) => {
    const before = stateOf(sqlite, project);
    let commits = 0;
    const stop = project.onCommit(() => commits++);
    expect(work).toThrow();
    stop();
    expect(commits).toBe(0);
    expect(stateOf(sqlite, project) === before).toBe(true);
  };
  const broken = (work: () => void) => () =>
    project.transaction(() => {
      work();
      throw new Error('the disk is full');
    });
  const edits = () => featureEdits(project, parcelLayer, scenario, statesOf(project, scenario, 7));
  const stale = () => {
    const all = edits();
    const last = all.at(-1)!;
    return [...all.slice(0, -1), { ...last, before: last.before === null ? ('deleted' as const) : null }];
  };
  const wrong = () => {
    const all = edits();
    const last = all.at(-1)!;
    const { geometry } = last.after as Exclude<FeatureState, null | 'deleted'>;
    return [...all.slice(0, -1), { ...last, after: { geometry, values: { far: 'dense' } } }];
  };
  failing(broken(() => paint(project, scenario, 2)));
  failing(() => applyEdits(project, label, stale(), 'user'));
  failing(() => applyEdits(project, label, wrong(), 'user'));
  paint(project, scenario, 2);
  const painted = stateOf(sqlite, project);
  failing(broken(() => void undo(project)));
  failing(broken(() => paint(project, scenario, 3)));
  failing(() => applyEdits(project, label, stale(), 'user'));
  undo(project);
  failing(broken(() => void redo(project)));
  redo(project);
  expect(stateOf(sqlite, project) === painted).toBe(true);
  project.close();
});
