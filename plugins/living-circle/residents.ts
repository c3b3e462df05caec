import { countOf, landUseOf, numbersOf, type Points, type SnapshotLayer, textsOf } from '#sdk';

/** What the living circle needs of the parcels. */
export interface Residents {
  readonly count: number;
  readonly places: Points;
  /** NaN where not known. */
  readonly people: Float64Array;
  /** Residential land, m2; 0 for other land. */
  readonly land: Float64Array;
  /** Residential floor area, m2; NaN where not known. */
  readonly floor: Float64Array;
}

export function residentsOf(parcel: SnapshotLayer): Residents {
  const areas = numbersOf(parcel, 'area_m2');
  const isHome = textsOf(parcel, 'land_use').map((text) => ['residential', 'mixed'].includes(landUseOf(text)));
  return {
    count: countOf(parcel),
    places: { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') },
    people: numbersOf(parcel, 'residents'),
    land: areas.map((area, row) => (isHome[row] && area > 0 ? area : 0)),
    floor: numbersOf(parcel, 'floor_residential'),
  };
}
