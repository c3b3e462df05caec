import { AmountSource, amountsOf } from '#core/compare/amounts.ts';
import { type AssumptionSide, explain, largestParts } from '#core/compare/explain.ts';
import { group, type LiveSums } from '#core/indicators/live-sums.ts';
import { LiveView } from '#core/indicators/live-view.ts';
import { assumptionValues } from '#core/model/assumption.ts';
import { baselineId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { AssumptionSet, Explanation } from '#core/rpc/compare-answers.ts';
import type { RequestOf, RequestOptions } from '#core/rpc/requests.ts';
import { connectedHectares, greenAmounts, sumAmounts } from './explain-amounts.ts';
import { causesByParcel, causesByStep } from './explain-causes.ts';
import { settleSlow } from './indicator-requests.ts';
import type { OpenProject, Session } from './session.ts';

/** As many bars a person can read. */
const barLimit = 10;

/** Indicators that depend on more than sums over all parcels. */
const notSums: ReadonlySet<string> = new Set(['local-mix', 'green-connectivity']);
/** The one among them that is the sum of what features add to it. */
const connectivity = 'green-connectivity';

const walkGroups = { low: group.walkLow, base: group.walk, high: group.walkHigh } as const;

function sideOf({ facts }: OpenProject, set: AssumptionSet): AssumptionSide {
  return { assumptions: assumptionValues(facts.assumed, set), walkGroup: walkGroups[set] };
}

function definitionOf({ facts }: OpenProject, id: string): IndicatorDefinition {
  const { definitions, uses } = facts.indicators;
  const isSum = (one: string) =>
    one === connectivity || (!notSums.has(one) && ![...uses(one)].some((used) => notSums.has(used)));
  const definition = definitions.find((one) => one.id === id);
  if (!definition) {
    const known = definitions.flatMap((one) => (isSum(one.id) ? [one.id] : [])).join(', ');
    throw new WorkbenchError('compare/unknown-indicator', { indicator: id, known });
  }
  if (!isSum(id)) throw new WorkbenchError('compare/not-by-parcel', { indicator: definition.label });
  return definition;
}

/** Why a live indicator of one scenario differs from that of another. Errors: `compare/*`, those of sketches for steps. */
export async function explainChange(
  session: Session,
  request: RequestOf<'compare/explain'>,
  options: RequestOptions = {},
): Promise<Explanation> {
  const open = session.project;
  const { file, live, facts } = open;
  const { from, to, by, fromAssumptions = 'base', toAssumptions = 'base' } = request;
  for (const id of [from, to]) file.scenario(id);
  const definition = definitionOf(open, request.indicator);
  const isGreen = definition.id === connectivity;
  if (isGreen) await settleSlow(session, [from, to], options);
  const { measure, assumptions: read } = facts.indicators.measureOf(definition.id)!;
  const [earlier, later, baseline] = [from, to, baselineId].map((id) => live.scenario(id));
  if (!earlier || !later || !baseline) {
    const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
    const none: IndicatorValue = { id: definition.id, status: 'insufficient-data', reason };
    return { definition, from: none, to: none, bars: [] };
  }
  const base = new AmountSource(amountsOf(baseline.sums));
  const valueUnder = (amounts: Float64Array, { assumptions, walkGroup }: AssumptionSide, sums: LiveSums) =>
    measure({
      view: new LiveView(new AmountSource(amounts), assumptions, walkGroup),
      baseline: new LiveView(base, assumptions, walkGroup),
      sums,
    });
  const [fromSide, toSide] = [sideOf(open, fromAssumptions), sideOf(open, toAssumptions)];
  const ends = [
    { id: definition.id, ...valueUnder(amountsOf(earlier.sums), fromSide, earlier.sums) },
    { id: definition.id, ...valueUnder(amountsOf(later.sums), toSide, later.sums) },
  ] as const;
  if (ends.some(({ status }) => status !== 'ok')) return { definition, from: ends[0], to: ends[1], bars: [] };
  const assumed = facts.assumed
    .filter(({ id }) => read.includes(id) && fromSide.assumptions[id] !== toSide.assumptions[id])
    .map(({ id, label }) => ({
      id,
      label,
      change: (side: AssumptionSide): AssumptionSide => ({
        assumptions: { ...side.assumptions, [id]: toSide.assumptions[id]! },
        walkGroup: id === 'walking-speed' ? toSide.walkGroup : side.walkGroup,
      }),
    }));
  const amounts = isGreen ? greenAmounts : sumAmounts(live.context);
  const parts = explain({
    before: amounts.whole(earlier),
    causes:
      by === 'step' ? await causesByStep(session, amounts, from, to) : causesByParcel(open, amounts, from, to, by),
    from: fromSide,
    to: toSide,
    assumed,
    valueOf: (of, side) => {
      if (isGreen) return connectedHectares(of);
      const value = valueUnder(of, side, later.sums);
      return value.status === 'ok' ? value.value : Number.NaN;
    },
  });
  if (!parts) throw new WorkbenchError('compare/no-value-between', { indicator: definition.label });
  return { definition, from: ends[0], to: ends[1], bars: largestParts(parts, barLimit) };
}
