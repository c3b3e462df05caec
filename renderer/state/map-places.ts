import type { MapPlace } from './map-link.ts';

const key = 'cityloom.places';

/** How many projects keep where their map was. */
const limit = 20;

function isPlace(value: unknown): value is MapPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, metresPerPixel, rotation = 0 } = value as Record<string, unknown>;
  return [x, y, metresPerPixel, rotation].every(Number.isFinite) && (metresPerPixel as number) > 0;
}

function read(): [project: string, place: unknown][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => Array.isArray(one) && typeof one[0] === 'string') : [];
  } catch {
    return [];
  }
}

/** Where the map of a project was when it was seen last in this window; null when that is not known. */
export function keptPlace(project: string): MapPlace | null {
  const found = read().find(([id]) => id === project)?.[1];
  return isPlace(found) ? found : null;
}

/** Keeps where the map of a project is; the projects unseen for longest are forgotten. */
export function keepPlace(project: string, place: MapPlace): void {
  const others = read().filter(([id]) => id !== project);
  try {
    localStorage.setItem(key, JSON.stringify([[project, place], ...others].slice(0, limit)));
  } catch {
    // Full storage: the map begins with the whole plan next time.
  }
}
