import { closedRing } from './ring.ts';
import { isEmpty, type SimpleGeometry } from './simple-geometry.ts';
import type { ValidityFault } from './validity-fault.ts';

/** A geometry whose coordinates can be worked with, and the first fault that had to be mended for that. */
export interface Tidied {
  readonly geometry: SimpleGeometry;
  readonly fault?: ValidityFault;
}

/**
 * Mends what no engine can read: coordinates that are no finite numbers are left out, rings closed, rings of less than
 * three corners and lines without length dropped. Empty members go as well.
 */
export function tidy(geometry: SimpleGeometry): Tidied {
  const tidier = new Tidier();
  const tidied = tidier.geometry(geometry);
  return tidier.fault === undefined ? { geometry: tidied } : { geometry: tidied, fault: tidier.fault };
}

class Tidier {
  fault: ValidityFault | undefined;

  geometry(geometry: SimpleGeometry): SimpleGeometry {
    if ('members' in geometry) {
      const members = geometry.members.map((member) => this.geometry(member)).filter((member) => !isEmpty(member));
      return { type: geometry.type, members };
    }
    if (geometry.type === 'polygon') return { type: 'polygon', rings: this.#rings(geometry.rings) };
    const coordinates = this.#finite(geometry.coordinates);
    if (geometry.type === 'line' && coordinates.length > 0 && !hasLength(coordinates)) {
      this.fault ??= 'too-few-points';
      return { type: 'line', coordinates: new Float64Array(0) };
    }
    return { type: geometry.type, coordinates };
  }

  #rings(rings: readonly Float64Array[]): Float64Array[] {
    const tidied: Float64Array[] = [];
    for (const [index, ring] of rings.entries()) {
      if (ring.length === 0) continue;
      const closed = closedRing(this.#finite(ring));
      if (closed.length >= 8) tidied.push(closed);
      else {
        this.fault ??= 'too-few-points';
        // Without its shell a part is nothing.
        if (index === 0) return [];
      }
    }
    return tidied;
  }

  #finite(coordinates: Float64Array): Float64Array {
    if (coordinates.every(Number.isFinite)) return coordinates;
    this.fault ??= 'not-a-number';
    const kept: number[] = [];
    for (let at = 0; at < coordinates.length; at += 2) {
      const x = coordinates[at]!;
      const y = coordinates[at + 1]!;
      if (Number.isFinite(x) && Number.isFinite(y)) kept.push(x, y);
    }
    return Float64Array.from(kept);
  }
}

function hasLength(coordinates: Float64Array): boolean {
  for (let at = 2; at < coordinates.length; at += 2) {
    if (coordinates[at] !== coordinates[0] || coordinates[at + 1] !== coordinates[1]) return true;
  }
  return false;
}
