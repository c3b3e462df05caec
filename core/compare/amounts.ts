import type { LiveContext } from '#core/indicators/live-context.ts';
import type { LiveScenario } from '#core/indicators/live-scenario.ts';
import { group, LiveSums, type TermSource } from '#core/indicators/live-sums.ts';
import { term, termCount } from '#core/indicators/parcel-terms.ts';

/** How many numbers everything that adds up over a scenario comes to: terms by group, and public parks of green spaces, m2. */
export function amountCount({ groups }: Pick<TermSource, 'groups'>): number {
  return groups * termCount + 1;
}

/** Amounts as the live indicators read them. */
export class AmountSource implements TermSource {
  readonly #amounts: Float64Array;
  readonly groups: number;

  /** `amounts` are what `amountsOf` gives and may change while they are read. */
  constructor(amounts: Float64Array) {
    this.#amounts = amounts;
    this.groups = (amounts.length - 1) / termCount;
  }

  value(place: number, of: number = group.all): number {
    return this.#amounts[of * termCount + place]!;
  }

  get parkArea(): number {
    return this.value(term.park!) + this.#amounts[this.#amounts.length - 1]!;
  }
}

/** The sums of a scenario, or of one parcel, as one row of numbers that can be added and scaled. */
export function amountsOf(source: TermSource): Float64Array {
  const amounts = new Float64Array(amountCount(source));
  const parkPlace = amounts.length - 1;
  for (let at = 0; at < parkPlace; at++) amounts[at] = source.value(at % termCount, Math.floor(at / termCount));
  amounts[parkPlace] = source.parkArea - source.value(term.park!);
  return amounts;
}

/** Reads what single parcels of a scenario add to its sums. */
export class ParcelAmounts {
  readonly #scenario: LiveScenario;
  readonly #context: LiveContext;

  constructor(scenario: LiveScenario, context: LiveContext) {
    this.#scenario = scenario;
    this.#context = context;
  }

  /** The parcel must exist. */
  of(slot: number): Float64Array {
    const sums = new LiveSums(this.#context);
    sums.addParcel(this.#scenario.readParcel(slot, this.#context), slot, this.#scenario.marks, 1, this.#context);
    return amountsOf(sums);
  }
}

/** Adds `share` times `more` to `amounts`. */
export function addAmounts(amounts: Float64Array, more: Float64Array, share = 1): void {
  for (let at = 0; at < amounts.length; at++) amounts[at]! += share * more[at]!;
}
