import type { Extent } from './definitions.ts';

const earthKilometres = 6371;

/** The middles of extents in degrees as points on a sphere of radius 1, x, y and z in turn. */
function onSphere(places: readonly Extent[]): Float64Array {
  const points = new Float64Array(3 * places.length);
  for (const [at, [west, south, east, north]] of places.entries()) {
    const longitude = ((west + east) / 2) * (Math.PI / 180);
    const latitude = ((south + north) / 2) * (Math.PI / 180);
    points[3 * at] = Math.cos(latitude) * Math.cos(longitude);
    points[3 * at + 1] = Math.cos(latitude) * Math.sin(longitude);
    points[3 * at + 2] = Math.sin(latitude);
  }
  return points;
}

/**
 * The indices of those extents in degrees whose middles lie within `kilometres` of one of them, for the one with most
 * others around it: the first where several have as many. Empty without extents.
 */
export function mostTogether(places: readonly Extent[], kilometres: number): number[] {
  const points = onSphere(places);
  const chord = 2 * Math.sin(Math.min(Math.PI, kilometres / earthKilometres) / 2);
  const isNear = (a: number, b: number): boolean => {
    const x = points[3 * a]! - points[3 * b]!;
    const y = points[3 * a + 1]! - points[3 * b + 1]!;
    const z = points[3 * a + 2]! - points[3 * b + 2]!;
    return x * x + y * y + z * z <= chord * chord;
  };
  let best = -1;
  let most = 0;
  // Where one has all around it none can have more, which is so for the data of one city.
  for (let one = 0; one < places.length && most < places.length; one++) {
    let count = 0;
    for (let other = 0; other < places.length; other++) if (isNear(one, other)) count++;
    if (count > most) {
      most = count;
      best = one;
    }
  }
  return best < 0 ? [] : [...places.keys()].filter((other) => isNear(best, other));
}
