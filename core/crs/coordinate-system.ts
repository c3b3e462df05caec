import proj4 from 'proj4';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type CrsDefinition, type CrsDefinitions, type Extent, loadDefinitions } from './definitions.ts';
import { type CrsParameters, parametersOf } from './parameters.ts';
import { proj4Text } from './proj4-text.ts';
import { recognise } from './recognise.ts';
import { parseWkt } from './wkt.ts';

/**
 * A coordinate system, as plain data. Its x always points east and its y north, whatever order the register or the file
 * names the axes in (but see `isTurned`); geographic systems are in degrees.
 */
export interface CoordinateSystem {
  /** `EPSG:4547`, or the definition itself where the system is in no register; `parseCoordinateSystem` reads it back. */
  readonly id: string;
  readonly epsg?: number;
  readonly name: string;
  readonly kind: 'geographic' | 'projected';
  /** Metres in one unit of x and y; undefined for geographic systems. */
  readonly unitMetres?: number;
  /** What proj4 calculates with: its own form, or WKT. */
  readonly definition: string;
  /** Well-known text; empty for a system given as a proj4 text. */
  readonly wkt: string;
  /** Longitudes and latitudes of the area of use, where known; see `CrsDefinition.area`. */
  readonly area?: Extent;
  /** Name of the datum, reduced so that spellings do not matter; empty for a system given as a proj4 text. */
  readonly datum: string;
  /** False where the datum's shift to WGS 84 is neither nought nor known: transforming is off by up to 200 m. */
  readonly datumKnown: boolean;
}

/** Semi-major axes of WGS 84, GRS 80 and CGCS2000, whose datums agree within a metre or so. */
const modernAxis = 6_378_137;

function fromDefinition(entry: CrsDefinition, parameters: CrsParameters): CoordinateSystem {
  const common = {
    id: `EPSG:${entry.code}`,
    epsg: entry.code,
    name: entry.name,
    definition: entry.proj4,
    wkt: entry.wkt,
    area: entry.area,
    datum: parameters.datum,
    datumKnown: parameters.semiMajorAxis === modernAxis || /\+(towgs84|datum|nadgrids)=/.test(entry.proj4),
  };
  return entry.kind === 'geographic'
    ? { ...common, kind: 'geographic' }
    : { ...common, kind: 'projected', unitMetres: parameters.unitMetres };
}

/** Systems that were made from the register, since many layers are in few systems. */
const made = new Map<number, CoordinateSystem>();

function fromRegister(definitions: CrsDefinitions, code: number): CoordinateSystem {
  const known = made.get(code);
  if (known) return known;
  const entry = definitions.find(code);
  const parameters = entry && parametersOf(parseWkt(entry.wkt));
  if (!entry || !parameters) throw new WorkbenchError('crs/unknown-code', { code: `EPSG:${code}` });
  const system = fromDefinition(entry, parameters);
  made.set(code, system);
  return system;
}

/**
 * The coordinate system with EPSG code `code`.
 * Errors: `crs/unknown-code` when the register has no such projected or geographic two-dimensional system.
 */
export async function coordinateSystem(code: number): Promise<CoordinateSystem> {
  return fromRegister(await loadDefinitions(), code);
}

/** Makes sure that proj4 knows the projection of `definition`. */
function checkUsable(definition: string, name: string): void {
  try {
    proj4.Proj(definition);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    if (reason.startsWith('Could not get projection name')) {
      throw unsupported(name, { zh: '不支持它的投影方法', en: 'its method of projection is not supported' });
    }
    throw unsupported(name, { zh: `proj4 无法计算（${reason}）`, en: `proj4 cannot calculate with it (${reason})` });
  }
}

function unsupported(name: string, reason: LocalText): WorkbenchError {
  return new WorkbenchError('crs/unsupported', { name, reason });
}

function fromWkt(definitions: CrsDefinitions, text: string): CoordinateSystem {
  const parameters = parametersOf(parseWkt(text));
  const title = text.trim().slice(0, 60);
  if (!parameters) {
    throw unsupported(title, {
      zh: '只能用地理坐标系和投影坐标系',
      en: 'only geographic and projected systems can be used',
    });
  }
  const { name, kind, stated, unitMetres, unitDegrees } = parameters;
  const code = stated !== undefined && definitions.find(stated) ? stated : recognise(parameters, definitions);
  if (code !== undefined) return fromRegister(definitions, code);
  if (kind === 'geographic' && unitDegrees !== 1) {
    throw unsupported(name, { zh: '经纬度的单位不是度', en: 'its longitudes and latitudes are not in degrees' });
  }
  if (kind === 'projected' && !(unitMetres > 0)) {
    throw unsupported(name, { zh: '长度单位未知', en: 'its unit of length is unknown' });
  }
  const shift = shiftIn(text);
  const definition = proj4Text(parameters, shift) ?? text;
  checkUsable(definition, parameters.method === '' ? name : `${name} (${parameters.method})`);
  const datumKnown = parameters.semiMajorAxis === modernAxis || shift !== undefined;
  const common = { id: text, name, definition, wkt: text, datum: parameters.datum, datumKnown };
  return kind === 'geographic' ? { ...common, kind } : { ...common, kind, unitMetres };
}

/** The shift to WGS 84 that well-known text of version 1 may state. */
function shiftIn(text: string): number[] | undefined {
  const numbers = /TOWGS84\[([^\]]+)\]/i.exec(text)?.[1]?.split(',').map(Number);
  return numbers && numbers.length >= 3 && numbers.every((number) => Number.isFinite(number)) ? numbers : undefined;
}

const metresOfUnit: Readonly<Record<string, number>> = {
  m: 1,
  km: 1000,
  ft: 0.3048,
  'us-ft': 1200 / 3937,
  yd: 0.9144,
  'us-yd': 3600 / 3937,
};

function fromProj4(text: string): CoordinateSystem {
  const definition = text.trim();
  const init = /\+init=epsg:(\d+)/i.exec(definition);
  if (init) throw new WorkbenchError('crs/unknown-code', { code: `EPSG:${init[1]}` });
  const value = (name: string): string | undefined => new RegExp(`\\+${name}=(\\S+)`).exec(definition)?.[1];
  const projection = value('proj') ?? '';
  const kind = ['longlat', 'latlong', 'latlon', 'lonlat'].includes(projection) ? 'geographic' : 'projected';
  checkUsable(definition, definition);
  const common = {
    id: definition,
    name: definition,
    definition,
    wkt: '',
    datum: '',
    datumKnown: /\+(towgs84|datum|nadgrids)=|\+ellps=(GRS80|WGS84)/.test(definition),
  };
  if (kind === 'geographic') return { ...common, kind };
  const unitMetres = Number(value('to_meter') ?? metresOfUnit[value('units') ?? 'm']);
  if (!(unitMetres > 0)) throw unsupported(definition, { zh: '长度单位未知', en: 'its unit of length is unknown' });
  return { ...common, kind, unitMetres };
}

/** Codes outside EPSG's register that stand for one inside. */
const otherCodes: Readonly<Record<string, number>> = {
  'OGC:CRS84': 4326,
  'OGC:CRS83': 4269,
  'OGC:CRS27': 4267,
  'EPSG:900913': 3857,
  'EPSG:3785': 3857,
  'ESRI:102100': 3857,
  'ESRI:102113': 3857,
  'ESRI:4326': 4326,
};

/**
 * Reads `EPSG:4547`, `4547`, an OGC URN or URL (`urn:ogc:def:crs:EPSG::4547`, `.../def/crs/OGC/1.3/CRS84`), well-known text
 * of any version, a `.prj` of ESRI included, or a proj4 text. Text that means a system of the register gives that one.
 *
 * Errors: `crs/unknown-code`, `crs/syntax`, `crs/unsupported`.
 */
export async function parseCoordinateSystem(text: string): Promise<CoordinateSystem> {
  const definitions = await loadDefinitions();
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const init = /\+init=epsg:(\d+)/i.exec(trimmed);
  const code = init ? `EPSG:${init[1]}` : codeIn(trimmed);
  if (code !== undefined) {
    const number = otherCodes[code] ?? (code.startsWith('EPSG:') ? Number(code.slice(5)) : Number.NaN);
    if (Number.isNaN(number)) throw new WorkbenchError('crs/unknown-code', { code });
    return fromRegister(definitions, number);
  }
  if (trimmed.startsWith('+')) return fromProj4(trimmed);
  return fromWkt(definitions, trimmed);
}

/** The authority and code in a short text, as `EPSG:4547`; undefined when the text is a definition. */
function codeIn(text: string): string | undefined {
  if (/^\d{4,6}$/.test(text)) return `EPSG:${text}`;
  if (/^(crs84|wgs ?84)$/i.test(text)) return 'OGC:CRS84';
  const match =
    /^(?:urn:(?:x-)?ogc:def:crs:)([a-z]+):[^:]*:([a-z0-9]+)$/i.exec(text) ??
    /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs\/([a-z]+)\/[^/]*\/([a-z0-9]+)\/?$/i.exec(text) ??
    /^([a-z]+)[ :]+([a-z0-9]+)$/i.exec(text);
  return match ? `${match[1]!.toUpperCase()}:${match[2]!.toUpperCase()}` : undefined;
}

/** A system as it is called in messages: `EPSG:4547 CGCS2000 / 3-degree Gauss-Kruger CM 114E`. */
export function crsTitle(system: CoordinateSystem): string {
  return system.epsg === undefined ? system.name : `${system.id} ${system.name}`;
}

/** True for the two dozen systems, most of them South African, whose x points west and y south. */
export function isTurned(system: CoordinateSystem): boolean {
  return system.definition.includes('+axis=');
}

/** Whether nobody can say how the datums of two systems lie to each other, so that transforming may be off by 200 m. */
export function isShiftUnknown(a: CoordinateSystem, b: CoordinateSystem): boolean {
  return a.datum !== b.datum && !(a.datumKnown && b.datumKnown);
}

/** Whether two systems are the same one. */
export function sameSystem(a: CoordinateSystem, b: CoordinateSystem): boolean {
  return a.epsg === undefined ? a.definition === b.definition : a.epsg === b.epsg;
}
