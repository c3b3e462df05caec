import type { ChinaOffset } from '#core/crs/china-offset.ts';
import { type Column, isNumberColumn } from '#core/model/feature-table.ts';
import type { CoordinateColumns, DeclaredCrs } from './format.ts';

/** A column by name. */
export type NamedColumns = ReadonlyMap<string, Column>;

/** Where the place of each row is, and what the names say about the coordinate system. */
export interface FoundCoordinates {
  readonly columns: CoordinateColumns;
  readonly crs?: DeclaredCrs;
  /** True when the column called x holds northings, as in Chinese surveying, and the two were exchanged. */
  readonly isExchanged: boolean;
}

type Axis = 'x' | 'y';

/** Names of coordinate columns; the first group are degrees, the second anything. */
const degreeNames: Readonly<Record<Axis, RegExp>> = {
  x: /^(?:.*[_ .-])?(?:lon|lng|long|longitude|longitud|долгота|längengrad)$|经度|経度|경도|wgs84_?x/,
  y: /^(?:.*[_ .-])?(?:lat|latitude|latitud|широта|breitengrad)$|纬度|위도|wgs84_?y/,
};
const planarNames: Readonly<Record<Axis, RegExp>> = {
  x: /^(?:.*[_ .-])?(?:x|xcoord|x_?coordinate|coord_?x|point_?x|pos_?x|easting|eastings|east)$|^(?:坐标x|x坐标|坐标_x|横坐标|东坐标)$/,
  y: /^(?:.*[_ .-])?(?:y|ycoord|y_?coordinate|coord_?y|point_?y|pos_?y|northing|northings|north)$|^(?:坐标y|y坐标|坐标_y|纵坐标|北坐标)$/,
};
const textNames = /^(?:wkt|geom|geometry|the_geom|shape|wkt_geom|geom_wkt|geometry_wkt|几何|图形)$/;
const wktStart = /^\s*(?:SRID\s*=\s*\d+\s*;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b/i;

/** A system behind the name of a column: `x_lambert93`, `y_epsg2154`. */
const systemSuffix =
  /[_ .-]?(?:gcj_?02|bd_?09|wgs_?84|火星|高德|百度)$|[_ .-](?:lambert_?93|l93|rgf_?93|osgb(?:36)?|bng|lv_?95|rd|epsg_?\d{4,5}|3857)$/;

/** A name without case, brackets and what is in them, and traditional characters: `坐標X(TWD97)` is `坐标x`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[（([【].*?[)）\]】]/g, '')
    .replace(systemSuffix, '')
    .replaceAll('標', '标')
    .replaceAll('經', '经')
    .replaceAll('緯', '纬')
    .replaceAll('橫', '横')
    .replaceAll('縱', '纵')
    .replaceAll('東', '东')
    .trim();
}

/** Systems that names of columns tell, such as `x_lambert93` and `坐標X(TWD97)`. */
const systemsInNames: readonly (readonly [crs: string, pattern: RegExp])[] = [
  ['EPSG:3826', /twd_?97/i],
  ['EPSG:3828', /twd_?67/i],
  ['EPSG:2154', /(?:lambert|l)_?93|rgf_?93/i],
  ['EPSG:27700', /osgb|bng/i],
  ['EPSG:2056', /lv_?95/i],
  ['EPSG:28992', /(?:^|_)rd(?:_|$)|rijksdriehoek/i],
  ['EPSG:3857', /3857|web_?mercator/i],
];

function crsInName(name: string): string | undefined {
  const code = /epsg_?(\d{4,5})/i.exec(name)?.[1];
  return code === undefined ? systemsInNames.find(([, pattern]) => pattern.test(name))?.[0] : `EPSG:${code}`;
}

/** Offsets of published maps that names tell: `gcj_lng`, `百度经度`, `高德POI.csv`. */
const offsetsInNames: readonly (readonly [offset: ChinaOffset, pattern: RegExp])[] = [
  ['gcj02', /gcj|amap|gaode|火星|高德|腾讯|(?:^|_)gd_/i],
  ['bd09', /bd_?09|baidu|百度|(?:^|_)bd_/i],
];

/** The offset of a published map that a name tells; undefined where it tells none. */
export function offsetInName(name: string): ChinaOffset | undefined {
  return offsetsInNames.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Share of a column's rows that have a number within limits. */
function shareWithin(column: Column | undefined, least: number, greatest: number): number {
  if (!column || !isNumberColumn(column)) return 0;
  let numbers = 0;
  let within = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    numbers++;
    if (value >= least && value <= greatest) within++;
  }
  return numbers === 0 ? 0 : within / numbers;
}

function findPair(columns: NamedColumns, names: Readonly<Record<Axis, RegExp>>): { x: string; y: string } | undefined {
  const numeric = [...columns].filter(([, column]) => isNumberColumn(column)).map(([name]) => name);
  for (const x of numeric) {
    const plain = plainName(x);
    if (!names.x.test(plain)) continue;
    const candidates = numeric.filter((name) => name !== x && names.y.test(plainName(name)));
    // home_lon goes with home_lat, not with work_lat.
    const prefix = plain.slice(0, Math.max(plain.lastIndexOf('_'), plain.lastIndexOf(' ')) + 1);
    const y = candidates.find((name) => plainName(name).startsWith(prefix)) ?? candidates[0];
    if (y !== undefined) return { x, y };
  }
  return undefined;
}

const mostRows = 0.9;

function inDegrees(columns: NamedColumns, { x, y }: { x: string; y: string }): FoundCoordinates | undefined {
  const place = { zh: `列名“${x}”“${y}”`, en: `the column names "${x}" and "${y}"` };
  const offset = offsetInName(x) ?? offsetInName(y);
  const crs = { text: 'EPSG:4326', place, by: 'names' as const, ...(offset ? { offset } : {}) };
  const fits = (longitude: string, latitude: string) =>
    shareWithin(columns.get(longitude), -180, 360) >= mostRows &&
    shareWithin(columns.get(latitude), -90, 90) >= mostRows;
  if (fits(x, y)) return { columns: { x, y }, crs, isExchanged: false };
  if (fits(y, x)) return { columns: { x: y, y: x }, crs, isExchanged: true };
  return undefined;
}

/** Northings of China, and eastings with and without zone prefix, in metres. */
const northing = [1_800_000, 6_100_000] as const;
const easting = [140_000, 860_000] as const;
const prefixedEasting = [13_000_000, 46_000_000] as const;

function inMetres(columns: NamedColumns, pair: { x: string; y: string }): FoundCoordinates {
  const first = columns.get(pair.x);
  const second = columns.get(pair.y);
  const isEasting = (column: Column | undefined) =>
    Math.max(shareWithin(column, ...easting), shareWithin(column, ...prefixedEasting)) >= mostRows;
  const isExchanged = shareWithin(first, ...northing) >= mostRows && isEasting(second);
  const named = crsInName(pair.x) ?? crsInName(pair.y);
  const place = { zh: `列名“${pair.x}”`, en: `the column name "${pair.x}"` };
  return {
    columns: isExchanged ? { x: pair.y, y: pair.x } : pair,
    ...(named === undefined ? {} : { crs: { text: named, place, by: 'names' as const } }),
    isExchanged,
  };
}

function findText(columns: NamedColumns): string | undefined {
  let fallback: string | undefined;
  for (const [name, column] of columns) {
    if (isNumberColumn(column)) continue;
    const first = column.find((value) => value !== null);
    if (first === undefined || first === null || !wktStart.test(first)) continue;
    if (textNames.test(plainName(name))) return name;
    fallback ??= name;
  }
  return fallback;
}

/**
 * The columns that say where the rows of a table are: a column of well-known text, or two columns of numbers by their names
 * in Chinese or English, confirmed by their values. Columns null when the table is a plain one.
 */
export function findCoordinates(columns: NamedColumns): FoundCoordinates {
  const wkt = findText(columns);
  if (wkt !== undefined) {
    const texts = columns.get(wkt) as readonly (string | null)[];
    const srid = /SRID\s*=\s*(\d+)/i.exec(texts.find((value) => value !== null) ?? '')?.[1];
    const place = { zh: `列“${wkt}”中的 SRID`, en: `the SRID in the column "${wkt}"` };
    const crs = srid === undefined || srid === '0' ? {} : { crs: { text: `EPSG:${srid}`, place } };
    return { columns: { wkt }, ...crs, isExchanged: false };
  }
  const degrees = findPair(columns, degreeNames);
  const found = degrees && inDegrees(columns, degrees);
  if (found) return found;
  const planar = findPair(columns, planarNames) ?? degrees;
  if (!planar) return { columns: null, isExchanged: false };
  return inMetres(columns, planar);
}
