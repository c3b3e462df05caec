import Projection from 'ol/proj/Projection.js';
import { addCoordinateTransforms, get as projectionNamed } from 'ol/proj.js';
import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { pointTransform } from '#core/crs/transform.ts';
import type { Geographic } from './paint-graticule.ts';

const projections = new Map<number, Projection>();

/** The project's coordinate system for the map: metres as they are, nothing is reprojected. */
export function projectProjection(epsg: number): Projection {
  let projection = projections.get(epsg);
  if (!projection) {
    projection = new Projection({ code: `PROJECT:${epsg}`, units: 'm', axisOrientation: 'enu', global: false });
    projections.set(epsg, projection);
  }
  return projection;
}

const geographics = new Map<number, Promise<Geographic>>();

/** Ways between the metres of a project and longitude and latitude (WGS 84), in degrees. */
export function geographic(epsg: number): Promise<Geographic> {
  let found = geographics.get(epsg);
  if (!found) {
    found = Promise.all([coordinateSystem(epsg), coordinateSystem(4326)]).then(([project, degrees]) => {
      const [there, back] = [pointTransform(project, degrees), pointTransform(degrees, project)];
      return { toDegrees: there, toMetres: back };
    });
    geographics.set(epsg, found);
  }
  return found;
}

/** Half of what the map library takes for the world of a projection whose extent it is not told, in metres. */
const halfWorld = 20_037_508.342789244;

/**
 * Tells the map library where a project lies whose eastings begin with the number of their zone: tiles are brought over
 * within an extent only, and 39 million metres are outside of what it takes otherwise.
 */
function settleExtent(projection: Projection, definition: string): void {
  const falseEasting = Number(/\+x_0=(\S+)/.exec(definition)?.[1] ?? 0);
  if (projection.getExtent() || !(Math.abs(falseEasting) > halfWorld / 2)) return;
  projection.setExtent([falseEasting - halfWorld, -halfWorld, falseEasting + halfWorld, halfWorld]);
}

const sources = new Map<string, Projection>();

/** The projection of a basemap file, and the ways from it to the project's and back, so that the map can bring it over. */
export async function connectedProjection(epsg: number, crs: string): Promise<Projection> {
  const key = `${epsg} ${crs}`;
  const known = sources.get(key);
  if (known) return known;
  const system = await parseCoordinateSystem(crs);
  const target = await coordinateSystem(epsg);
  settleExtent(projectProjection(epsg), target.definition);
  const mercator = system.epsg === 3857 ? projectionNamed('EPSG:3857') : null;
  const source =
    mercator ?? new Projection({ code: `FILE:${crs}`, units: system.kind === 'geographic' ? 'degrees' : 'm' });
  addCoordinateTransforms(
    source,
    projectProjection(epsg),
    pointTransform(system, target),
    pointTransform(target, system),
  );
  sources.set(key, source);
  return source;
}
