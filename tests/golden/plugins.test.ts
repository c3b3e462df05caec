import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseDifferences, type EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import { runCase } from '#core/evaluation/run-case.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';

import { builtInManifests, loadBuiltIn } from '#plugins/built-in/evaluators.ts';

const evaluators = await Promise.all(builtInManifests.map(async ({ id }) => (await loadBuiltIn(id))!));
const plugins = path.resolve(import.meta.dirname, '../../plugins');
const geometry = await loadGeosEngine();

describe.each(evaluators.map((evaluator) => ({ ...evaluator, evaluator, id: evaluator.manifest.id })))(
  '$id',
  ({ id, manifest, evaluator }) => {
    const folder = path.join(plugins, id);
    const files = readdirSync(path.join(folder, 'cases')).filter((name) => name.endsWith('.json'));
    const cases = files.flatMap(
      (file) => JSON.parse(readFileSync(path.join(folder, 'cases', file), 'utf8')) as readonly EvaluatorCase[],
    );

    test.each(cases)('$id', (entry) => {
      const run = () => runCase(evaluator, entry, geometry);
      const result = run();
      expect(caseDifferences(result, entry)).toEqual([]);
      // The same again: an evaluator is a function of what it is given.
      expect(run()).toEqual(result);
    });

    test('has its papers in both languages', () => {
      const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
      for (const { id: indicator } of manifest.indicators) expect(readme, indicator).toContain(`\`${indicator}\``);
      expect(readme).toMatch(/[\u4e00-\u9fff]/);
    });
  },
);
