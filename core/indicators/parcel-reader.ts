import type { FeatureSlots } from './feature-slots.ts';
import { type LiveContext, readEvidence } from './live-context.ts';
import { deriveFacts, noEvidence, ParcelColumns, ParcelFacts, ParcelRecord, readParcelValues } from './parcel-facts.ts';

/** Reads what follows for one parcel after another, as a scenario has it; the answer is written over by the next. */
export class ParcelReader {
  readonly #parcels: FeatureSlots;
  readonly #columns: ParcelColumns;
  readonly #record = new ParcelRecord();
  readonly #facts = new ParcelFacts();
  readonly #evidence = { ...noEvidence };

  constructor(parcels: FeatureSlots) {
    this.#parcels = parcels;
    this.#columns = new ParcelColumns(parcels.base.table);
  }

  /** The parcel must exist. */
  read(slot: number, area: number, { types, evidence }: LiveContext): ParcelFacts {
    const version = this.#parcels.version(slot);
    if (version) readParcelValues(version.values, this.#record);
    else this.#columns.read(slot, this.#record);
    readEvidence(evidence, slot, area, this.#evidence);
    deriveFacts(this.#record, area, types, this.#evidence, this.#facts);
    return this.#facts;
  }
}
