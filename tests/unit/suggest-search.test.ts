import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { chooseOffers } from '#core/suggest/choose-offers.ts';
import { connectedGreen, greenLinks } from '#core/suggest/green-links.ts';
import { nonDominated, type Wish } from '#core/suggest/pareto.ts';
import { planOf, type SearchLimit, type SearchProblem } from '#core/suggest/problem.ts';
import { search } from '#core/suggest/search.ts';

/** Three amounts by candidate and choice; objectives: more of the first, less of the second; the limit is on the third. */
function problemOf(
  changes: readonly (readonly (readonly number[])[])[],
  limits: readonly SearchLimit[],
): SearchProblem {
  const wishes: Wish[] = ['more', 'less'];
  return {
    start: Float64Array.of(10, 10, 10),
    changes: changes.map((choices) => [new Float64Array(3), ...choices.map((one) => Float64Array.from(one))]),
    wishes,
    limits,
    // A ratio, so that what a choice does depends on the others.
    measure: ([a, b, c]) => ({ values: [a! / (10 + c!), b!], limited: limits.map(() => c!) }),
  };
}

const amount = fc.integer({ min: -4, max: 8 });
const changes = fc.array(fc.array(fc.tuple(amount, amount, amount), { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 5,
});

function* allChoices(
  problem: SearchProblem,
  at = 0,
  choices = new Uint8Array(problem.changes.length),
): Generator<Uint8Array> {
  if (at === choices.length) yield choices.slice();
  else
    for (let choice = 0; choice < problem.changes[at]!.length; choice++) {
      choices[at] = choice;
      yield* allChoices(problem, at + 1, choices);
    }
}

/** Runs a search to its end; what it covers must never shrink and always be within the limits. */
function runToEnd(problem: SearchProblem, seed: number, rounds: number) {
  let covered = 0;
  const work = search(problem, { rounds, random: seededRandom(seed) });
  for (;;) {
    const { done, value } = work.next();
    for (const plan of value.plans) {
      expect(plan.violation).toBe(0);
      expect(planOf(problem, plan.choices).violation).toBe(0);
    }
    const now = hypervolume(value.plans.map(({ values }) => values));
    expect(now).toBeGreaterThanOrEqual(covered - 1e-9);
    covered = now;
    if (done) return value;
  }
}

/** Area that points (more, less) cover from the corner (−100, 1000). */
function hypervolume(points: readonly (readonly number[])[]): number {
  const order = [...points].sort((a, b) => a[1]! - b[1]!);
  let [area, best] = [0, -100];
  for (const [place, point] of order.entries()) {
    best = Math.max(best, point[0]!);
    const next = order[place + 1]?.[1] ?? 1000;
    area += (next - point[1]!) * (best + 100);
  }
  return area;
}

test('on small problems the front is the true one, within the limits, and never shrinks on the way', () => {
  fc.assert(
    fc.property(changes, fc.integer({ min: 4, max: 24 }), fc.integer({ min: 1, max: 99 }), (choices, value, seed) => {
      const problem = problemOf(choices, [{ comparison: 'at-most', value }]);
      const all = [...allChoices(problem)]
        .map((one) => planOf(problem, one))
        .filter(({ violation }) => violation === 0);
      const found = runToEnd(problem, seed, 25);
      const key = (values: readonly number[]) => values.map((one) => one.toFixed(9)).join(' ');
      const truth = nonDominated(
        all.map(({ values }) => values),
        problem.wishes,
      ).map((at) => key(all[at]!.values));
      expect([...new Set(found.plans.map(({ values }) => key(values)))].sort()).toEqual([...new Set(truth)].sort());
    }),
    { numRuns: 40 },
  );
});

test('the same seed gives the same plans, and limits that cannot be met leave the nearest', () => {
  const problem = problemOf(
    Array.from({ length: 60 }, (_, at) => [
      [at % 7, (at * 5) % 11, 3 - (at % 5)],
      [3 - (at % 4), -(at % 3), at % 6],
    ]),
    [{ comparison: 'at-least', value: 40 }],
  );
  const [one, two] = [runToEnd(problem, 7, 15), runToEnd(problem, 7, 15)];
  expect(one.plans.map(({ choices }) => [...choices])).toEqual(two.plans.map(({ choices }) => [...choices]));
  expect(one.plans.length).toBeGreaterThan(3);
  const offers = chooseOffers(one.plans, problem.wishes, 4);
  expect(new Set(offers).size).toBe(Math.min(4, one.plans.length));
  const hopeless = { ...problem, limits: [{ comparison: 'at-least', value: 1e6 }] } satisfies SearchProblem;
  const lost = runToEnd(hopeless, 7, 5);
  expect(lost.plans).toEqual([]);
  expect(lost.nearest.limited[0]).toBeGreaterThan(10);
});

test('green that is linked counts as one piece', () => {
  const packer = new GeometryPacker('polygon');
  const square = (x: number) => packer.addFeature([[[x, 0, x + 100, 0, x + 100, 100, x, 100, x, 0]]]);
  for (const x of [0, 150, 600]) square(x);
  const links = greenLinks(packer.finish());
  expect(links.near).toEqual([[1], [0], []]);
  expect(connectedGreen(links, () => true)).toBeCloseTo(Math.sqrt(4 + 1), 12);
  expect(connectedGreen(links, (piece) => piece !== 1)).toBeCloseTo(Math.sqrt(2), 12);
  expect(connectedGreen(links, () => false)).toBe(0);
});
