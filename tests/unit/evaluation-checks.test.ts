import { describe, expect, test } from 'vitest';
import { manifestFaults, readManifest } from '#core/evaluation/check-manifest.ts';
import { checkOutput, outputFaults } from '#core/evaluation/check-output.ts';
import type { EvaluatorOutput } from '#core/evaluation/contract.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { exampleManifest, exampleOutput, exampleSnapshot } from './evaluation-example.ts';

/** A copy with the value at a path (`inputs.0.role`) set, or taken away when it is undefined. */
function changed(base: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(base) as Record<string, unknown>;
  const keys = path.split('.');
  let place = copy;
  for (const key of keys.slice(0, -1)) place = place[key] as Record<string, unknown>;
  if (value === undefined) delete place[keys.at(-1)!];
  else place[keys.at(-1)!] = value;
  return copy;
}

describe('manifest', () => {
  test('a sound one has no faults', () => {
    expect(manifestFaults(exampleManifest)).toEqual([]);
    expect(readManifest(exampleManifest)).toBe(exampleManifest);
  });

  test.each([
    ['id', 'Not An Id', '$.id'],
    ['id', undefined, '$.id'],
    ['version', '1.2', '$.version'],
    ['apiVersion', 2, '$.apiVersion'],
    ['name.zh', ' ', '$.name.zh'],
    ['name', 'Example', '$.name'],
    ['summary.en', '<b>bold</b>', '$.summary.en'],
    ['color', 'red', '$.color'],
    ['inputs', {}, '$.inputs'],
    ['inputs.0.role', 'plot', '$.inputs[0].role'],
    ['inputs.0.geometry', 'point', '$.inputs[0].geometry'],
    ['inputs.0.geometry', 'blob', '$.inputs[0].geometry'],
    ['inputs.0.optional', 'no', '$.inputs[0].optional'],
    ['inputs.0.purpose', undefined, '$.inputs[0].purpose'],
    ['inputs.1.role', 'parcel', '$.inputs[1]'],
    ['inputs.0.fields.0.type', 'double', '$.inputs[0].fields[0].type'],
    ['inputs.0.fields.0.name', 'Area', '$.inputs[0].fields[0].name'],
    ['inputs.0.fields.1.name', 'area_m2', '$.inputs[0].fields[1]'],
    ['parameters.limit.default', 3000, '$.parameters.limit.default'],
    ['parameters.limit.type', 'float', '$.parameters.limit.type'],
    ['parameters.limit.source', '', '$.parameters.limit.source'],
    ['parameters.basis.default', 'air', '$.parameters.basis.default'],
    ['parameters.basis.enumTitles', [{ zh: '一', en: 'One' }], '$.parameters.basis.enumTitles'],
    ['parameters.radii.default', [0], '$.parameters.radii.default[0]'],
    ['parameters.radii.items', undefined, '$.parameters.radii.items'],
    ['parameters.Walk_limit', {}, '$.parameters.Walk_limit'],
    ['indicators', [], '$.indicators'],
    ['indicators.1.id', 'total-area', '$.indicators[1]'],
    ['indicators.0.decimals', 1.5, '$.indicators[0].decimals'],
    ['indicators.0.better', 'more', '$.indicators[0].better'],
    ['indicators.0.dimension', 'beauty', '$.indicators[0].dimension'],
    ['indicators.0.target.comparison', 'equal', '$.indicators[0].target.comparison'],
    ['indicators.0.source', undefined, '$.indicators[0].source'],
    ['features.0.role', 'building', '$.features[0].role'],
    ['layers.0.styleField', 'weight', '$.layers[0].styleField'],
    ['layers.0.styleField', undefined, '$.layers[0].styleField'],
    ['layers.0.geometry', 'none', '$.layers[0].geometry'],
    ['limits.seconds', 0, '$.limits.seconds'],
    ['baseline', 'yes', '$.baseline'],
    ['ranges', 'household-size', '$.ranges'],
    ['ranges', ['Household Size'], '$.ranges[0]'],
    ['ranges', ['household-size', 'household-size'], '$.ranges[1]'],
    ['limits', undefined, '$.limits'],
  ])('%s = %j is found at %s', (path, value, at) => {
    const faults = manifestFaults(changed(exampleManifest, path, value));
    expect(faults.map((fault) => fault.path)).toContain(at);
    for (const { message, fix } of faults) {
      for (const text of [message, fix]) {
        expect(text.en).not.toBe('');
        expect(text.zh).not.toContain('您');
      }
    }
  });

  test('all faults come at once, in one error', () => {
    let wrong = changed(exampleManifest, 'id', 'X');
    wrong = changed(wrong, 'limits.megabytes', -1);
    wrong = changed(wrong, 'parameters.limit.default', 'far');
    wrong = changed(wrong, 'indicators.0.unit', '');
    expect(manifestFaults(wrong).map(({ path }) => path)).toEqual([
      '$.id',
      '$.parameters.limit.default',
      '$.indicators[0].unit',
      '$.limits.megabytes',
    ]);
    const error = (() => {
      try {
        readManifest(wrong);
      } catch (thrown) {
        return thrown as WorkbenchError;
      }
      return undefined;
    })();
    expect(error?.code).toBe('plugin/bad-manifest');
    expect(error?.describe('en')).toContain('has 4 faults');
    expect(error?.describe('zh')).toContain('$.limits.megabytes');
  });

  test.each([null, 3, 'manifest', [], {}])('%j is no manifest, and says so', (value) => {
    expect(manifestFaults(value).length).toBeGreaterThan(0);
  });
});

describe('parameters', () => {
  test('defaults fill what is not given', () => {
    expect(completeParameters(exampleManifest, { limit: 300 })).toEqual({
      limit: 300,
      radii: [100, 400],
      basis: 'land',
    });
  });

  test.each([
    [{ limit: -1 }, 'limit'],
    [{ limit: Number.NaN }, 'limit'],
    [{ radii: [10, 'x'] }, 'radii[1]'],
    [{ basis: 'air' }, 'basis'],
    [{ speed: 3 }, 'speed'],
  ])('%j is refused', (given, name) => {
    try {
      completeParameters(exampleManifest, given);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(WorkbenchError);
      expect((thrown as WorkbenchError).code).toBe('evaluation/bad-parameter');
      expect((thrown as WorkbenchError).describe('en')).toContain(`Parameter ${name} of`);
    }
  });
});

describe('output', () => {
  const snapshot = exampleSnapshot();
  const faults = (output: unknown) => outputFaults(output, exampleManifest, snapshot);

  test('a sound one has no faults', () => {
    expect(faults(exampleOutput())).toEqual([]);
    expect(faults({ indicators: exampleOutput().indicators })).toEqual([]);
  });

  test.each([
    ['indicators.0.value', Number.NaN, '$.indicators[0].value'],
    ['indicators.0.value', Number.POSITIVE_INFINITY, '$.indicators[0].value'],
    ['indicators.0.value', undefined, '$.indicators[0].value'],
    ['indicators.0.status', 'fine', '$.indicators[0].status'],
    ['indicators.0.id', 'unheard-of', '$.indicators[0].id'],
    ['indicators.0.low', Number.NaN, '$.indicators[0].low'],
    ['indicators.1.value', 3, '$.indicators[1].value'],
    ['indicators.1.reason', undefined, '$.indicators[1].reason'],
    ['indicators.1.reason.en', 'see <a href="x">', '$.indicators[1].reason.en'],
    ['indicators.1.id', 'total-area', '$.indicators[1]'],
    ['indicators', [], '$.indicators'],
    ['features.0.id', 'size', '$.features[0].id'],
    ['features.0.values', [0.2, 0.8], '$.features[0].values'],
    ['features.0.values', Float64Array.of(1), '$.features[0].values'],
    ['features.0.values', Float64Array.of(1, Number.NEGATIVE_INFINITY), '$.features[0].values'],
    ['layers.0.id', 'unheard-of', '$.layers[0].id'],
    ['layers.0.columns.size', Float64Array.of(1, 2), '$.layers[0].columns.size'],
    ['layers.0.columns.size', Float64Array.of(Number.POSITIVE_INFINITY), '$.layers[0].columns.size'],
    ['layers.0.columns.colour', ['red'], '$.layers[0].columns.colour'],
    ['layers.0.geometry.kind', 'line', '$.layers[0].geometry'],
    ['layers.0.geometry.coordinates', Float64Array.of(1, Number.NaN), '$.layers[0].geometry'],
    ['layers.0.geometry.ringOffsets', Uint32Array.of(0, 2), '$.layers[0].geometry'],
    ['layers.0.geometry', null, '$.layers[0].geometry'],
    ['tables.0.rows.0.0', '<script>', '$.tables[0].rows[0][0]'],
    ['tables.0.rows.0.0', Number.NaN, '$.tables[0].rows[0][0]'],
    ['tables.0.rows.0', ['a', 'b'], '$.tables[0].rows[0]'],
    ['tables.0.title', 'Parcels', '$.tables[0].title'],
    ['charts.0.values', [1, 2], '$.charts[0].values'],
    ['charts.0.values', [Number.NaN], '$.charts[0].values[0]'],
    ['charts.0.kind', 'pie', '$.charts[0].kind'],
    ['charts.1.points.1', [1], '$.charts[1].points[1][1]'],
    ['charts.1.id', 'bars', '$.charts[1]'],
    ['extra', 1, '$.extra'],
  ])('%s = %j is found at %s', (path, value, at) => {
    expect(faults(changed(exampleOutput(), path, value)).map((fault) => fault.path)).toContain(at);
  });

  test('is refused whole', () => {
    const output = changed(exampleOutput(), 'indicators.0.value', Number.NaN) as EvaluatorOutput;
    expect(() => checkOutput(output, exampleManifest, snapshot)).toThrow(/does not keep to its manifest in 1 place/);
    expect(() => checkOutput(undefined, exampleManifest, snapshot)).toThrow(WorkbenchError);
  });

  test('may not be larger than the manifest declares', () => {
    const small = { ...exampleManifest, limits: { seconds: 1, megabytes: 1 } };
    const packed = exampleOutput().layers![0]!;
    const coordinates = new Float64Array(200_000);
    const layers = [{ ...packed, geometry: { ...packed.geometry, coordinates } }];
    const found = outputFaults({ ...exampleOutput(), layers }, small, snapshot);
    expect(found.map(({ message }) => message.en)).toContain('2 MB, more than the 1 MB declared');
  });

  test('comparisons in a text are not taken for markup', () => {
    const output = changed(exampleOutput(), 'indicators.1.reason', {
      zh: '距离 < 300 m，a <= b',
      en: 'd < 300 m, a <= b',
    });
    expect(faults(output)).toEqual([]);
  });
});
