/** Largest coordinate of a call, m: far beyond the earth, and small enough that areas and their squares stay numbers. */
export const largestCoordinate = 1e9;
/** Most points in one call: a ring of a million vertices goes through, what would only fill the memory does not. */
export const mostPoints = 4_000_000;
/** Collections within collections that are read; geometries of the program have one. */
const deepest = 8;

/** Points of a geometry in WKB; −1 where it is not sound: cut short, of an unknown kind, nested too deeply, beyond {@link largestCoordinate}. */
export function wkbPoints(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let points = 0;

  const hasBytes = (count: number) => count <= bytes.length - at;

  function count(isLittle: boolean): number {
    if (!hasBytes(4)) return -1;
    at += 4;
    return view.getUint32(at - 4, isLittle);
  }

  function coordinates(count: number, width: number, isLittle: boolean): boolean {
    if (!hasBytes(8 * width * count)) return false;
    for (let each = 0; each < width * count; each++, at += 8) {
      const value = view.getFloat64(at, isLittle);
      // A point without a place has NaN for both.
      const isPlace = Math.abs(value) <= largestCoordinate || (count === 1 && Number.isNaN(value));
      if (!isPlace) return false;
    }
    points += count;
    return true;
  }

  function geometry(depth: number): boolean {
    if (depth > deepest || !hasBytes(5)) return false;
    const isLittle = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, isLittle);
    at += 5;
    // Extended WKB marks height, measure and system in the highest bits; ISO WKB adds thousands.
    if (code & 0x2000_0000) at += 4;
    const extended = (code & 0x8000_0000 ? 1 : 0) + (code & 0x4000_0000 ? 1 : 0);
    const plain = code & 0x0fff_ffff;
    const thousands = Math.floor(plain / 1000);
    const width = 2 + extended + (thousands === 3 ? 2 : thousands > 0 ? 1 : 0);
    const kind = plain % 1000;
    if (thousands > 3 || kind < 1 || kind > 7 || width > 4) return false;
    if (kind === 1) return coordinates(1, width, isLittle);
    const parts = count(isLittle);
    if (parts < 0) return false;
    if (kind === 2) return coordinates(parts, width, isLittle);
    for (let part = 0; part < parts; part++) {
      const rings = kind === 3 ? count(isLittle) : 0;
      if (rings < 0 || !(kind === 3 ? coordinates(rings, width, isLittle) : geometry(depth + 1))) return false;
    }
    return true;
  }

  return geometry(0) && at === bytes.length ? points : -1;
}
