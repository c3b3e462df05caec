import { describe, expect, test } from 'vitest';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { packAll, type SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import { readWkb } from '#core/geometry/wkb.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { RoleId } from '#core/model/role.ts';
import { checkLayer } from '#core/readiness/check-layer.ts';
import { checks } from '#core/readiness/checks.ts';
import { walkingNetwork } from '#core/readiness/find-street-faults.ts';
import { fixLayer } from '#core/readiness/fix-layer.ts';
import type { LayerToCheck } from '#core/readiness/layer-to-check.ts';
import type { CheckResult } from '#core/readiness/readiness.ts';
import { layerScore } from '#core/readiness/score.ts';
import { thresholds, thresholdValues } from '#core/readiness/thresholds.ts';
import { groundOrigin, rectangle, tableOf } from '#tests/fixtures/readiness-ground.ts';

const engine = await loadGeosEngine();
const [x0, y0] = groundOrigin;

function runToEnd<Result>(work: Generator<void, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

function inputOf(role: RoleId, table: FeatureTable, more: Partial<LayerToCheck> = {}): LayerToCheck {
  const layer = { id: 'layer' as LayerId, name: 'Layer', role, fields: table.fields };
  return { layer, table, engine, limits: thresholdValues(), year: 2026, ...more };
}

function resultOf(input: LayerToCheck, id: keyof typeof checks): CheckResult {
  return runToEnd(checkLayer(input)).checks.find(({ check }) => check === id)!;
}

const texts = ({ findings }: CheckResult) => findings.map(({ detail }) => detail?.en);
/** Plots of a hectare side by side. */
const plots = (count: number) => Array.from({ length: count }, (_, at) => rectangle(x0 + 100 * at, y0, 100, 100));
const line = (...points: number[]): SimpleGeometry => ({
  type: 'line',
  coordinates: Float64Array.from(points, (value, at) => value + (at % 2 === 0 ? x0 : y0)),
});

describe('values', () => {
  test('that are impossible are told with what they are, each by its feature', () => {
    const table = tableOf('parcel', 'polygon', plots(6), {
      land_use: Array.from({ length: 6 }, () => 'residential'),
      far: Float64Array.of(25, 2, 0.2, -1, Number.NaN, 1),
      building_coverage: Float64Array.of(0.3, 1.2, 0.5, 0.2, 0.3, 0.3),
      residents: Float64Array.of(10, 10, 10, 10, 5001, 4999),
      share_residential: Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.7),
      share_office: Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
    });
    const result = resultOf(inputOf('parcel', table), 'absurd-value');
    expect(result.findings.map(({ features, detail }) => [features[0], detail?.en])).toEqual([
      ['feature-3', 'Floor-area ratio −1, must be ≥ 0'],
      ['feature-1', 'Building coverage 1.2, must be 0–1'],
      ['feature-0', 'the floor-area ratio is above the limit (far 25)'],
      ['feature-4', 'more residents per hectare than the limit (residents 5,001)'],
      ['feature-2', 'the floor-area ratio is below the coverage: less than one floor (far 0.2, building_coverage 0.5)'],
      ['feature-5', 'the shares of floor area add up to more than 1 (share_residential 0.7, share_office 0.5)'],
    ]);
  });

  test('floors, height and year of buildings must go together', () => {
    const table = tableOf('building', 'polygon', plots(4), {
      use: ['residential', 'residential', 'residential', 'residential'],
      floors: Float64Array.of(6, 10, 1, 5),
      height: Float64Array.of(18, 200, 14, 15),
      year: Float64Array.of(0, 1990, 2030, 2090),
    });
    const result = resultOf(inputOf('building', table), 'absurd-value');
    expect(texts(result)).toEqual([
      'floors and height contradict each other (floors 10, height 200)',
      'the year built is impossible (year 0)',
      'the year built is impossible (year 2,090)',
    ]);
  });

  test('that are missing are told by feature, and of an empty field once', () => {
    const some = tableOf('transit-stop', 'point', [], {});
    expect(resultOf(inputOf('transit-stop', some), 'missing-value').count).toBe(0);
    const table = tableOf('building', 'polygon', plots(3), { floors: Float64Array.of(2, Number.NaN, 3) });
    const result = resultOf(inputOf('building', table), 'missing-value');
    expect(texts(result)).toEqual(['no feature has a value of Use', 'none of Floors, Height, Floor area']);
    expect([result.share, result.count]).toEqual([1, 2]);
  });

  test('lines of transit may share a way; the same line twice is told', () => {
    const way = () => line(0, 0, 500, 0);
    const faults = (names: readonly string[]) =>
      resultOf(
        inputOf('transit-line', tableOf('transit-line', 'line', names.map(way), { name: [...names] })),
        'duplicate-geometry',
      ).count;
    expect(faults(['1', '2'])).toBe(0);
    expect(faults(['1', '1'])).toBe(1);
  });

  test('of a column of ids that repeat are told; a column of classes is none', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `A-${at === 7 ? 3 : at}`);
    const own = [
      { name: 'LOT_ID', type: 'text' as const },
      { name: 'use_code', type: 'text' as const },
      { name: 'ward_no', type: 'text' as const },
    ];
    const wards = ids.map((_, at) => `W${at % 4}`);
    const table = tableOf('parcel', 'polygon', plots(20), { LOT_ID: ids, use_code: wards, ward_no: wards }, own);
    const result = resultOf(inputOf('parcel', table), 'duplicate-id');
    expect(texts(result)).toEqual(['LOT_ID = A-3, 2 features']);
    expect(result.findings[0]!.features).toEqual(['feature-3', 'feature-7']);
  });

  test.each([
    ['YDMJ', 15, '0.00150', 'mu'],
    ['land_sqft', 10_000, '1', undefined],
    ['AREA', 1, '0.000100', 'hectares'],
    ['land_ha', 1, '', ''],
    ['area', 107_639.1, '10.764', 'square feet'],
  ])('a ground area %s of %d on a hectare', (name, value, ratio, unit) => {
    const own = [{ name, type: 'real' as const }];
    const table = tableOf('parcel', 'polygon', plots(6), { [name]: new Float64Array(6).fill(value) }, own);
    const found = texts(resultOf(inputOf('parcel', table), 'suspicious-unit'));
    if (unit === '') expect(found).toEqual([]);
    else if (unit === undefined) expect(found[0]).toContain('fits no usual unit');
    else expect(found[0]).toMatch(new RegExp(`${ratio.replace('.', '\\.')} times.*looks like ${unit}`));
  });
});

describe('streets', () => {
  // A street with a branch that stops a metre short of the next street, a cul-de-sac, and an island.
  const streets = [
    line(0, 0, 400, 0),
    line(100, 0, 100, 99),
    line(0, 100, 400, 100),
    line(400, 0, 400, 100),
    line(200, 0, 200, 1.5),
    line(0, 500, 300, 500),
  ];
  const table = tableOf('street', 'line', streets, { class: streets.map(() => 'local') });
  const input = inputOf('street', table, { network: () => walkingNetwork(table) });

  test('that do not connect and ends just short of another are told with their figures', () => {
    const islands = resultOf(input, 'street-island');
    expect(islands.findings.map(({ features, figure }) => [features, figure])).toEqual([[['feature-5'], 300]]);
    const ends = resultOf(input, 'dangling-end');
    expect(ends.findings).toEqual([
      expect.objectContaining({
        features: ['feature-1', 'feature-2'],
        figure: expect.closeTo(1, 6),
        place: [x0 + 100, y0 + 99],
      }),
    ]);
  });

  test('are drawn on to meet', () => {
    const { changes, notes } = runToEnd(fixLayer(input, { checks: ['dangling-end'] }));
    expect(notes.map(({ text }) => text.en)).toEqual(['feature 2: drawn on by 1 m to meet feature 3']);
    expect([...changes.keys()]).toEqual(['feature-1']);
    expect(readWkb([...changes.values()][0]!)).toEqual(line(100, 0, 100, 99, 100, 100));
  });

  test('far from a stop are told with the distance', () => {
    const stops = tableOf('transit-stop', 'point', [
      { type: 'point', coordinates: Float64Array.of(x0 + 50, y0 + 20) },
      { type: 'point', coordinates: Float64Array.of(x0 + 50, y0 + 800) },
    ]);
    const result = resultOf(inputOf('transit-stop', stops, { network: () => walkingNetwork(table) }), 'far-stop');
    expect(result.findings.map(({ features, figure }) => [features, figure])).toEqual([[['feature-1'], 300]]);
  });
});

test('what lies outside the boundary is told with its distance', () => {
  const boundary = packAll('polygon', [rectangle(x0, y0, 250, 100)]);
  const table = tableOf('parcel', 'polygon', plots(4));
  const result = resultOf(inputOf('parcel', table, { boundary }), 'outside-boundary');
  expect(result.findings.map(({ features, figure }) => [features[0], figure])).toEqual([['feature-3', 100]]);
});

test('features without geometry are told', () => {
  const table = tableOf('parcel', 'polygon', plots(2));
  const featureOffsets = Uint32Array.of(0, 1, 1);
  const result = resultOf(
    inputOf('parcel', { ...table, geometry: { ...table.geometry, featureOffsets } }),
    'empty-geometry',
  );
  expect(result.findings.map(({ features }) => features)).toEqual([['feature-1']]);
});

test('the score is 100 only when nothing was found, and falls with the share concerned', () => {
  const result = (share: number) => ({ check: 'overlap' as const, count: 1, share, fixable: 0, findings: [] });
  expect([layerScore([]), layerScore([result(1e-6)]), layerScore([result(0.01)]), layerScore([result(1)])]).toEqual([
    100, 99, 96, 60,
  ]);
});

test('limits out of their range are not taken', () => {
  expect(thresholdValues({ 'far-most': 12, 'gap-area': -1, 'snap-distance': 'x' })).toEqual({
    ...thresholdValues(),
    'far-most': 12,
  });
  for (const { value, minimum, maximum } of Object.values(thresholds)) {
    expect(value).toBeGreaterThanOrEqual(minimum);
    expect(value).toBeLessThanOrEqual(maximum);
  }
});
