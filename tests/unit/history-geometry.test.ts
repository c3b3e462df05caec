import fc from 'fast-check';
import { expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario, deleteScenario } from '#core/scenario/branch.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { journalEntry, recoverProject } from '#core/scenario/journal.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { openTown, parcelLayer, testHost } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

const label = { zh: '改', en: 'Change' };
const scenariosOf = (project: ProjectFile) => project.records('scenario').map(([id]) => id as ScenarioId);

function squareAt(x: number): Uint8Array {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([[[x, 3_400_000, x + 9, 3_400_000, x + 9, 3_400_009, x, 3_400_009, x, 3_400_000]]]);
  return featureWkb(packer.finish(), 0);
}

/** What is done to a stretch of parcels in one scenario, more of them than history keeps the geometry of. */
type Action = {
  readonly kind: 'paint' | 'move' | 'delete' | 'revert' | 'branch' | 'drop';
  readonly scenario: number;
  readonly first: number;
  readonly count: number;
  readonly far: number;
};

function act(project: ProjectFile, { kind, scenario, first, count, far }: Action): void {
  const all = scenariosOf(project);
  const id = all[scenario % all.length]!;
  if (kind === 'branch') {
    if (all.length < 5) branchScenario(project, { name: { zh: '情景', en: 'Scenario' }, parent: id });
    return;
  }
  if (kind === 'drop') {
    if (id !== baselineId) deleteScenario(project, id, 'keep');
    return;
  }
  const { ids } = project.readTable(parcelLayer, id);
  const chosen = ids.slice(first, first + count);
  const images = project.readFeatures(parcelLayer, id, chosen);
  const states = new Map<FeatureId, FeatureState>();
  for (const [at, feature] of chosen.entries()) {
    const image = images.get(feature)!;
    if (kind === 'paint') states.set(feature, { ...image, values: { ...image.values, far } });
    else if (kind === 'move') states.set(feature, { ...image, geometry: squareAt(500_000 + 20 * at + far) });
    else if (id !== baselineId) states.set(feature, kind === 'delete' ? 'deleted' : null);
  }
  const origin = id === baselineId ? 'correction' : 'user';
  applyEdits(project, label, featureEdits(project, parcelLayer, id, states), origin);
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('paint', 'paint', 'move', 'delete', 'revert', 'branch', 'drop'),
  scenario: fc.nat(3),
  first: fc.nat(12),
  count: fc.integer({ min: 18, max: 36 }),
  far: fc.nat(3),
});

const reopened = (sqlite: SqlJsStatic, project: ProjectFile) => {
  const bytes = project.export();
  project.close();
  return openProject(sqlite, bytes, 'town.gpkg', testHost(11));
};

test('steps on many parcels are undone and redone from the file alone, and repeated by the crash journal', async () => {
  const { sqlite, project: town } = await openTown({ side: 6 });
  const saved = town.export();
  town.close();
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 6 }), (actions) => {
      let project = openProject(sqlite, saved, 'town.gpkg', testHost(7));
      const journal: Uint8Array[] = [];
      project.onCommit((commit) => journal.push(journalEntry(project, commit)));
      const moments = [contentOf(project)];
      branchScenario(project, { name: { zh: '情景', en: 'Scenario' } });
      moments.push(contentOf(project));
      for (const each of actions) {
        const before = project.steps().length;
        act(project, each);
        if (project.steps().length > before) moments.push(contentOf(project));
      }
      undo(project);
      redo(project);
      const recovered = recoverProject(sqlite, saved, 'town.gpkg', journal, testHost(9)).project;
      expect(contentOf(recovered)).toEqual(moments.at(-1));
      recovered.close();
      for (let at = moments.length - 2; at >= 0; at--) {
        project = reopened(sqlite, project);
        undo(project);
        expect(contentOf(project)).toEqual(moments[at]);
      }
      for (let at = 1; at < moments.length; at++) {
        project = reopened(sqlite, project);
        redo(project);
        expect(contentOf(project)).toEqual(moments[at]);
      }
      project.close();
    }),
    { numRuns: 25 },
  );
});
