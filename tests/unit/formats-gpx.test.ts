import { expect, test } from 'vitest';
import { findFormat } from '#core/formats/formats.ts';
import { geojson, geojsonLines } from '#core/formats/geojson.ts';
import { gpx } from '#core/formats/gpx.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { codesOf, readAll, readOne, shapesOf, textFile, valuesOf } from './formats-support.ts';
import { parcelsToWrite, written } from './formats-written.ts';

const tracks = `<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>not a feature</name></metadata>
<wpt lat="22.5" lon="114.1"><ele>12.5</ele><name>站点 A</name><extensions><name>inside</name></extensions></wpt>
<wpt lat="" lon="114.2"><name>B</name></wpt>
<rte><name>r</name><rtept lat="22" lon="114"/><rtept lat="23" lon="115"><name>point</name></rtept></rte>
<trk><name>t</name><trkseg><trkpt lat="22" lon="114"><ele>1</ele></trkpt><trkpt lat="22.1" lon="114.1"/></trkseg>
<trkseg><trkpt lat="22.2" lon="114.2"/><trkpt lat="22.3" lon="114.3"/></trkseg></trk></gpx>`;

test('waypoints, routes and tracks are layers with the attributes of their own', async () => {
  const source = textFile('a.gpx', tracks);
  expect(await findFormat(source)).toBe(gpx);
  const layers = await readAll(source);
  expect(layers.map(({ name, geometry }) => [name, geometry.kind])).toEqual([
    ['waypoints', 'point'],
    ['routes', 'line'],
    ['tracks', 'line'],
  ]);
  const [waypoints, routes, tracksRead] = layers;
  expect(shapesOf(waypoints!)).toEqual([[[[114.1, 22.5]]], []]);
  expect(valuesOf(waypoints!, 'name')).toEqual(['站点 A', 'B']);
  expect(valuesOf(waypoints!, 'ele')).toEqual([12.5, null]);
  expect(codesOf(waypoints!)).toEqual(expect.arrayContaining(['formats/record-damaged', 'formats/no-geometry']));
  expect([valuesOf(routes!, 'name'), shapesOf(routes!)]).toEqual([['r'], [[[[114, 22, 115, 23]]]]]);
  expect(shapesOf(tracksRead!)[0]).toHaveLength(2);
});

test('one feature to a line comes back, and is told from a collection by its name', async () => {
  const bytes = await written(geojsonLines, await parcelsToWrite());
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['id-0', 'id-1', 'id-2']);
  const source = memorySource('a.geojsonl', bytes);
  expect(await findFormat(source)).toBe(geojsonLines);
  expect(await findFormat(memorySource('a.geojson', bytes))).toBe(geojson);
  const back = await readOne(source);
  expect(shapesOf(back).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [], [1, 1]]);
  expect(valuesOf(back, '名称')).toEqual(['甲, "一" <&>', null, null]);
});
