import type { Extent } from './definitions.ts';

/** Whether a place in degrees lies in an area of use, or within `margin` degrees of it. */
export function isInArea([west, south, east, north]: Extent, longitude: number, latitude: number, margin = 0): boolean {
  if (latitude < south - margin || latitude > north + margin) return false;
  if (west <= east) return longitude >= west - margin && longitude <= east + margin;
  return longitude >= west - margin || longitude <= east + margin;
}

/** Longitudes and latitudes as a person reads them: `112.5–115.5°, 21.5–45.5°`. */
export function describeArea([west, south, east, north]: Extent): string {
  const range = (from: number, to: number) => `${Number(from.toFixed(1))}°–${Number(to.toFixed(1))}°`;
  return `${range(west, east)}, ${range(south, north)}`;
}

/** An extent as a person reads it: `x 447000–449000, y 2545000–2547000`. */
export function describeExtent([minX, minY, maxX, maxY]: Extent): string {
  const digits = Math.max(Math.abs(minX), Math.abs(minY), Math.abs(maxX), Math.abs(maxY)) > 1000 ? 0 : 5;
  const number = (value: number) => (Math.abs(value) < 1e12 ? Number(value.toFixed(digits)) : value.toExponential(3));
  return `x ${number(minX)} – ${number(maxX)}, y ${number(minY)} – ${number(maxY)}`;
}
