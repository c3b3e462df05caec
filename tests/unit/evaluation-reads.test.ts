import { describe, expect, test } from 'vitest';
import { manifestFaults } from '#core/evaluation/check-manifest.ts';
import { joinManifests } from '#core/evaluation/check-reads.ts';
import type { Manifest, PlannedRun, Snapshot } from '#core/evaluation/contract.ts';
import type { Evaluator } from '#core/evaluation/evaluator-worker.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { defineEvaluator } from '#plugins/sdk/define-evaluator.ts';
import { readOther } from '#plugins/sdk/other-results.ts';
import { type EvaluationEngine, evaluationEngine } from '#tests/fixtures/evaluation-engine.ts';
import { exampleManifest } from './evaluation-example.ts';

const purpose = { zh: '测试', en: 'to test' };

function manifestOf(id: string, indicators: readonly string[], more: Partial<Manifest> = {}): Manifest {
  const [first] = exampleManifest.indicators;
  return {
    ...exampleManifest,
    id,
    name: { zh: id, en: id },
    inputs: [],
    parameters: {},
    features: [],
    layers: [],
    indicators: indicators.map((name) => ({ ...first!, id: name, label: { zh: name, en: name } })),
    ...more,
  };
}

const parcelInput: Manifest['inputs'] = [
  {
    role: 'parcel',
    geometry: 'polygon',
    fields: [{ name: 'residents', type: 'real', unit: 'person' }],
    optional: false,
    purpose,
  },
];

function residentsOf(snapshot: Snapshot): number {
  return (snapshot.layers.parcel!.columns.residents as Float64Array).reduce((sum, value) => sum + value, 0);
}

const factor = { ...exampleManifest.parameters.limit!, default: 1, minimum: 0, maximum: 10 };

/** Residents times a factor. */
function counts(more: Partial<Manifest> = {}): Evaluator {
  const manifest = manifestOf('counts', ['residents', 'unread'], {
    inputs: parcelInput,
    parameters: { factor },
    ...more,
  });
  return defineEvaluator(manifest, (snapshot, { parameters }) => ({
    indicators: [
      { id: 'residents', status: 'ok', value: (parameters.factor as number) * residentsOf(snapshot) },
      { id: 'unread', status: 'ok', value: 1 },
    ],
  }));
}

const readsCounts = [
  { evaluator: 'counts', indicators: ['residents', 'dogs'], scenarios: 'all', purpose },
  { evaluator: 'absent', indicators: ['x'], scenarios: 'own', purpose },
] as const;

/** Twice the residents of all scenarios, as another evaluator counted them. */
const doubles = defineEvaluator(
  manifestOf('doubles', ['double', 'dogs', 'absent'], { reads: readsCounts }),
  ({ others }) => {
    const sum = others!.scenarios.reduce((total, { id }) => {
      const { value } = readOther(others, 'counts', 'residents', id);
      return total + (value.status === 'ok' ? value.value : Number.NaN);
    }, 0);
    const shown = others!.results.flatMap(({ indicators }) => indicators.map(({ id }) => id));
    expect(new Set(shown)).toEqual(new Set(['residents']));
    return {
      indicators: [
        { id: 'double', status: 'ok', value: 2 * sum },
        { id: 'dogs', ...readOther(others, 'counts', 'dogs').value },
        { id: 'absent', ...readOther(others, 'absent', 'x').value },
      ],
    };
  },
);

const indicatorParameter = {
  ...exampleManifest.parameters.basis!,
  type: 'string' as const,
  default: 'counts/residents',
  choices: 'indicators' as const,
};
const { enum: _choices, enumTitles: _titles, ...indicator } = indicatorParameter;

const smallAndLarge = [32, 48];

/** The indicator under study when each resident has 32 and 48 m² of floor, and with the factor at 3. */
const varies: Evaluator = defineEvaluator(
  manifestOf('varies', ['low', 'high', 'tripled', 'base'], {
    parameters: { indicator },
    runs: { parameter: 'indicator', scenarios: 'own', purpose },
  }),
  ({ others }, { parameters }) => {
    const [, name] = String(parameters.indicator).split('/');
    const ids = ['low', 'high', 'tripled', 'base'];
    return {
      indicators: ids.map((id, at) => {
        const value = others!.runs[at]?.indicators.find((each) => each.id === name);
        return value ? { ...value, id } : { id, status: 'undefined', reason: { zh: '无', en: 'none' } };
      }),
    };
  },
  ({ others }): PlannedRun[] => {
    if (!others?.subject) return [];
    const scenario = others.own;
    const parameters = Object.keys(others.subject.parameters).includes('factor') ? { factor: 3 } : {};
    return [
      ...smallAndLarge.map((value) => ({
        scenario,
        assumptions: { 'floor-area-per-resident': value },
        parameters: {},
      })),
      { scenario, assumptions: {}, parameters },
      { scenario, assumptions: {}, parameters: {} },
    ];
  },
);

async function run(
  { engine }: EvaluationEngine,
  evaluators: readonly string[],
  parameters: Record<string, Record<string, number | string>> = {},
  scenarios: readonly ScenarioId[] = [baselineId],
) {
  const outcomes = await engine.request('evaluation/run', { evaluators, scenarios, parameters });
  return outcomes.map(({ record, error, reused }) => ({
    reused,
    error: error?.message.en,
    reads: record?.reads?.map(({ evaluator }) => evaluator),
    hash: record?.inputsHash,
    values: Object.fromEntries(
      record?.result.indicators.map(({ id, value, reason }) => [id, value ?? reason?.en]) ?? [],
    ),
  }));
}

async function currentOf({ engine }: EvaluationEngine): Promise<Record<string, boolean>> {
  const stored = await engine.request('evaluation/results', {});
  return Object.fromEntries(stored.map(({ record, current }) => [record.evaluator, current]));
}

describe('an evaluator that reads another', () => {
  test('has it run first, and reads the declared indicators alone', async () => {
    const project = await evaluationEngine([doubles, counts()]);
    const [outcome] = await run(project, ['doubles']);
    expect(project.began).toEqual(['counts', 'doubles']);
    expect(outcome!.values.double).toBe(1500);
    expect(outcome!.values.dogs).toBe(
      'version 1.2.3 of the evaluator "counts" has no indicator dogs; a version that gives it is needed',
    );
    expect(outcome!.values.absent).toBe('there is no evaluator "absent"; with it this can be assessed');
    expect(outcome!.reads).toEqual(['counts']);
  });

  test('reuses what is stored, runs again when that changes, and knows when it is out of date', async () => {
    const project = await evaluationEngine([doubles, counts()]);
    await run(project, ['counts'], { counts: { factor: 2 } });
    const [first] = await run(project, ['doubles']);
    // The result that people see is the one that is read: its parameters are kept.
    expect(first!.values.double).toBe(3000);
    expect(project.began).toEqual(['counts', 'doubles']);
    expect((await run(project, ['doubles']))[0]).toEqual({ ...first, reused: true });
    expect(await currentOf(project)).toEqual({ counts: true, doubles: true });

    await run(project, ['counts']);
    expect(await currentOf(project)).toEqual({ counts: true, doubles: false });
    const [again] = await run(project, ['doubles']);
    expect(again!.values.double).toBe(1500);
    expect(again!.hash).not.toBe(first!.hash);
  });

  test('reads all scenarios where it asks for them, and a new one makes its result old', async () => {
    const project = await evaluationEngine([doubles, counts()]);
    await run(project, ['doubles']);
    const name = { zh: '甲', en: 'A' };
    const { id } = await project.engine.request('scenario/create', { name, parent: baselineId });
    expect(await currentOf(project)).toEqual({ counts: true, doubles: false });
    const outcomes = await run(project, ['doubles', 'counts'], {}, [baselineId, id]);
    expect(outcomes.map(({ values }) => values.double ?? values.residents)).toEqual([3000, 3000, 750, 750]);
    expect(project.began.filter((each) => each === 'counts')).toHaveLength(2);
  });

  test('learns why another failed, and does not count as current then', async () => {
    const failing = defineEvaluator(manifestOf('counts', ['residents']), () => {
      throw new Error('no bridge here');
    });
    const project = await evaluationEngine([
      defineEvaluator(manifestOf('doubles', ['double'], { reads: [readsCounts[0]] }), ({ others }) => ({
        indicators: [{ id: 'double', ...readOther(others, 'counts', 'residents').value }],
      })),
      failing,
    ]);
    const [outcome] = await run(project, ['doubles']);
    expect(outcome!.error).toBeUndefined();
    expect(outcome!.values.double).toContain('the evaluator "counts" gave no result');
    expect(outcome!.values.double).toContain('no bridge here');
    expect(await currentOf(project)).toEqual({ doubles: false });
  });
});

describe('an evaluator that has another run again', () => {
  test('gets it under other assumptions, with parcels derived anew, and under other parameters', async () => {
    const project = await evaluationEngine([varies, counts()]);
    const [outcome] = await run(project, ['varies']);
    expect(outcome!.values).toEqual({ low: 937.5, high: 625, tripled: 2250, base: 750 });
    expect(project.began).toEqual(['counts', 'varies plan', 'counts', 'counts', 'counts', 'varies']);
    expect(await currentOf(project)).toEqual({ counts: true, varies: true });
    expect((await run(project, ['varies']))[0]!.reused).toBe(true);
  });

  test('passes the assumptions on to what the other reads', async () => {
    const project = await evaluationEngine([varies, counts(), doubles]);
    const [outcome] = await run(project, ['varies'], { varies: { indicator: 'doubles/double' } });
    expect(outcome!.values).toEqual({ low: 1875, high: 1250, tripled: 1500, base: 1500 });
  });

  test('gets the same whatever runs beside it', async () => {
    const one = await evaluationEngine([varies, counts()]);
    const other = await evaluationEngine([counts(), doubles, varies]);
    await run(other, ['doubles', 'counts']);
    const [a] = await run(one, ['varies']);
    const [b] = await run(other, ['varies']);
    expect(b).toEqual(a);
  });

  test('cannot ask for what there is not', async () => {
    const asks: Evaluator = {
      ...varies,
      plan: () => [{ scenario: 'nowhere' as ScenarioId, assumptions: { luck: 1 }, parameters: { factor: 99 } }],
    };
    const project = await evaluationEngine([asks, counts()]);
    const [outcome] = await run(project, ['varies']);
    for (const part of ['$[0].scenario', '$[0].assumptions.luck', '$[0].parameters.factor']) {
      expect(outcome!.error).toContain(part);
    }
  });

  test('cancelling ends the request', async () => {
    const project = await evaluationEngine([varies, counts()]);
    const control = new AbortController();
    const request = { evaluators: ['varies'], scenarios: [baselineId] };
    const running = project.engine.request('evaluation/run', request, { signal: control.signal });
    control.abort();
    await expect(running).rejects.toThrow(WorkbenchError);
    await expect(running).rejects.toMatchObject({ code: 'command/cancelled' });
  });
});

describe('the manifests of a program', () => {
  const reading = (id: string, other: string) =>
    manifestOf(id, ['x'], { reads: [{ evaluator: other, indicators: ['x'], scenarios: 'own', purpose }] });

  test('may not read each other in a circle', () => {
    expect(() => joinManifests([reading('a', 'b'), reading('b', 'c'), reading('c', 'a')])).toThrow(/a → b → c → a/);
    expect(joinManifests([reading('a', 'b'), reading('b', 'c'), manifestOf('c', ['x'])])).toHaveLength(3);
    expect(manifestFaults(reading('a', 'a')).map(({ path }) => path)).toEqual(['$.reads[0].evaluator']);
  });

  test('may not read an evaluator that has others run again', () => {
    expect(() => joinManifests([reading('a', 'varies'), varies.manifest])).toThrow(/"varies" has others run again/);
  });

  test('fill in the indicators to choose from', () => {
    const [, joined] = joinManifests([counts().manifest, varies.manifest]);
    expect(joined!.parameters.indicator).toMatchObject({
      enum: ['counts/residents', 'counts/unread'],
      enumTitles: [
        { zh: 'counts · residents', en: 'counts · residents' },
        { zh: 'counts · unread', en: 'counts · unread' },
      ],
    });
  });

  test.each([
    [{ reads: [{ evaluator: 'a' }] }, '$.reads[0].scenarios'],
    [{ reads: [readsCounts[0], readsCounts[0]] }, '$.reads[1]'],
    [{ reads: [{ ...readsCounts[0], indicators: ['x', 'x'] }] }, '$.reads[0].indicators[1]'],
    [{ reads: 'counts' }, '$.reads'],
    [{ runs: { parameter: 'limit', scenarios: 'own', purpose } }, '$.runs.parameter'],
    [{ runs: { parameter: 'limit', scenarios: 'some', purpose } }, '$.runs.scenarios'],
    [{ runs: {} }, '$.runs.purpose'],
  ])('%j is found at %s', (wrong, at) => {
    expect(manifestFaults({ ...exampleManifest, ...wrong }).map(({ path }) => path)).toContain(at);
  });
});
