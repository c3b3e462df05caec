import { homeExtent } from './map-extents.ts';
import { fitExtent, panBy, zoomBy } from './map-verbs.ts';
import type { LiveMap } from './use-city-map.ts';

const panStep = 80;

/** What a key does while the map has the focus. */
export function onMapKey(event: KeyboardEvent, map: LiveMap): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 3 * panStep : panStep;
  const verbs: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => panBy(map, -step, 0),
    ArrowRight: () => panBy(map, step, 0),
    ArrowUp: () => panBy(map, 0, step),
    ArrowDown: () => panBy(map, 0, -step),
    '+': () => zoomBy(map, 1),
    '=': () => zoomBy(map, 1),
    '-': () => zoomBy(map, -1),
    '0': () => fitExtent(map, homeExtent(map.data)),
  };
  const verb = verbs[event.key];
  if (!verb) return;
  // A tool that is drawing takes digits and signs for lengths and places.
  if (map.tool.key?.(event) === true) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  verb();
}
