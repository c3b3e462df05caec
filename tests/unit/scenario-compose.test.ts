import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit, FeatureEdit, FeatureState } from '#core/model/edit.ts';
import type { FeatureId, ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { applyEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { composeEdits } from '#core/scenario/compose-edits.ts';
import { openProject } from '#core/store/open-project.ts';
import { type Action, act, anyAction } from '#tests/fixtures/store-actions.ts';
import { openTown, parcelLayer, testHost } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

const image = (far: number): FeatureState => ({ geometry: null, values: { far } });
const feature = (before: FeatureState, after: FeatureState): FeatureEdit => ({
  kind: 'feature',
  scenario: 's' as ScenarioId,
  layer: parcelLayer,
  feature: 'f' as FeatureId,
  before,
  after,
});

test.each<[string, FeatureState, FeatureState, FeatureState, FeatureEdit[]]>([
  ['insert and update: insert', null, image(1), image(2), [feature(null, image(2))]],
  ['insert and delete: nothing', null, image(1), null, []],
  ['update and update: update', image(1), image(2), image(3), [feature(image(1), image(3))]],
  ['update and back: nothing', image(1), image(2), image(1), []],
  ['update and delete: delete', image(1), image(2), 'deleted', [feature(image(1), 'deleted')]],
  ['delete and insert: update', image(1), 'deleted', image(2), [feature(image(1), image(2))]],
  ['delete and insert the same: nothing', image(1), null, image(1), []],
])('%s', (_, first, second, third, expected) => {
  expect(composeEdits([feature(first, second)], [feature(second, third)])).toEqual(expected);
});

test('documents and features come in an order in which they can be applied', () => {
  const record = (id: string, before: object | null, after: object | null): Edit => ({
    kind: 'record',
    record: 'style',
    id,
    before,
    after,
  });
  const lists = [
    [feature(null, image(1))],
    [record('gone', { a: 1 }, null), record('changed', { a: 1 }, { a: 2 }), record('new', null, {})],
  ];
  expect(composeEdits(...lists).map((edit) => (edit.kind === 'record' ? edit.id : 'feature'))).toEqual([
    'new',
    'changed',
    'feature',
    'gone',
  ]);
});

test('applying a composition is applying one after the other, and its inverse takes it all back', async () => {
  const { sqlite, project: start } = await openTown({ side: 3 });
  for (const letter of ['A', 'B']) branchScenario(start, { name: { zh: letter, en: letter } });
  const file = start.export();
  const open = (seed: number) => openProject(sqlite, file, 'town.gpkg', testHost(seed));
  const kinds = new Set<Action['kind']>(
    'branch paint correct rename reorder delete field rename-layer remove-layer assumption'.split(
      ' ',
    ) as Action['kind'][],
  );
  const actions = fc.array(
    anyAction.filter(({ kind }) => kinds.has(kind)),
    { maxLength: 14, size: 'max' },
  );
  let composed = 0;
  await fc.assert(
    fc.property(actions, (list) => {
      const project = open(3);
      const lists: Edit[][] = [];
      project.onCommit(({ steps }) => lists.push(...steps.map(({ edits }) => [...edits])));
      for (const action of list) {
        try {
          act(project, action);
        } catch (thrown) {
          if (!(thrown instanceof WorkbenchError)) throw thrown;
        }
      }
      const edits = composeEdits(...lists);
      const other = open(4);
      const before = contentOf(other);
      const label = { zh: '合并', en: 'Squash' };
      const inverse = applyEdits(other, label, edits, 'migration');
      expect(differences(contentOf(other), contentOf(project))).toEqual([]);
      expect(edits.length).toBeLessThanOrEqual(lists.flat().length + 1);
      applyEdits(other, label, inverse, 'migration');
      expect(differences(contentOf(other), before)).toEqual([]);
      composed += edits.length;
      project.close();
      other.close();
    }),
    {
      numRuns: 40,
      // A field that comes, is filled, and goes with its layer.
      examples: [
        [
          [
            { kind: 'field', a: 13, b: 1, c: 0 },
            { kind: 'paint', a: 0, b: 649, c: 0 },
            { kind: 'remove-layer', a: 753, b: 0, c: 0 },
          ],
        ],
      ],
    },
  );
  expect(composed).toBeGreaterThan(100);
});

/** What differs between two projects. Documents removed and put again keep the place they have in each file, so order is none. */
function differences(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => key !== 'description' && !isDeepStrictEqual(unordered(a[key]), unordered(b[key])),
  );
}

function unordered(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;
}
