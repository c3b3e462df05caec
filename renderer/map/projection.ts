import Projection from 'ol/proj/Projection.js';

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
