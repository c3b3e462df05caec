import type { Scalar } from '#core/model/feature-table.ts';
import type { ParcelPlace } from './live-features.ts';
import type { ParcelFacts } from './parcel-facts.ts';

/** One parcel as a tally sees it. */
export interface TallyParcel {
  readonly facts: ParcelFacts;
  readonly place: ParcelPlace;
  /** A field as the scenario has it; undefined when no parcel has such a field. */
  readonly field: (name: string) => Scalar | undefined;
}

/** A number that every parcel adds to a sum of a person's own indicator; NaN adds nothing. */
export interface ParcelTally {
  readonly key: string;
  readonly amount: (parcel: TallyParcel) => number;
}
