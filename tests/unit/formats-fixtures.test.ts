import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { findFormat } from '#core/formats/formats.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { codesOf, diskFile, failureOf, readAll, readOne, shapesOf, valuesOf } from './formats-support.ts';

if (!hasSharedData) console.log(`format fixtures: ${sharedDataReason}`);

const root = sharedData('format-fixtures');
const fixture = (...parts: string[]) => diskFile(path.join(root, ...parts));

describe.runIf(hasSharedData)('every fixture', () => {
  /** Formats that this version does not read, and parts of shapefiles. */
  const outside = /\.(?:mbtiles|md|shx|prj|cpg|topojson|geojson\.md)$|LICENSE/i;
  const folders = [
    'dxf',
    'encodings',
    'flatgeobuf',
    'geopackage',
    'geotiff',
    'kml',
    'malformed',
    'prj',
    'shapefile_types',
  ];
  const files = folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, String(name))),
    )
    .filter((name) => statSync(path.join(root, name)).isFile() && !outside.test(name));

  test.each(files)('%s is read, or says why not', async (name) => {
    try {
      for (const layer of await readAll(fixture(name))) {
        const { geometry } = layer;
        for (const field of layer.fields) expect(layer.columns[field.name]).toHaveLength(featureCount(geometry));
        for (const remark of layer.remarks) {
          expect(describeRemark(remark, 'zh')).not.toMatch(/\{\w+[|}]/);
          expect(describeRemark(remark, 'en')).not.toMatch(/\{\w+[|}]/);
        }
      }
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(WorkbenchError);
      expect((thrown as WorkbenchError).code).toMatch(/^formats\//);
      expect((thrown as WorkbenchError).message).toContain(path.basename(name).replace(/\.\w+$/, ''));
    }
  });
});

describe.runIf(hasSharedData)('encodings', () => {
  test.each([
    ['big5.shp', 'big5', '國語'],
    ['gbk.dbf', 'gb18030', '简体国语'],
    ['euckr.dbf', 'euc-kr', '한국말'],
    ['koi8r.dbf', 'koi8-r', 'русский'],
    ['latin2.dbf', 'iso-8859-2', 'čeština'],
    ['shiftjis.dbf', 'shift_jis', 'カタカナひらがな'],
    ['win1251.dbf', 'windows-1251', 'РУССКИЙ'],
    ['win874.dbf', 'windows-874', 'ภาษาไทย'],
    ['utf16.txt', 'utf-16be', '国语國語'],
    ['utf16le.txt', 'utf-16le', '国语國語'],
    ['utf16bom.txt', 'utf-16be', '国语國語'],
    ['utf16le_bom.txt', 'utf-16le', '国语國語'],
    ['utf8bom.txt', 'utf-8', '国语國語'],
  ])('%s', async (name, encoding, text) => {
    const layer = await readOne(fixture('encodings', name));
    expect([layer.encoding, valuesOf(layer, 'NAME')]).toEqual([encoding, [text]]);
  });

  test('a language byte that only says "what the machine uses"', async () => {
    const layer = await readOne(fixture('encodings', 'latin1-property.shp'));
    expect(valuesOf(layer, 'name')).toEqual(['México']);
    expect(codesOf(layer)).toContain('formats/encoding-guessed');
  });

  test('the same table in three encodings', async () => {
    for (const name of ['utf8_bom.csv', 'utf16_be_bom.csv', 'utf16_le_bom.csv']) {
      const layer = await readOne(fixture('encodings', name));
      expect(layer.fields).toHaveLength(10);
      expect(valuesOf(layer, 'polling_place_name')).toEqual(['ALAMANCE CIVITAN CLUB HOUSE']);
    }
  });

  test('rows without coordinates, first, last or in the middle', async () => {
    for (const name of ['empty_fields.csv', 'empty_fields2.csv', 'empty_fields3.csv']) {
      const layer = await readOne(fixture('encodings', name));
      expect(layer.geometry.kind).toBe('point');
      expect(layer.remarks.find(({ code }) => code === 'formats/row-without-place')?.count).toBe(1);
    }
    expect((await failureOf(readAll(fixture('encodings', 'empty.csv')))).code).toBe('formats/empty-file');
  });
});

describe.runIf(hasSharedData)('shapefiles', () => {
  test.each(['points', 'multipoints', 'null', 'date-property', 'mixed-properties', 'utf8-property', 'empty'])(
    '%s holds what its GeoJSON holds',
    async (name) => {
      const [shapes] = await readAll(fixture('shapefile_types', `${name}.shp`));
      const [expected] = await readAll(fixture('shapefile_types', `${name}.json`));
      expect(shapesOf(shapes!)).toEqual(shapesOf(expected!));
      for (const { name: field } of expected!.fields) {
        if (field !== 'date') expect(valuesOf(shapes!, field)).toEqual(valuesOf(expected!, field));
      }
    },
  );

  test('dates', async () => {
    const layer = await readOne(fixture('shapefile_types', 'date-property.shp'));
    expect(layer.fields).toEqual([{ name: 'date', type: 'date' }]);
    expect(valuesOf(layer, 'date')[0]).toBe('2013-01-02');
  });

  test.each(['pointm', 'polylinem', 'polygonm'])('%s, without its measures', async (name) => {
    const layer = await readOne(fixture('shapefile_types', `${name}.shp`));
    const expected = await readOne(fixture('shapefile_types', `${name}.json`));
    const flat = (shapes: number[][][][]) => shapes.flat(3);
    // The order of rings is not part of either format.
    expect(flat(shapesOf(layer)).toSorted()).toEqual(flat(shapesOf(expected)).toSorted());
    expect(codesOf(layer)).toContain('formats/z-dropped');
  });

  test('systems of .prj files that do not state a code', async () => {
    const codeOf = async (name: string) =>
      (await parseCoordinateSystem((await readOne(fixture('prj', name))).crs!.text)).epsg;
    expect(await codeOf('a_utm.shp')).toBe(26918);
    expect(await codeOf('e_merc.shp')).toBe(3395);
    expect(await codeOf('gauss_kruger.shp')).toBe(2435);
    const unknown = await failureOf(codeOf('three_points.shp'));
    expect(unknown.code).toBe('crs/unsupported');
  });
});

describe.runIf(hasSharedData)('what is broken', () => {
  test('a shapefile that is cut off: expected and found sizes', async () => {
    const error = await failureOf(readAll(fixture('malformed', 'derived_from_cambridge', 'truncated.shp')));
    expect(error.code).toBe('formats/truncated');
    expect(error.parameters).toMatchObject({ expected: 20932, found: 12559 });
  });

  test('a shapefile without index and table', async () => {
    const layer = await readOne(fixture('malformed', 'derived_from_cambridge', 'noshx_nodbf.shp'));
    expect(featureCount(layer.geometry)).toBe(120);
    expect(codesOf(layer).filter((code) => code === 'formats/companion-missing')).toHaveLength(2);
  });

  test('JSON that is not, with byte and feature', async () => {
    for (const [name, feature] of [
      ['sample.json', 'feature 1'],
      ['sample1.json', 'feature 1'],
    ] as const) {
      const error = await failureOf(readAll(fixture('malformed', 'invalid_json', name)));
      expect(error.code).toBe('formats/json-syntax');
      expect(error.message).toContain(feature);
      expect(error.message).toMatch(/byte [\d,]+/);
    }
  });

  test('an open ring, rings of odd kinds, coordinates that are none', async () => {
    expect(codesOf(await readOne(fixture('malformed', 'openring.json')))).toContain('formats/open-rings');
    const [polygons, points] = await readAll(fixture('malformed', 'derived_from_cambridge', 'invalid_rings.geojson'));
    expect([featureCount(polygons!.geometry), featureCount(points!.geometry)]).toEqual([6, 1]);
    const nan = await readOne(fixture('malformed', 'derived_from_cambridge', 'nan_coords.geojson'));
    expect(shapesOf(nan)).toEqual([[[[Number.NaN, 42.36]]]]);
  });
});

describe.runIf(hasSharedData)('FlatGeobuf', () => {
  test('every type of column', async () => {
    const layer = await readOne(fixture('flatgeobuf', 'alldatatypes.fgb'));
    expect(Object.fromEntries(layer.fields.map(({ name }) => [name, valuesOf(layer, name)[0]]))).toMatchObject({
      byte: -1,
      ubyte: 255,
      bool: 1,
      short: -1,
      ushort: 65535,
      int: -1,
      uint: 4294967295,
      long: -1,
      string: 'X',
      json: 'X',
      datetime: '2020-02-29T12:34:56Z',
    });
    expect(codesOf(layer)).toContain('formats/field-left-out');
  });

  test.each([
    ['countries_nocrs.fgb', 179, 'polygon', undefined],
    ['countries_nogeo.fgb', 179, 'none', undefined],
    ['empty.fgb', 0, 'polygon', 'EPSG:4326'],
    ['no_properties.fgb', 1, 'point', undefined],
    ['poly00.fgb', 10, 'polygon', 'EPSG:27700'],
    ['unknown_feature_count.fgb', 1, 'polygon', 'EPSG:4326'],
  ] as const)('%s', async (name, count, kind, crs) => {
    const layer = await readOne(fixture('flatgeobuf', name));
    expect([featureCount(layer.geometry), layer.geometry.kind, layer.crs?.text]).toEqual([count, kind, crs]);
  });

  test('kinds mixed', async () => {
    const layers = await readAll(fixture('flatgeobuf', 'heterogeneous.fgb'));
    expect(layers.map(({ geometry }) => geometry.kind)).toEqual(['polygon', 'line', 'point']);
  });
});

describe.runIf(hasSharedData)('GeoPackage', () => {
  const crsOf = async (name: string) =>
    (await readAll(fixture('geopackage', name))).map((layer) => layer.crs?.text.slice(0, 16));

  test('systems: several, none, one of its own', async () => {
    expect(await crsOf('mixed_crs.gpkg')).toEqual(['EPSG:2269', 'EPSG:4326']);
    expect(await crsOf('null_crs_gdal.gpkg')).toEqual([undefined]);
    expect(await crsOf('Oregon_customCRS.gpkg')).toEqual(['PROJCS["UNK / La']);
  });

  test('curves become lines of short segments, as GDAL makes them', async () => {
    for (const [name, kind] of [
      ['curve.gpkg', 'line'],
      ['curvepolygon.gpkg', 'polygon'],
      ['multisurface.gpkg', 'polygon'],
    ] as const) {
      const [layer] = await readAll(fixture('geopackage', name));
      expect([layer!.geometry.kind, codesOf(layer!)]).toEqual([kind, ['formats/curves-stroked']]);
      expect(featureCount(layer!.geometry)).toBeGreaterThan(0);
      expect(layer!.geometry.coordinates.every(Number.isFinite)).toBe(true);
    }
  });

  test('heights dropped, plain tables, no values', async () => {
    expect(codesOf((await readAll(fixture('geopackage', 'line_zm.gpkg')))[0]!)).toContain('formats/z-dropped');
    const tables = await readAll(fixture('geopackage', 'data_only_tables.gpkg'));
    expect(tables.map((layer) => [layer.name, layer.geometry.kind, featureCount(layer.geometry)])).toEqual([
      ['oregon_cities', 'none', 5],
      ['washington_cities', 'none', 6],
    ]);
    const [nulls] = await readAll(fixture('geopackage', 'test_gpkg_nulls.gpkg'));
    for (const { name } of nulls!.fields) expect(valuesOf(nulls!, name)).toContain(null);
  });
});

test.runIf(hasSharedData)('formats that this version does not read say so', async () => {
  for (const name of [['mbtiles', 'corrupt.mbtiles']]) {
    const error = await failureOf(findFormat(fixture(...name)));
    expect(error.code).toBe('formats/basemap-only');
    expect(error.hint('zh')).toContain('底图');
  }
});
