import type { CrsParameters, ProjectionParameter } from './parameters.ts';

/** How a method of projection is called in proj4, and under which names it takes its parameters. */
interface Proj4Method {
  readonly name: string;
  readonly parameters: Readonly<Partial<Record<ProjectionParameter, string>>>;
}

const origin = { latitude: 'lat_0', longitude: 'lon_0', easting: 'x_0', northing: 'y_0' } as const;
const cylinder = { longitude: 'lon_0', parallel1: 'lat_ts', easting: 'x_0', northing: 'y_0' } as const;

const methods: Readonly<Record<string, Proj4Method>> = {
  transversemercator: { name: 'tmerc', parameters: { ...origin, scale: 'k' } },
  lambertconformalconic: {
    name: 'lcc',
    parameters: { ...origin, parallel1: 'lat_1', parallel2: 'lat_2', scale: 'k' },
  },
  albersequalarea: { name: 'aea', parameters: { ...origin, parallel1: 'lat_1', parallel2: 'lat_2' } },
  lambertazimuthalequalarea: { name: 'laea', parameters: origin },
  obliquestereographic: { name: 'sterea', parameters: { ...origin, scale: 'k' } },
  cassinisoldner: { name: 'cass', parameters: origin },
  polyconic: { name: 'poly', parameters: origin },
  equirectangular: { name: 'eqc', parameters: cylinder },
  cylindricalequalarea: { name: 'cea', parameters: cylinder },
};

function projectionText({ method, projection }: CrsParameters): string | undefined {
  if (method === 'mercator') {
    const ts = projection.parallel1 === 0 ? `+k=${projection.scale}` : `+lat_ts=${projection.parallel1}`;
    return `+proj=merc +lon_0=${projection.longitude} ${ts} +x_0=${projection.easting} +y_0=${projection.northing}`;
  }
  const known = methods[method];
  if (!known) return undefined;
  const values = Object.entries(known.parameters).map(
    ([parameter, name]) => `+${name}=${projection[parameter as ProjectionParameter]}`,
  );
  return [`+proj=${known.name}`, ...values].join(' ');
}

/**
 * The proj4 text of a system given in numbers; undefined for methods that are not among the common ones. Better than handing
 * well-known text to proj4, which for one takes the pole where a conic projection states no latitude of origin.
 * `shift` are the parameters to WGS 84, where the definition has them.
 */
export function proj4Text(parameters: CrsParameters, shift: readonly number[] | undefined): string | undefined {
  const { kind, semiMajorAxis, inverseFlattening, primeMeridian, unitMetres, method } = parameters;
  if (method === 'pseudomercator') return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +k=1 +nadgrids=@null';
  const projection = kind === 'geographic' ? '+proj=longlat' : projectionText(parameters);
  if (projection === undefined) return undefined;
  const parts = [projection, `+a=${semiMajorAxis}`];
  parts.push(inverseFlattening > 0 ? `+rf=${inverseFlattening}` : `+b=${semiMajorAxis}`);
  if (shift) parts.push(`+towgs84=${shift.join(',')}`);
  if (primeMeridian !== 0) parts.push(`+pm=${primeMeridian}`);
  if (kind === 'projected') parts.push(`+to_meter=${unitMetres}`);
  return parts.join(' ');
}
