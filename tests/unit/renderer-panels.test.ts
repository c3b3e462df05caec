import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crsLabel } from '#core/crs/crs-label.ts';
import type { ImportPlan, PlannedLayer } from '#core/formats/import-plan.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerGroupId, LayerId } from '#core/model/ids.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { Layer } from '#core/model/layer.ts';
import { drawnLayers } from '#core/model/layer-group.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { groupedCoordinate } from '#renderer/app/grouped-coordinate.ts';
import { keysOf } from '#renderer/app/keys-of.ts';
import {
  contentText,
  isReady,
  plannedLayers,
  sizeText,
  unitsFor,
  withLayer,
  withMapping,
  withUnit,
} from '#renderer/panels/import-edits.ts';
import { landBalance } from '#renderer/panels/land-balance.ts';
import { groupLayers, movedGroup, movedOrder } from '#renderer/panels/layer-groups.ts';
import { niceStep, numbersFrom } from '#renderer/panels/parameter-numbers.ts';
import { textKeys } from '#renderer/panels/sort-keys.ts';
import { rowsAmong, sortedRows } from '#renderer/panels/sorted-rows.ts';
import { tableColumns } from '#renderer/panels/table-columns.ts';
import { foundIn } from '#renderer/panels/use-filtered-rows.ts';
import { bulletScale } from '#renderer/ui/bullet-scale.ts';
import { keyLabel } from '#renderer/ui/key-label.ts';
import { measureOf, writeArea, writeDifference, writeValue } from '#renderer/ui/measure.ts';
import { niceScale, spreadApart } from '#renderer/ui/nice-scale.ts';
import { dayText } from '#renderer/ui/time-text.ts';

function layer(id: string, order: number, role: Layer['role'] = 'parcel'): Layer {
  return {
    id: id as LayerId,
    name: id,
    table: id,
    role,
    geometry: 'polygon',
    fields: [],
    order,
    visible: true,
    opacity: 1,
  };
}

/** Squares of the given sides, with land use and floor-area ratio. */
function parcels(rows: readonly (readonly [side: number, use: string | null, far: number])[]): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const [side] of rows) packer.addFeature([[[0, 0, side, 0, side, side, 0, side, 0, 0]]]);
  return {
    ids: rows.map((_row, at) => `p${at}` as FeatureId),
    geometry: packer.finish(),
    fields: [
      { name: 'land_use', type: 'text' },
      { name: 'far', type: 'real', unit: '1' },
    ],
    columns: { land_use: rows.map(([, use]) => use), far: Float64Array.from(rows, ([, , far]) => far) },
  };
}

describe('the layer tree', () => {
  const layers = [
    layer('parcels', 3),
    layer('streets', 1, 'street'),
    layer('stops', 0, 'transit-stop'),
    layer('dem', 9, 'elevation'),
  ];

  test('groups by what layers are for, the one on top first', () => {
    expect(groupLayers(layers, [], '').map(({ id, layers: own }) => [id, own.map(({ name }) => name)])).toEqual([
      ['transport', ['stops', 'streets']],
      ['land', ['parcels']],
      ['base', ['dem']],
    ]);
    expect(groupLayers(layers, [], 'STR').map(({ id }) => id)).toEqual(['transport']);
  });

  test('stand in the groups of a person before those of their roles, the topmost first and empty groups last', () => {
    const groups = ['empty', 'low', 'high'].map((id) => {
      return { id: id as LayerGroupId, name: id, visible: true, opacity: 1 };
    });
    const grouped = layers.map((one) => {
      const group = { parcels: 'low', stops: 'high', dem: 'gone' }[one.id as string] as LayerGroupId | undefined;
      return group ? { ...one, group } : one;
    });
    const seen = (search: string) =>
      groupLayers(grouped, groups, search).map(({ id, layers: own }) => [id, own.map(({ name }) => name)]);
    expect(seen('')).toEqual([
      ['high', ['stops']],
      ['low', ['parcels']],
      ['empty', []],
      ['transport', ['streets']],
      ['base', ['dem']],
    ]);
    expect(seen('PAR')).toEqual([['low', ['parcels']]]);
    const tree = groupLayers(grouped, groups, '');
    expect(movedGroup(grouped, tree, 'low', -1)).toEqual(['parcels', 'stops', 'streets', 'dem']);
    expect(movedGroup(grouped, tree, 'low', 1)).toBeNull();
    const drawn = drawnLayers(grouped, [{ ...groups[1]!, visible: false, opacity: 0.5 }]);
    expect(drawn.filter(({ visible }) => !visible).map(({ id }) => id)).toEqual(['parcels']);
    expect(drawn.find(({ id }) => id === 'parcels')!.opacity).toBe(0.5);
  });

  test('a moved layer stands where it was dropped; the others keep their order', () => {
    expect(movedOrder(layers, ['dem' as LayerId], 'stops' as LayerId, 'before')).toEqual([
      'dem',
      'stops',
      'streets',
      'parcels',
    ]);
    expect(movedOrder(layers, ['stops' as LayerId], 'parcels' as LayerId, 'after')).toEqual([
      'streets',
      'parcels',
      'stops',
      'dem',
    ]);
    expect(movedOrder(layers, ['stops' as LayerId], 'stops' as LayerId, 'after')).toEqual([
      'stops',
      'streets',
      'parcels',
      'dem',
    ]);
  });
});

describe('the attribute table', () => {
  const table = parcels([
    [10, 'office', 2],
    [30, null, Number.NaN],
    [20, 'green', 0.5],
  ]);
  const columns = tableColumns(layer('parcels', 0), table);

  test('has id, size and every field', () => {
    expect(columns.map(({ id }) => id)).toEqual([' id', ' size', 'land_use', 'far']);
    expect(columns[2]!.text(0, 'zh')).toBe('商务办公');
    expect(columns[3]!.text(1, 'en')).toBe('');
  });

  test('sorts both ways; what has no value comes last', () => {
    const by = (column: string, descending = false) => sortedRows(table, columns, { column, descending }, null);
    expect(by(' size')).toEqual([0, 2, 1]);
    expect(by('far')).toEqual([2, 0, 1]);
    expect(by(' size', true)).toEqual([1, 2, 0]);
    expect(sortedRows(table, columns, null, rowsAmong(table, new Set(['p2' as FeatureId])))).toEqual([2]);
    expect(sortedRows(table, columns, { column: 'far', descending: true }, [1, 2])).toEqual([2, 1]);
  });

  test('some rows are in the same order whether all were sorted before or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(1, 2, 3, Number.NaN), fc.boolean()), { maxLength: 40 }),
        fc.boolean(),
        (rows, descending) => {
          const many = parcels(rows.map(() => [1, null, 1]));
          const only = rows.flatMap(([, isLeft], row) => (isLeft ? [row] : []));
          const of = (keys: Float64Array) => [{ id: 'value', keys: () => keys }];
          const keys = Float64Array.from(rows, ([key]) => key);
          const sorting = { column: 'value', descending };
          const alone = sortedRows(many, of(keys.slice()), sorting, only);
          const all = sortedRows(many, of(keys), sorting, null);
          expect(sortedRows(many, of(keys), sorting, only)).toEqual(alone);
          expect(sortedRows(many, of(keys), sorting, null)).toEqual(all);
        },
      ),
    );
  });
});

test('what a filter found stays true of a table that lost rows, and finds nothing in one of other features', () => {
  const table = (ids: readonly string[]) => ({ ids }) as unknown as FeatureTable;
  const found = { ids: new Set(['b', 'd'] as FeatureId[]), rows: [1, 3] };
  expect(foundIn(table(['a', 'c', 'b']), found)).toEqual({ ids: new Set(['b']), rows: [2] });
  expect(foundIn(table(['x']), found)).toEqual({ ids: new Set(), rows: [] });
});

describe('keys of texts', () => {
  const order = (texts: (string | null)[]) => {
    const keys = textKeys(texts);
    return texts.filter((text) => text !== null).sort((a, b) => keys[texts.indexOf(a)]! - keys[texts.indexOf(b)]!);
  };

  test('numbers in codes count by their value, case does not count', () => {
    expect(order(['P-10', 'p-9', 'P-1', null, 'A'])).toEqual(['A', 'P-1', 'p-9', 'P-10']);
    expect(textKeys([null])).toEqual(Float64Array.of(Number.NaN));
  });

  test('Chinese is ordered by its sound', () => {
    expect(order(['张', '李', '安'])).toEqual(['安', '李', '张']);
  });
});

describe('measures', () => {
  test('large floor areas are written in the large unit of the language', () => {
    expect(writeValue(3_163_000, measureOf('m2', 0, 'zh', 3_163_000))).toBe('316.3\u00a0万 m²');
    expect(writeValue(3_163_000, measureOf('m2', 0, 'en', 3_163_000))).toBe('3.16\u00a0million m²');
  });

  test('differences have a sign and percentages differ by points', () => {
    expect(writeDifference(8.6, measureOf('%', 1, 'en'))).toBe('+8.6\u00a0pp');
    expect(writeDifference(-540, measureOf('person', 0, 'zh'))).toBe('−540');
    expect(writeDifference(0.0004, measureOf('1', 2, 'zh'))).toBeNull();
  });

  test('land is in hectares', () => {
    expect(writeArea(67_000, 'zh')).toBe('6.70\u00a0公顷');
    expect(writeArea(67_000, 'en')).toBe('6.70\u00a0ha');
  });

  test('a bullet scale holds everything with room to spare, percentages within 0 and 100', () => {
    const definition = {
      id: 'x',
      unit: '%',
      target: { value: 80, comparison: 'at-least', source: '' },
    } as unknown as IndicatorDefinition;
    const scale = bulletScale(definition, [{ id: 'x', status: 'ok', value: 95, low: 90, high: 99 }])!;
    expect(scale.high).toBeLessThanOrEqual(100);
    expect(scale.low).toBeLessThan(80);
    expect(bulletScale(definition, [{ id: 'x', status: 'undefined' }])).toBeNull();
  });

  test('an axis has round ends around its values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        (least, span) => {
          const { low, high, step } = niceScale(least, least + span);
          expect(low).toBeLessThanOrEqual(least + 1e-6);
          expect(high).toBeGreaterThanOrEqual(least + span - 1e-6);
          expect((high - low) / step).toBeLessThan(12);
        },
      ),
    );
  });

  test('names at the ends of lines are moved apart and stay in order', () => {
    const places = spreadApart([100, 101, 60, 102], 13);
    const sorted = [...places].sort((a, b) => a - b);
    for (let at = 0; at + 1 < sorted.length; at++) expect(sorted[at + 1]! - sorted[at]!).toBeGreaterThan(12.9);
    expect(places[0]!).toBeLessThan(places[1]!);
    expect(places[2]).toBe(60);
  });
});

describe('comparison', () => {
  test('land that changes use is counted on both sides', () => {
    const left = parcels([
      [10, 'office', 1],
      [20, 'green', 0],
    ]);
    const right = parcels([
      [10, 'mixed', 1],
      [20, 'green', 0],
    ]);
    expect(landBalance(left, right)).toEqual([
      { use: 'office', left: 100, right: 0 },
      { use: 'mixed', left: 0, right: 100 },
    ]);
    expect(landBalance(left, left)).toEqual([]);
  });
});

describe('parameters', () => {
  test('lists of numbers are read with any separator, and refused with anything else in them', () => {
    expect(numbersFrom('250, 500，1000')).toEqual([250, 500, 1000]);
    expect(numbersFrom('a, 2')).toBeUndefined();
    expect(numbersFrom('')).toBeUndefined();
  });

  test('a slider has about a hundred steps', () => {
    expect(niceStep(100, 1500, false)).toBe(10);
    expect(niceStep(0, 1, false)).toBeCloseTo(0.01, 12);
    expect(niceStep(1, 5, true)).toBe(1);
  });
});

describe('editing an import plan', () => {
  const planned = {
    geometry: 'polygon',
    include: true,
    features: 12,
    role: 'parcel',
    crs: { id: 'EPSG:4528', name: '', origin: 'declared', reason: { zh: '', en: '' } },
    mapping: [
      { from: 'YDDM', to: 'land_use_code' },
      { from: 'MC', to: 'name' },
      { from: 'JZMJ', to: 'floor_area' },
    ],
    constants: {},
    fields: [],
    codeTable: 'gb50137-2011',
  } as unknown as PlannedLayer;
  const plan = { files: [{ layers: [planned] }, { layers: [planned] }] } as unknown as ImportPlan;

  test('changes one layer and leaves the others', () => {
    const next = withLayer(plan, { file: 1, layer: 0 }, (old) => ({ ...old, include: false }));
    expect(next.files.map((file) => file.layers[0]!.include)).toEqual([true, false]);
    expect(plannedLayers(next)).toEqual([planned]);
  });

  test('cells of a grid are no features', () => {
    const grid = { ...planned, geometry: 'raster' as const, features: 32_000 };
    expect(contentText([planned, { ...planned, features: 1 }])).toEqual({ zh: '13 个要素', en: '13 features' });
    expect(contentText([planned, grid])).toEqual({ zh: '12 个要素和 1 个栅格', en: '12 features and 1 grid' });
    expect(contentText([grid, grid])).toEqual({ zh: '2 个栅格', en: '2 grids' });
    expect(sizeText(grid)).toEqual({ zh: '32,000 个格子', en: '32,000 cells' });
    expect(sizeText(planned).en).toBe('12');
  });

  test('a canonical field is made from one field', () => {
    const next = withMapping(planned, 'BM', 'land_use_code');
    expect(next.mapping.filter(({ to }) => to === 'land_use_code')).toEqual([{ from: 'BM', to: 'land_use_code' }]);
    expect(withMapping(next, 'BM', null).mapping.some(({ from }) => from === 'BM')).toBe(false);
    expect(withUnit(planned, 'JZMJ', '10^4m2').mapping[2]).toMatchObject({ unit: '10^4m2' });
  });

  test('units are offered for amounts, percentages for true ratios alone', () => {
    expect(unitsFor({ name: 'floor_area', type: 'real', unit: 'm2', label: { zh: '', en: '' } })).toContain('mu');
    expect(unitsFor({ name: 'green_ratio', type: 'real', unit: '1', label: { zh: '', en: '' }, maximum: 1 })).toEqual([
      '1',
      '%',
    ]);
    expect(unitsFor({ name: 'floors', type: 'real', unit: '1', label: { zh: '', en: '' } })).toEqual([]);
    expect(unitsFor({ name: 'far', type: 'real', unit: '1', label: { zh: '', en: '' } })).toEqual(['1', '%']);
  });

  test('a layer without a known system is not ready', () => {
    expect(isReady(planned)).toBe(true);
    expect(isReady({ ...planned, crs: { ...planned.crs, origin: 'missing' } })).toBe(false);
  });
});

describe('small texts', () => {
  const event = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  });
  test('keys have one form', () => {
    expect(keysOf(event('s', { ctrlKey: true }), false)).toBe('Mod+S');
    expect(keysOf(event('S', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+S');
    expect(keysOf(event('s', { metaKey: true }), true)).toBe('Mod+S');
    expect(keysOf(event('?', { shiftKey: true }), false)).toBe('?');
    expect(keysOf(event('v'), false)).toBe('V');
    expect(keyLabel('Mod+Shift+S')).toBe('Ctrl Shift S');
    expect(keyLabel('+')).toBe('+');
  });

  test('coordinates keep their zone number and are grouped', () => {
    expect(groupedCoordinate(40_512_846.314).replaceAll('\u2009', ' ')).toBe('40 512 846.31');
    expect(groupedCoordinate(-1234.5).replaceAll('\u2009', ' ')).toBe('−1 234.50');
  });

  test('zones are named as planners name them', () => {
    expect(crsLabel('CGCS2000 / 3-degree Gauss-Kruger zone 40', 'zh')).toBe('CGCS2000 / 3° 带第 40 带');
    expect(crsLabel('CGCS2000 / 3-degree Gauss-Kruger CM 120E', 'en')).toBe('CGCS2000 / 3° CM 120°E');
    expect(crsLabel('WGS 84 / UTM zone 50N', 'zh')).toBe('WGS 84 / UTM zone 50N');
  });

  test('days are told as a person says them', () => {
    const now = new Date(2026, 10, 23, 15, 0);
    expect(dayText(new Date(2026, 10, 23, 14, 32).toISOString(), 'zh', now)).toBe('今天 14:32');
    expect(dayText(new Date(2026, 10, 3, 9, 0).toISOString(), 'zh', now)).toBe('11 月 3 日');
    expect(dayText(new Date(2026, 10, 3, 9, 0).toISOString(), 'en', now)).toBe('3 Nov');
    expect(dayText(new Date(2024, 8, 14).toISOString(), 'en', now)).toContain('2024');
  });
});
