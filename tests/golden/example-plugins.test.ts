import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseDifferences, caseSnapshot } from '#core/evaluation/evaluator-case.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { readPlugin } from '#core/plugins/read-plugin.ts';
import { readPluginPlace } from '#electron/files/plugin-folder.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import { runInSandbox } from '../fixtures/sandbox-run.ts';

const folder = path.resolve(import.meta.dirname, '../../samples/plugins');
const builtIn = new Set(builtInManifests.map(({ id }) => id));
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const examples = await Promise.all(
  names.map(async (name) => ({
    name,
    read: await readPlugin(await readPluginPlace(path.join(folder, name)), builtIn),
  })),
);

test('there are three examples, and the list of them names each', () => {
  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  expect(names).toHaveLength(3);
  for (const name of names) expect(readme).toContain(`(${name}/)`);
});

describe.each(examples)('$name', ({ read }) => {
  test('has no fault', () => {
    expect([read.faults, read.remarks]).toEqual([[], []]);
  });

  test.each(read.package?.cases ?? [])('$id', async (entry) => {
    const { manifest, source } = read.package!;
    const result = await runInSandbox({
      manifest,
      source,
      snapshot: caseSnapshot(entry, manifest),
      parameters: completeParameters(manifest, entry.parameters),
    });
    expect(caseDifferences(result, entry)).toEqual([]);
  });
});
