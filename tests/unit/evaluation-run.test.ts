import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import type { Evaluate, EvaluatorContext, Manifest } from '#core/evaluation/contract.ts';
import { type EvaluatorRun, runEvaluator } from '#core/evaluation/run-evaluator.ts';
import { buildSnapshot, inputsHash, seedOf } from '#core/evaluation/snapshot.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { defaultAssumptions } from '#core/model/assumption.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import { exampleManifest, exampleOutput, exampleSnapshot } from './evaluation-example.ts';

const geometry = createJstsEngine();

function run(evaluate: Evaluate, changes: Partial<EvaluatorRun> = {}) {
  return runEvaluator({
    manifest: exampleManifest,
    evaluate,
    snapshot: exampleSnapshot(),
    parameters: { limit: 500 },
    assumptions: { 'household-size': 2.6 },
    seed: 7,
    geometry,
    ...changes,
  });
}

function failure(action: () => unknown): WorkbenchError {
  try {
    action();
  } catch (thrown) {
    return thrown as WorkbenchError;
  }
  throw new Error('it went through');
}

describe('a run', () => {
  test('gives the checked output in the order of the manifest, with its remarks', () => {
    const result = run((_, context) => {
      context.remark('info', { zh: '一', en: 'one' });
      context.remark('info', { zh: '一', en: 'one' });
      context.remark('warning', { zh: '二', en: 'two' });
      const output = exampleOutput();
      return { ...output, indicators: output.indicators.toReversed() };
    });
    expect(result.indicators.map(({ id }) => id)).toEqual(['total-area', 'largest']);
    expect(result.remarks.map(({ text }) => text.en)).toEqual(['one', 'two']);
  });

  test('hands over the ranges it is given, and none otherwise', () => {
    const seen: unknown[] = [];
    const look = (_: unknown, context: EvaluatorContext) => {
      seen.push(context.ranges);
      return exampleOutput();
    };
    const ranges = { 'household-size': { low: 2.4, high: 3 } };
    run(look);
    run(look, { ranges });
    expect(seen).toEqual([{}, ranges]);
  });

  test('hands over the assumptions that the manifest names, and all where it names none', () => {
    const values = { 'household-size': 2.6, 'storey-height': 3.1, 'street-cost': 900 };
    const given = (manifest: Manifest) => {
      let seen: unknown;
      const evaluate: Evaluate = (_, { assumptions }) => {
        seen = assumptions;
        return exampleOutput();
      };
      run(evaluate, { manifest, assumptions: values });
      return seen;
    };
    expect(given(exampleManifest)).toEqual(values);
    expect(given({ ...exampleManifest, assumptions: [] })).toEqual({});
    const named = { ...exampleManifest, assumptions: ['storey-height', 'absent'], ranges: ['street-cost'] };
    expect(given(named)).toEqual({ 'storey-height': 3.1, 'street-cost': 900 });
  });

  test('every assumption that an evaluator of the program names in its code is in its manifest', () => {
    const plugins = path.resolve(import.meta.dirname, '../../plugins');
    for (const { id, assumptions, ranges } of builtInManifests) {
      const files = readdirSync(path.join(plugins, id)).filter((name) => name.endsWith('.ts'));
      const code = files.map((name) => readFileSync(path.join(plugins, id, name), 'utf8')).join('\n');
      const named = defaultAssumptions
        .filter((assumption) => code.includes(`'${assumption.id}'`))
        .map((each) => each.id);
      const declared = new Set([...(assumptions ?? ['nothing is declared']), ...(ranges ?? [])]);
      expect(
        named.filter((name) => !declared.has(name)),
        id,
      ).toEqual([]);
    }
  });

  test('hands over parameters, assumptions and the same chance for the same seed', () => {
    const drawn: number[] = [];
    const draw = (context: EvaluatorContext) => {
      expect(context.parameters.limit).toBe(500);
      expect(context.assumptions['household-size']).toBe(2.6);
      drawn.push(context.random.next());
      return exampleOutput();
    };
    run((_, context) => draw(context));
    run((_, context) => draw(context));
    run((_, context) => draw(context), { seed: 8 });
    expect(drawn[0]).toBe(drawn[1]);
    expect(drawn[2]).not.toBe(drawn[0]);
  });

  test.each([
    [
      'a missing layer',
      { epsg: 4547, layers: {}, rasters: {} },
      'there is no layer "Parcels"; it is needed for: to add up areas',
    ],
    [
      'a layer without features',
      {
        ...exampleSnapshot(),
        layers: {
          parcel: { ...exampleSnapshot().layers.parcel!, ids: [], geometry: new GeometryPacker('polygon').finish() },
        },
      },
      'has no features',
    ],
    [
      'a field without values',
      {
        ...exampleSnapshot(),
        layers: {
          parcel: {
            ...exampleSnapshot().layers.parcel!,
            columns: { area_m2: Float64Array.of(Number.NaN, Number.NaN) },
          },
        },
      },
      'lacks fields or their values: area_m2',
    ],
  ])('%s makes every indicator insufficient, with reason and purpose', (_, snapshot, reason) => {
    const result = run(() => expect.unreachable(), { snapshot });
    expect(result.indicators.map(({ status }) => status)).toEqual(['insufficient-data', 'insufficient-data']);
    expect(result.indicators[0]!.reason!.en).toContain(reason);
    expect(result.remarks).toHaveLength(1);
  });

  test('a throw is the failure of the plugin, with its words', () => {
    const error = failure(() =>
      run(() => {
        throw new Error('divided by zero');
      }),
    );
    expect(error.code).toBe('plugin/failed');
    expect(error.exitCode).toBe(40);
    expect(error.describe('en')).toBe('The evaluator "example" failed: divided by zero');
    const inner = failure(() =>
      run(() => {
        throw new WorkbenchError('geometry/operation-failed', { operation: 'union', reason: 'x' });
      }),
    );
    expect(inner.code).toBe('plugin/failed');
    expect(inner.describe('zh')).toMatch(/[\u4e00-\u9fff]/);
  });

  test('cancelling from progress ends it as what was thrown, even when the plugin swallows errors', () => {
    const cancel = (share: number) => {
      if (share > 0.5) throw new WorkbenchError('command/cancelled');
    };
    const error = failure(() =>
      run(
        (_, context) => {
          for (let share = 0; share < 1; share += 0.1) context.progress(share);
          return exampleOutput();
        },
        { progress: cancel },
      ),
    );
    expect(error.code).toBe('command/cancelled');
  });

  test('markup in a remark is refused, and remarks have an end', () => {
    const marked = failure(() =>
      run((_, context) => {
        context.remark('info', { zh: '粗', en: '<b>bold</b>' });
        return exampleOutput();
      }),
    );
    expect(marked.code).toBe('plugin/failed');
    const many = run((_, context) => {
      for (let index = 0; index < 500; index++) context.remark('info', { zh: `第 ${index}`, en: `no. ${index}` });
      return exampleOutput();
    });
    expect(many.remarks).toHaveLength(201);
    expect(many.remarks.at(-1)!.text.en).toContain('more remarks');
  });

  test('an unsound output is refused', () => {
    expect(failure(() => run(() => ({ indicators: [] }))).code).toBe('plugin/bad-output');
  });
});

const digest = () => new Sha256();

describe('snapshot', () => {
  const table = exampleSnapshot().layers.parcel!;
  const sources = {
    epsg: 4547,
    layers: {
      parcel: { name: 'Parcels', table: { ...table, columns: { ...table.columns, secret: ['x', 'y'] } } },
      building: { name: 'Buildings', table },
    },
    rasters: {},
  };

  test('holds the declared roles and fields and nothing else', () => {
    const snapshot = buildSnapshot(exampleManifest, sources);
    expect(Object.keys(snapshot.layers)).toEqual(['parcel']);
    expect(Object.keys(snapshot.layers.parcel!.columns)).toEqual(['area_m2', 'land_use']);
    expect(snapshot.layers.parcel!.fields).toEqual([
      { name: 'area_m2', type: 'real', unit: 'm2' },
      { name: 'land_use', type: 'text' },
    ]);
  });

  test('holds the baseline for an evaluator that asks for it, with the same roles and fields', () => {
    const comparing = { ...exampleManifest, baseline: true };
    const before = { ...sources, layers: { parcel: { name: 'Before', table } } };
    expect(buildSnapshot(exampleManifest, sources, before).baseline).toBeUndefined();
    expect(buildSnapshot(comparing, sources).baseline).toBeUndefined();
    const { baseline } = buildSnapshot(comparing, sources, before);
    expect(baseline!.layers.parcel!.name).toBe('Before');
    expect(Object.keys(baseline!.layers.parcel!.columns)).toEqual(['area_m2', 'land_use']);
    expect(baseline!.baseline).toBeUndefined();
  });

  test('its hash changes with what is read and with nothing else', () => {
    const inputs = {
      manifest: exampleManifest,
      snapshot: buildSnapshot(exampleManifest, sources),
      parameters: { limit: 500, basis: 'land' },
      assumptions: { a: 1 },
    };
    const hash = inputsHash(inputs, digest);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const unread = { ...sources, layers: { parcel: sources.layers.parcel } };
    expect(inputsHash({ ...inputs, snapshot: buildSnapshot(exampleManifest, unread) }, digest)).toBe(hash);
    expect(inputsHash({ ...inputs, parameters: { basis: 'land', limit: 500 } }, digest)).toBe(hash);
    const renamed = { ...exampleManifest, name: { zh: '另名', en: 'Another' } };
    expect(inputsHash({ ...inputs, manifest: renamed }, digest)).toBe(hash);

    const others = [
      { ...inputs, parameters: { limit: 501, basis: 'land' } },
      { ...inputs, assumptions: { a: 2 } },
      { ...inputs, ranges: { a: { low: 0, high: 2 } } },
      { ...inputs, ranges: { a: { low: 0, high: 3 } } },
      { ...inputs, snapshot: { ...inputs.snapshot, baseline: inputs.snapshot } },
      { ...inputs, manifest: { ...exampleManifest, version: '1.2.4' } },
      { ...inputs, snapshot: { ...inputs.snapshot, epsg: 4548 } },
      {
        ...inputs,
        snapshot: {
          ...inputs.snapshot,
          layers: {
            parcel: { ...inputs.snapshot.layers.parcel!, columns: { area_m2: Float64Array.of(10_000, 40_001) } },
          },
        },
      },
    ];
    const hashes = others.map((other) => inputsHash(other, digest));
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
    expect(seedOf(hash)).toBe(Number.parseInt(hash.slice(0, 8), 16) | 0);
  });

  test('different data never give the same bytes, equal data always', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false, 0, 1, Number.NaN, '', '0', 'ab'),
        fc.float64Array({ maxLength: 3 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 2 }),
      ),
    })).value;
    const parts = (part: unknown) => {
      const bytes: number[] = [];
      canonicalHash(part, { update: (more) => bytes.push(...more), finish: () => '' });
      return bytes.join();
    };
    const plain = (part: unknown): unknown => {
      if (ArrayBuffer.isView(part))
        return { numbers: Array.from(part as Float64Array, (n) => String(n === 0 ? 0 : n)) };
      if (Array.isArray(part)) return part.map(plain);
      if (typeof part === 'number') return { number: String(part === 0 ? 0 : part) };
      if (typeof part !== 'object' || part === null) return part;
      return Object.entries(part)
        .map(([key, entry]) => [key, plain(entry)])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    };
    // Objects become lists of pairs above; a list of such pairs is itself possible, so that it is told apart by its mark.
    const shape = (part: unknown) => JSON.stringify([Array.isArray(part), plain(part)]);
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(parts(a)).toBe(parts(structuredClone(a)));
        if (shape(a) !== shape(b)) expect(parts(a)).not.toBe(parts(b));
      }),
    );
  });
});
