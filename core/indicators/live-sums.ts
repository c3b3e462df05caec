import { featureAreas } from '#core/geometry/measure.ts';
import { ExactSums } from './exact-sums.ts';
import type { FeatureSlots } from './feature-slots.ts';
import type { LiveContext } from './live-context.ts';
import type { ParcelPlace } from './live-features.ts';
import { parkLand } from './live-features.ts';
import type { LiveGreen } from './live-green.ts';
import { noRing, type ParcelMarks } from './parcel-marks.ts';
import type { ParcelTally, TallyParcel } from './parcel-tally.ts';
import { fillTerms, reachTerms, term, termCount } from './parcel-terms.ts';

/** Groups of parcels whose terms are summed: all, within reach of rapid transit (three limits), near green, and by ring. */
export const group = { all: 0, walkLow: 1, walk: 2, walkHigh: 3, nearGreen: 4, ring0: 5, ring1: 6, ring2: 7 } as const;
/** Groups there are in every project; behind them those of own indicators, in the order of their tallies. */
export const groupCount = 8;

/** Terms that the mix of a cell is made of. */
const cellTerms: readonly number[] = [term.floor0, term.floor1, term.floor2, term.floor3, term.floor4, term.mixedFloor];
/** Width of a square that mix is looked at in, m. */
export const mixCellMetres = 400;
/** Floor area of a square, m2, and the same weighted by how mixed it is. */
export interface CellMix {
  readonly floor: number;
  readonly weighted: number;
}

interface MixCell {
  readonly sums: ExactSums;
  parcels: number;
  /** What the mix is, by the share of housing it was worked out under. */
  readonly mixes: Map<number, CellMix>;
}

/** More squares than any city has from south to north. */
const cellsInRow = 2 ** 22;

/** Terms of parcels summed by group: of a whole scenario, or of one parcel. */
export interface TermSource {
  /** Sum of a term over a group of parcels. */
  value(place: number, of?: number): number;
  /** Public parks, m2. */
  readonly parkArea: number;
  /** How many groups there are. */
  readonly groups: number;
}

/** The sums that all indicators of a scenario follow from. */
export class LiveSums implements TermSource {
  readonly #sums: ExactSums;
  /** Floor area by use in squares on a fixed grid. */
  readonly #cells: Map<number, MixCell>;
  readonly groups: number;
  /** Place of the public parks that are green spaces, m2. */
  readonly #greenPark: number;
  readonly #terms = new Float64Array(termCount);
  #lastKey = Number.NaN;
  #lastCell: MixCell | undefined;
  /** Stops of rapid transit, parcels, and pieces of public green there are. */
  rapidStops = 0;
  parcels = 0;
  publicGreens = 0;
  /** The green network of the scenario that the sums are of. */
  green: LiveGreen | undefined;

  constructor(context: LiveContext, from?: LiveSums) {
    this.groups = groupCount + context.tallies.length;
    this.#greenPark = this.groups * termCount;
    this.#sums = from ? from.#sums.copy() : new ExactSums(this.#greenPark + 1);
    this.#cells = new Map();
    for (const [key, { sums, parcels, mixes }] of from ? from.#cells : [])
      this.#cells.set(key, { sums: sums.copy(), parcels, mixes: new Map(mixes) });
    if (!from) return;
    this.rapidStops = from.rapidStops;
    this.parcels = from.parcels;
    this.publicGreens = from.publicGreens;
  }

  /** The same sums, to go on from. */
  copy(context: LiveContext): LiveSums {
    return new LiveSums(context, this);
  }

  /** Takes all parcels and all green out; stops of rapid transit stay. */
  clear(): void {
    this.#sums.clear();
    this.#cells.clear();
    this.#lastCell = undefined;
    this.parcels = 0;
    this.publicGreens = 0;
  }

  /** Sum of a term over a group of parcels. */
  value(place: number, of: number = group.all): number {
    return this.#sums.value(of * termCount + place);
  }

  /** Public parks of both layers, m2. */
  get parkArea(): number {
    return this.value(term.park) + this.#sums.value(this.#greenPark);
  }

  /**
   * What `mixOf` makes of each square that has floor area: it gets the floor area of five known uses, and what is mixed by the
   * assumption, of which `residential` is housing. It is asked anew only about squares that changed since.
   */
  *cellMixes(
    residential: number,
    mixOf: (amounts: readonly number[], residential: number) => CellMix,
  ): Generator<CellMix> {
    for (const { sums, mixes } of this.#cells.values()) {
      let mix = mixes.get(residential);
      if (!mix) {
        mix = mixOf(
          cellTerms.map((_, at) => sums.value(at)),
          residential,
        );
        mixes.set(residential, mix);
      }
      yield mix;
    }
  }

  addParcel(parcel: TallyParcel, slot: number, marks: ParcelMarks, sign: 1 | -1, context: LiveContext): void {
    const { facts, place } = parcel;
    const terms = this.#terms;
    const land = marks.parkLand[slot]!;
    fillTerms(facts, land === parkLand.park, terms);
    this.parcels += sign;
    if (land !== parkLand.none) this.publicGreens += sign;
    for (let at = 0; at < termCount; at++) if (terms[at] !== 0) this.#add(at, terms[at]!, sign);
    const walk = marks.walk[slot]!;
    const [low, base, high] = context.walkLimits;
    if (walk <= low) this.#addReach(group.walkLow, sign);
    if (walk <= base) this.#addReach(group.walk, sign);
    if (walk <= high) this.#addReach(group.walkHigh, sign);
    if (marks.nearGreen[slot] === 1) this.#addReach(group.nearGreen, sign);
    if (marks.ring[slot] !== noRing) this.#addReach(group.ring0 + marks.ring[slot]!, sign);
    if (terms[term.floor] !== 0 && !Number.isNaN(place.x)) this.#addToCell(place, sign);
    for (let at = 0; at < context.tallies.length; at++) {
      this.#addTally((groupCount + at) * termCount, context.tallies[at]!, parcel, sign);
    }
  }

  #addTally(first: number, tally: ParcelTally, parcel: TallyParcel, sign: 1 | -1): void {
    if (tally.kind === 'amount') {
      const amount = tally.amount(parcel);
      if (!Number.isNaN(amount)) this.#add(first, amount, sign);
      return;
    }
    if (!tally.isIn(parcel)) return;
    const terms = this.#terms;
    for (let at = 0; at < termCount; at++) if (terms[at] !== 0) this.#add(first + at, terms[at]!, sign);
  }

  /** A green space that is open to everybody. */
  addGreen(greens: FeatureSlots, slot: number, sign: 1 | -1): void {
    this.publicGreens += sign;
    if (greens.text(slot, 'kind') === 'square') return;
    const { geometry, feature } = greens.shape(slot);
    this.#add(this.#greenPark, areaOf(geometry, feature), sign);
  }

  #add(at: number, value: number, sign: 1 | -1): void {
    if (sign > 0) this.#sums.add(at, value);
    else this.#sums.take(at, value);
  }

  #addReach(of: number, sign: 1 | -1): void {
    for (const at of reachTerms) {
      const value = this.#terms[at]!;
      if (value !== 0) this.#add(of * termCount + at, value, sign);
    }
  }

  #addToCell({ x, y }: ParcelPlace, sign: 1 | -1): void {
    const key = Math.floor(x / mixCellMetres) * cellsInRow + Math.floor(y / mixCellMetres);
    const cell = this.#cellAt(key);
    cell.parcels += sign;
    if (cell.mixes.size > 0) cell.mixes.clear();
    if (cell.parcels === 0) {
      this.#cells.delete(key);
      this.#lastCell = undefined;
      return;
    }
    for (let at = 0; at < cellTerms.length; at++) {
      const value = this.#terms[cellTerms[at]!]!;
      if (value === 0) continue;
      if (sign > 0) cell.sums.add(at, value);
      else cell.sums.take(at, value);
    }
  }

  /** The square of that key; parcels that follow each other mostly lie in the same. */
  #cellAt(key: number): MixCell {
    if (this.#lastCell && this.#lastKey === key) return this.#lastCell;
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = { sums: new ExactSums(cellTerms.length), parcels: 0, mixes: new Map() };
      this.#cells.set(key, cell);
    }
    this.#lastKey = key;
    this.#lastCell = cell;
    return cell;
  }
}

const areasOf = new WeakMap<object, Float64Array>();

function areaOf(geometry: Parameters<typeof featureAreas>[0], feature: number): number {
  let areas = areasOf.get(geometry);
  if (!areas) {
    areas = featureAreas(geometry);
    areasOf.set(geometry, areas);
  }
  return areas[feature]!;
}
