/** WGS 84; the ellipsoid of CGCS2000 has the same axes to a tenth of a millimetre. */
const majorAxis = 6_378_137;
const flattening = 1 / 298.257223563;
const eccentricitySquared = flattening * (2 - flattening);
const eccentricity = Math.sqrt(eccentricitySquared);

const radians = Math.PI / 180;

/**
 * Area between the equator and a latitude for a radian of longitude, m²: Snyder, Map Projections, A Working Manual (1987),
 * equation 3-12, times a² / 2.
 */
function areaToLatitude(latitude: number): number {
  const sine = Math.sin(latitude);
  const part = sine / (1 - eccentricitySquared * sine * sine);
  return (majorAxis ** 2 / 2) * (1 - eccentricitySquared) * (part + Math.atanh(eccentricity * sine) / eccentricity);
}

/**
 * Area of a closed ring of longitudes and latitudes (degrees, in turn) on the ellipsoid of WGS 84, m²; positive when it runs
 * counter-clockwise. Between two points the ring runs straight in longitude and latitude, so that long edges need points
 * between. Rings that hold a pole or cross the 180th meridian are not foreseen.
 */
export function ellipsoidRingArea(ring: ArrayLike<number>): number {
  let area = 0;
  // Taken from the first parallel on, so that small rings keep their digits.
  const base = areaToLatitude(ring[1]! * radians);
  for (let at = 0; at + 3 < ring.length; at += 2) {
    const middle = ((ring[at + 1]! + ring[at + 3]!) / 2) * radians;
    area -= (ring[at + 2]! - ring[at]!) * radians * (areaToLatitude(middle) - base);
  }
  return area;
}

/**
 * Length of a path of longitudes and latitudes (degrees, in turn) on the ellipsoid of WGS 84, m: sections by the radii of
 * curvature at their middle, which keeps eight digits where they are no longer than some kilometres.
 */
export function ellipsoidPathLength(path: ArrayLike<number>): number {
  let length = 0;
  for (let at = 0; at + 3 < path.length; at += 2) {
    const middle = ((path[at + 1]! + path[at + 3]!) / 2) * radians;
    const part = 1 - eccentricitySquared * Math.sin(middle) ** 2;
    const alongMeridian = (majorAxis * (1 - eccentricitySquared)) / part ** 1.5;
    const alongParallel = (majorAxis / Math.sqrt(part)) * Math.cos(middle);
    length += Math.hypot(
      (path[at + 3]! - path[at + 1]!) * radians * alongMeridian,
      (path[at + 2]! - path[at]!) * radians * alongParallel,
    );
  }
  return length;
}
