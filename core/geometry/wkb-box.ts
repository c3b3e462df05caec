import type { Box } from './measure.ts';
import { partsOf } from './simple-geometry.ts';
import { readWkb } from './wkb.ts';

/** What surrounds a geometry; empty (least above most) where it has no place. */
export function boxOfWkb(wkb: Uint8Array): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of partsOf(readWkb(wkb))) {
    for (const path of part.type === 'polygon' ? part.rings : [part.coordinates]) {
      for (let at = 0; at < path.length; at += 2) {
        minX = Math.min(minX, path[at]!);
        minY = Math.min(minY, path[at + 1]!);
        maxX = Math.max(maxX, path[at]!);
        maxY = Math.max(maxY, path[at + 1]!);
      }
    }
  }
  return { minX, minY, maxX, maxY };
}
