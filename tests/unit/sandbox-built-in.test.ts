import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { guestCode } from 'virtual:sandbox-guest';
import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import type { Evaluate, Manifest, Plan } from '#core/evaluation/contract.ts';
import { caseDifferences, type EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import type { Evaluator } from '#core/evaluation/evaluator-worker.ts';
import { runCase } from '#core/evaluation/run-case.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import { hostCalls } from '#core/sandbox/host-calls.ts';
import { makePacket } from '#core/sandbox/packet.ts';
import { Sandbox } from '#core/sandbox/sandbox.ts';
import { builtInManifests, loadBuiltIn } from '#plugins/built-in/evaluators.ts';
import { pluginSource } from '../fixtures/plugin-source.ts';

const plugins = path.resolve(import.meta.dirname, '../../plugins');
const geometry = await loadGeosEngine();
const solver = await loadIntegerSolver();

/** The evaluator in the sandbox, for one run. */
async function inSandbox(manifest: Manifest, source: string): Promise<Evaluator> {
  const open = () => Sandbox.open({ manifest, source, hash: '' }, guestCode, 1e6, () => performance.now());
  const [running, planning] = await Promise.all([open(), open()]);
  const evaluate: Evaluate = (snapshot, context) => {
    const { parameters, assumptions, ranges } = context;
    const input = makePacket({ snapshot, parameters, assumptions, ranges, seed: 1 });
    return running.call('run', input, hostCalls(context, manifest.id, solver)) as ReturnType<Evaluate>;
  };
  const plan: Plan = (snapshot, { parameters, assumptions }) =>
    planning.call(
      'plan',
      makePacket({ snapshot, parameters, assumptions, ranges: {}, seed: 1 }),
      new Map(),
    ) as ReturnType<Plan>;
  return { manifest, evaluate, plan };
}

describe('evaluators of the program as plugins in the sandbox', () => {
  test.each(builtInManifests.map(({ id }) => id))('%s', async (id) => {
    const folder = path.join(plugins, id, 'cases');
    const file = readdirSync(folder).find((name) => name.endsWith('.json'));
    const [entry] = JSON.parse(readFileSync(path.join(folder, file!), 'utf8')) as readonly EvaluatorCase[];
    const own = (await loadBuiltIn(id))!;
    const expected = runCase(own, entry!, geometry);
    const source = await pluginSource(id);
    const found = runCase(await inSandbox(own.manifest, source), entry!, geometry);
    const same = canonicalHash(found, new Sha256()) === canonicalHash(expected, new Sha256());
    expect(caseDifferences(found, entry!)).toEqual([]);
    expect(found.remarks).toEqual(expected.remarks);
    expect(same).toBe(true);
  });
});
