import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputSchema } from '#core/methods/input.ts';
import { type OutputNote, outputReading } from '#core/methods/method-notes.ts';
import { methodOf, methods } from '#core/methods/registry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

async function failure(run: () => unknown): Promise<WorkbenchError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
  throw new Error('it went through');
}

function everySchema(schema: InputSchema): InputSchema[] {
  const inner = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})];
  return [schema, ...inner.flatMap((part) => (part ? everySchema(part) : []))];
}

function hasOnlyFiniteNumbers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasOnlyFiniteNumbers);
}

/** Whether a documented path leads somewhere in an output. */
function leadsSomewhere(value: unknown, parts: readonly string[]): boolean {
  const [head, ...rest] = parts;
  if (head === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (head === '[]' && Array.isArray(value) && value.length === 0) return true;
  if (head === '[]' || head === '{}') return Object.values(value).some((entry) => leadsSomewhere(entry, rest));
  return Object.hasOwn(value, head) && leadsSomewhere((value as Record<string, unknown>)[head], rest);
}

/** What the examples do not show, because it comes with other inputs. */
const elsewhere = new Set([
  'rational-peak cubicFeetPerSecond',
  'normalise lower',
  'normalise upper',
  'normalise status',
  'normalise reason',
]);

function unknownPaths(name: string, outputs: readonly OutputNote[], value: unknown): string[] {
  return outputs
    .map(({ path }) => path)
    .filter((path) => !elsewhere.has(`${name} ${path}`))
    .filter(
      (path) =>
        !leadsSomewhere(
          value,
          path.split('.').flatMap((part) => part.split(/(?=\[\]|\{\})/)),
        ),
    );
}

describe('registry', () => {
  test.each(methods)('$name: its formula and everything that its output holds are described', async (method) => {
    expect(method.formula).not.toBe('');
    expect(outputReading.zh).toContain('status');
    const value = (await method.run(structuredClone(method.example))) as Record<string, unknown>;
    const described = new Set(method.outputs.map(({ path }) => path.split(/[.[{]/)[0]));
    expect(
      Object.keys(value).filter((key) => !described.has(key) && !(key === 'status' && described.has('value'))),
    ).toEqual([]);
    expect(unknownPaths(method.name, method.outputs, value)).toEqual([]);
    for (const { text } of method.outputs) {
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test.each(methods)('$name: names, texts and example', async (method) => {
    expect(method.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [method.title, method.summary]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.zh).not.toContain('您');
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(method.source).not.toBe('');
    for (const schema of everySchema(method.input)) {
      expect(schema.type).toBeDefined();
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }
    const output = await method.run(structuredClone(method.example));
    expect(JSON.parse(JSON.stringify(output))).toEqual(output);
    expect(hasOnlyFiniteNumbers(output)).toBe(true);
  });

  test('names are unique and an unknown one lists those there are', async () => {
    expect(new Set(methods.map(({ name }) => name)).size).toBe(methods.length);
    const error = await failure(() => methodOf('nonsense'));
    expect(error.code).toBe('evaluation/unknown-method');
    expect(error.hint('en')).toContain('connectivity');
  });

  test('whatever comes in, a method answers or refuses with a reason of its own', async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    for (const method of methods) {
      const names = Object.keys(method.input.properties ?? {});
      const inputs = fc.oneof(json, fc.dictionary(fc.constantFrom(...names, 'other'), json));
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          try {
            expect(hasOnlyFiniteNumbers(await method.run(input))).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(WorkbenchError);
            expect((error as WorkbenchError).code).toBe('evaluation/method-input');
          }
        }),
        { numRuns: 60 },
      );
    }
  });

  test('a changed example is answered or refused too, never broken', async () => {
    for (const method of methods) {
      const example = method.example as Record<string, unknown>;
      for (const key of Object.keys(example)) {
        for (const wrong of [null, -1, '', [], {}, 1e308, [[]], [null]]) {
          try {
            expect(hasOnlyFiniteNumbers(await method.run({ ...example, [key]: wrong }))).toBe(true);
          } catch (error) {
            expect(error, `${method.name} ${key} ${JSON.stringify(wrong)}`).toBeInstanceOf(WorkbenchError);
          }
        }
      }
    }
  });
});

describe('input errors', () => {
  test('name the path, what was expected and what was seen, in both languages', async () => {
    const error = await failure(() => methodOf('wilson-interval').run({ successes: 1, trials: -2 }));
    expect(error.code).toBe('evaluation/method-input');
    expect(error.exitCode).toBe(40);
    expect(error.describe('en')).toBe(
      'Input $.trials of the method "wilson-interval": expected a number of at least 0, found -2.',
    );
    expect(error.describe('zh')).toBe('方法“wilson-interval”的输入 $.trials：应为不小于 0 的数，读到的是 -2。');
    expect(error.hint('en')).toContain('cityloom method show wilson-interval');
  });

  test.each([
    ['hill-numbers', { places: [[1, 'two']] }, '$.places[0][1]', 'a number of at least 0', '"two"'],
    ['hill-numbers', {}, '$.places', 'a list of at least 1', 'nothing'],
    ['hill-numbers', { places: [[1]], order: 1 }, '$.order', 'no such entry (only places, orders)', '1'],
    ['hill-numbers', 3, '$', 'an object with places, orders', '3'],
    ['normalise', { values: [1], kind: 'rank' }, '$.kind', 'one of min-max, goalpost, standard', '"rank"'],
    ['decay', { decay: { kind: 'steps' }, costs: [1] }, '$.decay', 'an object with kind', '{"kind":"steps"}'],
    [
      'landscape-metrics',
      { raster: [[1, 2], [1]], cellMetres: 1 },
      '$.raster[1]',
      'a row as long as the first (2)',
      '1',
    ],
    [
      'transit-access',
      { population: [1], lowCapacityMetres: [1, 2], highCapacityMetres: [1] },
      '$.lowCapacityMetres',
      'a list as long as population (1)',
      '2',
    ],
    [
      'connectivity',
      {
        areas: [1, 2],
        probabilities: [
          [0, 0.5],
          [0.4, 0],
        ],
      },
      '$.probabilities[1][0]',
      '0.5, because the matrix must be symmetric',
      '0.4',
    ],
    [
      'least-cost-path',
      { resistance: [[1]], from: [0, 0], to: [0, 1] },
      '$.to',
      'inside the grid of 1 rows and 1 columns',
      '[0,1]',
    ],
  ])('%s: %j', async (name, input, path, expected, seen) => {
    const message = (await failure(() => methodOf(name).run(input))).describe('en');
    expect(message).toContain(` ${path} of`);
    expect(message).toContain(expected);
    expect(message.endsWith(`found ${seen}.`)).toBe(true);
  });
});
