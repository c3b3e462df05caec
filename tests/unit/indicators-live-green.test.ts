import { beforeAll, expect, test } from 'vitest';
import { indicatorRequests } from '#core/engine/indicator-requests.ts';
import type { Session } from '#core/engine/session.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { greenNetworkDefaults } from '#core/indicators/green-network.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { type Scalar, scalarAt, textColumn } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario, scenariosOf } from '#core/scenario/branch.ts';
import { undo } from '#core/scenario/history.ts';
import { evaluator } from '#plugins/green-network/index.ts';
import { evaluationEngine } from '#tests/fixtures/evaluation-engine.ts';
import { liveTown, sessionOn } from '#tests/fixtures/live-town.ts';
import { sketchTown } from '#tests/fixtures/sketch-town.ts';

const name = { zh: '情景', en: 'Scenario' };
const parcels = 'parcel' as LayerId;
const indicator = 'green-connectivity';

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await liveTown(2);
});

/** A town with a scenario on it, and what is done to it. */
async function scenarioOn(): Promise<{
  session: Session;
  scenario: ScenarioId;
  paint: (use: string, to: string) => void;
}> {
  const session = await sessionOn(bytes, 2);
  const { file, tables } = session.project;
  branchScenario(file, { name });
  const scenario = scenariosOf(file).at(-1)!.id;
  const paint = (use: string, to: string) => {
    const table = tables.table(parcels, scenario);
    const row = textColumn(table, 'land_use')!.indexOf(use);
    const values: Record<string, Scalar> = Object.fromEntries(
      table.fields.map((field) => [field.name, scalarAt(table, field, row)]),
    );
    const image: FeatureImage = { geometry: featureWkb(table.geometry, row), values: { ...values, land_use: to } };
    const states = new Map([[table.ids[row]!, image]]);
    applyEdits(file, name, featureEdits(file, parcels, scenario, states), 'user');
  };
  return { session, scenario, paint };
}

test('the defaults are those of the evaluator', () => {
  const { parameters } = evaluator.manifest;
  const { patches, dispersal } = greenNetworkDefaults;
  expect(parameters).toMatchObject({
    dispersal: { default: dispersal.metres },
    dispersalProbability: { default: dispersal.probability },
    negligibleProbability: { default: dispersal.negligible },
    mergeDistance: { default: patches.mergeMetres },
    minimumPatch: { default: patches.leastSquareMetres },
  });
});

test('the value is that of the evaluator and of the sketch, with a corridor and without', async () => {
  const town = await sketchTown();
  const { scenario } = town;
  const { measures } = await town.engine.request('scenario/run-step', {
    scenario,
    step: { sketch: 'corridor', between: ['西园', '东园'], widthMetres: 40, parcels: 'split', type: 'linear-park' },
  });
  const { engine } = await evaluationEngine([evaluator]);
  await engine.request('project/open', { fileName: 'town.gpkg', bytes: await town.bytes() });
  const scenarios = [baselineId, scenario];
  const outcomes = await engine.request('evaluation/run', { evaluators: ['green-network'], scenarios });
  expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined]);
  const results = await engine.request('evaluation/results', {});
  const { definitions, byScenario } = await engine.request('indicators/live', { scenarios });
  const place = definitions.findIndex(({ id }) => id === indicator);
  const [before, after] = scenarios.map((one) => {
    const live = byScenario[one]![place]!.value!;
    const { result } = results.map(({ record }) => record).find((record) => record.scenario === one)!;
    const evaluated = result.indicators.find(({ id }) => id === 'eca')!.value!;
    expect(live / evaluated).toBeCloseTo(1, 9);
    return live;
  });
  expect(after).toBeGreaterThan(before!);
  const sketched = measures.find(({ id }) => id === 'eca')!;
  expect(sketched.before! / before!).toBeCloseTo(1, 9);
  expect(sketched.after! / after!).toBeCloseTo(1, 9);
});

test('only what touches green works it out again, and undo brings it back', async () => {
  const { session, scenario, paint } = await scenarioOn();
  const network = () => session.project.live.scenario(scenario)!.green.network;
  const first = network();
  expect(session.project.live.scenario(baselineId)!.green.network.equivalentArea).toEqual(first.equivalentArea);
  paint('residential', 'mixed');
  paint('office', 'industrial');
  expect(network()).toBe(first);
  paint('residential', 'green');
  const more = network();
  expect(more.equivalentArea).not.toEqual(first.equivalentArea);
  paint('square', 'water');
  const less = network();
  expect(less.equivalentArea).not.toEqual(more.equivalentArea);
  undo(session.project.file);
  expect(network().equivalentArea).toEqual(more.equivalentArea);
  undo(session.project.file);
  expect(network().equivalentArea).toEqual(first.equivalentArea);
  session.close();
});

test('parcels and green spaces share the value out', async () => {
  const { session, scenario } = await scenarioOn();
  const { parts, partUnit } = await indicatorRequests['indicators/explain'](session, { scenario, indicator }, {});
  const { equivalentArea } = session.project.live.scenario(scenario)!.green.network;
  const sum = parts.flatMap(({ values }) => [...values]).reduce((total, part) => total + (part || 0), 0);
  expect(partUnit).toBe('ha');
  expect(parts.map(({ layer }) => layer)).toEqual(['parcel', 'green-space']);
  expect(equivalentArea).toEqual({ status: 'ok', value: expect.closeTo(sum, 9) });
  session.close();
});

/** As many green spaces as a large city has. */
function addManyGreens(session: Session, scenario: ScenarioId): void {
  const { file, tables } = session.project;
  const table = tables.table('green-space' as LayerId, scenario);
  const image: FeatureImage = { geometry: featureWkb(table.geometry, 0), values: { kind: 'park' } };
  const many = new Map(Array.from({ length: 801 }, () => [file.newId() as FeatureId, image] as const));
  applyEdits(file, name, featureEdits(file, 'green-space' as LayerId, scenario, many), 'user');
}

test('a swift answer leaves for later what takes long, and says so', async () => {
  const { session, scenario, paint } = await scenarioOn();
  const ask = (swift: boolean) => indicatorRequests['indicators/live'](session, { scenarios: [scenario], swift }, {});
  const { green } = session.project.live.scenario(scenario)!;
  expect((await ask(true)).pending).toEqual([]);
  addManyGreens(session, scenario);
  const { definitions, byScenario, pending } = await ask(true);
  expect(pending).toEqual([indicator]);
  const place = definitions.findIndex(({ id }) => id === indicator);
  expect(byScenario[scenario]![place]!.value).toBeUndefined();
  const whole = await ask(false);
  expect(whole.pending).toEqual([]);
  expect(whole.byScenario[scenario]![place]).toMatchObject(green.network.equivalentArea);
  paint('residential', 'mixed');
  expect((await ask(true)).byScenario[scenario]![place]).toEqual(whole.byScenario[scenario]![place]);
  session.close();
});

test('what takes long gives others their turn, and takes in what they do', async () => {
  const { session, scenario, paint } = await scenarioOn();
  addManyGreens(session, scenario);
  const { definitions } = session.project.facts.indicators;
  const place = definitions.findIndex(({ id }) => id === indicator);
  const ask = (scenarios: readonly ScenarioId[], swift: boolean) =>
    indicatorRequests['indicators/live'](session, { scenarios, swift }, {});
  let isAnswered = false;
  const whole = Promise.resolve(ask([scenario], false)).finally(() => (isAnswered = true));
  const { byScenario } = await ask([scenario], true);
  expect([isAnswered, byScenario[scenario]![place]!.value]).toEqual([false, undefined]);
  paint('residential', 'green');
  const network = () => session.project.live.scenario(scenario)!.green.network;
  const value = (await whole).byScenario[scenario]![place]!.value;
  const fresh = await sessionOn(session.project.file.export(), 2);
  expect(value).toBe((fresh.project.live.scenario(scenario)!.green.network.equivalentArea as { value: number }).value);
  expect(network().equivalentArea).toMatchObject({ value });
  fresh.close();
  session.close();
});

test('a scenario with the green land of the baseline takes over its network, also one that is not known yet', async () => {
  const { session, scenario, paint } = await scenarioOn();
  const of = (id: ScenarioId) => session.project.live.scenario(id)!.green;
  const [own, baseline] = [of(scenario), of(baselineId)];
  expect(own.network).toBe(baseline.network);
  paint('residential', 'green');
  expect(of(scenario).network).not.toBe(baseline.network);
  session.close();
});

test('closing the project ends what takes long', async () => {
  const { session, scenario } = await scenarioOn();
  addManyGreens(session, scenario);
  const whole = indicatorRequests['indicators/live'](session, { scenarios: [scenario] }, {});
  const failure = expect(whole).rejects.toMatchObject({ code: 'command/cancelled' });
  await new Promise((resolve) => setImmediate(resolve));
  session.close();
  await failure;
});
