import {
  countOf,
  flagAt,
  type LandUse,
  landUseOf,
  layerPoints,
  numbersOf,
  type Points,
  type Snapshot,
  textsOf,
} from '#sdk';

/** What emergency services need of the parcels. */
export interface Town {
  readonly count: number;
  readonly places: Points;
  readonly uses: readonly LandUse[];
  /** m2. */
  readonly areas: Float64Array;
  /** The area where land is built up, else 0, m2. */
  readonly built: Float64Array;
  /** NaN where not known. */
  readonly residents: Float64Array;
  readonly floorArea: Float64Array;
}

export function townOf(snapshot: Snapshot): Town {
  const parcel = snapshot.layers.parcel!;
  const areas = numbersOf(parcel, 'area_m2');
  const developed = numbersOf(parcel, 'developed');
  return {
    count: countOf(parcel),
    places: { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') },
    uses: textsOf(parcel, 'land_use').map(landUseOf),
    areas,
    built: areas.map((area, row) => (flagAt(developed, row) !== false && area > 0 ? area : 0)),
    residents: numbersOf(parcel, 'residents'),
    floorArea: numbersOf(parcel, 'floor_area'),
  };
}

/** Facilities of a kind. */
export interface Facilities {
  readonly points: Points;
  readonly names: readonly string[];
  readonly capacities: Float64Array;
  /** Their rows in the layer. */
  readonly rows: readonly number[];
}

export function facilitiesOf(snapshot: Snapshot, kind: string): Facilities {
  const layer = snapshot.layers.facility;
  const rows = textsOf(layer, 'kind').flatMap((text, row) => (text === kind ? [row] : []));
  const names = textsOf(layer, 'name');
  const capacities = numbersOf(layer, 'capacity');
  return {
    points: layerPoints(layer, rows),
    names: rows.map((row, place) => names[row] ?? `#${place + 1}`),
    capacities: Float64Array.from(rows, (row) => capacities[row]!),
    rows,
  };
}
