import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '#core/methods/method.ts';
import { methodOf, methods } from '#core/methods/registry.ts';

/** One case of a method: `expected` names what the output must at least hold; numbers within the tolerance. */
interface GoldenCase {
  readonly id: string;
  readonly method: string;
  readonly input: Json;
  readonly expected: Json;
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
  readonly source: string;
}

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const cases = files.flatMap((file) =>
  (JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as GoldenCase[]).map((entry) => ({
    ...entry,
    title: `${file}: ${entry.id}`,
  })),
);

function differences(
  actual: unknown,
  expected: Json,
  { abs = 0, rel = 0 }: GoldenCase['tolerance'],
  at: string,
): string[] {
  if (typeof expected === 'number') {
    const limit = abs + rel * Math.abs(expected);
    const isNear = typeof actual === 'number' && Math.abs(actual - expected) <= limit;
    return isNear ? [] : [`${at}: expected ${expected} ± ${limit}, got ${JSON.stringify(actual)}`];
  }
  if (expected === null || typeof expected !== 'object') {
    return actual === expected ? [] : [`${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
  }
  if (typeof actual !== 'object' || actual === null) return [`${at}: expected an object, got ${String(actual)}`];
  const wrong: string[] = [];
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
    return [`${at}: expected a list of ${expected.length}, got ${JSON.stringify(actual)}`];
  }
  for (const [key, value] of Object.entries(expected)) {
    wrong.push(...differences((actual as Record<string, unknown>)[key], value, { abs, rel }, `${at}.${key}`));
  }
  return wrong;
}

describe('published examples', () => {
  test.each(cases)('$title', async ({ method, input, expected, tolerance }) => {
    const output = JSON.parse(JSON.stringify(await methodOf(method).run(input))) as unknown;
    expect(differences(output, expected, tolerance, '$')).toEqual([]);
  });

  test('every example of the reference that belongs to these methods is a case', () => {
    const ids = new Set(cases.map(({ id }) => /^DEV-\d+/.exec(id)?.[0]));
    for (const number of [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
      32, 33, 34, 35,
    ]) {
      expect(ids).toContain(`DEV-${String(number).padStart(2, '0')}`);
    }
  });

  test('every method has a case', () => {
    const used = new Set(cases.map(({ method }) => method));
    expect(methods.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  test('cases of one file have different ids', () => {
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  });
});
