import type { MapPlace } from './map-link.ts';
import { keepOf, keptOf } from './project-memory.ts';

const key = 'cityloom.places';

function isPlace(value: unknown): value is MapPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, metresPerPixel, rotation = 0 } = value as Record<string, unknown>;
  return [x, y, metresPerPixel, rotation].every(Number.isFinite) && (metresPerPixel as number) > 0;
}

/** Where the map of a project was when it was seen last in this window; null when that is not known. */
export function keptPlace(project: string): MapPlace | null {
  const found = keptOf(key, project);
  return isPlace(found) ? found : null;
}

/** Keeps where the map of a project is. */
export function keepPlace(project: string, place: MapPlace): void {
  keepOf(key, project, place);
}
