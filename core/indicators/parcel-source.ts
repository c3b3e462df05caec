import { group, groupCount, type TermSource } from './live-sums.ts';
import { noRing, type ParcelMarks } from './parcel-marks.ts';
import type { ParcelTally, TallyParcel } from './parcel-tally.ts';
import { term, termCount } from './parcel-terms.ts';

/** The terms of one parcel in the place of a scenario's sums, so that the same formulas give its part. */
export class ParcelSource implements TermSource {
  readonly terms = new Float64Array(termCount);
  readonly #isIn = new Uint8Array(groupCount);
  #tallied: readonly (boolean | number)[] = [];

  /** Notes which groups the parcel in a slot belongs to. */
  place(slot: number, marks: ParcelMarks, [low, base, high]: readonly [number, number, number]): void {
    const walk = marks.walk[slot]!;
    const isIn = this.#isIn;
    isIn.fill(0);
    isIn[group.all] = 1;
    isIn[group.walkLow] = walk <= low ? 1 : 0;
    isIn[group.walk] = walk <= base ? 1 : 0;
    isIn[group.walkHigh] = walk <= high ? 1 : 0;
    isIn[group.nearGreen] = marks.nearGreen[slot]!;
    if (marks.ring[slot] !== noRing) isIn[group.ring0 + marks.ring[slot]!] = 1;
  }

  /** Notes what it adds to the tallies of own indicators. */
  tally(parcel: TallyParcel, tallies: readonly ParcelTally[]): void {
    this.#tallied = tallies.map((tally) => (tally.kind === 'group' ? tally.isIn(parcel) : tally.amount(parcel)));
  }

  get groups(): number {
    return groupCount + this.#tallied.length;
  }

  value(place: number, of: number = group.all): number {
    if (of < groupCount) return this.#isIn[of] === 1 ? this.terms[place]! : 0;
    const tallied = this.#tallied[of - groupCount]!;
    if (typeof tallied === 'boolean') return tallied ? this.terms[place]! : 0;
    return place === 0 && !Number.isNaN(tallied) ? tallied : 0;
  }

  get parkArea(): number {
    return this.terms[term.park]!;
  }
}
