import { describe, expect, test } from 'vitest';
import { nameFit, nameForm, rolesInName, synonymsOf } from '#core/formats/field-names.ts';
import { profileFields } from '#core/formats/field-profile.ts';
import { parseQuantity, sourceUnits, splitUnit } from '#core/formats/field-units.ts';
import { suggestCodeTable } from '#core/formats/land-use-codes.ts';
import { guessLandUse } from '#core/formats/land-use-words.ts';
import { suggestRole } from '#core/formats/suggest-role.ts';
import { suggestValue } from '#core/formats/value-maps.ts';
import { builtInCodeTables } from '#core/model/code-table.ts';
import type { Column, Field } from '#core/model/feature-table.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';

type Values = readonly (string | number | null)[];

/** A layer with these columns; numbers make columns of numbers. */
function layerWith(columns: Readonly<Record<string, Values>>, kind: GeometryKind = 'polygon') {
  const fields: Field[] = [];
  const made: Record<string, Column> = {};
  let count = 0;
  for (const [name, values] of Object.entries(columns)) {
    const isNumeric = values.every((value) => value === null || typeof value === 'number');
    const isWhole = values.every((value) => value === null || Number.isInteger(value));
    fields.push({ name, type: isNumeric ? (isWhole ? 'integer' : 'real') : 'text' });
    made[name] = isNumeric
      ? Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)))
      : values.map((value) => (value === null ? null : String(value)));
    count = values.length;
  }
  const packer = new GeometryPacker(kind);
  for (let row = 0; row < count; row++) packer.endFeature();
  return { name: '', geometry: packer.finish(), fields, columns: made, rowOf: (row: number) => row + 1, remarks: [] };
}

function suggest(name: string, kind: GeometryKind, columns: Readonly<Record<string, Values>>) {
  const { role, mapping, constants, codeTable, reason } = suggestRole(
    name,
    kind,
    profileFields(layerWith(columns, kind)),
    builtInCodeTables,
  );
  expect(reason.zh).not.toBe('');
  const short = Object.fromEntries(
    mapping.map(({ to, from, unit }) => [to, unit === undefined ? from : `${from} [${unit}]`]),
  );
  return { role, short, mapping, constants, codeTable };
}

describe('units in names', () => {
  test.each([
    ['land_sqft', 'land', 'ft2'],
    ['gross_sq_ft', 'gross', 'ft2'],
    ['面积_亩', '面积', 'mu'],
    ['面积亩', '面积', 'mu'],
    ['用地面积（公顷）', '用地面积', 'ha'],
    ['建筑面积(万㎡)', '建筑面积', '10^4m2'],
    ['绿地率(%)', '绿地率', '%'],
    ['bldg_height_ft', 'bldg_height', 'ft'],
    ['Area [ha]', 'Area', 'ha'],
    ['speed_mph', 'speed', 'mph'],
    ['Acres', 'Acres', undefined],
    ['system', 'system', undefined],
    ['name', 'name', undefined],
  ])('%s', (name, base, unit) => {
    const split = splitUnit(name);
    expect([split.base, split.unit?.id]).toEqual([base, unit]);
  });

  test('their sizes', () => {
    const size = (id: string) => sourceUnits.get(id)!.factor;
    expect(size('mu') * 15).toBeCloseTo(size('ha'), 9);
    expect(size('acre')).toBeCloseTo(4046.8564, 4);
    expect(size('ft2')).toBeCloseTo(0.09290304, 12);
    expect(size('mph')).toBeCloseTo(1.609344, 9);
  });

  test.each([
    ['1,200 sq ft', 1200, 'ft2'],
    ['35%', 35, '%'],
    ['50 mph', 50, 'mph'],
    ['-3.5e2', -350, undefined],
    ['12 m', 12, 'm'],
  ])('%s', (text, value, unit) => {
    expect(parseQuantity(text)).toMatchObject({ value, ...(unit ? { unit: { id: unit } } : {}) });
  });

  test.each(['', 'abc', '12 apples', '1,20', 'm'])('%s is no quantity', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

test('names are compared without case, separators and traditional characters', () => {
  expect(nameForm('Floor_Area Ratio')).toBe('floorarearatio');
  expect(nameForm('樓層數')).toBe('楼层数');
  expect(nameFit('容積率', synonymsOf('parcel', 'far'))).toBeGreaterThan(1);
  expect(nameFit('RJL', synonymsOf('parcel', 'far'))).toBeGreaterThan(1);
  expect(nameFit('something', synonymsOf('parcel', 'far'))).toBe(0);
});

test.each([
  ['parcels_landuse_fy2014', 'parcel'],
  ['惠州用地', 'parcel'],
  ['宗地', 'parcel'],
  ['buildings', 'building'],
  ['现状建筑', 'building'],
  ['TRANS_Centerlines', 'street'],
  ['道路中心线', 'street'],
  ['TRANS_SubwayStations', 'transit-stop'],
  ['地铁站点', 'transit-stop'],
  ['TRANS_SubwayLines', 'transit-line'],
  ['RECREATION_OpenSpace', 'green-space'],
  ['公园绿地', 'green-space'],
  ['LANDMARK_PublicSchools', 'facility'],
  ['医疗设施', 'facility'],
  ['BOUNDARY_CityBoundary', 'boundary'],
  ['规划范围', 'boundary'],
  ['HYDRO_WaterBodies', 'water'],
  ['flood_zones', 'hazard'],
  ['edifici', 'building'],
  ['Bâtiments', 'building'],
  ['Gebäude_2024', 'building'],
  ['edificios', 'building'],
  ['здания', 'building'],
  ['건물', 'building'],
  ['建物', 'building'],
  ['particelle_catastali', 'parcel'],
  ['Flurstücke', 'parcel'],
  ['land_parcels', 'parcel'],
  ['улицы', 'street'],
  ['tronçon_de_route', 'street'],
  ['Straßen', 'street'],
  ['道路', 'street'],
  ['arrêts', 'transit-stop'],
  ['Haltestellen', 'transit-stop'],
  ['espaces_verts', 'green-space'],
  ['парки', 'green-space'],
  ['comuni_confini', 'boundary'],
])('%s looks like %s', (name, role) => {
  expect(rolesInName(name)[0]).toBe(role);
});

describe('roles and mappings', () => {
  test('parcels of a Chinese office, with units and percentages', () => {
    const found = suggest('地块', 'polygon', {
      用地代码: ['R2', 'B1', 'G1', 'A33', 'S1'],
      容积率: [2.5, 3, 0, 0.9, 0],
      '建筑密度(%)': [22, 45, 2, 20, 0],
      绿地率: [35, 20, 75, 35, 0],
      建筑限高: [80, 100, 6, 24, 0],
      '总建筑面积(万㎡)': [5.2, 8.1, 0.1, 1, 0],
      用地面积_亩: [30, 40, 12, 20, 5],
      居住人口: [1200, 0, 0, 0, 0],
    });
    expect(found.role).toBe('parcel');
    expect(found.codeTable).toBe('gb50137-2011');
    expect(found.short).toEqual({
      land_use_code: '用地代码',
      far: '容积率',
      building_coverage: '建筑密度(%) [%]',
      green_ratio: '绿地率 [%]',
      height_limit: '建筑限高',
      floor_area: '总建筑面积(万㎡) [10^4m2]',
      residents: '居住人口',
    });
  });

  test('codes are found by their values, whatever the field is called', () => {
    const found = suggest('land', 'polygon', {
      Layer: ['R2', 'A1', 'S3', 'G1', 'B1', 'XX'],
      SHAPE_Area: [1.5, 2.5, 3, 4, 5, 6],
    });
    expect([found.role, found.short, found.codeTable]).toEqual(['parcel', { land_use_code: 'Layer' }, 'gb50137-2011']);
  });

  test('codes of 2023, also as numbers that lost their zero', () => {
    const texts = suggest('dltb', 'polygon', { dlbm: ['0701', '0901', '1401', '1207'] });
    expect([texts.role, texts.codeTable]).toEqual(['parcel', 'land-sea-2023']);
    const numbers = suggest('dltb', 'polygon', { dlbm: [701, 901, 1401, 1207] });
    expect([numbers.role, numbers.codeTable]).toEqual(['parcel', 'land-sea-2023']);
  });

  test('codes that only look like it are not taken for them', () => {
    const [profile] = profileFields(layerWith({ use_code: ['101', '102', '1014', '0111', '942', '104'] }));
    expect(suggestCodeTable(profile!, builtInCodeTables)).toBeUndefined();
    const [grades] = profileFields(layerWith({ grade: ['A', 'B', 'A', 'B', 'A1'] }));
    expect(suggestCodeTable(grades!, builtInCodeTables)).toBeUndefined();
    const [letters] = profileFields(layerWith({ zone: ['C-3', 'IA-1', 'OS', 'PUD'] }));
    expect(suggestCodeTable(letters!, builtInCodeTables)).toBeUndefined();
  });

  test('uses in words, in Chinese and English', () => {
    const found = suggest('land', 'polygon', { 用地名称: ['二类居住用地', '公园绿地', '商业用地', '中小学用地'] });
    expect(found.mapping[0]).toEqual({
      from: '用地名称',
      to: 'land_use',
      values: { 二类居住用地: 'residential', 公园绿地: 'green', 商业用地: 'commercial', 中小学用地: 'education' },
    });
    expect(suggest('lots', 'polygon', { LandUse: ['Residential', 'Office', 'Park'] }).mapping[0]!.values).toEqual({
      Residential: 'residential',
      Office: 'office',
      Park: 'green',
    });
  });

  test('buildings', () => {
    const found = suggest('footprints', 'polygon', {
      stories: [3, 12, 1],
      bldg_height_ft: [36.5, 130, 15],
      yr_built: [1920, 2012, null],
      building: ['apartments', 'office', 'retail'],
      osm_id: ['1', '2', '3'],
    });
    expect(found.role).toBe('building');
    expect(found.short).toEqual({
      use: 'building',
      floors: 'stories',
      height: 'bldg_height_ft [ft]',
      year: 'yr_built',
    });
    expect(found.mapping.find(({ to }) => to === 'use')?.values).toEqual({
      apartments: 'residential',
      office: 'office',
      retail: 'commercial',
    });
  });

  test('streets of OpenStreetMap and of a Chinese plan', () => {
    const osm = suggest('lines', 'line', {
      highway: ['residential', 'primary', 'footway', 'motorway_link'],
      maxspeed: ['30', '50 mph', null, '100'],
      oneway: ['yes', 'no', null, 'yes'],
      name: ['a', 'b', 'c', 'd'],
    });
    expect(osm.role).toBe('street');
    expect(osm.short).toEqual({ name: 'name', class: 'highway', speed: 'maxspeed', oneway: 'oneway' });
    expect(osm.mapping.find(({ to }) => to === 'class')?.values).toEqual({
      residential: 'local',
      primary: 'arterial',
      footway: 'path',
      motorway_link: 'motorway',
    });
    const plan = suggest('路网', 'line', {
      道路等级: ['主干路', '次干路', '支路', '快速路'],
      红线宽度: [40, 30, 18, 60],
    });
    expect(plan.short).toEqual({ class: '道路等级', width: '红线宽度' });
    expect(Object.values(plan.mapping[0]!.values!)).toEqual(['arterial', 'secondary', 'local', 'motorway']);
  });

  test('stations and facilities by the name of the file', () => {
    expect(suggest('SubwayStations', 'point', { STATION: ['a'], LINE: ['RED'] })).toMatchObject({
      role: 'transit-stop',
      short: { name: 'STATION', lines: 'LINE' },
      constants: { mode: 'metro', high_capacity: true },
    });
    expect(suggest('公交站点', 'point', { 站名: ['a'] }).constants).toEqual({ mode: 'bus', high_capacity: false });
    expect(suggest('幼儿园', 'point', { 名称: ['a'] })).toMatchObject({
      role: 'facility',
      constants: { kind: 'kindergarten' },
    });
    const mixed = suggest('pois', 'point', {
      amenity: ['school_primary', 'hospital', 'library'].map((kind) =>
        kind.replace('school_primary', 'primary school'),
      ),
      name: ['a', 'b', 'c'],
    });
    expect(mixed.mapping.find(({ to }) => to === 'kind')?.values).toEqual({
      'primary school': 'primary-school',
      hospital: 'hospital',
      library: 'library',
    });
  });

  test('points with people are population; tables by their fields; nothing is a reference', () => {
    expect(suggest('hexgrid', 'point', { population: [1, 2], jobs: [3, 4] })).toMatchObject({
      role: 'population',
      short: { residents: 'population', jobs: 'jobs' },
    });
    expect(suggest('x', 'none', { 日期: ['2024-01-01', '2024-01-02'], 降雨量: [1.5, 0] }).role).toBe('rainfall');
    expect(suggest('x', 'none', { 意见内容: ['a', 'b'], 态度: [1, 5], 人群: ['居民', '商户'] }).role).toBe('comment');
    expect(suggest('tessellation', 'polygon', { uID: [1, 2] })).toMatchObject({
      role: 'reference',
      short: {},
      constants: {},
    });
  });
});

test.each([
  ['street', 'class', '次干路', 'secondary'],
  ['street', 'class', 'tertiary', 'secondary'],
  ['street', 'class', '支路', 'local'],
  ['street', 'class', '人行天桥', 'footbridge'],
  ['street', 'class', 'cycleway', 'path'],
  ['transit-stop', 'mode', '轻轨', 'light-rail'],
  ['transit-stop', 'mode', '1', 'metro'],
  ['transit-stop', 'mode', '3', 'bus'],
  ['facility', 'kind', '九年一贯制学校', 'primary-school'],
  ['facility', 'kind', '社区卫生服务中心', 'clinic'],
  ['facility', 'kind', '菜市场', 'market'],
  ['green-space', 'kind', '防护绿地', 'protective'],
  ['building', 'use', '写字楼', 'office'],
  ['street', 'class', 'nonsense', undefined],
] as const)('%s.%s: %s is %s', (role, field, value, expected) => {
  expect(suggestValue(role, field, value)).toBe(expected);
});

test.each([
  ['SNGL-FAM-RES', 'residential'],
  ['>8-UNIT-APT', 'residential'],
  ['Private College, University', 'education'],
  ['GEN-OFFICE', 'office'],
  ['PARKING-LOT', 'transport'],
  ['Vacant City', 'undeveloped'],
  ['MXD RETAIL-STORE', 'mixed'],
  ['DCR- State Parks and Rec', 'green'],
  ['WAREHOUSE', 'logistics'],
  ['Church', 'culture'],
  ['Nursing Home', 'welfare'],
  ['中小学用地', 'education'],
  ['城镇住宅用地', 'residential'],
  ['防护绿地', 'protective-green'],
  ['qwerty', undefined],
])('%s is %s', (description, expected) => {
  expect(guessLandUse(description)).toBe(expected);
});

describe('names and values of neighbouring countries', () => {
  test.each([
    ['使用分區', ['住宅區', '商業區', '公園用地', '學校用地', '道路用地', '機關用地']],
    ['用途地域', ['第一種住居地域', '近隣商業地域', '公園', '学校', '道路', '官庁街行政地区']],
    ['용도지역', ['주거지역', '상업지역', '녹지지역', '공업지역']],
  ])('%s is land use', (name, uses) => {
    const { role, mapping } = suggest('plan', 'polygon', { [name]: uses, 容積率: uses.map(() => 240) });
    expect(role).toBe('parcel');
    const landUse = mapping.find(({ to }) => to === 'land_use');
    expect(landUse?.from).toBe(name);
    expect(Object.keys(landUse?.values ?? {})).toEqual(uses);
    expect(landUse?.values?.[uses[0]!]).toBe('residential');
    expect(landUse?.values?.[uses[1]!]).toBe('commercial');
  });

  test('floor-area ratios of hundreds are in percent, those of a tower are not', () => {
    expect(suggest('分區', 'polygon', { 容積率: [120, 225, 400], 建蔽率: [50, 60, 45] }).short).toEqual({
      far: '容積率 [%]',
      building_coverage: '建蔽率 [%]',
    });
    expect(suggest('地块', 'polygon', { 容积率: [1.5, 3, 15] }).short).toEqual({ far: '容积率' });
  });
});

test.each([
  ['edifici', { piani: [2, 5], altezza: [6.4, 16], uso: ['residenziale', 'commerciale'] }],
  ['layer1', { Étages: [2, 5], Hauteur: [6.4, 16], usage: ['Résidentiel', 'Industriel'] }],
  ['data', { Geschosse: [2, 5], Höhe: [6.4, 16] }],
  ['data', { этажность: [2, 5], высота: [6.4, 16], назначение: ['жилое', 'нежилое'] }],
  ['data', { 층수: [2, 5], 높이: [6.4, 16] }],
])('fields of %s in another language tell buildings', (name, columns) => {
  const { role, short, mapping } = suggest(name, 'polygon', columns);
  const [floors, height] = Object.keys(columns);
  expect(role).toBe('building');
  expect(short).toMatchObject({ floors, height });
  const use = mapping.find(({ to }) => to === 'use');
  expect(Object.values(use?.values ?? { none: 'residential' })[0]).toBe('residential');
});

test('counts are never taken for percentages, however large they are', () => {
  const floors = Array.from({ length: 30 }, (_, row) => row + 3);
  expect(suggest('buildings', 'polygon', { floors }).short).toEqual({ floors: 'floors' });
  const beds = { kind: ['hospital', 'clinic'], beds: [320, 1200] };
  expect(suggest('hospitals', 'point', beds).short).toEqual({ kind: 'kind', capacity: 'beds' });
  expect(suggest('parcels', 'polygon', { landuse: ['residential', 'office'], FAR: [180, 250] }).short).toMatchObject({
    far: 'FAR [%]',
  });
});

test('a warehouse is no house', () => {
  expect(suggestValue('building', 'use', 'Warehouse')).toBe('industrial');
  expect(suggestValue('building', 'use', 'Town house')).toBe('residential');
});
