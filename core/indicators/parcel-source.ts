import { group, type TermSource } from './live-sums.ts';
import { noRing, type ParcelMarks } from './parcel-marks.ts';
import { term, termCount } from './parcel-terms.ts';

/** The terms of one parcel in the place of a scenario's sums, so that the same formulas give its part. */
export class ParcelSource implements TermSource {
  readonly terms = new Float64Array(termCount);
  readonly #isIn = new Uint8Array(Object.keys(group).length);

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

  value(place: number, of: number = group.all): number {
    return this.#isIn[of] === 1 ? this.terms[place]! : 0;
  }

  get parkArea(): number {
    return this.terms[term.park]!;
  }
}
