import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { describeArea, describeExtent, isInArea } from './area-of-use.ts';
import { type CoordinateSystem, coordinateSystem, crsTitle } from './coordinate-system.ts';
import type { Extent } from './definitions.ts';
import { describeCandidates } from './missing-crs.ts';
import { transformPoint } from './transform.ts';

/** Degrees beyond an area of use that are taken as a city at its edge. */
const margin = 1.5;

/** What is odd about coordinates, as parameters of `crs/coordinates-outside`. */
export interface OutsideRemark {
  readonly file: string;
  readonly seen: string;
  readonly crs: string;
  readonly reason: LocalText;
  readonly candidates: LocalText;
}

/** Whether values can be longitudes and latitudes. */
export function areDegrees([minX, minY, maxX, maxY]: Extent): boolean {
  return minX >= -360 && maxX <= 360 && minY >= -90.000_001 && maxY <= 90.000_001;
}

/**
 * Looks whether data lies where its coordinate system says. `extent` covers the bulk of the data, outliers left out.
 * Undefined when all is well; a remark when the data lies outside the system's area of use.
 *
 * Errors: `crs/coordinates-outside` where the statement cannot be right: metres in a system of degrees, degrees in a system
 * of metres, or coordinates that have no place on earth.
 */
export async function checkPlausible(
  file: string,
  extent: Extent,
  crs: CoordinateSystem,
): Promise<OutsideRemark | undefined> {
  const common = {
    file,
    seen: describeExtent(extent),
    crs: crsTitle(crs),
  };
  const geographic = await coordinateSystem(4326);
  const outside = async (reason: LocalText): Promise<OutsideRemark> => ({
    ...common,
    reason,
    candidates: await describeCandidates(extent),
  });
  const [minX, minY, maxX, maxY] = extent;
  if (crs.kind === 'geographic' && !areDegrees(extent) && areDegrees([minY, minX, maxY, maxX])) {
    throw new WorkbenchError('crs/coordinates-outside', {
      ...common,
      reason: { zh: '经度和纬度似乎写反了', en: 'longitude and latitude seem to be exchanged' },
      candidates: { zh: '先在原程序中交换两列。', en: 'Exchange the two in the program that made the file first.' },
    });
  }
  if (crs.kind === 'geographic' && !areDegrees(extent)) {
    throw new WorkbenchError('crs/coordinates-outside', {
      ...(await outside({ zh: '经纬度不会有这样大的数值', en: 'longitudes and latitudes are never so large' })),
    });
  }
  const [longitude, latitude] = transformPoint((minX + maxX) / 2, (minY + maxY) / 2, crs, geographic);
  if (!(Math.abs(longitude) <= 360 && Math.abs(latitude) <= 90.000_001)) {
    throw new WorkbenchError('crs/coordinates-outside', {
      ...(await outside({ zh: '换算不出经纬度', en: 'they have no longitude and latitude' })),
    });
  }
  if (!crs.area || isInArea(crs.area, longitude, latitude, margin)) return undefined;
  if (crs.kind === 'projected' && areDegrees(extent)) {
    throw new WorkbenchError('crs/coordinates-outside', {
      ...common,
      reason: {
        zh: '数值像经纬度，而这个坐标系以长度为单位',
        en: 'the values look like longitudes and latitudes, while this system is in units of length',
      },
      candidates: { zh: '经纬度数据用 EPSG:4326 或 EPSG:4490。', en: 'Use EPSG:4326 for longitudes and latitudes.' },
    });
  }
  return outside({
    zh: `换算后在 ${longitude.toFixed(2)}°, ${latitude.toFixed(2)}°，而它适用于 ${describeArea(crs.area)}`,
    en: `they lie at ${longitude.toFixed(2)}°, ${latitude.toFixed(2)}°, and it is meant for ${describeArea(crs.area)}`,
  });
}
