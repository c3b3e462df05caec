import {
  countOf,
  featureAreas,
  flagAt,
  landUseOf,
  layerPoints,
  numbersOf,
  type PackedGeometry,
  type Points,
  pickOnce,
  type Snapshot,
  straightWalking,
  textsOf,
  type Walking,
  walkToAreas,
} from '#sdk';
import type { ServiceKind } from './kinds.ts';

/** How far walks to services are followed, m: what lies further is far in any case. */
const furthestWalk = 5000;

/** Where a kind of service is found. */
export interface Service {
  readonly kind: ServiceKind;
  /** Places, or areas that are entered from their rim. */
  readonly at: { readonly points: Points; readonly capacities: Float64Array } | { readonly areas: PackedGeometry };
  readonly count: number;
}

/** Parks, squares and corridors that everybody may use; without such a layer parcels of such land. */
export interface PublicGreen {
  readonly geometry: PackedGeometry;
  /** m2. */
  readonly areas: Float64Array;
}

function publicGreenShapes({ layers }: Snapshot): PackedGeometry {
  const greens = layers['green-space'];
  if (countOf(greens) > 0) {
    const open = numbersOf(greens, 'public');
    const isPublic = (kind: string | null, row: number) => flagAt(open, row) ?? kind !== 'protective';
    const rows = textsOf(greens, 'kind').flatMap((kind, row) => (isPublic(kind, row) ? [row] : []));
    return pickOnce(greens!.geometry, rows);
  }
  const isGreen = (text: string | null) => ['green', 'square'].includes(landUseOf(text));
  const rows = textsOf(layers.parcel, 'land_use').flatMap((text, row) => (isGreen(text) ? [row] : []));
  return pickOnce(layers.parcel!.geometry, rows);
}

/** Green that everybody may use, with its areas. */
export function publicGreenOf(snapshot: Snapshot): PublicGreen {
  const geometry = publicGreenShapes(snapshot);
  return { geometry, areas: featureAreas(geometry) };
}

/** The services of one kind that the project has. */
export function serviceOf(snapshot: Snapshot, kind: ServiceKind, green: PublicGreen): Service {
  if (kind.found === 'green') return { kind, at: { areas: green.geometry }, count: green.areas.length };
  const layer = snapshot.layers[kind.found === 'stop' ? 'transit-stop' : 'facility'];
  const rows =
    kind.found === 'stop'
      ? Array.from({ length: countOf(layer) }, (_, row) => row)
      : textsOf(layer, 'kind').flatMap((text, row) => (text === kind.id ? [row] : []));
  const capacities = numbersOf(layer, 'capacity');
  return {
    kind,
    at: { points: layerPoints(layer, rows), capacities: Float64Array.from(rows, (row) => capacities[row]!) },
    count: rows.length,
  };
}

/** Walk from every place to the nearest of a service, m; NaN where the place is not known, Infinity beyond 5 km. */
export function walkTo({ at }: Service, places: Points, walking: Walking): Float64Array {
  if ('areas' in at) return walkToAreas(places, at.areas, walking, furthestWalk);
  return walking.nearest(places, at.points, furthestWalk).metres;
}

export function straightTo(service: Service, places: Points): Float64Array {
  return walkTo(service, places, straightWalking);
}
