import { describe, expect, test } from 'vitest';
import { explainChange } from '#core/engine/explain-change.ts';
import { indicatorRequests, liveIndicatorsOf } from '#core/engine/indicator-requests.ts';
import { ownIndicatorRequests } from '#core/engine/own-indicator-requests.ts';
import type { Session } from '#core/engine/session.ts';
import { baseUnitText, isSameKind, multiplied, unitFrom } from '#core/formula/units.ts';
import { baselineId } from '#core/model/ids.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { branchScenario } from '#core/scenario/branch.ts';
import { undo } from '#core/scenario/history.ts';
import { liveTown, sessionOn } from '#tests/fixtures/live-town.ts';

const bytes = await liveTown(5);

function own(id: string, formula: string, unit = ''): OwnIndicator {
  return { id, name: `名 ${id}`, formula, unit, decimals: 2, better: 'higher', source: '' };
}

async function put(session: Session, indicator: OwnIndicator, isNew = true): Promise<void> {
  await ownIndicatorRequests['indicators/put-own'](session, { indicator, isNew }, {});
}

function valueOf({ project }: Session, id: string) {
  return liveIndicatorsOf(project, baselineId).find((one) => one.id === id);
}

async function faultOf(session: Session, indicator: OwnIndicator): Promise<WorkbenchError> {
  try {
    await put(session, indicator);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown;
    throw thrown;
  }
  throw new Error(`${indicator.formula} was taken`);
}

describe('units', () => {
  test('are read, multiplied and written', () => {
    expect(baseUnitText(unitFrom('person/ha'))).toBe('person/m2');
    expect(unitFrom('person/ha').factor).toBeCloseTo(1e-4, 12);
    expect(isSameKind(unitFrom('km2'), unitFrom('ha'))).toBe(true);
    expect(isSameKind(unitFrom('m2/person'), unitFrom('m2'))).toBe(false);
    expect(baseUnitText(multiplied(unitFrom('kWh/m2'), unitFrom('m2')))).toBe('kWh');
    expect(unitFrom('L/(s.ha)').factor).toBeCloseTo(1e-7, 12);
    expect(unitFrom('space/100m2').factor).toBeCloseTo(0.01, 12);
  });
});

describe('a formula', () => {
  test('counts what a loop over the parcels counts, in the unit that was asked for', async () => {
    const session = await sessionOn(bytes, 5);
    const { facts, tables } = session.project;
    const table = facts.parcels(baselineId)!;
    const column = (name: string) => table.columns[name] as Float64Array;
    const landUse = tables.roleTable('parcel', baselineId)!.columns.land_use as readonly string[];
    const rows = table.ids.map((_, row) => row);
    const sum = (name: string, of: readonly number[] = rows) =>
      of.reduce((total, row) => total + (column(name)[row] || 0), 0);
    const homes = rows.filter((row) => landUse[row] === 'residential');
    const dense = rows.filter((row) => (column('residents')[row] ?? 0) > 40);
    const cases: readonly (readonly [formula: string, unit: string, expected: number])[] = [
      ["sum(residents where land_use = 'residential')", 'person', sum('residents', homes)],
      ['sum(residents) / sum(area_m2)', 'person/ha', (10_000 * sum('residents')) / sum('area_m2')],
      [
        '(sum(residents) + sum(jobs)) / sum(area_m2)',
        'person+job/ha',
        (10_000 * (sum('residents') + sum('jobs'))) / sum('area_m2'),
      ],
      ['count(where residents > 40)', '1', dense.length],
      ["share(area_m2 where land_use = 'residential')", '%', (100 * sum('area_m2', homes)) / sum('area_m2')],
      [
        'residents / "land-take"',
        'person/ha',
        sum('residents') /
          (sum(
            'area_m2',
            rows.filter((row) => column('developed')[row] === 1),
          ) /
            10_000),
      ],
      ['max(sum(jobs), sum(jobs) / 2)', 'job', sum('jobs')],
    ];
    for (const [at, [formula, unit, expected]] of cases.entries()) {
      await put(session, own(`case${at}`, formula, unit));
      expect(valueOf(session, `case${at}`)!.value! / expected, formula).toBeCloseTo(1, 6);
    }
    session.close();
  });

  test('has a band where sums are linear in what is assumed, parts that add up, and a change that is explained', async () => {
    const session = await sessionOn(bytes, 5);
    await put(session, own('homes', "sum(residents where land_use = 'residential') / sum(area_m2)", 'person/ha'));
    const value = valueOf(session, 'homes')!;
    expect(value.low!).toBeLessThan(value.value!);
    expect(value.high!).toBeGreaterThan(value.value!);
    const explained = await indicatorRequests['indicators/explain'](
      session,
      { scenario: baselineId, indicator: 'homes' },
      {},
    );
    const parts = explained.parts[0]!.values.reduce((total, part) => total + (Number.isNaN(part) ? 0 : part), 0);
    expect(parts / value.value!).toBeCloseTo(1, 6);
    const { id } = branchScenario(session.project.file, { name: { zh: '甲', en: 'A' } });
    const why = await explainChange(session, {
      indicator: 'homes',
      from: baselineId,
      to: id,
      by: 'land-use',
      toAssumptions: 'high',
    });
    const total = why.bars.reduce((all, { amount }) => all + amount, 0);
    expect(total).toBeCloseTo(why.to.value! - why.from.value!, 9);
    session.close();
  });

  test('stays in the project, can be undone, and cannot be deleted while another uses it', async () => {
    const session = await sessionOn(bytes, 5);
    await put(session, own('first', 'sum(jobs)'));
    await put(session, own('second', 'first * 2'));
    const anew = await sessionOn(session.project.file.export(), 5);
    expect(valueOf(anew, 'second')).toEqual(valueOf(session, 'second'));
    expect(valueOf(session, 'second')!.value).toBe(2 * valueOf(session, 'first')!.value!);
    await expect(async () =>
      ownIndicatorRequests['indicators/delete-own'](session, { id: 'first' }, {}),
    ).rejects.toThrow(expect.objectContaining({ code: 'indicator/in-use' }));
    undo(session.project.file);
    undo(session.project.file);
    expect(valueOf(session, 'first')).toBeUndefined();
    session.close();
    anew.close();
  });
});

describe('what does not fit is told with its place', () => {
  const cases: readonly (readonly [formula: string, unit: string, position: number, said: RegExp])[] = [
    ['sum(area_m2) + sum(residents)', '', 14, /m2 and person/],
    ['sum(residents) / sum(area_m2)', 'person', 1, /person\/m2.*person/],
    ['sum(residnets)', '', 5, /residnets/],
    ['sum(residents where far > area_m2 / residents)', '', 25, /do not fit/],
    ['sum(land_use)', '', 5, /a number was expected here, found a text/],
    ['far * 2', '', 1, /has to stand in sum/],
    ['nowhere + 1', '', 1, /no indicator "nowhere"/],
    ['sum(residents', '', 14, /closing bracket/],
    ['sum(residents where land_use = 3)', '', 30, /a text was expected/],
    ['share(sum(jobs))', '', 7, /within another count/],
    ['sum(jobs) + 1', '', 11, /do not fit/],
    ['share(jobs where far > 1) + 5', '', 27, /do not fit/],
  ];
  test.each(cases)('%s', async (formula, unit, position, said) => {
    const session = await sessionOn(bytes, 5);
    const fault = await faultOf(session, own('wrong', formula, unit));
    expect(fault.code).toBe('recipe/expression');
    expect(fault.parameters.position).toBe(position);
    expect(fault.message).toMatch(said);
    expect(session.project.file.describe().ownIndicators).toEqual([]);
    session.close();
  });

  test('a circle is named, and nothing is kept', async () => {
    const session = await sessionOn(bytes, 5);
    await put(session, own('a', 'sum(jobs)'));
    await put(session, own('b', 'a * 2'));
    await put(session, own('c', 'b + a'));
    await expect(put(session, own('a', 'c / 2'), false)).rejects.toThrow(
      expect.objectContaining({
        code: 'indicator/circle',
        parameters: { circle: expect.stringContaining('a → c → b → a') },
      }),
    );
    expect(session.project.file.describe().ownIndicators[0]!.formula).toBe('sum(jobs)');
    session.close();
  });

  test('a name that is taken is refused', async () => {
    const session = await sessionOn(bytes, 5);
    expect((await faultOf(session, own('residents', 'sum(jobs)'))).code).toBe('indicator/id-taken');
    expect((await faultOf(session, own('two words', 'sum(jobs)'))).code).toBe('indicator/invalid');
    session.close();
  });
});
