import {
  countOf,
  type EvaluatorContext,
  fillText,
  GeometryPacker,
  numberParameter,
  numbersOf,
  type PackedGeometry,
  pickFeatures,
  plainText,
  representativePoints,
  type Snapshot,
  SpatialIndex,
  textsOf,
} from '#sdk';

/** Places the people of the town live in: the areas of the population layer, or square cells. */
export interface Areas {
  readonly kind: 'population' | 'grid';
  readonly geometry: PackedGeometry;
  readonly residents: Float64Array;
  readonly names: readonly (string | null)[];
  /** The area of each comment; −1 where it has no place or lies outside. */
  readonly ofComment: Int32Array;
  /** Comments by area. */
  readonly comments: Float64Array;
}

const known = (value: number) => (value > 0 ? value : 0);

function counted(
  kind: Areas['kind'],
  geometry: PackedGeometry,
  residents: Float64Array,
  names: Areas['names'],
  ofComment: Int32Array,
): Areas {
  const comments = new Float64Array(residents.length);
  for (const area of ofComment) if (area >= 0) comments[area]!++;
  return { kind, geometry, residents, names, ofComment, comments };
}

/** Square cells with the residents of parcels or of population points in them. */
function gridAreas(places: Float64Array, people: Float64Array, points: Float64Array, cellMetres: number): Areas {
  const cells = new Map<string, number>();
  const residents: number[] = [];
  const packer = new GeometryPacker('polygon');
  const cellAt = (x: number, y: number): [number, number] => [Math.floor(x / cellMetres), Math.floor(y / cellMetres)];
  for (const [row, count] of people.entries()) {
    const [x, y] = [places[2 * row]!, places[2 * row + 1]!];
    if (!(count > 0) || Number.isNaN(x) || Number.isNaN(y)) continue;
    const [column, line] = cellAt(x, y);
    const key = `${column} ${line}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = cells.size;
      cells.set(key, cell);
      residents.push(0);
      const [west, south] = [column * cellMetres, line * cellMetres];
      const [east, north] = [west + cellMetres, south + cellMetres];
      packer.addFeature([[[west, south, east, south, east, north, west, north, west, south]]]);
    }
    residents[cell]! += count;
  }
  const ofComment = Int32Array.from({ length: points.length / 2 }, (_, row) => {
    const [column, line] = cellAt(points[2 * row]!, points[2 * row + 1]!);
    return cells.get(`${column} ${line}`) ?? -1;
  });
  return counted(
    'grid',
    packer.finish(),
    Float64Array.from(residents),
    residents.map(() => null),
    ofComment,
  );
}

/**
 * The areas in which people live, with their comments. Polygons of the population layer where there are any with residents;
 * otherwise cells of a grid with the residents of population points or of parcels. Undefined where residents are not known.
 */
export function areasOf(snapshot: Snapshot, points: Float64Array, context: EvaluatorContext): Areas | undefined {
  const { population, parcel } = snapshot.layers;
  const people = numbersOf(population, 'residents');
  const cellMetres = numberParameter(context.parameters, 'gridCell');
  if (population && people.some((count) => count > 0)) {
    if (population.geometry.kind !== 'polygon') {
      return gridAreas(representativePoints(population.geometry), people, points, cellMetres);
    }
    const index = new SpatialIndex(population.geometry);
    const ofComment = Int32Array.from({ length: points.length / 2 }, (_, row) => {
      const [x, y] = [points[2 * row]!, points[2 * row + 1]!];
      return Number.isNaN(x) ? -1 : (index.polygonsAt(x, y)[0] ?? -1);
    });
    const names = textsOf(population, 'name').map(plainText);
    const rows = Array.from({ length: countOf(population) }, (_, row) => row);
    return counted('population', pickFeatures(population.geometry, rows), people.map(known), names, ofComment);
  }
  const residents = numbersOf(parcel, 'residents');
  if (!parcel || !residents.some((count) => count > 0)) return undefined;
  context.remark(
    'info',
    fillText(
      '没有人口分区，按 {metres} m 格网与地块人口统计。',
      'There are no population areas: cells of {metres} m with the residents of parcels stand for them.',
      { metres: cellMetres },
    ),
  );
  return gridAreas(representativePoints(parcel.geometry), residents, points, cellMetres);
}
