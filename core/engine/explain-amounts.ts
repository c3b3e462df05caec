import { amountsOf, ParcelAmounts } from '#core/compare/amounts.ts';
import type { LiveContext } from '#core/indicators/live-context.ts';
import type { LiveScenario } from '#core/indicators/live-scenario.ts';
import type { LocalText } from '#core/model/text.ts';

/** What an explanation splits: numbers of a whole scenario, and what each parcel has in them. */
export interface ExplainedAmounts {
  readonly whole: (scenario: LiveScenario) => Float64Array;
  /** Reads parcels, which must exist, by slot. */
  readonly parcels: (scenario: LiveScenario) => { of(slot: number): Float64Array };
  /** Whether a parcel that was not changed itself may have other numbers than before. */
  readonly mayDiffer: (before: LiveScenario, slotBefore: number, after: LiveScenario, slotAfter: number) => boolean;
  /** What unchanged parcels with other numbers are called. */
  readonly surroundings: LocalText;
}

const marks = ['walk', 'ring', 'nearGreen', 'parkLand'] as const;

/** The sums that most indicators are made of. */
export function sumAmounts(context: LiveContext): ExplainedAmounts {
  return {
    whole: ({ sums }) => amountsOf(sums),
    parcels: (scenario) => new ParcelAmounts(scenario, context),
    mayDiffer: (before, a, after, b) => marks.some((mark) => before.marks[mark][a] !== after.marks[mark][b]),
    surroundings: {
      zh: '未改动的地块（可达性或邻近绿地变了）',
      en: 'Unchanged parcels, with other reach or green nearby',
    },
  };
}

const squareMetres = 10_000;

/**
 * The equivalent connected area, m2: one number, to which each feature adds aᵢ Σⱼ aⱼ p*ᵢⱼ / ECA of its patch, shared out by area.
 * These parts add up to it, so that their differences add up to its difference.
 */
export const greenAmounts: ExplainedAmounts = {
  whole: ({ green }) => {
    const { equivalentArea } = green.network;
    // A city without patches has no connected area: what is there after came with the change.
    return Float64Array.of(equivalentArea.status === 'ok' ? squareMetres * equivalentArea.value : 0);
  },
  parcels: ({ green }) => {
    const { parcels } = green.network.parts;
    return { of: (slot) => Float64Array.of(squareMetres * (parcels.get(slot) ?? 0)) };
  },
  mayDiffer: (before, a, after, b) =>
    before.green.network.parts.parcels.get(a) !== after.green.network.parts.parcels.get(b),
  surroundings: { zh: '未改动的绿地（连通变了）', en: 'Unchanged green land, otherwise connected' },
};

/** The equivalent connected area that `greenAmounts` hold, ha. */
export function connectedHectares(amounts: Float64Array): number {
  return amounts[0]! / squareMetres;
}
