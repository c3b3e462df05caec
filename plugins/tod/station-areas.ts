import {
  type EvaluatorContext,
  evennessOf,
  featureAreas,
  fillText,
  GeometryPacker,
  numberParameter,
  type PackedGeometry,
  PointGrid,
  type Points,
  type Walking,
} from '#sdk';
import { stationPoints } from './access.ts';
import type { ParcelColumns } from './parcel-columns.ts';
import type { Station, Stops } from './stops.ts';
import type { StreetForm } from './street-form.ts';

/** What lies within the catchment of one station. */
export interface StationArea {
  readonly station: Station;
  /** Parcels within the catchment on foot, and how far each is. */
  readonly parcels: readonly number[];
  readonly walks: readonly number[];
  readonly residents: number;
  readonly jobs: number;
  readonly floorArea: number;
  /** Floor area: residential, commercial, office, industrial, civic. */
  readonly floors: Float64Array;
  /** Land within the radius inside the plan, m2. */
  readonly land: number;
  /** Entropy of floor area over five uses; NaN when nothing is built. */
  readonly entropy: number;
  readonly footJunctions: number;
  readonly carJunctions: number;
  /** Stops of low capacity near the station. */
  readonly feeders: number;
  /** Departures a day in one direction; NaN where no headway is known. */
  readonly departures: number;
}

function landAround(
  stations: readonly Station[],
  radius: number,
  land: PackedGeometry,
  { geometry: engine }: EvaluatorContext,
): Float64Array {
  const packer = new GeometryPacker('point');
  for (const { x, y } of stations) packer.addPoint(x, y);
  const discs = engine.bufferAll(packer.finish(), radius, { quadrantSegments: 32 });
  const pairs = Uint32Array.from({ length: 2 * stations.length }, (_, at) => (at % 2 === 0 ? at / 2 : 0));
  return featureAreas(engine.intersectPairs(discs, land, pairs));
}

function countWithin(grid: PointGrid, station: Station, radius: number): number {
  let count = 0;
  grid.within(station.x, station.y, radius, () => {
    count++;
  });
  return count;
}

/** Departures a day: each line by the headway at the station. Without names of lines it is one line. */
function departuresOf(station: Station, hours: number): number {
  return Number.isNaN(station.headway)
    ? Number.NaN
    : (Math.max(1, station.lines.length) * hours * 60) / station.headway;
}

/** The catchments of all stations; a parcel may lie in several. */
export function stationAreas(
  parcels: ParcelColumns,
  stops: Stops,
  stations: readonly Station[],
  form: StreetForm | undefined,
  land: PackedGeometry,
  walking: Walking,
  context: EvaluatorContext,
): readonly StationArea[] {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const radius = parameter('catchment');
  const members: number[][] = stations.map(() => []);
  const walks: number[][] = stations.map(() => []);
  walking.pairs(stationPoints(stations), parcels.places, radius, (station, parcel, metres) => {
    members[station]!.push(parcel);
    walks[station]!.push(metres);
  });
  const lands = landAround(stations, radius, land, context);
  const lowStops = stops.names.map((_, stop) => stop).filter((stop) => !stops.isRapid[stop]);
  const feeders: Points = {
    x: Float64Array.from(lowStops, (stop) => stops.points.x[stop]!),
    y: Float64Array.from(lowStops, (stop) => stops.points.y[stop]!),
  };
  const grid = (points: Points, cell: number) => new PointGrid(points, cell);
  const feederGrid = grid(feeders, parameter('feederWalk'));
  const junctions = form && { foot: grid(form.footJunctions, radius), car: grid(form.carJunctions, radius) };
  const sum = (rows: readonly number[], values: Float64Array) =>
    rows.reduce((total, row) => total + (values[row]! > 0 ? values[row]! : 0), 0);
  return stations.map((station, place): StationArea => {
    const rows = members[place]!;
    const floors = Float64Array.from(parcels.byUse, (values) => sum(rows, values));
    return {
      station,
      parcels: rows,
      walks: walks[place]!,
      residents: sum(rows, parcels.residents),
      jobs: sum(rows, parcels.jobs),
      floorArea: sum(rows, parcels.floorArea),
      floors,
      land: lands[place]!,
      entropy: evennessOf(floors, floors.length),
      footJunctions: junctions ? countWithin(junctions.foot, station, radius) : Number.NaN,
      carJunctions: junctions ? countWithin(junctions.car, station, radius) : Number.NaN,
      feeders: countWithin(feederGrid, station, parameter('feederWalk')),
      departures: departuresOf(station, parameter('serviceHours')),
    };
  });
}

/** Says where a station's lines are not known, because its node value then rests on less. */
export function remarkOnStations(areas: readonly StationArea[], context: EvaluatorContext): void {
  const silent = areas.filter(({ station }) => station.lines.length === 0).length;
  if (silent > 0) {
    context.remark(
      'info',
      fillText(
        '{count} 个站点没有线路名称，按一条线路计。',
        '{count|station has no names of lines and counts|stations have no names of lines and count} as having one.',
        { count: silent },
      ),
    );
  }
}
