import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { loadDefinitions } from '#core/crs/definitions.ts';
import { proj4Text } from '#core/crs/proj4-text.ts';
import { transformPoint } from '#core/crs/transform.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** ESRI's well-known text of a projected system on `gcs`, as in a `.prj` file. */
function esri(name: string, gcs: string, projection: string, parameters: Record<string, number>, unit: string): string {
  const list = Object.entries(parameters).map(([parameter, value]) => `PARAMETER["${parameter}",${value}]`);
  return `PROJCS["${name}",${gcs},PROJECTION["${projection}"],${list.join(',')},UNIT[${unit}]]`;
}

function gcs(name: string, datum: string, ellipsoid: string, a: number, rf: number): string {
  return `GEOGCS["GCS_${name}",DATUM["D_${datum}",SPHEROID["${ellipsoid}",${a},${rf}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
}

const grs80 = [6378137, 298.257222101] as const;
const wgs1984 = gcs('WGS_1984', 'WGS_1984', 'WGS_1984', 6378137, 298.257223563);
const nad1983 = gcs('North_American_1983', 'North_American_1983', 'GRS_1980', ...grs80);
const china2000 = gcs('China_Geodetic_Coordinate_System_2000', 'China_2000', 'CGCS2000', ...grs80);
const twd1997 = gcs('TWD_1997', 'TWD_1997', 'GRS_1980', ...grs80);
const beijing1954 = gcs('Beijing_1954', 'Beijing_1954', 'Krasovsky_1940', 6378245, 298.3);

function zone(meridian: number, easting: number, scale = 1): Record<string, number> {
  return {
    False_Easting: easting,
    False_Northing: 0,
    Central_Meridian: meridian,
    Scale_Factor: scale,
    Latitude_Of_Origin: 0,
  };
}

const massachusetts = {
  Central_Meridian: -71.5,
  Standard_Parallel_1: 41.7166666666667,
  Standard_Parallel_2: 42.6833333333333,
  Latitude_Of_Origin: 41,
};
const massachusettsAsIs = {
  ...massachusetts,
  Standard_Parallel_1: 42.6833333333333,
  Standard_Parallel_2: 41.7166666666667,
};

describe('what an ESRI .prj is in the register', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['WGS 84', wgs1984, 4326],
    ['CGCS2000', china2000, 4490],
    [
      'CGCS2000 3-degree zone by central meridian',
      esri('CGCS2000_3_Degree_GK_CM_117E', china2000, 'Gauss_Kruger', zone(117, 500000), '"Meter",1.0'),
      4548,
    ],
    [
      'CGCS2000 6-degree zone with the same numbers',
      esri('CGCS2000_GK_CM_117E', china2000, 'Gauss_Kruger', zone(117, 500000), '"Meter",1.0'),
      4509,
    ],
    [
      'CGCS2000 3-degree zone with prefix',
      esri('CGCS2000_3_Degree_GK_Zone_38', china2000, 'Gauss_Kruger', zone(114, 38500000), '"Meter",1.0'),
      4526,
    ],
    [
      'Beijing 1954',
      esri('Beijing_1954_3_Degree_GK_CM_114E', beijing1954, 'Gauss_Kruger', zone(114, 500000), '"Meter",1.0'),
      2435,
    ],
    [
      'TWD97',
      esri('TWD_1997_TM_Taiwan', twd1997, 'Transverse_Mercator', zone(121, 250000, 0.9999), '"Meter",1.0'),
      3826,
    ],
    [
      'UTM',
      esri('WGS_1984_UTM_Zone_50N', wgs1984, 'Transverse_Mercator', zone(117, 500000, 0.9996), '"Meter",1.0'),
      32650,
    ],
    [
      'Massachusetts in metres',
      esri(
        'NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001',
        nad1983,
        'Lambert_Conformal_Conic',
        { False_Easting: 200000, False_Northing: 750000, ...massachusettsAsIs },
        '"Meter",1.0',
      ),
      26986,
    ],
    [
      'Massachusetts in feet',
      esri(
        'NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001_Feet',
        nad1983,
        'Lambert_Conformal_Conic',
        { False_Easting: 656166.6666666665, False_Northing: 2460625, ...massachusettsAsIs },
        '"Foot_US",0.3048006096012192',
      ),
      2249,
    ],
    [
      'Massachusetts with its parallels the other way round',
      esri(
        'NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001',
        nad1983,
        'Lambert_Conformal_Conic',
        { False_Easting: 200000, False_Northing: 750000, ...massachusetts },
        '"Meter",1.0',
      ),
      26986,
    ],
    [
      'Web Mercator',
      esri(
        'WGS_1984_Web_Mercator_Auxiliary_Sphere',
        wgs1984,
        'Mercator_Auxiliary_Sphere',
        {
          False_Easting: 0,
          False_Northing: 0,
          Central_Meridian: 0,
          Standard_Parallel_1: 0,
          Auxiliary_Sphere_Type: 0,
        },
        '"Meter",1.0',
      ),
      3857,
    ],
    [
      'World Mercator',
      esri(
        'WGS_84_World_Mercator',
        wgs1984,
        'Mercator',
        { central_meridian: 0, false_easting: 0, false_northing: 0, standard_parallel_1: 0 },
        '"Meter",1',
      ),
      3395,
    ],
  ];
  test.each(cases)('%s', async (_, text, code) => {
    expect((await parseCoordinateSystem(text)).epsg).toBe(code);
  });

  test('another datum with the same numbers is not taken for the known one', async () => {
    const local = gcs('Local_2020', 'Local_Survey_2020', 'GRS_1980', ...grs80);
    const text = esri('City_Grid', local, 'Gauss_Kruger', zone(117, 500000), '"Meter",1.0');
    const system = await parseCoordinateSystem(text);
    expect(system.epsg).toBeUndefined();
    expect(system).toMatchObject({ name: 'City_Grid', kind: 'projected', unitMetres: 1, id: text });
  });

  test('every entry of the register is recognised by its own numbers, or by an equal one', async () => {
    const definitions = await loadDefinitions();
    const sample = [...definitions.parameters().keys()].filter((_, index) => index % 40 === 0);
    const missed: number[] = [];
    for (const code of sample) {
      const withoutCode = definitions.find(code)!.wkt.replace(/,AUTHORITY\["EPSG","\d+"\]\]$/, ']');
      const found = await parseCoordinateSystem(withoutCode);
      if (found.epsg === undefined) missed.push(code);
    }
    expect(missed).toEqual([]);
  });
});

test.each([
  ['EPSG:4547', 4547],
  ['epsg:4547', 4547],
  ['4547', 4547],
  ['urn:ogc:def:crs:EPSG::4547', 4547],
  ['urn:ogc:def:crs:EPSG:6.9:4547', 4547],
  ['http://www.opengis.net/def/crs/EPSG/0/4547', 4547],
  ['OGC:CRS84', 4326],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
  ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 4326],
  ['WGS84', 4326],
  ['ESRI:102100', 3857],
  ['EPSG:900913', 3857],
  ['+init=epsg:4547', 4547],
  ['\uFEFFEPSG:4547\n', 4547],
])('%s is EPSG:%i', async (text, code) => {
  expect((await parseCoordinateSystem(text)).epsg).toBe(code);
});

test('well-known text of version 2, compound systems and vertical parts', async () => {
  const wkt2 = `PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 114E",BASEGEOGCRS["China Geodetic Coordinate System 2000",
    DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],
    CONVERSION["3-degree Gauss-Kruger CM 114E",METHOD["Transverse Mercator"],
    PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],
    PARAMETER["Longitude of natural origin",114,ANGLEUNIT["degree",0.0174532925199433]],
    PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],
    PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],
    CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]]]`;
  expect((await parseCoordinateSystem(wkt2)).epsg).toBe(4547);
  const { wkt } = await coordinateSystem(4547);
  expect((await parseCoordinateSystem(`COMPD_CS["x",${wkt},VERT_CS["h",VERT_DATUM["d",2005]]]`)).epsg).toBe(4547);
  expect((await parseCoordinateSystem(`${wkt},VERTCS["h"]`)).epsg).toBe(4547);
});

test('proj4 texts', async () => {
  const utm = await parseCoordinateSystem('+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs');
  expect(utm).toMatchObject({ kind: 'projected', unitMetres: 1, datumKnown: true });
  const feet = await parseCoordinateSystem('+proj=lcc +lat_1=41 +lat_2=42 +lon_0=-71 +ellps=GRS80 +units=us-ft');
  expect(feet.unitMetres).toBeCloseTo(0.3048006096, 9);
  expect((await parseCoordinateSystem('+proj=longlat +datum=WGS84')).kind).toBe('geographic');
});

test('a system in numbers calculates like the register, whatever its method', async () => {
  const definitions = await loadDefinitions();
  let compared = 0;
  const wrong: string[] = [];
  for (const [code, parameters] of definitions.parameters()) {
    const definition = definitions.find(code)!;
    const text = proj4Text(parameters, undefined);
    if (text === undefined || code % 7 !== 0 || definition.proj4.includes('+axis=')) continue;
    const [west, south, east, north] = definition.area;
    const place = { x: (west + (east < west ? east + 360 : east)) / 2 + 0.3, y: (south + north) / 2 + 0.2 };
    // Both without datum shift: this is about projections.
    const plain = definition.proj4.replace(/\+(?:towgs84|nadgrids)=\S+/, '');
    const own = proj4(text, [place.x, place.y]);
    const expected = proj4(plain, [place.x, place.y]);
    compared++;
    const difference = Math.max(Math.abs(own[0]! - expected[0]!), Math.abs(own[1]! - expected[1]!));
    if (!(difference < 0.01)) wrong.push(`${code}: ${difference}`);
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(500);
});

test('a conic projection without a latitude of origin has it on the equator', async () => {
  const text = `PROJCS["UNK / Lambert_Conformal_Conic_2SP",GEOGCS["UNK",DATUM["Unknown datum",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.017453292519943295]],PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["central_meridian",-120.54],PARAMETER["standard_parallel_1",42.71],PARAMETER["standard_parallel_2",45.57],UNIT["Meter",1]]`;
  const system = await parseCoordinateSystem(text);
  const [longitude, latitude] = transformPoint(-267140.8909, 5603136.7421, system, await coordinateSystem(4326));
  // cs2cs +proj=lcc +lon_0=-120.54 +lat_1=42.71 +lat_2=45.57 +lat_0=0 +datum=WGS84, inverse.
  expect(longitude).toBeCloseTo(-124.0049, 4);
  expect(latitude).toBeCloseTo(46.265, 4);
});

test('kind, unit, area and datum of systems in the register', async () => {
  expect(await coordinateSystem(2249)).toMatchObject({
    kind: 'projected',
    unitMetres: 0.304800609601219,
    datumKnown: true,
    area: [-73.5, 41.46, -69.86, 42.89],
  });
  expect(await coordinateSystem(4490)).toMatchObject({ kind: 'geographic', datumKnown: true });
  expect((await coordinateSystem(4490)).unitMetres).toBeUndefined();
  // The register has no shift for Xi'an 1980.
  expect((await coordinateSystem(2383)).datumKnown).toBe(false);
});

test.each([
  ['EPSG:99999', 'crs/unknown-code'],
  ['ESRI:54012', 'crs/unknown-code'],
  ['PROJCS["broken",GEOGCS["x"', 'crs/syntax'],
  ['hello, world', 'crs/syntax'],
  ['', 'crs/syntax'],
  ['VERTCS["height",VDATUM["x"]]', 'crs/unsupported'],
  ['LOCAL_CS["drawing",UNIT["metre",1]]', 'crs/unsupported'],
  ['+proj=natearth +datum=WGS84', 'crs/unsupported'],
  [esri('Unknown', wgs1984, 'Unknown Projection', { central_meridian: 0 }, '"Meter",1'), 'crs/unsupported'],
])('%s is refused with %s', async (text, code) => {
  const error: unknown = await parseCoordinateSystem(text).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WorkbenchError);
  expect((error as WorkbenchError).code).toBe(code);
  expect((error as WorkbenchError).describe('zh')).not.toMatch(/\{\w+\}/);
  expect((error as WorkbenchError).hint('en')).not.toMatch(/\{\w+\}/);
});
