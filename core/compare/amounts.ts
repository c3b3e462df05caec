import type { LiveContext } from '#core/indicators/live-context.ts';
import type { LiveScenario } from '#core/indicators/live-scenario.ts';
import { group, LiveSums, type TermSource } from '#core/indicators/live-sums.ts';
import { ParcelReader } from '#core/indicators/parcel-reader.ts';
import { term, termCount } from '#core/indicators/parcel-terms.ts';

/** Places of the terms of parcels by group, and behind them the public parks of green spaces, m2. */
const parkPlace = Object.keys(group).length * termCount;

/** How many numbers everything that adds up over a scenario comes to. */
export const amountCount = parkPlace + 1;

/** Amounts as the live indicators read them. */
export class AmountSource implements TermSource {
  readonly #amounts: Float64Array;

  /** `amounts` has `amountCount` numbers and may change while it is read. */
  constructor(amounts: Float64Array) {
    this.#amounts = amounts;
  }

  value(place: number, of: number = group.all): number {
    return this.#amounts[of * termCount + place]!;
  }

  get parkArea(): number {
    return this.value(term.park!) + this.#amounts[parkPlace]!;
  }
}

/** The sums of a scenario, or of one parcel, as one row of numbers that can be added and scaled. */
export function amountsOf(source: TermSource): Float64Array {
  const amounts = new Float64Array(amountCount);
  for (let at = 0; at < parkPlace; at++) amounts[at] = source.value(at % termCount, Math.floor(at / termCount));
  amounts[parkPlace] = source.parkArea - source.value(term.park!);
  return amounts;
}

/** Reads what single parcels of a scenario add to its sums. */
export class ParcelAmounts {
  readonly #scenario: LiveScenario;
  readonly #context: LiveContext;
  readonly #reader: ParcelReader;

  constructor(scenario: LiveScenario, context: LiveContext) {
    this.#scenario = scenario;
    this.#context = context;
    this.#reader = new ParcelReader(scenario.features.parcels);
  }

  /** The parcel must exist. */
  of(slot: number): Float64Array {
    const { marks } = this.#scenario;
    const place = this.#scenario.place(slot);
    const sums = new LiveSums(this.#context);
    sums.addParcel(this.#reader.read(slot, place.area, this.#context), slot, place, marks, 1, this.#context);
    return amountsOf(sums);
  }
}

/** Adds `share` times `more` to `amounts`. */
export function addAmounts(amounts: Float64Array, more: Float64Array, share = 1): void {
  for (let at = 0; at < amounts.length; at++) amounts[at]! += share * more[at]!;
}
