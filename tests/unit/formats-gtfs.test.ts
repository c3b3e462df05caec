import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { findFormat } from '#core/formats/formats.ts';
import { gtfs } from '#core/formats/gtfs.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile, failureOf, readAll, shapesOf, valuesOf } from './formats-support.ts';

if (!hasSharedData) console.log(`a real timetable: ${sharedDataReason}`);

const tables: Readonly<Record<string, string>> = {
  'stops.txt':
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\nS,市民中心站,22.54,114.06,1,\nA,站台 1,22.541,114.061,0,S\nB,"深南路, 北",22.55,114.07,,\nE,出口,22.54,114.06,2,S\nX,无坐标,,,0,\n',
  'routes.txt': 'route_id,route_short_name,route_long_name,route_type\nm,4 号线,龙华线,1\nb,M123,,3\n',
  'trips.txt':
    'route_id,service_id,trip_id,direction_id,shape_id\nm,wk,m1,0,s1\nm,we,m2,0,s1\nb,wk,b1,0,\nb,wk,b2,0,\nb,wk,b3,1,\n',
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nwk,1,1,1,1,1,0,0,20240101,20251231\nwe,0,0,0,0,0,1,1,20240101,20251231\n',
  'frequencies.txt':
    'trip_id,start_time,end_time,headway_secs\nm1,06:00:00,10:00:00,180\nm1,10:00:00,24:00:00,360\nm2,06:00:00,24:00:00,60\n',
  'stop_times.txt':
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence\nm1,0:00:00,0:00:00,A,1\nm1,0:05:00,0:05:00,B,2\nm2,0:00:00,0:00:00,A,1\nb1,8:00:00,8:00:00,B,1\nb1,,,A,2\nb2,18:30:00,18:30:00,B,1\nb2,25:10:00,25:10:00,A,2\nb3,6:59:59,6:59:59,B,1\n',
  'shapes.txt': 'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\ns1,22.55,114.07,2\ns1,22.54,114.06,1\n',
};

const archive = (files: Readonly<Record<string, string>>, folder = '') =>
  memorySource(
    'feed.zip',
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, strToU8(text)]))),
  );

test('stops with their station, mode, lines and headway', async () => {
  for (const folder of ['', 'export/']) {
    const source = archive(tables, folder);
    expect(await findFormat(source)).toBe(gtfs);
    const [stops, routes] = await readAll(source);
    expect(valuesOf(stops!, 'name')).toEqual(['市民中心站', '深南路, 北', '无坐标']);
    expect(valuesOf(stops!, 'mode')).toEqual(['metro', 'metro', null]);
    expect(valuesOf(stops!, 'high_capacity')).toEqual([1, 1, null]);
    expect(valuesOf(stops!, 'lines')).toEqual(['4 号线, M123', '4 号线, M123', null]);
    // 60 departures from 7 to 10 and 90 from 10 to 19 are one every 4.8 minutes; the weekend's 60 seconds do not count.
    expect(valuesOf(stops!, 'headway')).toEqual([4.8, 4.8, null]);
    expect(valuesOf(stops!, 'departures')).toEqual([151, 152, 0]);
    expect(shapesOf(stops!)).toEqual([[[[114.06, 22.54]]], [[[114.07, 22.55]]], []]);
    expect(valuesOf(routes!, 'name')).toEqual(['4 号线', 'M123']);
    expect(valuesOf(routes!, 'mode')).toEqual(['metro', 'bus']);
    // By its shape, and by the stops of a trip where there is none.
    expect(shapesOf(routes!)).toEqual([[[[114.06, 22.54, 114.07, 22.55]]], [[[114.07, 22.55, 114.06, 22.54]]]]);
  }
});

test('feeds whose calendar has dates only; tables and columns that are missing', async () => {
  const { 'calendar.txt': _, ...rest } = tables;
  const dates = 'service_id,date,exception_type\nwe,20240601,1\nwk,20240603,1\nwk,20240604,2\n';
  const [stops] = await readAll(archive({ ...rest, 'calendar_dates.txt': dates }));
  expect(valuesOf(stops!, 'headway')).toEqual([4.8, 4.8, null]);
  expect(stops!.remarks.find(({ code }) => code === 'formats/headways-counted')?.parameters['day']).toEqual({
    zh: ' 2024-06-03',
    en: '2024-06-03',
  });
  const { 'trips.txt': __, ...noTrips } = tables;
  expect((await failureOf(readAll(archive(noTrips)))).describe('en')).toBe('feed.zip is damaged: it lacks trips.txt.');
  const broken = archive({ ...tables, 'stops.txt': 'stop_id,stop_name\nS,x\n' });
  expect((await failureOf(readAll(broken))).describe('en')).toBe(
    'feed.zip/stops.txt is damaged: it lacks the columns stop_lat, stop_lon.',
  );
});

describe.runIf(hasSharedData)('São Paulo', () => {
  test('654 stops, counted once more by a script of a few lines', async () => {
    const source = diskFile(sharedData('sao-paulo-r5r', 'spo_gtfs.zip'));
    const session = new ImportSession([source], { clock: { now: () => 0 }, random: seededRandom(1) });
    const [stops, routes] = (await session.inspect()).files[0]!.layers;
    expect([stops!.role, stops!.features, stops!.crs.origin]).toEqual(['transit-stop', 654, 'declared']);
    expect(stops!.mapping.map(({ to }) => to).sort()).toEqual(['headway', 'high_capacity', 'lines', 'mode', 'name']);
    expect([routes!.role, routes!.features]).toEqual(['transit-line', 19]);
    const [layer] = await readAll(source);
    expect(featureCount(layer!.geometry)).toBe(654);
    const ids = valuesOf(layer!, 'stop_id');
    const headways = valuesOf(layer!, 'headway');
    expect(headways.filter((headway) => headway !== null)).toHaveLength(654);
    expect([headways[ids.indexOf('18848')], headways[ids.indexOf('140014281')]]).toEqual([1.5, 19.3]);
  });
});
