import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptionRanges, assumptionValues, defaultAssumptions } from '#core/model/assumption.ts';
import { roles } from '#core/model/role.ts';
import dataSharing from '#plugins/data-sharing/manifest.json' with { type: 'json' };
import { fieldLevel, geometryLevel, personalPart } from '#plugins/data-sharing/scheme.ts';
import { cornerCases } from '#plugins/finance/bands.ts';
import { cashFlowOf, programmeOf } from '#plugins/finance/cash-flow.ts';
import { addChanges, type FloorAmounts, floorChange, sumOfUses } from '#plugins/finance/change.ts';
import finance from '#plugins/finance/manifest.json' with { type: 'json' };
import { limitRatio, limitsFor, plainUnit, readThresholds } from '#plugins/monitoring/thresholds.ts';
import { dateText, dayNumber, monthNumber, monthText, monthTime } from '#plugins/sdk/days.ts';

describe('dates', () => {
  test('day numbers and dates are inverse, and months follow each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -80_000, max: 80_000 }), (day) => {
        expect(dayNumber(dateText(day))).toBe(day);
        expect(monthText(monthNumber(day))).toBe(dateText(day).slice(0, 7));
        expect(monthTime(day)).toBeGreaterThanOrEqual(monthNumber(day));
        expect(monthTime(day)).toBeLessThan(monthNumber(day) + 1);
        expect(monthTime(day + 1)).toBeGreaterThan(monthTime(day));
      }),
    );
  });

  test('what is no date has no number', () => {
    for (const text of [null, '', '2023-02-30', '2024-13-01', '2024-1-1', '12/31/2024', '2024-01-01T25:00']) {
      expect(dayNumber(text)).toBeNaN();
    }
    expect(dayNumber('2024-01-01T12:00')).toBe(dayNumber('2024-01-01') + 0.5);
    expect(dayNumber('2024-01-01 06:00:00Z')).toBe(dayNumber('2024-01-01') + 0.25);
  });
});

describe('limits of monitoring', () => {
  test('are read in either form of sign, by station, and in any order', () => {
    const { thresholds, unread } = readThresholds(
      'PM2.5 p95 ≤ 75 μg/m3；噪声@老街 mean<=60 dB(A); level >= -1.5; nonsense; ',
    );
    expect(unread).toEqual(['nonsense']);
    expect(thresholds).toEqual([
      {
        quantity: 'PM2.5',
        station: null,
        statistic: { kind: 'percentile', percent: 95 },
        comparison: 'at-most',
        limit: 75,
        unit: 'μg/m3',
      },
      {
        quantity: '噪声',
        station: '老街',
        statistic: { kind: 'mean' },
        comparison: 'at-most',
        limit: 60,
        unit: 'dB(A)',
      },
      {
        quantity: 'level',
        station: null,
        statistic: { kind: 'each' },
        comparison: 'at-least',
        limit: -1.5,
        unit: null,
      },
    ]);
    expect(plainUnit('μg/m3')).toBe(plainUnit('µg / m³'));
  });

  test('those of a station stand before the common ones', () => {
    const { thresholds } = readThresholds('noise <= 70; noise@A <= 55');
    const limitsAt = (station: string) =>
      limitsFor(thresholds, { quantity: 'Noise', station }).map(({ limit }) => limit);
    expect(limitsAt('A')).toEqual([55]);
    expect(limitsAt('B')).toEqual([70]);
  });

  test('a ratio above 1 is beyond the limit whichever way it runs', () => {
    const [most, least] = readThresholds('a <= 50; b >= 50').thresholds;
    expect(limitRatio(60, most!)).toBe(1.2);
    expect(limitRatio(40, least!)).toBe(1.25);
    expect(limitRatio(-4, least!)).toBeNaN();
  });
});

describe('data sharing sees the whole vocabulary', () => {
  test('every field of every role is declared and has a level', () => {
    for (const { id, fields } of roles.values()) {
      if (id === 'reference') continue;
      const input = dataSharing.inputs.find(({ role }) => role === id)!;
      const declared = new Map(input.fields.map(({ name, type }) => [name, type]));
      expect(input.optional).toBe(true);
      expect([1, 2, 3, 4]).toContain(geometryLevel(id));
      for (const { name, type } of fields) {
        expect(declared.get(name), `${id}.${name}`).toBe(type);
        expect([1, 2, 3, 4]).toContain(fieldLevel(id, name));
      }
    }
  });

  test('what names a person is restricted wherever it stands', () => {
    expect(fieldLevel('facility', 'phone')).toBe(3);
    expect(personalPart('facility', 'phone')).toBe('identifier');
    expect(personalPart('facility', 'kind')).toBe('none');
  });
});

const floors = fc
  .tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 30_000 })))
  .map(
    ([residential, commercial, office, industrial, civic, other]): FloorAmounts =>
      ({ residential, commercial, office, industrial, civic, other }) as FloorAmounts,
  );

describe('finance', () => {
  test('built, converted, given up and removed lead from before to after, whatever counts as rebuilding', () => {
    fc.assert(
      fc.property(floors, floors, fc.constantFrom(1, 1.3, Number.POSITIVE_INFINITY), (before, after, ratio) => {
        const { built, converted, givenUp, removed } = floorChange(before, after, ratio);
        for (const use of Object.keys(before) as (keyof FloorAmounts)[]) {
          const led = before[use] + built[use] + converted[use] - givenUp[use] - removed[use];
          expect(led).toBeCloseTo(after[use], 4);
        }
        expect(sumOfUses(converted)).toBeCloseTo(sumOfUses(givenUp), 4);
      }),
    );
  });

  const parameters = Object.fromEntries(
    Object.entries(finance.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  const programme = programmeOf(parameters);
  const values = assumptionValues(defaultAssumptions);
  const noLand = { streetArea: 0, footbridgeArea: 0, greenArea: 0, developedLand: 0 };

  test('the flow of a whole is the sum of the flows of its parts', () => {
    fc.assert(
      fc.property(floors, floors, floors, floors, (a, b, c, d) => {
        const [one, other] = [floorChange(a, b, 1.3), floorChange(c, d, 1.3)];
        const whole = cashFlowOf(addChanges(one, other), noLand, values, programme).net;
        const parts = [one, other].map((part) => cashFlowOf(part, noLand, values, programme).net);
        for (const [year, net] of whole.entries()) expect(net).toBeCloseTo(parts[0]![year]! + parts[1]![year]!, 6);
      }),
    );
  });

  test('every assumption it varies exists, and the favourable corner is no worse than the unfavourable', () => {
    const known = new Set<string>(defaultAssumptions.map(({ id }) => id));
    expect(finance.ranges.filter((id) => !known.has(id))).toEqual([]);
    const ranges = assumptionRanges(defaultAssumptions, finance.ranges);
    const cases = cornerCases({ assumptions: values, ranges } as Parameters<typeof cornerCases>[0]);
    fc.assert(
      fc.property(floors, floors, (before, after) => {
        const change = { ...floorChange(before, after, 1.3), givenUp: floorChange(before, before, 2).givenUp };
        const sums = cases.map((each) =>
          cashFlowOf(change, { ...noLand, greenArea: 100 }, each, programme).net.reduce((sum, net) => sum + net, 0),
        );
        expect(sums[0]!).toBeLessThanOrEqual(sums[1]! + 1e-9);
        expect(sums[1]!).toBeLessThanOrEqual(sums[2]! + 1e-9);
      }),
    );
  });
});
