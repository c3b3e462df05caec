import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { openArchive } from './archive.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import {
  countedHours,
  dayName,
  GtfsCalendar,
  type GtfsMode,
  headwayMinutes,
  highestMode,
  isCounted,
  modeOfType,
  repeatedDepartures,
  secondsOf,
} from './gtfs-service.ts';
import { type GtfsRow, readGtfsTable } from './gtfs-table.ts';
import { layersOf } from './read-layer.ts';

// General Transit Feed Specification, gtfs.org/schedule/reference.
const gtfsCrs: DeclaredCrs = { text: 'EPSG:4326', place: { zh: 'GTFS 标准', en: 'the GTFS standard' } };

interface Route {
  readonly name: string;
  readonly longName: string;
  readonly mode: GtfsMode | undefined;
}

interface Trip {
  readonly route: string;
  /** Route and direction: what one waits for at a stop. */
  readonly line: string;
  readonly service: string;
  readonly shape: string;
}

interface Stop {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly parent: string;
  readonly isPlace: boolean;
}

class Timetable {
  readonly routes = new Map<string, Route>();
  readonly trips = new Map<string, Trip>();
  readonly stops = new Map<string, Stop>();
  readonly shapes = new Map<string, { readonly sequence: number; readonly x: number; readonly y: number }[]>();
  /** Departures of trips that frequencies.txt repeats, in the counted hours. */
  readonly repeated = new Map<string, number>();
  /** Departures in the counted hours by stop and line. */
  readonly departures = new Map<string, Map<string, number>>();
  /** Lines that call at a stop at any time, by stop. */
  readonly calls = new Map<string, Set<string>>();
  /** Stops along one trip of each line. */
  readonly paths = new Map<string, string[]>();
  day = '';
  readonly #tables: ReadonlyMap<string, FileSource>;
  readonly #encoding: string | undefined;
  readonly #context: TaskContext;

  constructor(tables: ReadonlyMap<string, FileSource>, encoding: string | undefined, context: TaskContext) {
    this.#tables = tables;
    this.#encoding = encoding;
    this.#context = context;
  }

  async #each<Name extends string>(
    table: string,
    needed: readonly Name[],
    visit: (row: GtfsRow<Name | GtfsColumn>) => void,
  ): Promise<void> {
    const source = this.#tables.get(table);
    if (source) await readGtfsTable<Name | GtfsColumn>(source, needed, this.#encoding, this.#context, visit);
  }

  async read(): Promise<void> {
    await this.#readRoutes();
    await this.#each('trips.txt', ['route_id', 'trip_id'], (row) => {
      const line = `${row('route_id')} ${row('direction_id')}`;
      this.trips.set(row('trip_id'), {
        route: row('route_id'),
        line,
        service: row('service_id'),
        shape: row('shape_id'),
      });
    });
    const services = await this.#services();
    await this.#each('stops.txt', ['stop_id', 'stop_lat', 'stop_lon'], (row) => this.#stop(row));
    await this.#each('frequencies.txt', ['trip_id', 'start_time', 'end_time', 'headway_secs'], (row) => {
      const trip = row('trip_id');
      const headway = Number(row('headway_secs'));
      const runs = repeatedDepartures(secondsOf(row('start_time')), secondsOf(row('end_time')), headway);
      this.repeated.set(trip, (this.repeated.get(trip) ?? 0) + runs);
    });
    await this.#readTimes(services);
    await this.#each('shapes.txt', ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'], (row) => {
      const points = this.shapes.get(row('shape_id')) ?? [];
      this.shapes.set(row('shape_id'), points);
      const sequence = Number(row('shape_pt_sequence'));
      points.push({ sequence, x: degree(row('shape_pt_lon')), y: degree(row('shape_pt_lat')) });
    });
  }

  async #readRoutes(): Promise<void> {
    await this.#each('routes.txt', ['route_id', 'route_type'], (row) => {
      const longName = row('route_long_name');
      const name = row('route_short_name') === '' ? longName : row('route_short_name');
      this.routes.set(row('route_id'), { name, longName, mode: modeOfType(Number(row('route_type'))) });
    });
  }

  /** Services of the busiest working day; undefined when the feed has no calendar, so that all trips count. */
  async #services(): Promise<ReadonlySet<string> | undefined> {
    const calendar = new GtfsCalendar();
    await this.#each('calendar.txt', ['service_id'], (row) => {
      calendar.addWeekly(row('service_id'), (day) => row(day) === '1');
    });
    await this.#each('calendar_dates.txt', ['service_id', 'date', 'exception_type'], (row) => {
      if (row('exception_type') === '1') calendar.addDate(row('service_id'), row('date'));
    });
    const counts = new Map<string, number>();
    for (const { service } of this.trips.values()) counts.set(service, (counts.get(service) ?? 0) + 1);
    const { day, services } = calendar.busiest((service) => counts.get(service) ?? 0);
    this.day = day;
    return day === '' ? undefined : services;
  }

  #stop(row: GtfsRow<GtfsColumn>): void {
    const type = row('location_type');
    this.stops.set(row('stop_id'), {
      name: row('stop_name'),
      x: degree(row('stop_lon')),
      y: degree(row('stop_lat')),
      parent: row('parent_station'),
      // Entrances and nodes inside stations are no stops.
      isPlace: type === '' || type === '0' || type === '1',
    });
  }

  /** The stop that people see: the station that a platform is part of. */
  #placeOf(stop: string): string {
    const parent = this.stops.get(stop)?.parent ?? '';
    return parent !== '' && this.stops.has(parent) ? parent : stop;
  }

  async #readTimes(services: ReadonlySet<string> | undefined): Promise<void> {
    const pathTrips = new Map<string, string>();
    let lastTrip = '';
    let lastTime = Number.NaN;
    await this.#each('stop_times.txt', ['trip_id', 'stop_id'], (row) => {
      const id = row('trip_id');
      const trip = this.trips.get(id);
      if (!trip) return;
      const stop = this.#placeOf(row('stop_id'));
      const stated = secondsOf(row('departure_time'));
      // Times between those that are stated are left to the reader: the last one stated is near enough to count.
      const time = Number.isNaN(stated) && id === lastTrip ? lastTime : stated;
      lastTrip = id;
      lastTime = time;
      if (!pathTrips.has(trip.line)) pathTrips.set(trip.line, id);
      if (pathTrips.get(trip.line) === id) addTo(this.paths, trip.line, () => []).push(stop);
      addTo(this.calls, stop, () => new Set<string>()).add(trip.line);
      if (services && !services.has(trip.service)) return;
      const runs = this.repeated.get(id) ?? (isCounted(time) ? 1 : 0);
      const lines = addTo(this.departures, stop, () => new Map<string, number>());
      lines.set(trip.line, (lines.get(trip.line) ?? 0) + runs);
    });
  }
}

/** Columns of the tables that are read where they are there. */
type GtfsColumn =
  | 'route_id'
  | 'route_short_name'
  | 'route_long_name'
  | 'route_type'
  | 'direction_id'
  | 'service_id'
  | 'shape_id'
  | 'stop_id'
  | 'stop_name'
  | 'stop_lat'
  | 'stop_lon'
  | 'location_type'
  | 'parent_station'
  | 'departure_time'
  | 'exception_type'
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday';

function degree(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

function addTo<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** The route of a line, which is a route and a direction. */
function routeOf(line: string): string {
  return line.slice(0, line.lastIndexOf(' '));
}

function isHighCapacity(mode: GtfsMode): boolean {
  return mode !== 'bus' && mode !== 'ferry';
}

function stopsLayer(timetable: Timetable, file: string, remarks: RemarkList): ReadLayer[] {
  const builder = new FeatureBuilder();
  const sink = new GeometrySink(builder);
  const { columns } = builder;
  const fields = {
    id: columns.add('stop_id', 'text'),
    name: columns.add('name', 'text'),
    mode: columns.add('mode', 'text'),
    highCapacity: columns.add('high_capacity', 'boolean'),
    lines: columns.add('lines', 'text'),
    headway: columns.add('headway', 'real'),
    departures: columns.add('departures', 'real'),
  };
  for (const [id, stop] of timetable.stops) {
    if (!stop.isPlace || (stop.parent !== '' && timetable.stops.has(stop.parent))) continue;
    const { row } = builder;
    const routes = [...new Set([...(timetable.calls.get(id) ?? [])].map(routeOf))].map((key) =>
      timetable.routes.get(key),
    );
    const mode = highestMode(routes.flatMap((route) => route?.mode ?? []));
    fields.id.setText(row, id);
    if (stop.name !== '') fields.name.setText(row, stop.name);
    if (mode !== undefined) {
      fields.mode.setText(row, mode);
      fields.highCapacity.setBoolean(row, isHighCapacity(mode));
    }
    const names = [...new Set(routes.flatMap((route) => (route && route.name !== '' ? [route.name] : [])))];
    if (names.length > 0) fields.lines.setText(row, names.join(', '));
    const departures = [...(timetable.departures.get(id)?.values() ?? [])];
    const headway = headwayMinutes(Math.max(0, ...departures));
    if (headway !== undefined) fields.headway.setNumber(row, headway);
    fields.departures.setNumber(row, Math.round(departures.reduce((sum, each) => sum + each, 0)));
    if (Number.isNaN(stop.x) || Number.isNaN(stop.y)) {
      const reason = { zh: '经纬度不是数字', en: 'its longitude and latitude are no numbers' };
      remarks.add('formats/record-damaged', 'warning', { file, reason }, { file, layer: 'stops', row: row + 1 });
    } else {
      sink.add(stop.x, stop.y);
      sink.endPoints();
    }
    builder.endRow();
  }
  return layersOf(builder, { file, name: 'stops', remarks, crs: gtfsCrs, kind: 'point' });
}

/** The shape that most trips of a line follow; undefined when they have none. */
function commonShapes(timetable: Timetable): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { line, shape } of timetable.trips.values()) {
    if (!timetable.shapes.has(shape)) continue;
    const shapes = addTo(counts, line, () => new Map<string, number>());
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  return new Map([...counts].map(([line, shapes]) => [line, [...shapes].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
}

function routesLayer(timetable: Timetable, file: string): ReadLayer[] {
  const remarks = new RemarkList();
  const builder = new FeatureBuilder();
  const sink = new GeometrySink(builder);
  const { columns } = builder;
  const fields = {
    id: columns.add('route_id', 'text'),
    name: columns.add('name', 'text'),
    longName: columns.add('long_name', 'text'),
    mode: columns.add('mode', 'text'),
  };
  const shapes = commonShapes(timetable);
  const lines = new Map<string, string[]>();
  for (const line of new Set([...timetable.trips.values()].map((trip) => trip.line))) {
    addTo(lines, routeOf(line), () => []).push(line);
  }
  for (const [id, { name, longName, mode }] of timetable.routes) {
    const { row } = builder;
    fields.id.setText(row, id);
    if (name !== '') fields.name.setText(row, name);
    if (longName !== '') fields.longName.setText(row, longName);
    if (mode !== undefined) fields.mode.setText(row, mode);
    for (const line of lines.get(id) ?? []) {
      const shape = timetable.shapes.get(shapes.get(line) ?? '');
      const points = shape
        ? [...shape].sort((a, b) => a.sequence - b.sequence)
        : (timetable.paths.get(line) ?? []).flatMap((stop) => timetable.stops.get(stop) ?? []);
      for (const { x, y } of points) if (!Number.isNaN(x) && !Number.isNaN(y)) sink.add(x, y);
      sink.endLine();
    }
    builder.endRow();
  }
  return layersOf(builder, { file, name: 'routes', remarks, crs: gtfsCrs, kind: 'line' });
}

/**
 * Reads a timetable (GTFS): its stops with mode, lines and headway, and its routes as lines. Platforms are merged into
 * their station. The headway of a stop is that of its most frequent line and direction between 7:00 and 19:00 on the
 * working day with most trips; it is missing where no line calls in these hours.
 *
 * Errors: `formats/damaged`, `formats/quote-open`, and those of archives.
 */
export async function readGtfs(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const remarks = new RemarkList();
  const tables = new Map<string, FileSource>();
  for (const { path, source: entry } of await openArchive(source, remarks, context)) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (!tables.has(name)) tables.set(name, { ...entry, name: `${file}/${path}` });
  }
  for (const name of ['stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt']) {
    if (tables.has(name)) continue;
    const reason = { zh: `缺少 ${name}`, en: `it lacks ${name}` };
    throw new WorkbenchError('formats/damaged', { file, reason });
  }
  const timetable = new Timetable(tables, options.encoding, context);
  await timetable.read();
  const { from, to } = countedHours;
  const day = timetable.day === '' ? { zh: '全部班次', en: 'all trips' } : dayName(timetable.day);
  remarks.add('formats/headways-counted', 'info', { file, day, from, to });
  const layers = [...stopsLayer(timetable, file, remarks), ...routesLayer(timetable, file)];
  return options.layers ? layers.filter(({ name }) => options.layers!.includes(name)) : layers;
}
