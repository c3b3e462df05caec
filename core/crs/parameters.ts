import { type WktNode, wktChild, wktChildren, wktName, wktNumber } from './wkt.ts';

/** Parameters of projections under one name each; angles in degrees, lengths in metres. */
export type ProjectionParameter =
  | 'latitude'
  | 'longitude'
  | 'parallel1'
  | 'parallel2'
  | 'scale'
  | 'azimuth'
  | 'gridAngle'
  | 'easting'
  | 'northing';

/** A coordinate system in numbers, so that two spellings of the same system can be seen to be the same. */
export interface CrsParameters {
  readonly kind: 'geographic' | 'projected';
  readonly name: string;
  /** Name of the datum, reduced by `datumKey`. */
  readonly datum: string;
  readonly semiMajorAxis: number;
  /** 0 for a sphere. */
  readonly inverseFlattening: number;
  /** Degrees east of Greenwich. */
  readonly primeMeridian: number;
  /** Degrees in one angular unit of a geographic system. */
  readonly unitDegrees: number;
  /** Metres in one unit of a projected system; NaN for a geographic one. */
  readonly unitMetres: number;
  /** Method of projection, reduced to one name; empty for a geographic system. */
  readonly method: string;
  readonly projection: Readonly<Record<ProjectionParameter, number>>;
  /** EPSG code that the definition states about itself. */
  readonly stated?: number;
}

/** Letters and digits alone, lower case: how names are compared. */
export function nameKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
}

/** Names of a datum in ESRI's files and in WKT 2, and their name in EPSG's WKT 1, all as keys. */
const datumAliases: Readonly<Record<string, string>> = {
  worldgeodeticsystem1984: 'wgs1984',
  worldgeodeticsystem1984ensemble: 'wgs1984',
  wgs84: 'wgs1984',
  twd1997: 'taiwan1997',
  twd1967: 'taiwan1967',
  northamerican1983harn: 'nad83highaccuracyreferencenetwork',
  nad1983harn: 'nad83highaccuracyreferencenetwork',
  nad19832011: 'nad83nationalspatialreferencesystem2011',
  nad1983nsrs2007: 'nad83nationalspatialreferencesystem2007',
  northamerican1983csrs: 'nad83canadianspatialreferencesystem',
  etrs1989: 'europeanterrestrialreferencesystem1989',
  europeanterrestrialreferencesystem1989ensemble: 'europeanterrestrialreferencesystem1989',
  rt1990: 'riketskoordinatsystem1990',
  osgb1936: 'ordnancesurveyofgreatbritain1936',
  gda1994: 'geocentricofaustralia1994',
  gda2020: 'geocentricofaustralia2020',
  nzgd2000: 'newzealandgeodetic2000',
  nzgd1949: 'newzealandgeodetic1949',
  jgd2000: 'japanesegeodetic2000',
  jgd2011: 'japanesegeodetic2011',
  korea2000: 'geocentricofkorea',
  rgf1993: 'reseaugeodesiquefrancais1993v1',
  reseaugeodesiquefrancais1993: 'reseaugeodesiquefrancais1993v1',
  sjtsk: 'systemoftheunifiedtrigonometricalcadastralnetwork',
  sirgas2000: 'sistemadereferenciageocentricoparalasamericas2000',
  belge1972: 'reseaunationalbelge1972',
  vn2000: 'vietnam2000',
  china2000geodeticcoordinatesystem: 'china2000',
  cgcs2000: 'china2000',
};

/** The name of a datum without spelling differences: `D_North_American_1983` is `North American Datum 1983`. */
function datumKey(name: string): string {
  const key = nameKey(name.replace(/^D_/, '').replaceAll(/datum/gi, ''));
  return datumAliases[key] ?? key;
}

const methodNames: Readonly<Record<string, string>> = {
  gausskruger: 'transversemercator',
  lambertconformalconic1sp: 'lambertconformalconic',
  lambertconformalconic2sp: 'lambertconformalconic',
  lambertconicconformal1sp: 'lambertconformalconic',
  lambertconicconformal2sp: 'lambertconformalconic',
  mercator1sp: 'mercator',
  mercator2sp: 'mercator',
  mercatorvarianta: 'mercator',
  mercatorvariantb: 'mercator',
  popularvisualisationpseudomercator: 'pseudomercator',
  mercatorauxiliarysphere: 'pseudomercator',
  albers: 'albersequalarea',
  albersconicequalarea: 'albersequalarea',
  doublestereographic: 'obliquestereographic',
  polarstereographicvarianta: 'polarstereographic',
  polarstereographicvariantb: 'polarstereographic',
  stereographicnorthpole: 'polarstereographic',
  stereographicsouthpole: 'polarstereographic',
  cassini: 'cassinisoldner',
  hotineobliquemercatorazimuthnaturalorigin: 'hotineobliquemercator',
  hotineobliquemercatorvarianta: 'hotineobliquemercator',
  rectifiedskeworthomorphicnaturalorigin: 'hotineobliquemercator',
  hotineobliquemercatorvariantb: 'hotineobliquemercatorazimuthcenter',
  rectifiedskeworthomorphiccenter: 'hotineobliquemercatorazimuthcenter',
  americanpolyconic: 'polyconic',
  equidistantcylindrical: 'equirectangular',
  platecarree: 'equirectangular',
  lambertcylindricalequalarea: 'cylindricalequalarea',
};

const parameterNames: Readonly<Record<string, ProjectionParameter>> = {
  latitudeoforigin: 'latitude',
  latitudeofcenter: 'latitude',
  latitudeofnaturalorigin: 'latitude',
  latitudeoffalseorigin: 'latitude',
  latitudeofprojectioncentre: 'latitude',
  centralmeridian: 'longitude',
  longitudeofcenter: 'longitude',
  longitudeoforigin: 'longitude',
  longitudeofnaturalorigin: 'longitude',
  longitudeoffalseorigin: 'longitude',
  longitudeofprojectioncentre: 'longitude',
  standardparallel1: 'parallel1',
  latitudeof1ststandardparallel: 'parallel1',
  latitudeofstandardparallel: 'parallel1',
  pseudostandardparallel1: 'parallel1',
  latitudeofpseudostandardparallel: 'parallel1',
  standardparallel2: 'parallel2',
  latitudeof2ndstandardparallel: 'parallel2',
  scalefactor: 'scale',
  scalefactoratnaturalorigin: 'scale',
  scalefactoronpseudostandardparallel: 'scale',
  scalefactoroninitialline: 'scale',
  scalefactoratprojectioncentre: 'scale',
  azimuth: 'azimuth',
  azimuthofinitialline: 'azimuth',
  azimuthatprojectioncentre: 'azimuth',
  rectifiedgridangle: 'gridAngle',
  anglefromrectifiedtoskewgrid: 'gridAngle',
  falseeasting: 'easting',
  eastingatfalseorigin: 'easting',
  eastingatprojectioncentre: 'easting',
  falsenorthing: 'northing',
  northingatfalseorigin: 'northing',
  northingatprojectioncentre: 'northing',
};

const unitKeywords = ['UNIT', 'LENGTHUNIT', 'ANGLEUNIT', 'SCALEUNIT'] as const;

/** The unit of a node, in radians or metres; NaN where it has none of its own. */
function unitFactor(node: WktNode | undefined): number {
  const unit = node && wktChild(node, ...unitKeywords);
  return unit ? wktNumber(unit, 1) : Number.NaN;
}

function firstNumber(...numbers: readonly number[]): number {
  return numbers.find((number) => !Number.isNaN(number)) ?? Number.NaN;
}

const degree = Math.PI / 180;

/** Degrees of an angle given in units of `radians`; whole and decimal degrees keep their digits. */
function toDegrees(value: number, radians: number): number {
  return Math.abs(radians / degree - 1) < 1e-9 ? value : (value * radians) / degree;
}

/** One parameter as it stands in a definition; `unit` is its own unit in radians or metres, NaN without one. */
export interface StatedParameter {
  readonly name: string;
  readonly value: number;
  readonly unit: number;
}

/** Brings the parameters of a projection under one name each, in degrees and metres. */
export function projectionOf(
  parameters: readonly StatedParameter[],
  method: string,
  angleRadians: number,
  unitMetres: number,
): Record<ProjectionParameter, number> {
  const projection: Record<ProjectionParameter, number> = {
    latitude: 0,
    longitude: 0,
    parallel1: Number.NaN,
    parallel2: Number.NaN,
    scale: 1,
    azimuth: 0,
    gridAngle: Number.NaN,
    easting: 0,
    northing: 0,
  };
  for (const { name: stated, value, unit } of parameters) {
    const name = parameterNames[nameKey(stated)];
    if (name === undefined) continue;
    if (name === 'easting' || name === 'northing') projection[name] = value * firstNumber(unit, unitMetres);
    else if (name === 'scale') projection[name] = value;
    else projection[name] = toDegrees(value, firstNumber(unit, angleRadians));
  }
  if (method === 'lambertconformalconic') {
    // With one standard parallel it is the latitude of origin; ESRI writes it as parallel 1, OGC leaves it out.
    if (Number.isNaN(projection.parallel1)) projection.parallel1 = projection.latitude;
    if (Number.isNaN(projection.parallel2)) projection.parallel2 = projection.parallel1;
  }
  // Conic projections do not care which parallel comes first, and programs differ.
  if (projection.parallel1 < projection.parallel2) {
    [projection.parallel1, projection.parallel2] = [projection.parallel2, projection.parallel1];
  }
  if (Number.isNaN(projection.gridAngle)) projection.gridAngle = projection.azimuth;
  for (const name of ['parallel1', 'parallel2'] as const) {
    if (Number.isNaN(projection[name])) projection[name] = 0;
  }
  return projection;
}

/**
 * The name of a method of projection without spelling differences. `isPseudo`: in WKT 1, Web Mercator is written as a
 * Mercator with a note that its earth is a sphere.
 */
export function methodKey(name: string, isPseudo: boolean): string {
  const key = nameKey(name);
  return isPseudo ? 'pseudomercator' : (methodNames[key] ?? key);
}

/** Marks the extension of WKT 1 that makes a Mercator a Web Mercator. */
export const pseudoMark = '@null';

/** The part of a compound, bound or three-dimensional definition that says where things lie. */
function horizontalPart(node: WktNode): WktNode {
  if (node.keyword === 'BOUNDCRS') {
    const source = wktChild(node, 'SOURCECRS')?.values[0];
    return typeof source === 'object' ? horizontalPart(source) : node;
  }
  if (node.keyword !== 'COMPD_CS' && node.keyword !== 'COMPOUNDCRS') return node;
  const first = node.values.find((value): value is WktNode => typeof value === 'object');
  return first ? horizontalPart(first) : node;
}

function statedCode(node: WktNode): number | undefined {
  const authority = wktChild(node, 'AUTHORITY', 'ID');
  if (!authority || wktName(authority).toUpperCase() !== 'EPSG') return undefined;
  const code = Number(authority.values[1]);
  return Number.isInteger(code) ? code : undefined;
}

const geographicKeywords = [
  'GEOGCS',
  'GEOGCRS',
  'GEOGRAPHICCRS',
  'GEODCRS',
  'GEODETICCRS',
  'BASEGEOGCRS',
  'BASEGEODCRS',
];
const projectedKeywords = new Set(['PROJCS', 'PROJCRS', 'PROJECTEDCRS']);

/** The numbers of a definition, or undefined for systems that are neither geographic nor projected. */
export function parametersOf(root: WktNode): CrsParameters | undefined {
  const node = horizontalPart(root);
  const isProjected = projectedKeywords.has(node.keyword);
  const base = isProjected ? wktChild(node, ...geographicKeywords) : node;
  if (!base || !geographicKeywords.includes(base.keyword)) return undefined;
  const datum = wktChild(base, 'DATUM', 'ENSEMBLE', 'GEODETICDATUM', 'TRF');
  const ellipsoid = datum && wktChild(datum, 'SPHEROID', 'ELLIPSOID');
  if (!datum || !ellipsoid) return undefined;
  const meridian = wktChild(base, 'PRIMEM', 'PRIMEMERIDIAN');
  const axis = wktChild(base, 'AXIS');
  const angleRadians = firstNumber(unitFactor(base), unitFactor(axis), unitFactor(meridian), degree);
  const stated = statedCode(node);
  const common = {
    name: wktName(node),
    datum: datumKey(wktName(datum)),
    semiMajorAxis: wktNumber(ellipsoid, 1) * firstNumber(unitFactor(ellipsoid), 1),
    inverseFlattening: wktNumber(ellipsoid, 2),
    primeMeridian: meridian ? toDegrees(wktNumber(meridian, 1), firstNumber(unitFactor(meridian), angleRadians)) : 0,
    unitDegrees: toDegrees(1, angleRadians),
    ...(stated === undefined ? {} : { stated }),
  };
  if (!isProjected) {
    const nothing = projectionOf([], '', angleRadians, 1);
    return { ...common, kind: 'geographic', unitMetres: Number.NaN, method: '', projection: nothing };
  }
  const unitMetres = firstNumber(unitFactor(node), unitFactor(wktChild(node, 'AXIS')), 1);
  const conversion = wktChild(node, 'CONVERSION') ?? node;
  const methodNode = wktChild(conversion, 'METHOD', 'PROJECTION');
  const isPseudo = wktChildren(node, 'EXTENSION').some(({ values }) => String(values[1]).includes(pseudoMark));
  const method = methodKey(methodNode ? wktName(methodNode) : '', isPseudo);
  const parameters = wktChildren(conversion, 'PARAMETER').map((parameter) => ({
    name: wktName(parameter),
    value: wktNumber(parameter, 1),
    unit: unitFactor(parameter),
  }));
  const projection = projectionOf(parameters, method, angleRadians, unitMetres);
  return { ...common, kind: 'projected', unitMetres, method, projection };
}
