import type { Box } from '#core/geometry/measure.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { landUseOf } from '#core/model/land-use.ts';
import type { FeatureNow, Shape } from './feature-slots.ts';
import { type LiveContext, ringBounds } from './live-context.ts';
import {
  copyFeatures,
  isOpenGreen,
  isRapid,
  type LiveFeatures,
  type LiveRole,
  type ParcelPlace,
  parkLand,
  parkLandOf,
  placeOf,
} from './live-features.ts';
import { LiveGreen } from './live-green.ts';
import { LiveSums } from './live-sums.ts';
import { markNearGreen, markRings, markWalks, type PlaceFinder, parcelsNear } from './mark-places.ts';
import { ParcelMarks } from './parcel-marks.ts';
import { groundOf } from './parcel-quantities.ts';
import { ParcelReader } from './parcel-reader.ts';
import type { ParcelSource } from './parcel-source.ts';
import type { TallyParcel } from './parcel-tally.ts';
import { fillTerms } from './parcel-terms.ts';
import { SlotSet } from './slot-set.ts';
import { forgetNetwork } from './walk-reach.ts';

/** Features that changed, by role: what a scenario says of each now. */
export type LiveChanges = Readonly<Partial<Record<LiveRole, ReadonlyMap<FeatureId, FeatureNow>>>>;

/** Share of the parcels beyond which a change is counted from the beginning. */
export const mostShare = 1 / 2;

/** Public green that came and went, to look again at what is near it. */
interface GreenChanges {
  readonly gained: Shape[];
  readonly lost: Box[];
}

/**
 * What the live indicators of one scenario are made of: its features as they differ from the baseline, what lies around each
 * parcel, and sums over the parcels. A change costs what it touches: the parcels themselves, those near public green that
 * came or went, and those that walk along streets that changed. Sums are the same, to the last digit, as those of a scenario
 * that was counted from the beginning.
 */
export class LiveScenario {
  readonly features: LiveFeatures;
  readonly marks: ParcelMarks;
  readonly sums: LiveSums;
  readonly green: LiveGreen;
  /** Places of parcels whose shape is not the baseline's. */
  readonly #places: Map<number, ParcelPlace>;
  readonly #reader: ParcelReader;
  /** Slots whose part in the sums is taken out while a change is under way. */
  #open = new SlotSet();

  private constructor(
    features: LiveFeatures,
    marks: ParcelMarks,
    sums: LiveSums,
    green: LiveGreen,
    places: Map<number, ParcelPlace>,
  ) {
    this.features = features;
    this.marks = marks;
    this.sums = sums;
    this.green = green;
    sums.green = green;
    this.#places = places;
    this.#reader = new ParcelReader(features.parcels);
  }

  /** A scenario counted from the beginning: the features as they are now. */
  static from(features: LiveFeatures, context: LiveContext): LiveScenario {
    const { parcels, stops, greens } = features;
    const marks = new ParcelMarks(parcels.count);
    const scenario = new LiveScenario(features, marks, new LiveSums(context), new LiveGreen(features), new Map());
    const finder = scenario.#finder();
    const gained: Shape[] = [];
    const slots: number[] = [];
    for (let slot = 0; slot < parcels.count; slot++) {
      if (!parcels.exists(slot)) continue;
      slots.push(slot);
      if (parcels.isMoved(slot)) scenario.#places.set(slot, placeOf(parcels, slot));
      marks.parkLand[slot] = parkLandOf(features, slot, scenario.place(slot));
      if (marks.parkLand[slot] !== 0) gained.push(parcels.shape(slot));
    }
    for (let slot = 0; slot < (greens?.count ?? 0); slot++) {
      if (!isOpenGreen(greens!, slot)) continue;
      gained.push(greens!.shape(slot));
      scenario.sums.addGreen(greens!, slot, 1);
    }
    const mark = (slot: number) => slot;
    markNearGreen(finder, features, gained, [], mark);
    const all = new Set(slots);
    if (stops) {
      markRings(finder, stops, all, mark);
      markWalks(finder, features, all, context, mark);
      for (let slot = 0; slot < stops.count; slot++) if (isRapid(stops, slot)) scenario.sums.rapidStops++;
    }
    if (features.streets) forgetNetwork(features.streets);
    for (const slot of slots) scenario.#count(slot, 1, context);
    return scenario;
  }

  /** The same scenario, to go on from: what one that builds on it starts with. */
  copy(context: LiveContext): LiveScenario {
    const { marks, sums } = this;
    const features = copyFeatures(this.features);
    const green = new LiveGreen(features, this.green);
    return new LiveScenario(features, marks.copy(), sums.copy(context), green, new Map(this.#places));
  }

  /** The same scenario counted anew, after types, assumptions or own indicators changed; the marks stay. */
  recounted(context: LiveContext): LiveScenario {
    const { features, marks, green } = this;
    const scenario = new LiveScenario(features, marks, new LiveSums(context), green, this.#places);
    scenario.sums.rapidStops = this.sums.rapidStops;
    scenario.#countAll(context);
    return scenario;
  }

  /** Puts everything into sums in which there is nothing. */
  #countAll(context: LiveContext): void {
    const { greens, parcels } = this.features;
    for (let slot = 0; slot < (greens?.count ?? 0); slot++) {
      if (isOpenGreen(greens!, slot)) this.sums.addGreen(greens!, slot, 1);
    }
    for (let slot = 0; slot < parcels.count; slot++) this.#count(slot, 1, context);
  }

  /** Where a parcel is. */
  place(slot: number): ParcelPlace {
    const own = this.#places.get(slot);
    if (own) return own;
    const { area, points } = groundOf(this.features.parcels.base.table.geometry);
    return { x: points[2 * slot]!, y: points[2 * slot + 1]!, area: area[slot]! };
  }

  /** Takes over changes. */
  apply(changes: LiveChanges, context: LiveContext): void {
    const { features, marks } = this;
    const { parcels, greens, stops, streets } = features;
    const green: GreenChanges = { gained: [], lost: [] };
    this.#open = new SlotSet();
    // Where most parcels change, counting all of them is less than taking the changed ones out and putting them in again.
    const isMost = (changes.parcels?.size ?? 0) > mostShare * parcels.count;
    const open = isMost ? (slot: number) => this.#open.add(slot) : (slot: number) => this.#take(slot, context);

    const moved = new Set<number>();
    for (const [id, now] of changes.parcels ?? []) {
      const slot = parcels.slotNow(id, now);
      marks.reserve(parcels.count);
      open(slot);
      if (marks.parkLand[slot] !== 0) green.lost.push(parcels.box(slot)!);
      this.#put(slot, now, moved);
    }
    if (greens) for (const slot of this.#putGreens(changes.greens, green)) open(slot);
    for (const slot of this.#open) {
      marks.parkLand[slot] = parkLandOf(features, slot, this.place(slot));
      if (marks.parkLand[slot] !== 0) green.gained.push(parcels.shape(slot));
      if (moved.has(slot)) marks.nearGreen[slot] = 0;
    }

    const rapid = stops ? this.#putStops(changes.stops) : [];
    const along: Box[] = streets ? this.#putFeatures('streets', changes.streets) : [];
    const finder = this.#finder();
    markNearGreen(finder, features, green.gained, green.lost, open, moved);
    if (stops) {
      markRings(finder, stops, parcelsNear(finder, rapid, ringBounds.at(-1)!, moved), open);
      markWalks(finder, features, parcelsNear(finder, [...rapid, ...along], context.walkReach, moved), context, open);
    }
    if (isMost) {
      this.sums.clear();
      this.#countAll(context);
    } else for (const slot of this.#open) this.#count(slot, 1, context);
    this.#open = new SlotSet();
  }

  /** Takes the part of a parcel out of the sums, once; it comes back when the change is done. */
  #take(slot: number, context: LiveContext): void {
    if (this.#open.add(slot)) this.#count(slot, -1, context);
  }

  #put(slot: number, now: FeatureNow, moved: Set<number>): void {
    const { parcels } = this.features;
    const wasThere = parcels.exists(slot);
    const before = parcels.ownShape(slot);
    parcels.putAt(slot, now);
    const after = parcels.ownShape(slot);
    if (after) this.#places.set(slot, placeOf(parcels, slot));
    else if (before) this.#places.delete(slot);
    const isMoved = !wasThere || before !== after;
    if (isMoved) moved.add(slot);
    this.green.noteParcel(slot, isMoved);
  }

  /** Takes over green spaces; gives parcels that they may cover now or covered before. */
  #putGreens(changes: LiveChanges['greens'], green: GreenChanges): number[] {
    const { greens, parcels } = this.features;
    const under = new Set<number>();
    const look = (box: Box | undefined) => {
      for (const slot of box ? parcels.search(box) : []) {
        const use = landUseOf(parcels.text(slot, 'land_use'));
        if (use !== 'green' && use !== 'square') continue;
        under.add(slot);
        if (this.marks.parkLand[slot] !== 0) green.lost.push(parcels.box(slot)!);
      }
    };
    for (const [id, now] of changes ?? []) {
      const slot = greens!.slotOf(id);
      const before = greens!.box(slot);
      const [wasThere, shape] = [greens!.exists(slot), greens!.shape(slot)];
      look(before);
      if (isOpenGreen(greens!, slot)) {
        this.sums.addGreen(greens!, slot, -1);
        if (before) green.lost.push(before);
      }
      greens!.put(id, now);
      const after = greens!.shape(slot);
      const isSame = shape.geometry === after.geometry && shape.feature === after.feature;
      if (wasThere !== greens!.exists(slot) || !isSame) this.green.noteGreen();
      look(greens!.box(slot));
      if (!isOpenGreen(greens!, slot)) continue;
      this.sums.addGreen(greens!, slot, 1);
      green.gained.push(greens!.shape(slot));
    }
    return [...under];
  }

  /** Takes over stops; gives where rapid ones were or are. */
  #putStops(changes: LiveChanges['stops']): Box[] {
    const stops = this.features.stops!;
    const boxes: Box[] = [];
    for (const [id, now] of changes ?? []) {
      const slot = stops.slotOf(id);
      const note = (sign: number) => {
        if (!isRapid(stops, slot)) return;
        this.sums.rapidStops += sign;
        const box = stops.box(slot);
        if (box) boxes.push(box);
      };
      note(-1);
      stops.put(id, now);
      note(1);
    }
    return boxes;
  }

  /** Takes over features; gives where they were and are. */
  #putFeatures(role: 'streets', changes: LiveChanges['streets']): Box[] {
    const features = this.features[role]!;
    const boxes: Box[] = [];
    for (const [id, now] of changes ?? []) {
      const slot = features.slotOf(id);
      const before = features.box(slot);
      features.put(id, now);
      const after = features.box(slot);
      boxes.push(...[before, after].filter((box) => box !== undefined));
    }
    return boxes;
  }

  /** Reads the terms of one parcel, which must exist, in the place of sums. */
  readSource(slot: number, source: ParcelSource, context: LiveContext): void {
    const { marks } = this;
    const parcel = this.readParcel(slot, context);
    fillTerms(parcel.facts, marks.parkLand[slot] === parkLand.park, source.terms);
    source.place(slot, marks, context.walkLimits);
    source.tally(parcel, context.tallies);
  }

  #finder(): PlaceFinder {
    return { parcels: this.features.parcels, marks: this.marks, place: (slot) => this.place(slot) };
  }

  #count(slot: number, sign: 1 | -1, context: LiveContext): void {
    if (!this.features.parcels.exists(slot)) return;
    this.sums.addParcel(this.readParcel(slot, context), slot, this.marks, sign, context);
  }

  /** One parcel, which must exist, as it is counted; what it was read into is written over by the next. */
  readParcel(slot: number, context: LiveContext): TallyParcel {
    const place = this.place(slot);
    const facts = this.#reader.read(slot, place.area, context);
    return { facts, place, field: (name) => this.features.parcels.value(slot, name) };
  }
}
