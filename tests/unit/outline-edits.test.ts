import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { featureAreas, pathLength } from '#core/geometry/measure.ts';
import { parallelLine } from '#core/geometry/parallel-line.ts';
import { writeWkb } from '#core/geometry/wkb.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import { plainGeometry } from '#core/model/packed-geometry.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import { readTyped, typedTarget } from '#renderer/map/typed-point.ts';
import { type ParcelEngine, parcelEngine } from '#tests/fixtures/parcel-engine.ts';
import '#tests/property-seed.ts';

type Change = RequestOf<'edit/change-outline'>['change'];

const label = { zh: '改形状', en: 'Change shapes' };
/** South-western corner of the plan: nine squares of 100 m side by side in rows of three. */
const [west, south] = [500_000, 3_300_000];
let town: ParcelEngine;
let scenario: ScenarioId;

beforeEach(async () => {
  town = await parcelEngine(9, 3, () => ({ land_use: 'residential', residents: 90, far: 1.5 }));
  scenario = (await town.engine.request('scenario/create', { name: { zh: '甲', en: 'A' }, parent: baselineId })).id;
});

const at = (x: number, y: number): [number, number] => [west + x, south + y];
const line = (...points: [number, number][]): Uint8Array =>
  writeWkb({ type: 'line', coordinates: Float64Array.from(points.flat()) });
const area = (...points: [number, number][]): Uint8Array =>
  writeWkb({ type: 'polygon', rings: [Float64Array.from([...points, points[0]!].flat())] });
const place = () => ({ layer: town.parcels, scenario, label });
const read = (): Promise<FeatureTable> => town.engine.request('layer/read', { layer: town.parcels, scenario });
const change = (one: Change) => town.engine.request('edit/change-outline', { ...place(), change: one });

async function areas(): Promise<number[]> {
  const table = await read();
  const all = featureAreas(table.geometry);
  return town.ids.map((id) => Math.round(all[table.ids.indexOf(id)]! * 100) / 100);
}

async function refusal(work: Promise<unknown>): Promise<{ code: string; x?: unknown; y?: unknown }> {
  return work.then(
    () => ({ code: 'nothing was refused' }),
    (thrown: { code: string; parameters: Record<string, unknown> }) => ({ code: thrown.code, ...thrown.parameters }),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('reshaping', () => {
  test('a line outside takes land from the neighbour when it follows, and leaves it when it does not', async () => {
    const into = line(at(90, 20), at(120, 20), at(120, 80), at(90, 80));
    await change({ verb: 'reshape', feature: town.ids[0]!, line: into, neighbours: true });
    expect((await areas()).slice(0, 2)).toEqual([11_200, 8800]);
    await town.engine.request('edit/undo', {});
    await change({ verb: 'reshape', feature: town.ids[0]!, line: into, neighbours: false });
    expect((await areas()).slice(0, 2)).toEqual([11_200, 10_000]);
  });

  test('a line inside gives what it cuts off to the neighbour with the longest border', async () => {
    const cut = line(at(70, -10), at(70, 110));
    const { features } = await change({ verb: 'reshape', feature: town.ids[0]!, line: cut, neighbours: true });
    expect(features).toEqual([town.ids[0], town.ids[1]]);
    expect(await areas()).toEqual([7000, 13_000, ...Array<number>(7).fill(10_000)]);
  });

  test('a line that meets the edge once, or not at all, changes nothing', async () => {
    const once = line(at(50, 50), at(150, 50));
    expect((await refusal(change({ verb: 'reshape', feature: town.ids[0]!, line: once, neighbours: true }))).code).toBe(
      'edit/nothing-reshaped',
    );
  });
});

describe('holes', () => {
  const ring = (): Uint8Array => area(at(20, 20), at(40, 20), at(40, 40), at(20, 40));

  test('are cut out of the one feature around them and filled again', async () => {
    await change({ verb: 'add-hole', features: [], area: ring() });
    expect((await areas())[0]).toBe(9600);
    const [x, y] = at(30, 30);
    await change({ verb: 'fill-hole', x, y });
    expect((await areas())[0]).toBe(10_000);
    expect((await refusal(change({ verb: 'fill-hole', x, y }))).code).toBe('edit/no-hole');
  });

  test('that reach over the edge, touch it or cross themselves are refused with the place', async () => {
    const over = area(at(80, 20), at(120, 20), at(120, 40), at(80, 40));
    expect(await refusal(change({ verb: 'add-hole', features: [], area: over }))).toMatchObject({
      code: 'edit/hole-outside',
      x: west + 100,
      y: south + 30,
    });
    const touching = area(at(0, 20), at(20, 20), at(20, 40), at(0, 40));
    expect((await refusal(change({ verb: 'add-hole', features: [], area: touching }))).code).toBe('edit/hole-outside');
    const crossed = area(at(20, 20), at(40, 40), at(40, 20), at(20, 40));
    expect((await refusal(change({ verb: 'add-hole', features: [], area: crossed }))).code).toBe('edit/hole-outside');
  });

  test('with another feature in them are not filled', async () => {
    await change({ verb: 'add-hole', features: [], area: ring() });
    await town.engine.request('edit/add-features', { ...place(), features: [{ geometry: ring(), values: {} }] });
    const [x, y] = at(30, 30);
    expect((await refusal(change({ verb: 'fill-hole', x, y }))).code).toBe('edit/hole-occupied');
  });
});

describe('offsets and overlaps', () => {
  test('areas grow and shrink by metres, and none may vanish', async () => {
    const features = [town.ids[4]!];
    await change({ verb: 'offset', features, metres: 10 });
    expect((await areas())[4]).toBe(14_400);
    await change({ verb: 'offset', features, metres: -20 });
    expect((await areas())[4]).toBe(6400);
    expect(await refusal(change({ verb: 'offset', features, metres: -45 }))).toMatchObject({
      code: 'edit/feature-vanishes',
      feature: features[0],
    });
    expect((await refusal(change({ verb: 'offset', features, metres: 0 }))).code).toBe('edit/offset-nothing');
  });

  test('overlapping land goes to the side that wins', async () => {
    const features = [town.ids[4]!];
    expect((await refusal(change({ verb: 'trim', features, winner: 'selected' }))).code).toBe('edit/nothing-overlaps');
    await change({ verb: 'offset', features, metres: 10 });
    await change({ verb: 'trim', features, winner: 'selected' });
    const all = await areas();
    expect(all[4]).toBe(14_400);
    expect(sum(all)).toBeCloseTo(90_000, 4);
    await town.engine.request('edit/undo', {});
    await change({ verb: 'trim', features, winner: 'others' });
    expect((await areas())[4]).toBe(10_000);
  });

  test('a parallel line keeps its distance and drops what has no room', () => {
    expect([...parallelLine([0, 0, 100, 0, 100, 50], 10)!]).toEqual([0, 10, 90, 10, 90, 50]);
    expect([...parallelLine([0, 0, 100, 0, 100, 50], -10)!]).toEqual([0, -10, 110, -10, 110, 50]);
    const bend = parallelLine([0, 0, 50, 0, 52, -4, 54, 0, 100, 0], 20)!;
    expect(pathLength(bend)).toBeLessThan(105);
    expect(parallelLine([3, 3, 3, 3], 5)).toBeNull();
  });
});

test('refusals in a locked scenario and on the protected baseline', async () => {
  const features = [town.ids[4]!];
  const offset: Change = { verb: 'offset', features, metres: 5 };
  const onBaseline = { ...place(), scenario: baselineId, change: offset };
  expect((await refusal(town.engine.request('edit/change-outline', onBaseline))).code).toBe('edit/baseline-protected');
  await town.engine.request('scenario/change', { id: scenario, change: { locked: true } });
  expect((await refusal(change(offset))).code).toBe('edit/scenario-locked');
});

test('whatever is done to shapes, undo brings every byte back and redo does it again', async () => {
  const inPlan = fc.integer({ min: -20, max: 320 });
  const parcel = fc.integer({ min: 0, max: 8 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('split' as const), x: inPlan, slope: fc.integer({ min: -60, max: 60 }) }),
    fc.record({ kind: fc.constant('merge' as const), a: parcel, b: parcel }),
    fc.record({ kind: fc.constant('reshape' as const), a: parcel, x: inPlan, neighbours: fc.boolean() }),
    fc.record({ kind: fc.constant('hole' as const), x: inPlan, y: inPlan, side: fc.integer({ min: 5, max: 60 }) }),
    fc.record({ kind: fc.constant('offset' as const), a: parcel, metres: fc.integer({ min: -60, max: 30 }) }),
    fc.record({ kind: fc.constant('trim' as const), a: parcel, selected: fc.boolean() }),
    fc.record({ kind: fc.constant('vertex' as const), column: parcel, row: parcel, dx: inPlan }),
  );
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
  const { engine } = town;
  const run = async (one: Step): Promise<boolean> => {
    const { ids } = await read();
    const some = (place_: number): FeatureId => ids[place_ % ids.length]!;
    const requests = {
      split: (it: Extract<Step, { kind: 'split' }>) =>
        engine.request('edit/split-features', {
          ...place(),
          features: ids,
          line: line(at(it.x, -10), at(it.x + it.slope, 310)),
        }),
      merge: (it: Extract<Step, { kind: 'merge' }>) =>
        engine.request('edit/merge-features', { ...place(), features: [some(it.a), some(it.b)] }),
      reshape: (it: Extract<Step, { kind: 'reshape' }>) =>
        change({
          verb: 'reshape',
          feature: some(it.a),
          line: line(at(it.x, -10), at(it.x + 13, 310)),
          neighbours: it.neighbours,
        }),
      hole: ({ x, y, side }: Extract<Step, { kind: 'hole' }>) =>
        change({
          verb: 'add-hole',
          features: [],
          area: area(at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side)),
        }),
      offset: (it: Extract<Step, { kind: 'offset' }>) =>
        change({ verb: 'offset', features: [some(it.a)], metres: it.metres }),
      trim: (it: Extract<Step, { kind: 'trim' }>) =>
        change({ verb: 'trim', features: [some(it.a)], winner: it.selected ? 'selected' : 'others' }),
      vertex: (it: Extract<Step, { kind: 'vertex' }>) =>
        engine.request('edit/move-vertex', {
          ...place(),
          move: { from: at(100 * (it.column % 4), 100 * (it.row % 4)), to: at(it.dx, 100 * (it.row % 4) + 7) },
        }),
    };
    const before = (await engine.request('project/state', {})).unsavedSteps;
    try {
      await requests[one.kind](one as never);
    } catch (thrown) {
      // A refusal is an answer too, as long as it is one of ours and leaves nothing behind.
      expect((thrown as { code: string }).code).toMatch(/^edit\//);
      return false;
    }
    return (await engine.request('project/state', {})).unsavedSteps > before;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const start = await read();
      let done = 0;
      for (const one of steps) if (await run(one)) done++;
      const end = await read();
      for (let count = 0; count < done; count++) await engine.request('edit/undo', {});
      expect(await read()).toEqual(start);
      for (let count = 0; count < done; count++) await engine.request('edit/redo', {});
      const again = await read();
      expect([...again.ids].sort()).toEqual([...end.ids].sort());
      for (const id of end.ids) {
        const [a, b] = [end, again].map((table) => plainGeometry(table.geometry, table.ids.indexOf(id)));
        expect(b).toEqual(a);
      }
      for (let count = 0; count < done; count++) await engine.request('edit/undo', {});
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('lengths, directions and places are read as they are typed', () => {
  expect(readTyped('12.5')).toEqual({ length: 12.5 });
  expect(readTyped('<30')).toEqual({ bearing: 30 });
  expect(readTyped('10<90')).toEqual({ length: 10, bearing: 90 });
  expect(readTyped('500120.5,-3')).toEqual({ point: [500_120.5, -3] });
  for (const text of ['', '<', '5,', '0', '1<2<3', '-4', '1,2,3']) expect(readTyped(text)).toBeUndefined();
  const [x, y] = typedTarget({ length: 10, bearing: 90 }, [5, 5], [5, 50])!;
  expect([x, y]).toEqual([15, expect.closeTo(5, 9)]);
  expect(typedTarget({ bearing: 0 }, [5, 5], [30, 20])).toEqual([5, 20]);
  expect(typedTarget({ length: 5 }, [0, 0], [0, 2])).toEqual([0, 5]);
});
