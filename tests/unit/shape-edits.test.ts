import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { cutShape, sizeOf } from '#core/geometry/cut-shape.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { moveVertex } from '#core/geometry/move-vertices.ts';
import { writeWkb } from '#core/geometry/wkb.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId } from '#core/model/ids.ts';
import { type SketchTown, sketchTown, south, west } from '#tests/fixtures/sketch-town.ts';
import '#tests/property-seed.ts';

const label = { zh: '改形状', en: 'Change shapes' };
let town: SketchTown;

beforeEach(async () => {
  town = await sketchTown(5);
});

const read = (): Promise<FeatureTable> =>
  town.engine.request('layer/read', { layer: town.layers.parcel, scenario: town.scenario });
const place = () => ({ scenario: town.scenario, layer: town.layers.parcel, label });
const line = (...coordinates: number[]): Uint8Array =>
  writeWkb({ type: 'line', coordinates: Float64Array.from(coordinates) });
const setValues = (at: number, values: Readonly<Record<string, number | string>>) =>
  town.engine.request('edit/set-values', { ...place(), changes: [{ feature: town.parcels[at]!, values }] });

function rowOf(table: FeatureTable, id: FeatureId): number {
  return table.ids.indexOf(id);
}

async function refusal(request: Promise<unknown>): Promise<string | undefined> {
  return request.then(
    () => undefined,
    (thrown: unknown) => (thrown as { code: string }).code,
  );
}

describe('splitting', () => {
  // Block 8 is the fourth of the second row: a home block 100 m wide.
  const [x, y] = [west + 3 * 120, south + 120];

  test('gives the largest piece the id, shares amounts out by area, and comes back with undo', async () => {
    const before = await read();
    await setValues(8, { residents: 101, jobs: 8 });
    const { pieces } = await town.engine.request('edit/split-features', {
      ...place(),
      features: [town.parcels[8]!],
      line: line(x + 25, y - 5, x + 25, y + 105),
    });
    const table = await read();
    expect(pieces[0]).toBe(town.parcels[8]);
    const areas = featureAreas(table.geometry);
    const people = numberColumn(table, 'residents')!;
    const rows = pieces.map((id) => rowOf(table, id));
    expect(rows.map((row) => Math.round(areas[row]!))).toEqual([7500, 2500]);
    expect(rows.reduce((sum, row) => sum + people[row]!, 0)).toBeCloseTo(101, 9);
    expect(people[rows[0]!]).toBeCloseTo(75.75, 9);
    expect(rows.map((row) => textColumn(table, 'land_use')![row])).toEqual(['residential', 'residential']);
    expect(rows.map((row) => numberColumn(table, 'far')![row])).toEqual([1.2, 1.2]);
    await town.engine.request('edit/undo', {});
    await town.engine.request('edit/undo', {});
    expect(await read()).toEqual(before);
  });

  test('is refused where the line cuts nothing, in a locked scenario and on the baseline without a reason', async () => {
    const features = [town.parcels[8]!];
    const split = (more: object) =>
      town.engine.request('edit/split-features', {
        ...place(),
        features,
        line: line(x + 25, y - 5, x + 25, y + 105),
        ...more,
      });
    expect(await refusal(split({ line: line(x - 50, y, x - 50, y + 100) }))).toBe('edit/nothing-split');
    expect(await refusal(split({ line: line(x + 25, y - 5, x + 25, y + 50) }))).toBe('edit/nothing-split');
    expect(await refusal(split({ scenario: baselineId }))).toBe('edit/baseline-protected');
  });

  test('keeps the whole area whatever the line', () => {
    const engine = createJstsEngine();
    const ring = Float64Array.of(0, 0, 100, 0, 100, 100, 60, 40, 0, 100, 0, 0);
    const hole = Float64Array.of(20, 10, 20, 30, 40, 30, 40, 10, 20, 10);
    const shape = writeWkb({ type: 'polygon', rings: [ring, hole] });
    const at = fc.integer({ min: -20, max: 120 });
    fc.assert(
      fc.property(at, at, at, at, (ax, ay, bx, by) => {
        fc.pre(ax !== bx || ay !== by);
        const pieces = cutShape(engine, shape, line(ax, ay, bx, by));
        const sizes = pieces.map(sizeOf);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeCloseTo(sizeOf(shape), 4);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });
});

describe('merging', () => {
  test('adds amounts up, averages ratios by area and says what is lost', async () => {
    await setValues(8, { residents: 100, far: 1 });
    await setValues(9, { residents: 50, far: 3, land_use: 'commercial' });
    const features = [town.parcels[8]!, town.parcels[9]!];
    const preview = await town.engine.request('edit/preview-merge', { ...place(), features });
    expect(preview.lost).toEqual([{ field: 'land_use', kept: 'residential', others: ['commercial'] }]);
    const { kept } = await town.engine.request('edit/merge-features', { ...place(), features });
    const table = await read();
    const row = rowOf(table, kept);
    expect(table.ids).toHaveLength(town.parcels.length - 1);
    expect(numberColumn(table, 'residents')![row]).toBe(150);
    expect(numberColumn(table, 'far')![row]).toBe(2);
    expect(featureAreas(table.geometry)[row]).toBeCloseTo(20_000, 6);
    expect(await refusal(town.engine.request('edit/merge-features', { ...place(), features: [kept] }))).toBe(
      'edit/merge-too-few',
    );
  });
});

describe('moving a vertex', () => {
  const [x, y] = [west + 3 * 120, south + 120];

  test('moves the border that two parcels share in both, and keeps their area together', async () => {
    const { pieces } = await town.engine.request('edit/split-features', {
      ...place(),
      features: [town.parcels[8]!],
      line: line(x + 25, y - 5, x + 25, y + 105),
    });
    await town.engine.request('edit/move-vertex', { ...place(), move: { from: [x + 25, y], to: [x + 45, y] } });
    const table = await read();
    const areas = pieces.map((id) => featureAreas(table.geometry)[rowOf(table, id)]!);
    expect(areas.map(Math.round)).toEqual([6500, 3500]);
  });

  test('bends an edge where there is no vertex, and takes vertices out again', async () => {
    await town.engine.request('edit/move-vertex', { ...place(), move: { from: [x + 50, y], to: [x + 50, y - 5] } });
    let table = await read();
    expect(featureAreas(table.geometry)[rowOf(table, town.parcels[8]!)]).toBeCloseTo(10_250, 6);
    await town.engine.request('edit/move-vertex', { ...place(), move: { from: [x + 50, y - 5], to: null } });
    table = await read();
    expect(featureAreas(table.geometry)[rowOf(table, town.parcels[8]!)]).toBeCloseTo(10_000, 6);
  });

  test('is refused with the place where the outline would cross itself, and away from every vertex', async () => {
    const move = (from: [number, number], to: [number, number]) =>
      refusal(town.engine.request('edit/move-vertex', { ...place(), move: { from, to } }));
    expect(await move([x, y], [x + 150, y + 50])).toBe('edit/geometry-invalid');
    expect(await move([x + 50, y + 50], [x, y])).toBe('edit/no-vertex');
  });

  test('keeps a ring closed when its first vertex goes', () => {
    const ring = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0);
    const moved = moveVertex({ type: 'polygon', rings: [ring] }, [0, 0], null);
    expect(moved).toEqual({ type: 'polygon', rings: [Float64Array.of(10, 0, 10, 10, 0, 10, 10, 0)] });
  });
});
