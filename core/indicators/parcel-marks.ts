/** Of no ring. */
export const noRing = 255;

/** What the places around it give each parcel, by slot. */
export class ParcelMarks {
  /** Metres on foot to rapid transit; infinite out of reach. */
  walk: Float64Array;
  /** Ring around rapid transit, or `noRing`. */
  ring: Uint8Array;
  /** 1 where public green is near. */
  nearGreen: Uint8Array;
  /** What the parcel is for public green. */
  parkLand: Uint8Array;

  constructor(count: number, from?: ParcelMarks) {
    this.walk = from ? from.walk.slice() : new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.ring = from ? from.ring.slice() : new Uint8Array(count).fill(noRing);
    this.nearGreen = from ? from.nearGreen.slice() : new Uint8Array(count);
    this.parkLand = from ? from.parkLand.slice() : new Uint8Array(count);
  }

  /** The same marks, to go on from. */
  copy(): ParcelMarks {
    return new ParcelMarks(this.walk.length, this);
  }

  /** Makes room for slots up to, not including, `count`. */
  reserve(count: number): void {
    const length = this.walk.length;
    if (count <= length) return;
    const room = Math.ceil(1.25 * count) + 64;
    const larger = new ParcelMarks(room);
    larger.walk.set(this.walk);
    larger.ring.set(this.ring);
    larger.nearGreen.set(this.nearGreen);
    larger.parkLand.set(this.parkLand);
    this.walk = larger.walk;
    this.ring = larger.ring;
    this.nearGreen = larger.nearGreen;
    this.parkLand = larger.parkLand;
  }
}
