import type { FeatureImage } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { PaintedImage } from '#core/model/painted-image.ts';
import type { FeatureSlots } from './feature-slots.ts';
import { type LiveContext, readEvidence } from './live-context.ts';
import {
  deriveFacts,
  noEvidence,
  ParcelColumns,
  ParcelFacts,
  ParcelRecord,
  paintParcel,
  readParcelValues,
} from './parcel-facts.ts';

/** Reads what follows for one parcel after another, as a scenario has it; the answer is written over by the next. */
export class ParcelReader {
  readonly #parcels: FeatureSlots;
  readonly #columns: ParcelColumns;
  /** The table that images are painted on, and its columns. */
  #base: FeatureTable;
  #below: ParcelColumns;
  readonly #record = new ParcelRecord();
  readonly #facts = new ParcelFacts();
  readonly #evidence = { ...noEvidence };

  constructor(parcels: FeatureSlots) {
    this.#parcels = parcels;
    this.#columns = new ParcelColumns(parcels.base.table);
    this.#base = parcels.base.table;
    this.#below = this.#columns;
  }

  /** The parcel must exist. */
  read(slot: number, area: number, { types, evidence }: LiveContext): ParcelFacts {
    const version = this.#parcels.version(slot);
    if (version) this.#readImage(version.image);
    else this.#columns.read(slot, this.#record);
    readEvidence(evidence, slot, area, this.#evidence);
    deriveFacts(this.#record, area, types, this.#evidence, this.#facts);
    return this.#facts;
  }

  #readImage(image: FeatureImage): void {
    if (!(image instanceof PaintedImage)) {
      readParcelValues(image.values, this.#record);
      return;
    }
    if (image.base !== this.#base) {
      this.#base = image.base;
      this.#below = new ParcelColumns(image.base);
    }
    this.#below.read(image.row, this.#record);
    paintParcel(image.paint, this.#record);
  }
}
