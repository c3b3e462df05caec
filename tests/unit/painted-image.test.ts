import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWholeShape } from '#core/geometry/whole-shapes.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { type FeatureTable, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { isSamePaint, PaintedImage, paintedFields, valueAt, valueReader } from '#core/model/painted-image.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { journalEntry } from '#core/scenario/journal.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { paintedStates } from '#tests/fixtures/painted-states.ts';
import { openTown, parcelLayer } from '#tests/fixtures/store-town.ts';

const label = { zh: '涂', en: 'Paint' };
/** 1,089 parcels: enough for the ways that are taken for most of a city. */
const side = 33;

const paints: readonly Readonly<Record<string, Scalar>>[] = [
  { land_use: 'mixed', far: 2.5, floors: 7, protected: false, surveyed: '2026-05-01' },
  { land_use: 'green', far: 0 },
  { land_use: null, far: null, protected: true },
  { far: 1 / 3, unknown: 'left out' },
  // Refused: no integer, and no date.
  { floors: 1.5 },
  { surveyed: 'yesterday' },
];

interface Action {
  readonly kind: 'paint' | 'undo' | 'redo';
  readonly scenario: number;
  readonly every: number;
  readonly paint: number;
}

const anyAction: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('paint', 'paint', 'paint', 'undo', 'redo'),
  scenario: fc.integer({ min: 0, max: 1 }),
  every: fc.constantFrom(1, 1, 2, 3, 400),
  paint: fc.integer({ min: 0, max: paints.length - 1 }),
});

/** The town with two scenarios, the second on the first; `isPainted` says how strokes tell their images. */
async function stage(isPainted: boolean) {
  const { project } = await openTown({ side });
  const first = branchScenario(project, { name: label, parent: baselineId }).id;
  const second = branchScenario(project, { name: label, parent: first }).id;
  const entries: Uint8Array[] = [];
  project.onCommit((commit) => entries.push(journalEntry(project, commit)));
  const act = ({ kind, scenario, every, paint }: Action): string => {
    try {
      if (kind === 'undo') undo(project);
      else if (kind === 'redo') redo(project);
      else stroke(project, [first, second][scenario]!, every, paints[paint]!, isPainted);
      return '';
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
      return thrown.describe('en');
    }
  };
  return { project, entries, act };
}

function stroke(
  project: ProjectFile,
  scenario: ScenarioId,
  every: number,
  values: Readonly<Record<string, Scalar>>,
  isPainted: boolean,
): void {
  const table = project.readTable(parcelLayer, scenario);
  const layer = project.layer(parcelLayer);
  const changes = project.changesFromBaseline(parcelLayer, scenario);
  // What scenarios say is read either way, and then kept: how a stroke is written depends on it.
  const chain = project.chain(scenario).map((each) => project.ownChanges(parcelLayer, each));
  const images = {
    baseline: project.readTable(parcelLayer),
    at: (id: FeatureId) => chain.find((own) => own.has(id))?.get(id),
  };
  const rows = [...table.ids.keys()].filter((row) => row % every === 0);
  const states = paintedStates(isPainted ? { layer, table, images } : { layer, table }, rows, values);
  if (isPainted && changes.size === 0) expect([...states.values()][0]).toBeInstanceOf(PaintedImage);
  applyEdits(project, label, featureEdits(project, parcelLayer, scenario, states), 'user');
}

test('strokes told as paint leave the file and the journal, byte for byte, as strokes written out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAction, { minLength: 3, maxLength: 7 }), async (actions) => {
      const [painted, written] = [await stage(true), await stage(false)];
      for (const action of actions) expect(painted.act(action)).toBe(written.act(action));
      expect(painted.entries.length).toBe(written.entries.length);
      for (const [at, entry] of painted.entries.entries()) {
        expect(Buffer.compare(entry, written.entries[at]!), `entry ${at}`).toBe(0);
      }
      expect(Buffer.compare(painted.project.export(), written.project.export())).toBe(0);
      for (const { project } of [painted, written]) project.close();
    }),
    { numRuns: 12 },
  );
});

test('a painted image says what one with the same values says', async () => {
  const { project } = await openTown({ side: 6 });
  const base: FeatureTable = project.readTable(parcelLayer);
  const written = (row: number, paint: Readonly<Record<string, Scalar>>): FeatureImage => {
    const own = Object.fromEntries(base.fields.map((field) => [field.name, scalarAt(base, field, row)]));
    return { geometry: null, values: { ...own, ...paint } };
  };
  const sound = paints.slice(0, 3);
  for (const row of base.ids.keys()) {
    for (const paint of sound) {
      const image = new PaintedImage(base, row, paint, null);
      const expected = written(row, paint);
      expect(Object.entries(image.values)).toEqual(Object.entries(expected.values));
      for (const name of [...Object.keys(expected.values), 'nothing of that name']) {
        expect(valueAt(image, name)).toBe(expected.values[name]);
        expect(valueReader(name)(image)).toBe(expected.values[name]);
      }
      for (const other of sound) {
        const [a, b] = [JSON.stringify(expected.values), JSON.stringify(written(row, other).values)];
        expect(isSamePaint(image, new PaintedImage(base, row, other, null))).toBe(a === b);
      }
    }
  }
  const [a, b] = [new PaintedImage(base, 0, sound[0]!, null), new PaintedImage(base, 0, sound[1]!, null)];
  expect([...paintedFields([a], [b])!].sort()).toEqual(Object.keys(sound[0]!).sort());
  expect(paintedFields([a], [new PaintedImage(base, 1, sound[1]!, null)])).toBeUndefined();
  expect(paintedFields([null], [b])).toBeUndefined();
  project.close();
});

test('only shapes that are whole need no look one by one', () => {
  const square = [0, 0, 1, 0, 1, 1, 0, 0];
  const packed = (...features: (readonly number[][])[]) => {
    const packer = new GeometryPacker('polygon');
    for (const rings of features) packer.addFeature(rings.length > 0 ? [rings] : []);
    return packer.finish();
  };
  const areWhole = (geometry: PackedGeometry) =>
    Array.from({ length: featureCount(geometry) }, (_, feature) => isWholeShape(geometry, feature));
  expect(areWhole(packed([square], [square, square]))).toEqual([true, true]);
  expect(areWhole(packed([square], []))).toEqual([true, false]);
  expect(areWhole(packed([[...square.slice(0, 6), 0, 2]]))).toEqual([false]);
  expect(areWhole(packed([[0, 0, Number.NaN, 0, 1, 1, 0, 0]]))).toEqual([false]);
  expect(areWhole(packed([square], [square, []]))).toEqual([true, false]);
});
