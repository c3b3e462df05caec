import type { AssumptionValues } from '#core/model/assumption.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import { attribute, settled } from './attribute.ts';

/** What a bar of an explanation stands for. */
export type CauseKind = 'parcels' | 'step' | 'surroundings' | 'assumption' | 'other';

/** Something that makes a difference, with the change of the amounts that it brings. */
export interface Cause {
  readonly key: string;
  readonly label: LocalText;
  readonly kind: CauseKind;
  /** Parcels that it concerns, as they are after or, where they are gone, were before. */
  readonly features: readonly FeatureId[];
  readonly change: Float64Array;
}

/** One part of a difference, in the unit of the indicator. */
export interface ExplainedPart {
  readonly key: string;
  readonly label: LocalText;
  readonly kind: CauseKind;
  readonly features: readonly FeatureId[];
  readonly amount: number;
}

/** Everything that a value depends on besides the amounts. */
export interface AssumptionSide {
  readonly assumptions: AssumptionValues;
  readonly walkGroup: number;
}

export interface ExplainQuestion {
  readonly before: Float64Array;
  readonly causes: readonly Cause[];
  readonly from: AssumptionSide;
  readonly to: AssumptionSide;
  /** Assumptions that differ between the two sides, each with what it is called and the side with it alone changed. */
  readonly assumed: readonly {
    readonly id: string;
    readonly label: LocalText;
    readonly change: (side: AssumptionSide) => AssumptionSide;
  }[];
  /** The value of the indicator; NaN where it has none. */
  readonly valueOf: (amounts: Float64Array, side: AssumptionSide) => number;
}

/**
 * Why an indicator differs: the parts of all causes and of all assumptions, which add up to the difference. Causes are weighed
 * as `attribute` says, under the assumptions of either side, and the mean is taken; assumptions change one after the other in
 * their order and in the reverse one, before and after the causes, and the mean of the four is taken: the Shapley value where no
 * more than two of them act together. Undefined when the value does not exist on the way.
 */
export function explain(question: ExplainQuestion): ExplainedPart[] | undefined {
  const { before, causes, from, to, assumed, valueOf } = question;
  const after = before.slice();
  for (const { change } of causes) for (let at = 0; at < after.length; at++) after[at]! += change[at]!;
  const changes = causes.map(({ change }) => change);
  const sides = assumed.length === 0 ? [from] : [from, to];
  const byCause = sides.map((side) => attribute(before, changes, (amounts) => valueOf(amounts, side)));
  if (byCause.includes(undefined)) return undefined;
  const parts = causes.map(({ key, label, kind, features }, at): ExplainedPart => {
    const amount = byCause.reduce((sum, one) => sum + one![at]!, 0) / sides.length;
    return { key, label, kind, features, amount };
  });
  const own = assumed.map(() => 0);
  for (const amounts of [before, after]) {
    for (const order of [[...assumed.keys()], [...assumed.keys()].reverse()]) {
      let side = from;
      let value = valueOf(amounts, side);
      for (const at of order) {
        side = assumed[at]!.change(side);
        const next = valueOf(amounts, side);
        own[at]! += (next - value) / 4;
        value = next;
      }
    }
  }
  for (const [at, { id, label }] of assumed.entries()) {
    if (own[at] !== 0) parts.push({ key: id, label, kind: 'assumption', features: [], amount: own[at]! });
  }
  const total = valueOf(after, to) - valueOf(before, from);
  if (Number.isNaN(total) || parts.some(({ amount }) => Number.isNaN(amount))) return undefined;
  const exact = settled(
    parts.map(({ amount }) => amount),
    total,
  );
  return parts.map((part, at) => ({ ...part, amount: exact[at]! }));
}

/** The largest parts, and all others as one; parts of nothing are left out. */
export function largestParts(parts: readonly ExplainedPart[], limit: number): ExplainedPart[] {
  const sorted = parts
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.key < b.key ? -1 : 1));
  if (sorted.length <= limit) return sorted;
  const rest = sorted.slice(limit - 1);
  return [
    ...sorted.slice(0, limit - 1),
    {
      key: 'rest',
      kind: 'other',
      label: { zh: `其余 ${rest.length} 项`, en: `${rest.length} others` },
      features: rest.flatMap(({ features }) => features),
      amount: rest.reduce((sum, { amount }) => sum + amount, 0),
    },
  ];
}
