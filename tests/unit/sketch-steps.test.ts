import { beforeEach, describe, expect, test } from 'vitest';
import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { numberColumn } from '#core/model/feature-table.ts';
import { baselineId, type LayerId } from '#core/model/ids.ts';
import type { CorridorStep, MixedUseStep, NetworkStep, RecipeStep, TodStep } from '#core/model/recipe.ts';
import type { AnswerOf } from '#core/rpc/requests.ts';
import { pitch, type SketchTown, sketchTown, south, west } from '#tests/fixtures/sketch-town.ts';

let town: SketchTown;
beforeEach(async () => {
  town = await sketchTown();
});

const preview = (step: RecipeStep) => town.engine.request('scenario/preview-step', { scenario: town.scenario, step });
const run = (step: RecipeStep) => town.engine.request('scenario/run-step', { scenario: town.scenario, step });
const read = (layer: LayerId, scenario = town.scenario) => town.engine.request('layer/read', { layer, scenario });
const quantity = (name: string, scenario = town.scenario) =>
  town.engine.request('indicators/by-parcel', { scenario, quantity: name });
const measure = (outcome: AnswerOf<'scenario/preview-step'>, id: string) =>
  outcome.measures.find((one) => one.id === id)!;
const codes = (outcome: AnswerOf<'scenario/preview-step'>) => outcome.remarks.map(({ code }) => code);

const tod: TodStep = {
  sketch: 'tod',
  stations: { lines: ['1 号线'] },
  catchment: { mode: 'ring', metres: [150, 400] },
  types: ['station-mixed', 'mixed-block'],
};
const corridor: CorridorStep = {
  sketch: 'corridor',
  between: ['西园', '东园'],
  widthMetres: 40,
  parcels: 'split',
  type: 'linear-park',
};
/** Over the river in the row in the middle, from street corner to street corner. */
const footbridge: NetworkStep = {
  sketch: 'network',
  add: [
    {
      line: [
        [west - 10 + 4 * pitch, south - 10 + 4 * pitch],
        [west - 10 + 5 * pitch, south - 10 + 4 * pitch],
      ],
      class: 'footbridge',
      name: '步行桥',
    },
  ],
};

describe('TOD', () => {
  test('starts from all stations of a line, and its density falls with the distance', async () => {
    const outcome = await run({ ...tod, gradient: { from: 4, to: 2 } });
    const table = await read(town.layers.parcel);
    const rows = outcome.changed.map((id) => table.ids.indexOf(id));
    const points = representativePoints(table.geometry);
    const stations = representativePoints((await read(town.layers['transit-stop'])).geometry);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const [x, y] = points.subarray(2 * row, 2 * row + 2);
      const metres = Math.min(...[0, 2].map((at) => Math.hypot(x! - stations[at]!, y! - stations[at + 1]!)));
      expect(numberColumn(table, 'far')![row]).toBeCloseTo(4 - (2 * metres) / 400, 3);
    }
    expect(measure(outcome, 'residents').after!).toBeGreaterThan(measure(outcome, 'residents').before!);
  });

  test('fills a target exactly, nearest parcels first, without touching what is protected', async () => {
    const now = measure(await preview(tod), 'residents').before!;
    const target = Math.round(now) + 2000;
    const targets = { residents: target, order: 'distance' as const };
    const outcome = await run({ ...tod, targets });
    expect(measure(outcome, 'residents').after).toBeGreaterThan(target - 30);
    expect(measure(outcome, 'residents').after).toBeLessThanOrEqual(target + 1e-6);
    expect(outcome.changed.length).toBeLessThan((await preview(tod)).changed.length + outcome.changed.length);
    const table = await read(town.layers.parcel);
    const uses = table.columns['land_use'] as string[];
    const baseline = (await read(town.layers.parcel, baselineId)).columns['land_use'] as string[];
    for (const [row, use] of baseline.entries()) {
      if (['heritage', 'water', 'green'].includes(use)) expect(uses[row]).toBe(use);
    }
    expect(codes(outcome)).toContain('sketch/protected-left');
  });

  test('says how far a target that cannot be met is met, within the limits', async () => {
    const mostFar = { 'station-mixed': 3, 'mixed-block': 2 };
    const outcome = await run({ ...tod, targets: { residents: 1e6, jobs: 5e5, order: 'capacity', mostFar } });
    const short = outcome.remarks.find(({ code }) => code === 'sketch/target-short-residents')!;
    expect(short.parameters['reached']).toBe(Math.round(measure(outcome, 'residents').after!));
    expect(codes(outcome)).toContain('sketch/target-short-jobs');
    const table = await read(town.layers.parcel);
    const types = table.columns['development_type'] as (string | null)[];
    for (const [row, type] of types.entries()) {
      if (type) expect(numberColumn(table, 'far')![row]).toBeLessThanOrEqual(mostFar[type as keyof typeof mostFar]);
    }
  });

  test('refuses lines and stations that are not there, and stations off the network', async () => {
    await expect(preview({ ...tod, stations: { lines: ['9 号线'] } })).rejects.toMatchObject({
      code: 'sketch/no-station',
    });
    const place = [{ point: [west + 500, south - 2000] as const, name: '远站', mode: 'metro' }];
    const catchment = { mode: 'walk', minutes: [5, 10] } as const;
    await expect(preview({ ...tod, stations: { place }, catchment })).rejects.toMatchObject({
      code: 'sketch/station-off-network',
    });
  });
});

describe('streets', () => {
  test('a footbridge brings people within reach of the stations, and undo takes them away', async () => {
    // Only the station in the west is one of rapid transit.
    const layer = town.layers['transit-stop'];
    const [, east] = (await read(layer)).ids;
    const changes = [{ feature: east!, values: { mode: 'bus', high_capacity: false } }];
    const label = { zh: '改站点', en: 'Change the stop' };
    await town.engine.request('edit/set-values', { scenario: town.scenario, layer, changes, label });
    const recipe = await town.engine.request('scenario/read-recipe', { id: town.scenario });
    const set = { mode: 'bus', high_capacity: false };
    expect(recipe.steps.at(-1)).toEqual({ sketch: 'attributes', role: 'transit-stop', select: { ids: [east] }, set });
    const outcome = await run(footbridge);
    const served = measure(outcome, 'served-residents');
    expect(served.after!).toBeGreaterThan(served.before!);
    expect(measure(outcome, 'coverage').after!).toBeLessThanOrEqual(100);
    const again = await preview({ sketch: 'network', close: { where: "class = 'footbridge'" } });
    expect(measure(again, 'served-residents')).toMatchObject({ before: served.after, after: served.before });
    await town.engine.request('edit/undo', {});
    expect((await read(town.layers.street)).ids).toEqual((await read(town.layers.street, baselineId)).ids);
  });

  test('that touch no other are told, those of no length are refused', async () => {
    const line = [
      [west + 30, south - 400],
      [west + 90, south - 400],
    ] as const;
    const apart = await preview({ sketch: 'network', add: [{ line, class: 'path' }] });
    expect(codes(apart)).toContain('sketch/street-apart');
    await expect(
      preview({ sketch: 'network', add: [{ line: [line[0], line[0]], class: 'path' }] }),
    ).rejects.toMatchObject({ code: 'sketch/street-too-short' });
  });

  test('an entrance that ends on the middle of a street is joined to it', async () => {
    const line = [
      [west + 50, south - 10 + 4 * pitch],
      [west + 50, south + 50 + 4 * pitch],
    ] as const;
    const outcome = await preview({ sketch: 'network', add: [{ line, class: 'path', name: '出入口' }] });
    expect(codes(outcome)).not.toContain('sketch/street-apart');
  });

  test('that cross others at grade are cut there, so that one can turn off; bridges are not', async () => {
    // Over the two streets that run from west to east, between those that run from south to north.
    const line = [
      [west + 50, south - 60],
      [west + 50, south + 2.5 * pitch],
    ] as const;
    const partsOf = async (add: Extract<RecipeStep, { sketch: 'network' }>['add']) => {
      const { changed } = await run({ sketch: 'network', add: add! });
      const { ids, geometry } = await read(town.layers.street);
      await town.engine.request('edit/undo', {});
      return changed.map((id) => {
        const row = ids.indexOf(id);
        return geometry.featureOffsets[row + 1]! - geometry.featureOffsets[row]!;
      });
    };
    const [crossed] = await partsOf([{ line, class: 'local' }]);
    expect(crossed).toBeGreaterThan(1);
    expect(await partsOf([{ line, class: 'footbridge' }])).toEqual([1]);
    const across = [
      [west + 20, south - 40],
      [west + 80, south - 40],
    ] as const;
    const both = await partsOf([
      { line, class: 'local' },
      { line: across, class: 'path' },
    ]);
    expect(both).toEqual([crossed! + 1, 2]);
  });
});

describe('green corridors', () => {
  test('gain more connectivity over ecoducts than with gaps, and name the streets they cross', async () => {
    const gap = await preview({ ...corridor, streets: 'gap' });
    const over = await preview({ ...corridor, streets: 'ecoduct' });
    expect(codes(gap)).toContain('sketch/corridor-gap-at-street');
    expect(codes(over)).toContain('sketch/corridor-over-street');
    expect(measure(gap, 'eca').before).toBe(measure(over, 'eca').before);
    expect(measure(gap, 'eca').after!).toBeGreaterThan(measure(gap, 'eca').before!);
    expect(measure(over, 'eca').after!).toBeGreaterThan(measure(gap, 'eca').after!);
    const { before, after } = measure(over, 'eca');
    expect(measure(over, 'dpc').after).toBeCloseTo((100 * (after! ** 2 - before! ** 2)) / after! ** 2, 6);
    expect(measure(over, 'land').after).toBeCloseTo(over.areaSquareMetres / 10_000, 6);
  });

  test('taper from one width to another', async () => {
    const line = [
      [west + 50, south + 300],
      [west + 450, south + 300],
    ] as const;
    const even: CorridorStep = { ...corridor, line, widthMetres: 40 };
    const { between: _, ...drawn } = even;
    const outlineArea = async (step: CorridorStep) => featureAreas((await preview(step)).outlines[0]!.geometry)[0]!;
    const full = await outlineArea(drawn);
    const tapered = await outlineArea({ ...drawn, startWidthMetres: 20, endWidthMetres: 20 });
    expect(full).toBeCloseTo(400 * 40, 0);
    expect(tapered).toBeGreaterThan(0.74 * full);
    expect(tapered).toBeLessThan(0.77 * full);
    await expect(preview({ ...drawn, startWidthMetres: 5000 })).rejects.toMatchObject({
      code: 'sketch/corridor-width',
    });
  });

  test('over the edge of the data are refused, with nothing changed', async () => {
    const before = await town.engine.request('project/state', {});
    const line = [
      [west - 3000, south],
      [west - 2000, south],
    ] as const;
    const { between: _, ...drawn } = corridor;
    await expect(run({ ...drawn, line })).rejects.toMatchObject({ code: 'sketch/corridor-outside' });
    expect(await town.engine.request('project/state', {})).toEqual(before);
  });

  test('are suggested by gain for the land they take, and the best one can be drawn', async () => {
    const suggest = { scenario: town.scenario, widthMetres: 40, type: 'linear-park', count: 5 };
    const [best, ...rest] = await town.engine.request('sketch/suggest-corridors', suggest);
    expect(best!.gainHectares).toBeGreaterThan(0);
    expect(best!.gainPerHectare).toBeCloseTo(best!.gainHectares / best!.hectares, 9);
    expect(best!.hectares).toBeGreaterThan(0);
    for (const other of rest) expect(other.gainPerHectare).toBeLessThanOrEqual(best!.gainPerHectare);
    const { between: _, ...drawn } = corridor;
    const outcome = await preview({ ...drawn, line: best!.line, streets: 'ecoduct' });
    expect(measure(outcome, 'eca').after!).toBeGreaterThan(measure(outcome, 'eca').before!);
  });
});

describe('mixed use', () => {
  const paint: MixedUseStep = {
    sketch: 'mixed-use',
    select: { where: "land_use = 'industrial'" },
    type: 'mixed-block',
  };

  test('by floors gives density and mix of the stack', async () => {
    const byFloor = {
      coverage: 0.4,
      levels: [
        { level: 'ground', storeys: 1, mix: { commercial: 1 } },
        { level: 'podium', storeys: 2, mix: { office: 0.5, commercial: 0.5 } },
        { level: 'upper', storeys: 10, plate: 0.5, mix: { residential: 1 } },
      ],
    } as const;
    const { type: _, ...step } = paint;
    const outcome = await run({ ...step, byFloor });
    const table = await read(town.layers.parcel);
    const row = table.ids.indexOf(outcome.changed[0]!);
    // 1 + 2 + 10 × 0.5 = 8 ground floors of 0.4: commercial 1 + 1, office 1, homes 5.
    const value = (field: string) => numberColumn(table, field)![row]!;
    expect(value('far')).toBeCloseTo(3.2, 6);
    expect(value('building_coverage')).toBe(0.4);
    expect([value('share_commercial'), value('share_office'), value('share_residential')]).toEqual([
      0.25, 0.125, 0.625,
    ]);
    await town.engine.request('edit/set-values', {
      scenario: town.scenario,
      layer: town.layers.parcel,
      label: { zh: '限高', en: 'Limit' },
      changes: outcome.changed.map((feature) => ({ feature, values: { height_limit: 12 } })),
    });
    const ids = outcome.changed;
    await expect(preview({ ...step, select: { ids }, byFloor })).rejects.toMatchObject({ code: 'sketch/too-high' });
    const uneven = { ...byFloor, levels: [{ level: 'ground', storeys: 1, mix: { commercial: 0.5 } }] } as const;
    await expect(preview({ ...step, byFloor: uneven })).rejects.toMatchObject({ code: 'sketch/mix-not-one' });
  });

  test('leaves alone what the list protects, and says why', async () => {
    const all = { ...paint, select: {} };
    const usual = await town.engine.request('sketch/select', { scenario: town.scenario, select: {} });
    expect(usual.features).toHaveLength(81);
    expect(usual.skipped.map(({ reason, count }) => [reason.en, count])).toEqual(
      expect.arrayContaining([
        ['Heritage', 2],
        ['Water', 9],
      ]),
    );
    const left = usual.skipped.reduce((sum, { count }) => sum + count, 0);
    expect((await preview(all)).changed).toHaveLength(81 - left);
    const protect = ['water', 'built'];
    const built = await town.engine.request('sketch/select', { scenario: town.scenario, select: {}, protect });
    expect(built.skipped.map(({ reason }) => reason.en)).toEqual(expect.arrayContaining(['Water', 'built upon']));
    expect((await preview({ ...all, protect })).changed).toHaveLength(
      81 - built.skipped.reduce((n, s) => n + s.count, 0),
    );
  });

  test('takes neighbours of a selection', async () => {
    const of = { ids: [town.parcels[20]!] };
    const select = (withinMetres: number) =>
      town.engine.request('sketch/select', { scenario: town.scenario, select: { adjacent: { of, withinMetres } } });
    expect((await select(5)).features).toEqual([]);
    expect((await select(20)).features).toHaveLength(4);
    expect((await select(30)).features).toHaveLength(8);
  });

  test('measures the mix around, with what is being painted, and says what is lacking by which rule', async () => {
    const features = [town.parcels[20]!];
    const ask = (step?: RecipeStep) =>
      town.engine.request('sketch/local-mix', { scenario: town.scenario, features, ...(step ? { step } : {}) });
    const now = (await ask())!;
    const residents = await quantity('residents');
    const points = representativePoints((await read(town.layers.parcel)).geometry);
    const within = residents.reduce((sum, value, row) => {
      const metres = Math.hypot(points[2 * row]! - points[40]!, points[2 * row + 1]! - points[41]!);
      return metres <= 300 && value > 0 ? sum + value : sum;
    }, 0);
    expect(now.radii[0]!.residents).toBeCloseTo(within, 6);
    const then = (await ask({ ...paint, select: { ids: features } }))!;
    expect(then.radii[0]!.jobs).not.toBe(now.radii[0]!.jobs);
    // No layer of facilities: no rule about them is asserted. The park in the corner is farther than 300 m.
    expect(now.hints.map(({ id }) => id)).not.toContain('no-clinic');
    for (const { rule } of now.hints) expect(rule.zh).toMatch(/^规则/);
  });
});

describe('development types', () => {
  const named = { zh: '测试', en: 'Test' };
  const types = async () => (await town.engine.request('project/state', {})).description.developmentTypes;

  test('change what was painted with them, after a preview that is right', async () => {
    const select = { where: "land_use = 'industrial'" };
    const { changed } = await run({ sketch: 'mixed-use', select, type: 'mixed-block' });
    const ids = [changed[0]!];
    await run({ sketch: 'mixed-use', select: { ids }, type: 'mixed-block', far: 1 });
    const old = (await types()).find(({ id }) => id === 'mixed-block')!;
    const next = { ...old, far: 3.5, floorAreaPerResident: 30 };
    const [effect] = await town.engine.request('types/preview', { type: next });
    expect(effect).toMatchObject({ scenario: town.scenario, parcels: changed.length, locked: false });
    const sum = async () => (await quantity('residents')).reduce((total, value) => total + (value > 0 ? value : 0), 0);
    const before = await sum();
    await town.engine.request('types/change', { type: next });
    expect((await sum()) - before).toBeCloseTo(effect!.after.residents - effect!.before.residents, 6);
    const table = await read(town.layers.parcel);
    const far = changed.map((id) => numberColumn(table, 'far')![table.ids.indexOf(id)]);
    // The one whose density was set by hand keeps it.
    expect(far).toEqual([1, ...changed.slice(1).map(() => 3.5)]);
    await town.engine.request('edit/undo', {});
    expect(await sum()).toBeCloseTo(before, 9);
  });

  test('are added, branched and deleted, but not while parcels use them', async () => {
    const [first] = await types();
    const { id } = await town.engine.request('types/add', { type: { ...first!, label: named, far: 0.5 } });
    expect(id).toBe('test');
    const again = await town.engine.request('types/add', { type: { ...first!, label: named } });
    expect(again.id).toBe('test-2');
    await run({ sketch: 'mixed-use', select: { ids: [town.parcels[20]!] }, type: id });
    await expect(town.engine.request('types/delete', { id })).rejects.toMatchObject({ code: 'types/in-use' });
    await town.engine.request('types/delete', { id: again.id });
    expect((await types()).map((type) => type.id)).not.toContain('test-2');
  });

  test('go out and come in as one file; a file that is none, or wrong in one field, changes nothing', async () => {
    const text = await town.engine.request('types/export', {});
    const other = await sketchTown(5);
    const edited = text.replace('"far": 1.8', '"far": 1.9');
    const state = await other.engine.request('types/import', { text: edited, fileName: 'types.json' });
    expect(state.description.developmentTypes.find(({ id }) => id === 'mid-rise-block')!.far).toBe(1.9);
    const before = await other.engine.request('project/state', {});
    const wrong = text.replace('"far": 1.8', '"far": -1');
    for (const [bad, code] of [
      [wrong, 'types/invalid'],
      ['{}', 'types/unreadable'],
      ['far', 'types/unreadable'],
    ] as const) {
      const request = { text: bad, fileName: 'x.json' };
      await expect(other.engine.request('types/import', request)).rejects.toMatchObject({ code });
    }
    expect(await other.engine.request('project/state', {})).toEqual(before);
  });
});

test('everything is undone and done again to the same features, and recipes replay it', async () => {
  const content = async () =>
    Promise.all(Object.values(town.layers).map(async (layer) => [await read(layer), await read(layer, baselineId)]));
  const steps: RecipeStep[] = [
    { ...tod, gradient: { from: 4, to: 2 }, targets: { residents: 20_000, order: 'distance' } },
    footbridge,
    { ...corridor, streets: 'ecoduct', startWidthMetres: 24 },
    {
      sketch: 'mixed-use',
      select: { adjacent: { of: { where: 'development_type is not null' }, withinMetres: 25 } },
      type: 'shop-top-housing',
    },
  ];
  const states = [await content()];
  for (const step of steps) {
    await run(step);
    states.push(await content());
  }
  for (const state of states.slice(0, -1).reverse()) {
    await town.engine.request('edit/undo', {});
    expect(await content()).toEqual(state);
  }
  for (const state of states.slice(1)) {
    await town.engine.request('edit/redo', {});
    expect(await content()).toEqual(state);
  }
  const text = await town.engine.request('scenario/recipe', { id: town.scenario });
  const { id } = await town.engine.request('scenario/replay', { text, fileName: 'plan.yaml' });
  const far = async (scenario: typeof id) => [...numberColumn(await read(town.layers.parcel, scenario), 'far')!].sort();
  expect(await far(id)).toEqual(await far(town.scenario));
});
