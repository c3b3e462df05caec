import { countOf, numbersOf, type Points, type SnapshotLayer, type Spans, spansOf } from '#sdk';

/** What station areas need of the parcels. */
export interface ParcelColumns {
  readonly count: number;
  readonly places: Points;
  readonly residents: Float64Array;
  readonly jobs: Float64Array;
  readonly floorArea: Float64Array;
  readonly areas: Float64Array;
  readonly developed: Float64Array;
  /** Floor area by class: residential, commercial, office, industrial, civic. */
  readonly byUse: readonly Float64Array[];
  /** The fewest and the most residents and jobs; absent where they are not known. */
  readonly spans: Spans | undefined;
}

export function parcelColumns(layer: SnapshotLayer): ParcelColumns {
  const numbers = (name: string) => numbersOf(layer, name);
  return {
    count: countOf(layer),
    places: { x: numbers('point_x'), y: numbers('point_y') },
    residents: numbers('residents'),
    jobs: numbers('jobs'),
    floorArea: numbers('floor_area'),
    areas: numbers('area_m2'),
    developed: numbers('developed'),
    byUse: ['residential', 'commercial', 'office', 'industrial', 'civic'].map((use) => numbers(`floor_${use}`)),
    spans: spansOf(layer),
  };
}
