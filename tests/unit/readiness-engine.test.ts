import { beforeEach, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import { randomUuid, seededRandom } from '#core/platform/seeded-random.ts';
import { loadSqlite } from '#core/platform/sqlite.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { openProject } from '#core/store/open-project.ts';
import { evaluator as tod } from '#plugins/tod/index.ts';
import { partition, plotMiddle, polygonOf, rectangle, tableOf } from '#tests/fixtures/readiness-ground.ts';

const geometry = await loadGeosEngine();
const random = seededRandom(11);
let turns = 0;

const host: EngineHost = {
  clock: { now: () => Date.UTC(2026, 0, 1) + performance.now() },
  random,
  programVersion: '0.0.0',
  manifests: [tod.manifest],
  evaluatorWorkers: 1,
  timer: {
    start: (milliseconds, done) => {
      turns++;
      const timer = setTimeout(done, milliseconds);
      return { stop: () => clearTimeout(timer) };
    },
  },
  createEvaluatorWorker: () => {
    throw new Error('nothing is evaluated');
  },
  createSandboxWorker: () => {
    throw new Error('nothing is evaluated');
  },
  loadGeometry: async () => geometry,
  loadFonts: async () => [],
};

/** Plots with a small overlap, a gap, a ring that crosses itself and a copy with the same values. */
function faultyPlots() {
  const plots = partition(seededRandom(3), 6);
  const [x, y] = plotMiddle(1, 1);
  const shapes = [
    ...plots,
    rectangle(x, y, 3, 2),
    polygonOf([x - 5000, y], [x - 4990, y + 10], [x - 4990, y], [x - 5000, y + 10]),
    plots[0]!,
  ];
  const uses = shapes.map(() => 'residential');
  return {
    ...tableOf('parcel', 'polygon', shapes, { land_use: uses }),
    ids: shapes.map(() => randomUuid(random) as FeatureId),
  };
}

let engine: EngineClient;
let lots: LayerId;

beforeEach(async () => {
  const project = await newProject(host, { name: 'Town', epsg: 4547, language: 'en' });
  const features = faultyPlots();
  const layer = {
    name: 'Lots',
    role: 'parcel',
    geometry: 'polygon',
    fields: features.fields,
    order: 0,
    visible: true,
    opacity: 1,
  } as const;
  lots = project.newId() as LayerId;
  addLayers(project, { zh: '地块', en: 'Lots' }, [{ layer: { ...layer, id: lots }, features }]);
  engine = createEngine(host);
  const bytes = project.export();
  project.close();
  await engine.request('project/open', { fileName: 'town.gpkg', bytes });
});

async function shapes(): Promise<string[]> {
  const table = await engine.request('layer/read', { layer: lots, scenario: baselineId });
  return table.ids.map((id, row) => `${id} ${Buffer.from(featureWkb(table.geometry, row)).toString('hex')}`);
}

async function counts(): Promise<Record<string, number>> {
  const { layers } = await engine.request('readiness/check', {});
  return Object.fromEntries(
    layers[0]!.checks.filter(({ count }) => count > 0).map(({ check, count }) => [check, count]),
  );
}

const all = ['invalid-geometry', 'duplicate-geometry', 'overlap', 'gap', 'sliver'] as const;

describe('the readiness of a project', () => {
  test('tells faults, what evaluators lack, and a score below a hundred', async () => {
    const readiness = await engine.request('readiness/check', {});
    expect(await counts()).toEqual({ 'invalid-geometry': 1, 'duplicate-geometry': 1, overlap: 1 });
    expect(readiness.score).toBeLessThan(100);
    expect(readiness.missing).toEqual([
      expect.objectContaining({
        evaluator: 'tod',
        reasons: expect.arrayContaining([expect.objectContaining({ zh: expect.stringContaining('公交站点') })]),
      }),
    ]);
  });

  test('is kept until the layer changes or the limits do', async () => {
    const first = await engine.request('readiness/check', {});
    const again = await engine.request('readiness/check', {});
    expect(again.layers[0]).toBe(first.layers[0]);
    const stricter = await engine.request('readiness/check', { limits: { 'least-area': 7 } });
    expect(stricter.layers[0]!.checks.find(({ check }) => check === 'overlap')!.count).toBe(0);
    await engine.request('readiness/set-limits', { limits: { 'least-area': 7 } });
    expect(await counts()).toEqual({ 'invalid-geometry': 1, 'duplicate-geometry': 1 });
    const undone = await engine.request('edit/undo', {});
    expect(undone.redoLabel?.en).toBe('Readiness limits: Overlaps and gaps below this are rounding');
    expect((await counts())['overlap']).toBe(1);
  });

  test('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const request = engine.request('readiness/check', {}, { signal: cancel.signal });
    await expect(request).rejects.toMatchObject({ code: 'command/cancelled' });
  });
});

describe('mending', () => {
  test('is previewed without a change, done as one step that the log tells feature by feature, and undone to the byte', async () => {
    const before = await shapes();
    const preview = await engine.request('readiness/preview-fix', { layer: lots, checks: all });
    expect(await shapes()).toEqual(before);
    const done = await engine.request('readiness/fix', { layer: lots, checks: all });
    expect(done).toEqual(preview);
    expect(done.removed).toHaveLength(1);
    expect(await counts()).toEqual({});
    expect((await engine.request('readiness/check', {})).score).toBe(100);

    const file = openProject(await loadSqlite(), await engine.request('project/export', {}), 'town.gpkg', host);
    const step = file.lastStep()!;
    expect([step.origin, step.label.zh]).toEqual(['correction', '就绪检查修复“Lots”：3 个要素']);
    expect(
      file
        .log()
        .slice(-done.notes.length)
        .map(({ what }) => what),
    ).toEqual(done.notes.map(({ text }) => text));
    file.close();

    const state = await engine.request('edit/undo', {});
    expect(state.redoLabel?.en).toBe('Readiness fix of "Lots": 3 features');
    expect(await shapes()).toEqual(before);
  });

  test('does only what was asked for', async () => {
    const { layers } = await engine.request('readiness/check', {});
    const [finding] = layers[0]!.checks.find(({ check }) => check === 'invalid-geometry')!.findings;
    const done = await engine.request('readiness/fix', { layer: lots, checks: all, features: finding!.features });
    expect(done.changed).toEqual(finding!.features);
    expect(await counts()).toEqual({ 'duplicate-geometry': 1, overlap: 1 });
  });

  test('leaves alone what a scenario has changed, and says so', async () => {
    const { layers } = await engine.request('readiness/check', {});
    const [feature] = layers[0]!.checks.find(({ check }) => check === 'invalid-geometry')!.findings[0]!.features;
    const { id } = await engine.request('scenario/create', { name: { zh: '站点', en: 'Station' }, parent: baselineId });
    const table = await engine.request('layer/read', { layer: lots, scenario: id });
    const row = table.ids.indexOf(feature!);
    const values = { land_use: 'green' };
    await engine.request('edit/apply', {
      label: { zh: '改', en: 'Change' },
      edits: [
        {
          kind: 'feature',
          scenario: id,
          layer: lots,
          feature: feature!,
          before: null,
          after: { geometry: featureWkb(table.geometry, row), values },
        },
      ],
    });
    const done = await engine.request('readiness/fix', { layer: lots, checks: ['invalid-geometry'] });
    expect([done.changed, done.left[0]?.text.en]).toEqual([
      [],
      'scenario A "Station" changes this feature, so it is left alone',
    ]);
  });
});

test('a report tells the score and what was found, in both languages and both formats', async () => {
  const html = async (language: 'zh' | 'en') =>
    new TextDecoder().decode(await engine.request('report/build', { language, format: 'html' }));
  const [zh, en] = [await html('zh'), await html('en')];
  expect(zh).toMatch(/就绪检查[\s\S]*错误：重叠 1/);
  expect(en).toMatch(/Readiness of the data[\s\S]*Error: Overlaps 1/);
  const chapter = async (name: 'place' | 'limits') => {
    const request = { language: 'en', format: 'html', chapters: [name] } as const;
    return new TextDecoder().decode(await engine.request('report/build', request));
  };
  expect(await chapter('place')).toContain('Error: Overlaps 1');
  expect(await chapter('limits')).not.toContain('Readiness of the data');
  const workbook = XLSX.read(await engine.request('report/build', { language: 'en', format: 'xlsx' }), {
    type: 'array',
  });
  const rows = XLSX.utils.sheet_to_json<Record<string, unknown>>(workbook.Sheets['Readiness']!);
  expect(rows.find((row) => row['Check'] === 'Overlaps')).toMatchObject({
    Layer: 'Lots',
    Findings: 1,
    Total: 6,
  });
  expect(rows.find((row) => row['Check'] === 'Gaps')).toMatchObject({ Findings: 0 });
});

test('others get their turn while a large layer is checked', async () => {
  const project = await newProject(host, { name: 'Large', epsg: 4547, language: 'en' });
  const plots = partition(seededRandom(5), 90);
  const features = tableOf('parcel', 'polygon', plots);
  const layer = {
    id: lots,
    name: 'Lots',
    role: 'parcel',
    geometry: 'polygon',
    fields: features.fields,
    order: 0,
    visible: true,
    opacity: 1,
  } as const;
  addLayers(project, { zh: '地块', en: 'Lots' }, [{ layer, features }]);
  await engine.request('project/open', { fileName: 'large.gpkg', bytes: project.export() });
  turns = 0;
  let answered = false;
  const checking = engine.request('readiness/check', {}).then(() => answered);
  setTimeout(() => {
    answered = true;
  }, 0);
  expect(await checking).toBe(true);
  expect(turns).toBeGreaterThan(1);
});
