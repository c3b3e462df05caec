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

/**
 * What own indicators count besides: a group of parcels whose terms are summed like those of the groups there are, or a number
 * that each parcel adds, which is summed in the place of the first term of such a group.
 */
export type ParcelTally = { readonly key: string } & (
  | { readonly kind: 'group'; readonly isIn: (parcel: TallyParcel) => boolean }
  /** NaN adds nothing. */
  | { readonly kind: 'amount'; readonly amount: (parcel: TallyParcel) => number }
);
