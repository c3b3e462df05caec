import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import type { EvaluationRecord } from '#core/evaluation/contract.ts';
import { runEvaluator } from '#core/evaluation/run-evaluator.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { defaultAssumptions } from '#core/model/assumption.ts';
import { emptyColumn, type FeatureTable, type Field } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { roleOf } from '#core/model/role.ts';
import { randomUuid, seededRandom } from '#core/platform/seeded-random.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { evaluator as energyCarbon } from '#plugins/energy-carbon/index.ts';
import { evaluator as mixedUse } from '#plugins/mixed-use/index.ts';
import { evaluator as waste } from '#plugins/waste/index.ts';

const evaluators = [energyCarbon, mixedUse, waste];
const geometry = await loadGeosEngine();
const random = seededRandom(5);

const host: EngineHost = {
  clock: { now: () => Date.UTC(2026, 0, 1) },
  random,
  programVersion: '0.0.0',
  manifests: evaluators.map(({ manifest }) => manifest),
  evaluatorWorkers: 1,
  timer: { start: () => ({ stop: () => {} }) },
  createEvaluatorWorker: () => ({
    run: async ({ evaluator: id, snapshot, parameters, assumptions, ranges, seed }) => {
      const evaluator = evaluators.find(({ manifest }) => manifest.id === id)!;
      return runEvaluator({ ...evaluator, snapshot, parameters, assumptions, ranges, seed, geometry });
    },
    plan: () => Promise.resolve([]),
    terminate: () => {},
  }),
  createSandboxWorker: () => {
    throw new Error('no plugins from outside here');
  },
  loadGeometry: async () => geometry,
  loadFonts: async () => [],
};

/** All that a parcel may have: what a layer has no field for cannot be painted. */
const fields: readonly Field[] = roleOf('parcel').fields.map(({ name, type }) => ({ name, type }));

/** A hectare of homes, one of homes and shops, and one of vacant land, side by side. */
function parcels(): FeatureTable {
  const packer = new GeometryPacker('polygon');
  for (const west of [500_000, 500_100, 500_200]) {
    const [east, south, north] = [west + 100, 3_000_000, 3_000_100];
    packer.addFeature([[[west, south, east, south, east, north, west, north, west, south]]]);
  }
  return {
    ids: [0, 1, 2].map(() => randomUuid(random) as FeatureId),
    geometry: packer.finish(),
    fields,
    columns: {
      ...Object.fromEntries(fields.map(({ name, type }) => [name, emptyColumn(type, 3)])),
      land_use: ['residential', 'mixed', 'undeveloped'],
      floor_area: Float64Array.of(12_000, 8000, Number.NaN),
    },
  };
}

async function openTown(): Promise<EngineClient> {
  const file = await newProject(host, { name: '小镇', epsg: 4549, language: 'zh' });
  addLayers(file, { zh: '地块', en: 'Parcels' }, [
    {
      layer: {
        id: file.newId() as LayerId,
        name: 'Parcels',
        role: 'parcel',
        geometry: 'polygon',
        fields,
        order: 0,
        visible: true,
        opacity: 1,
      },
      features: parcels(),
    },
  ]);
  const bytes = file.export();
  file.close();
  const engine = createEngine(host);
  await engine.request('project/open', { fileName: 'town.gpkg', bytes });
  return engine;
}

async function evaluate(engine: EngineClient, evaluator: string, scenario: ScenarioId): Promise<EvaluationRecord> {
  const [outcome] = await engine.request('evaluation/run', { evaluators: [evaluator], scenarios: [scenario] });
  expect(outcome!.error).toBeUndefined();
  return outcome!.record!;
}

function indicator(record: EvaluationRecord, id: string) {
  return record.result.indicators.find((each) => each.id === id)!;
}

describe('evaluators that compare and vary', () => {
  let engine: EngineClient;
  let scenario: ScenarioId;

  beforeAll(async () => {
    engine = await openTown();
    const name = { zh: '加密', en: 'Denser' };
    scenario = (await engine.request('scenario/create', { name, parent: baselineId })).id;
    const select = { where: "land_use = 'undeveloped'" };
    await engine.request('scenario/run-step', { scenario, step: { sketch: 'mixed-use', select, type: 'mixed-block' } });
  });

  test('the baseline against itself changes nothing; a scenario is measured against it', async () => {
    const before = await evaluate(engine, 'energy-carbon', baselineId);
    expect(indicator(before, 'vkt-change').value).toBe(0);
    expect(indicator(before, 'co2-change').value).toBe(0);
    const after = await evaluate(engine, 'energy-carbon', scenario);
    const table = after.result.tables!.find(({ id }) => id === 'd-variables')!;
    // 28,000 m2 with 55 % homes on a third hectare: 440 residents on 2 ha become 825 on 3 ha.
    const [, was, is, ratio] = table.rows[0]!;
    expect([was, is, ratio]).toEqual([220, 275, 1.25]);
    expect(indicator(after, 'vkt-change').value).toBeLessThan(0);
  });

  test('residents and jobs from floor area give a band, counted by the assumptions a head', async () => {
    const record = await evaluate(engine, 'mixed-use', scenario);
    const { status, value, low, high } = indicator(record, 'job-balance');
    expect(status).toBe('ok');
    expect(low).toBeLessThan(high!);
    expect(value).toBeGreaterThanOrEqual(low!);
    expect(value).toBeLessThanOrEqual(high!);
  });

  test('a painted parcel takes the energy use of its type', async () => {
    const record = await evaluate(engine, 'energy-carbon', scenario);
    // Homes take the assumption of 60 kWh/m2, shops that of 150, the painted hectare the 80 of a mixed block.
    expect([...record.result.features!.find(({ id }) => id === 'energy-intensity')!.values]).toEqual([60, 87, 80]);
  });

  test('energy and CO2 of buildings are those of the live indicators, with driving beside them', async () => {
    for (const each of [baselineId, scenario]) {
      const record = await evaluate(engine, 'energy-carbon', each);
      const live = await engine.request('indicators/live', { scenarios: [each] });
      const shown = (id: string) => live.byScenario[each]!.find((one) => one.id === id)!.value!;
      const value = (id: string) => indicator(record, id).value!;
      expect(shown('building-energy') / value('energy')).toBeCloseTo(1, 9);
      expect(shown('energy-intensity') / value('energy-intensity')).toBeCloseTo(1, 9);
      // The evaluator's total adds driving, which the live value of buildings has not.
      expect(shown('building-carbon') / (value('co2-electricity') + value('co2-gas'))).toBeCloseTo(1, 9);
      expect(value('co2')).toBeCloseTo(shown('building-carbon') + value('co2-travel'), 6);
    }
  });

  test('bands follow the ranges of the project, which the record keeps', async () => {
    const record = await evaluate(engine, 'waste', baselineId);
    expect(record.ranges!['waste-per-resident']).toEqual({ low: 0.8, high: 1.2 });
    const { value, low, high } = indicator(record, 'generated');
    expect([low, value, high].map((each) => each!.toFixed(6))).toEqual(['0.352000', '0.440000', '0.528000']);
  });

  test('results are out of date when a range they follow changes, and only then', async () => {
    const isCurrent = async () =>
      (await engine.request('evaluation/results', {}))
        .filter(({ record }) => record.evaluator !== 'mixed-use')
        .filter(({ record }) => record.scenario === scenario || record.evaluator === 'waste')
        .map(({ record, current }) => [record.evaluator, current]);
    expect(await isCurrent()).toEqual([
      ['energy-carbon', true],
      ['waste', true],
    ]);
    const change = async (id: string) => {
      const known = defaultAssumptions.find((each) => each.id === id)!;
      const edit = { kind: 'record', record: 'assumption', id, before: known, after: { ...known, high: 3 } } as const;
      await engine.request('edit/apply', { label: { zh: '改假设', en: 'Change an assumption' }, edits: [edit] });
    };
    // Nobody asked for the range of this one.
    await change('mixed-share-residential');
    expect(await isCurrent()).toEqual([
      ['energy-carbon', true],
      ['waste', true],
    ]);
    await change('waste-per-resident');
    expect(await isCurrent()).toEqual([
      ['energy-carbon', true],
      ['waste', false],
    ]);
  });
});
