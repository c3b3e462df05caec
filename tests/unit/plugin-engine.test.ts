import { beforeEach, describe, expect, test } from 'vitest';
import type { EngineHost, PluginConsent } from '#core/engine/engine-host.ts';
import { baselineId } from '#core/model/ids.ts';
import { contentHash } from '#core/plugins/content-hash.ts';
import type { PluginFiles } from '#core/plugins/plugin-files.ts';
import type { PluginRecord } from '#core/plugins/plugin-record.ts';
import { signHash, signingKey } from '#core/plugins/signature.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { evaluationEngine } from '../fixtures/evaluation-engine.ts';
import { archiveOf, folderOf, withManifest } from '../fixtures/plugin-files.ts';
import { runInSandbox } from '../fixtures/sandbox-run.ts';

const id = 'town-area';

/** A plugin that sums what parcels have: as small as one can be. */
function areaFiles(
  code = 'sumOf(numbersOf(snapshot.layers.parcel, "area_m2")) / 10000',
  version = '1.0.0',
): PluginFiles {
  return {
    'manifest.json': JSON.stringify({
      id,
      version,
      apiVersion: 1,
      name: { zh: '面积', en: 'Area' },
      summary: { zh: '地块面积合计。', en: 'The area of all parcels.' },
      author: 'Cityloom',
      licence: 'Apache-2.0',
      inputs: [
        {
          role: 'parcel',
          geometry: 'polygon',
          fields: [{ name: 'area_m2', type: 'real', unit: 'm2' }],
          optional: false,
          purpose: { zh: '面积', en: 'areas' },
        },
      ],
      parameters: {},
      indicators: [
        {
          id: 'area',
          label: { zh: '面积', en: 'Area' },
          unit: 'ha',
          decimals: 2,
          better: 'neutral',
          dimension: 'infrastructure',
          formula: 'Σ A',
          source: 'Cityloom',
        },
      ],
      features: [],
      layers: [],
      limits: { seconds: 20, megabytes: 64 },
    }),
    'evaluator.js': `import { numbersOf, sumOf } from 'cityloom';
export function evaluate(snapshot) {
  return { indicators: [{ id: 'area', status: 'ok', value: ${code} }] };
}
`,
    'README.md': '# 面积 · Area\n\n## 中文\n\n合计。\n\n## English\n\nThe sum.\n',
    'cases/cases.json': JSON.stringify([
      {
        id: 'one hectare',
        source: 'by hand',
        layers: { parcel: [{ id: 'a', box: [0, 0, 100, 100] }] },
        expected: { indicators: { area: 1 } },
        tolerance: { abs: 1e-9 },
      },
    ]),
  };
}

const key = signingKey('Lin Design Institute', new Uint8Array(32).fill(7));

function signed(files: PluginFiles, by = key): PluginFiles {
  return { ...files, 'signature.json': JSON.stringify(signHash(contentHash(files), by)) };
}

/** What a machine remembers of its decisions. */
class Memory implements PluginConsent {
  readonly decisions: Parameters<PluginConsent['allow']>[0][] = [];
  allowed = async () => this.decisions.map(({ hash }) => hash);
  allow = async (decision: Parameters<PluginConsent['allow']>[0]) => {
    this.decisions.push(decision);
  };
  withdraw = async (hash: string) => {
    const kept = this.decisions.filter((decision) => decision.hash !== hash);
    this.decisions.splice(0, this.decisions.length, ...kept);
  };
}

function machine(memory: Memory): Partial<EngineHost> {
  return {
    pluginConsent: memory,
    createSandboxWorker: ({ manifest, source }) => ({
      run: (job) => runInSandbox({ manifest, source, ...job, ranges: job.ranges ?? {} }),
      plan: () => Promise.resolve([]),
      terminate: () => {},
    }),
  };
}

async function stateOf(engine: EngineClient): Promise<string | undefined> {
  return (await engine.request('plugin/list', {})).find((entry) => entry.id === id)?.state;
}

async function evaluate(engine: EngineClient) {
  const [outcome] = await engine.request('evaluation/run', { evaluators: [id], scenarios: [baselineId] });
  return outcome!;
}

let memory: Memory;
let engine: EngineClient;
beforeEach(async () => {
  memory = new Memory();
  ({ engine } = await evaluationEngine([], machine(memory)));
});

describe('installing', () => {
  test('puts the plugin into the project as one step, and its results carry version, hash and manifest', async () => {
    const files = signed(areaFiles());
    const entry = await engine.request('plugin/install', { source: archiveOf(files) });
    expect(entry).toMatchObject({ id, state: 'running', origin: 'project', hash: contentHash(files) });
    expect((await engine.request('evaluation/list', {})).map((manifest) => manifest.id)).toEqual([id]);
    expect((await engine.request('project/state', {})).undoLabel).toEqual({
      zh: '安装插件：面积 1.0.0',
      en: 'Install plugin: Area 1.0.0',
    });

    const first = await evaluate(engine);
    expect(first.error).toBeUndefined();
    expect(first.record?.result.indicators).toEqual([{ id: 'area', status: 'ok', value: 3 }]);
    expect(first.record).toMatchObject({
      version: '1.0.0',
      plugin: { hash: contentHash(files), manifest: { id, version: '1.0.0' }, signedBy: { name: key.name } },
    });
    // The second time nothing has to run.
    expect(await evaluate(engine)).toMatchObject({ reused: true, record: { id: first.record!.id } });
    expect(memory.decisions).toEqual([
      { hash: contentHash(files), id, version: '1.0.0', instant: expect.stringMatching(/^2026-/) },
    ]);
  });

  test('refuses a plugin with faults and says all of them', async () => {
    const { 'README.md': _, ...files } = withManifest(areaFiles(), (manifest) => delete manifest['licence']);
    await expect(engine.request('plugin/install', { source: folderOf(files, 'area') })).rejects.toMatchObject({
      code: 'plugin/faulty',
      parameters: { name: 'area', count: 2, faults: { en: expect.stringMatching(/README\.md.*\$\.licence/) } },
    });
    const inspection = await engine.request('plugin/inspect', { source: folderOf(files, 'area') });
    expect(inspection.facts).toBeUndefined();
    expect(inspection.faults).toHaveLength(2);
  });

  test('of another version makes the results of the old one out of date, by the hash alone', async () => {
    await engine.request('plugin/install', { source: folderOf(areaFiles()) });
    await evaluate(engine);
    // The same version, other code.
    await engine.request('plugin/install', { source: folderOf(areaFiles('7')) });
    expect((await engine.request('evaluation/results', {})).map(({ current }) => current)).toEqual([false]);
    const again = await evaluate(engine);
    expect(again).toMatchObject({ reused: false, record: { result: { indicators: [{ value: 7 }] } } });
  });

  test('remembers the key of the first one: another key, or none, has to be accepted', async () => {
    await engine.request('plugin/install', { source: folderOf(signed(areaFiles())) });
    const other = signingKey('Lin Design Institute', new Uint8Array(32).fill(9));
    const changed = folderOf(signed(areaFiles('7', '1.1.0'), other));
    expect(await engine.request('plugin/inspect', { source: changed })).toMatchObject({
      keyChange: 'changed',
      installed: { version: '1.0.0' },
    });
    await expect(engine.request('plugin/install', { source: changed })).rejects.toMatchObject({
      code: 'plugin/key-changed',
    });
    const unsigned = folderOf(areaFiles('7', '1.1.0'));
    expect(await engine.request('plugin/inspect', { source: unsigned })).toMatchObject({ keyChange: 'lost' });
    await expect(engine.request('plugin/install', { source: unsigned })).rejects.toMatchObject({
      code: 'plugin/key-changed',
    });
    const same = folderOf(signed(areaFiles('7', '1.1.0')));
    expect(await engine.request('plugin/inspect', { source: same })).toMatchObject({ keyChange: 'same' });
    await engine.request('plugin/install', { source: changed, acceptKey: true });
    expect(await stateOf(engine)).toBe('running');
  });
});

describe('switching and removing', () => {
  beforeEach(async () => {
    await engine.request('plugin/install', { source: folderOf(areaFiles()) });
    await evaluate(engine);
  });

  test('off and on are steps that can be undone', async () => {
    await engine.request('plugin/set-enabled', { id, enabled: false });
    expect(await stateOf(engine)).toBe('off');
    expect(await engine.request('evaluation/list', {})).toEqual([]);
    await expect(evaluate(engine)).rejects.toMatchObject({ code: 'plugin/unknown' });
    await engine.request('edit/undo', {});
    expect(await stateOf(engine)).toBe('running');
    await engine.request('edit/redo', {});
    await engine.request('plugin/set-enabled', { id, enabled: true });
    expect((await evaluate(engine)).reused).toBe(true);
  });

  test('removal leaves the results readable, by name, in lists and reports; undo brings the plugin back', async () => {
    await engine.request('plugin/remove', { id });
    expect(await engine.request('plugin/list', {})).toEqual([]);
    const [stored] = await engine.request('evaluation/results', {});
    expect(stored).toMatchObject({ current: false, record: { plugin: { manifest: { name: { en: 'Area' } } } } });
    const report = new TextDecoder().decode(await engine.request('report/build', { language: 'en', format: 'html' }));
    expect(report).toContain('Area');
    expect(report).toContain('Σ A');
    await engine.request('edit/undo', {});
    expect(await stateOf(engine)).toBe('running');
    expect((await engine.request('evaluation/results', {})).map(({ current }) => current)).toEqual([true]);
    await expect(engine.request('plugin/remove', { id: 'other' })).rejects.toMatchObject({
      code: 'plugin/not-installed',
    });
  });

  test('an installed plugin can be taken out as the archive it was', async () => {
    const archive = await engine.request('plugin/export', { id });
    const inspection = await engine.request('plugin/inspect', { source: { name: 'out.zip', archive } });
    expect(inspection.facts?.hash).toBe(contentHash(areaFiles()));
  });
});

describe("somebody else's project", () => {
  let bytes: Uint8Array;
  beforeEach(async () => {
    await engine.request('plugin/install', { source: folderOf(areaFiles()) });
    await evaluate(engine);
    bytes = await engine.request('project/export', {});
  });

  test('says which plugins it brings; they wait until this machine agrees', async () => {
    const here = new Memory();
    const { engine: other } = await evaluationEngine([], machine(here));
    const state = await other.request('project/open', { fileName: 'town.gpkg', bytes });
    expect(state.remarks).toMatchObject([
      { code: 'plugin/brought', parameters: { id, version: '1.0.0', author: 'Cityloom' } },
    ]);
    expect(await stateOf(other)).toBe('waiting');
    await expect(evaluate(other)).rejects.toMatchObject({ code: 'plugin/not-allowed' });
    // Its results can be read all the same.
    expect((await other.request('evaluation/results', {}))[0]?.record.result.indicators[0]?.value).toBe(3);
    const unsaved = (await other.request('project/state', {})).unsavedSteps;
    await other.request('plugin/set-enabled', { id, enabled: true });
    // The project wanted it already: nothing in it changes.
    expect((await other.request('project/state', {})).unsavedSteps).toBe(unsaved);
    expect((await evaluate(other)).reused).toBe(true);
    expect(here.decisions).toHaveLength(1);
  });

  test('on the machine that agreed before, also with a new engine, it runs at once', async () => {
    const { engine: again } = await evaluationEngine([], machine(memory));
    const state = await again.request('project/open', { fileName: 'town.gpkg', bytes });
    expect(state.remarks).toEqual([]);
    expect(await stateOf(again)).toBe('running');
  });

  test('consent that is withdrawn lets nothing of it run, until it is given again', async () => {
    const { engine: again } = await evaluationEngine([], machine(memory));
    await again.request('project/open', { fileName: 'town.gpkg', bytes });
    const unsaved = (await again.request('project/state', {})).unsavedSteps;
    expect(await again.request('plugin/withdraw', { id })).toMatchObject({ state: 'waiting', agreed: false });
    expect(memory.decisions).toEqual([]);
    // It is a decision of this machine, no change of the project.
    expect((await again.request('project/state', {})).unsavedSteps).toBe(unsaved);
    await expect(evaluate(again)).rejects.toMatchObject({ code: 'plugin/not-allowed' });
    expect(await again.request('plugin/set-enabled', { id, enabled: true })).toMatchObject({
      state: 'running',
      agreed: true,
    });
  });

  test('with a plugin whose content was changed in the file says so and runs nothing of it', async () => {
    const change = async (alter: (record: PluginRecord) => object) => {
      const record: PluginRecord = { id, enabled: true, hash: contentHash(areaFiles()), files: areaFiles() };
      const { engine: other } = await evaluationEngine([], machine(memory));
      const edit = { kind: 'record', record: 'plugin', id, before: null, after: alter(record) } as const;
      await other.request('edit/apply', { label: { zh: '改', en: 'Change' }, edits: [edit] });
      expect(await other.request('evaluation/list', {})).toEqual([]);
      const [entry] = await other.request('plugin/list', {});
      await expect(other.request('plugin/set-enabled', { id, enabled: true })).rejects.toMatchObject({
        code: 'plugin/faulty',
      });
      await other.request('plugin/remove', { id });
      return [entry!.state, entry!.faults[0]!.path];
    };
    expect(await change((record) => ({ ...record, files: areaFiles('99') }))).toEqual(['faulty', '.']);
    expect(await change((record) => ({ ...record, files: 'none' }))).toEqual(['faulty', '$.files']);
    expect(await change((record) => ({ ...record, files: { ...record.files, 'run.sh': 'x' } }))).toEqual([
      'faulty',
      'run.sh',
    ]);
    expect(await change((record) => ({ ...record, files: { 'manifest.json': '[]' } }))).toEqual([
      'faulty',
      'evaluator.js',
    ]);
  });
});

test('a package is tried without being installed: it runs, its results stay readable, the project keeps no plugin', async () => {
  const entry = await engine.request('plugin/try', { source: folderOf(areaFiles('5')) });
  expect(entry).toMatchObject({ state: 'running', origin: 'tried' });
  expect((await evaluate(engine)).record?.result.indicators[0]?.value).toBe(5);
  // Read again after a change, it takes the place of what it was.
  await engine.request('plugin/try', { source: folderOf(areaFiles('6')) });
  expect((await engine.request('evaluation/results', {}))[0]?.current).toBe(false);
  expect((await evaluate(engine)).record?.result.indicators[0]?.value).toBe(6);
  await engine.request('plugin/stop-trying', { id });
  expect(await engine.request('plugin/list', {})).toEqual([]);
  expect((await engine.request('evaluation/results', {}))[0]?.record.plugin?.manifest.name.zh).toBe('面积');
});

test('cases run in the sandbox, and what differs is told', async () => {
  expect(await engine.request('plugin/test', { source: folderOf(areaFiles()) })).toMatchObject([
    { id: 'one hectare', differences: [] },
  ]);
  const [wrong] = await engine.request('plugin/test', { source: folderOf(areaFiles('2')) });
  expect(wrong?.differences).toEqual(['area: expected 1, got 2']);
  const [failed] = await engine.request('plugin/test', { source: folderOf(areaFiles('nothing.there')) });
  expect(failed?.failure?.en).toContain('nothing');
});
