import {
  copyFeature,
  countOf,
  featureAreas,
  flagAt,
  GeometryPacker,
  landUseOf,
  numbersOf,
  type PackedGeometry,
  pickFeatures,
  type Snapshot,
  textsOf,
} from '#sdk';

/** Green and squares that everybody may use. */
export interface PublicGreen {
  readonly geometry: PackedGeometry;
  /** m2. */
  readonly areas: Float64Array;
  /** Parks in the sense of the standards (kind park, or a parcel of park land), as against squares and corridors. */
  readonly isPark: readonly boolean[];
}

/**
 * Public green: green spaces that are public, or of which it is not known and whose kind is park, corridor or square.
 * Without such a layer the parcels of park and square land stand in.
 */
export function publicGreen(snapshot: Snapshot): PublicGreen {
  const greens = snapshot.layers['green-space'];
  const packer = new GeometryPacker('polygon');
  const isPark: boolean[] = [];
  const kinds = textsOf(greens, 'kind');
  const open = numbersOf(greens, 'public');
  for (let row = 0; row < countOf(greens); row++) {
    const kind = kinds[row] ?? 'park';
    const isPublic = flagAt(open, row) ?? (kind === 'park' || kind === 'corridor' || kind === 'square');
    if (!isPublic) continue;
    isPark.push(kind === 'park' || kind === 'other');
    copyFeature(packer, greens!.geometry, row);
  }
  if (isPark.length === 0) {
    const parcel = snapshot.layers.parcel!;
    for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
      const use = landUseOf(text);
      if (use !== 'green' && use !== 'square') continue;
      isPark.push(use === 'green');
      copyFeature(packer, parcel.geometry, row);
    }
  }
  const geometry = packer.finish();
  return { geometry, areas: featureAreas(geometry), isPark };
}

/** The features of `green` that `accept` takes. */
export function selectGreen({ geometry, areas, isPark }: PublicGreen, accept: (row: number) => boolean): PublicGreen {
  const rows = Array.from(areas, (_, row) => row).filter(accept);
  return {
    geometry: pickFeatures(geometry, rows),
    areas: areas.filter((_, row) => accept(row)),
    isPark: rows.map((row) => isPark[row]!),
  };
}
