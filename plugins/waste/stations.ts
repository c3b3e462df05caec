import {
  coverageWithin,
  type EvaluatorContext,
  IndicatorList,
  insufficient,
  numberParameter,
  numbersOf,
  ok,
  type Points,
  type Snapshot,
  textsOf,
  walkingFor,
} from '#sdk';

/** How far ways to stations are followed, m. */
const furthestWay = 5000;

/** Waste stations: how many, what each has to take, and who has one near. Gives the way of every parcel, m. */
export function measureStations(
  snapshot: Snapshot,
  tonnesPerDay: number,
  list: IndicatorList,
  context: EvaluatorContext,
): Float64Array | undefined {
  const parcel = snapshot.layers.parcel!;
  const { facility } = snapshot.layers;
  const kinds = textsOf(facility, 'kind');
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 0; row < kinds.length; row++) {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = facility!.geometry;
    if (kinds[row] !== 'waste-station' || featureOffsets[row] === featureOffsets[row + 1]) continue;
    const point = 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
    x.push(coordinates[point]!);
    y.push(coordinates[point + 1]!);
  }
  if (x.length === 0) {
    const none = insufficient('没有垃圾收集转运站的数据', 'there are no data on waste stations');
    for (const id of ['stations', 'station-load', 'station-access']) list.set(id, none);
    return undefined;
  }
  const places: Points = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };
  const targets: Points = { x: Float64Array.from(x), y: Float64Array.from(y) };
  const limit = numberParameter(context.parameters, 'stationDistance');
  const walking = walkingFor(snapshot, places, context);
  const { metres } = walking.nearest(places, targets, Math.max(limit, furthestWay));
  const access = coverageWithin(numbersOf(parcel, 'residents'), metres, limit).share;
  list.set('stations', ok(x.length));
  list.set('station-load', ok(tonnesPerDay / x.length));
  list.set('station-access', access.status === 'ok' ? ok(100 * access.value) : access);
  return metres.map((value) => (Number.isFinite(value) ? value : Number.NaN));
}
