import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScenarioId } from '#core/model/ids.ts';
import { dominates, nonDominated, type Wish } from '#core/suggest/pareto.ts';
import { differenceClass, differenceClasses } from '#renderer/map/difference-classes.ts';
import { radarAxes } from '#renderer/panels/radar-axes.ts';
import type { ComparisonRow } from '#renderer/panels/use-comparison.ts';
import { comparedWith } from '#renderer/state/compare-choices.ts';

test('classes of a difference map part at round numbers above the threshold, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      fc.constantFrom(0.05, 1, 10),
      (differences, threshold) => {
        const classes = differenceClasses(differences, threshold);
        const [first, second] = classes.increases;
        expect(classes.strongDecrease).toBeGreaterThan(threshold);
        expect(first).toBeGreaterThan(threshold);
        expect(second).toBeGreaterThan(first);
        const placed = [...differences].sort((a, b) => a - b).map((one) => differenceClass(one, classes));
        expect(placed).toEqual([...placed].sort((a, b) => a - b));
        for (const one of differences) expect(differenceClass(one, classes) === 2).toBe(Math.abs(one) < threshold);
      },
    ),
  );
});

test('of points those stay that no other one beats', () => {
  const wishes: Wish[] = ['more', 'less'];
  expect(dominates([2, 1], [1, 1], wishes)).toBe(true);
  expect(dominates([2, 2], [1, 1], wishes)).toBe(false);
  expect(
    nonDominated(
      [
        [3, 3],
        [2, 1],
        [1, 2],
        [1, 0],
        [2, 1],
      ],
      wishes,
    ),
  ).toEqual([0, 1, 3, 4]);
});

test('a radar has axes on which outward is better, between round numbers', () => {
  const row = (key: string, better: 'higher' | 'lower' | 'neutral', values: readonly (number | undefined)[]) =>
    ({
      key,
      definition: { id: key, better, unit: '1', decimals: 0 },
      values: values.map((value) =>
        value === undefined ? { id: key, status: 'undefined' } : { id: key, status: 'ok', value },
      ),
    }) as unknown as ComparisonRow;
  const axes = radarAxes([
    row('up', 'higher', [1, 4]),
    row('down', 'lower', [1, 4]),
    row('either', 'neutral', [1, 4]),
    row('unknown', 'higher', [1, undefined]),
  ]);
  expect(axes.map(({ row: { key } }) => key)).toEqual(['up', 'down']);
  expect(axes[0]).toMatchObject({ worst: 1, best: 5, shares: [0, 0.75] });
  expect(axes[1]).toMatchObject({ worst: 5, best: 1, shares: [1, 0.25] });
});

test('a scenario that is looked at takes the second map and no place twice', () => {
  const ids = (...names: string[]) => names as ScenarioId[];
  expect(comparedWith({ compared: ids('baseline', 'a') }, 'b' as ScenarioId)).toEqual(['baseline', 'b']);
  expect(comparedWith({ compared: ids('baseline', 'a', 'b') }, 'b' as ScenarioId)).toEqual(['baseline', 'b']);
  expect(comparedWith({ compared: ids('a', 'b') }, 'a' as ScenarioId)).toEqual(['baseline', 'a']);
});
