import {
  countOf,
  flagAt,
  landUseOf,
  numbersOf,
  type Points,
  pickOnce,
  type Snapshot,
  textsOf,
  type Walking,
  walkToAreas,
} from '#sdk';

/** Parks and playgrounds, and how far it is to them. */
export interface GreenTargets {
  walk(places: Points, walking: Walking, limitMetres: number): Float64Array;
}

/** Public parks and squares: of the layer of green spaces, or parcels of such land; undefined when there is neither. */
export function greenTargets(snapshot: Snapshot): GreenTargets | undefined {
  const greens = snapshot.layers['green-space'];
  const kinds = textsOf(greens, 'kind');
  const open = numbersOf(greens, 'public');
  const rows = kinds.flatMap((kind, row) => {
    const isPublic = flagAt(open, row) ?? kind !== 'protective';
    return isPublic ? [row] : [];
  });
  if (countOf(greens) > 0) {
    const geometry = pickOnce(greens!.geometry, rows);
    return { walk: (places, walking, limit) => walkToAreas(places, geometry, walking, limit) };
  }
  const { parcel } = snapshot.layers;
  const parks = textsOf(parcel, 'land_use').flatMap((text, row) =>
    ['green', 'square'].includes(landUseOf(text)) ? [row] : [],
  );
  if (!parcel || parks.length === 0) return undefined;
  const geometry = pickOnce(parcel.geometry, parks);
  return { walk: (places, walking, limit) => walkToAreas(places, geometry, walking, limit) };
}
