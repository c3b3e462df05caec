import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { isInArea } from './area-of-use.ts';
import { type CoordinateSystem, coordinateSystem, crsTitle, isTurned } from './coordinate-system.ts';
import { type CrsDefinitions, type Extent, loadDefinitions } from './definitions.ts';
import { sameProjection } from './recognise.ts';
import { transformExtent, transformPoint } from './transform.ts';

/** A coordinate system for a project, and why it was chosen. */
export interface ProjectCrsSuggestion {
  readonly crs: CoordinateSystem;
  readonly reason: LocalText;
}

/** How much longer or shorter than true a metre may be for areas and distances to be usable: 1 %. */
const greatestStretch = 0.01;

/** Ellipsoid of WGS 84 and CGCS2000, near enough to all others for a scale of three digits. */
const semiMajorAxis = 6_378_137;
const eccentricitySquared = 0.006_694_38;
const degree = Math.PI / 180;

/**
 * Metres of a projected system per true metre, eastward and northward, at a place given in degrees: 1 where lengths are
 * true, 1.56 in both directions for Web Mercator at 50° north. NaN where the system has no such place.
 * Formula: radii of curvature in the prime vertical and the meridian (Torge & Müller, Geodesy, 2012, 4.1.3).
 */
export function scaleAt(
  crs: CoordinateSystem,
  geographic: CoordinateSystem,
  longitude: number,
  latitude: number,
): { readonly east: number; readonly north: number } {
  const step = 1e-4;
  const unit = crs.unitMetres ?? Number.NaN;
  const [x0, y0] = transformPoint(longitude, latitude, geographic, crs);
  const [x1, y1] = transformPoint(longitude + step, latitude, geographic, crs);
  const [x2, y2] = transformPoint(longitude, latitude + step, geographic, crs);
  const w = Math.sqrt(1 - eccentricitySquared * Math.sin(latitude * degree) ** 2);
  const primeVertical = semiMajorAxis / w;
  const meridian = (semiMajorAxis * (1 - eccentricitySquared)) / w ** 3;
  return {
    east: (Math.hypot(x1 - x0, y1 - y0) * unit) / (primeVertical * Math.cos(latitude * degree) * step * degree),
    north: (Math.hypot(x2 - x0, y2 - y0) * unit) / (meridian * step * degree),
  };
}

function isTrue(scale: number): boolean {
  return Math.abs(scale - 1) <= greatestStretch;
}

/** Projected systems in metres with the same projection, datum and place as `code`: 26986 for 2249. */
function metreSibling(definitions: CrsDefinitions, code: number): number | undefined {
  const own = definitions.parameters().get(code);
  if (!own) return undefined;
  for (const [other, parameters] of definitions.parameters()) {
    if (parameters.unitMetres === 1 && parameters.datum === own.datum && sameProjection(parameters, own)) return other;
  }
  return undefined;
}

/** First and last central meridian of the 3-degree zones of CGCS2000, EPSG:4534 to 4554. */
const firstMeridian = 75;
const lastMeridian = 135;
const firstZoneCode = 4534;

/** The CGCS2000 3-degree zone in whose area of use a place lies; undefined outside China. */
function chineseZone(definitions: CrsDefinitions, longitude: number, latitude: number): number | undefined {
  const meridian = 3 * Math.round(longitude / 3);
  if (meridian < firstMeridian || meridian > lastMeridian) return undefined;
  const code = firstZoneCode + (meridian - firstMeridian) / 3;
  const entry = definitions.find(code);
  return entry && isInArea(entry.area, longitude, latitude) ? code : undefined;
}

/** The main island of Taiwan in degrees, and the system its maps are in, TWD97 / TM2 zone 121. */
const taiwan: Extent = [119.99, 21.8, 122.06, 25.4];
const taiwanCode = 3826;

/** The UTM zone of WGS 84; EPSG:32601 to 32660 north, 32701 to 32760 south of the equator. */
function utmZone(longitude: number, latitude: number): number {
  const zone = Math.min(60, Math.max(1, Math.floor((longitude + 180) / 6) + 1));
  return (latitude >= 0 ? 32_600 : 32_700) + zone;
}

/** Why the source's own system does not do, or undefined when it does. */
function whyNot(
  source: CoordinateSystem,
  scale: { readonly east: number; readonly north: number } | undefined,
): LocalText | undefined {
  if (source.kind === 'geographic') {
    return { zh: `${source.name} 以度为单位`, en: `${source.name} is in degrees` };
  }
  if (source.unitMetres !== 1) {
    return { zh: `${source.name} 不以米为单位`, en: `${source.name} is not in metres` };
  }
  if (isTurned(source)) {
    return { zh: `${source.name} 的坐标轴指向西和南`, en: `the axes of ${source.name} point west and south` };
  }
  if (source.epsg === undefined) {
    return { zh: `${source.name} 没有 EPSG 编号`, en: `${source.name} has no EPSG code` };
  }
  if (scale && !(isTrue(scale.east) && isTrue(scale.north))) {
    const stretch = Math.max(scale.east, scale.north).toFixed(2);
    return {
      zh: `实地 1 米在 ${source.name} 中长 ${stretch} 米`,
      en: `one true metre is ${stretch} m long in ${source.name} here`,
    };
  }
  return undefined;
}

/**
 * A projected system in true metres for data in `source` that covers `extent` (in the units of `source`): the source's own
 * where it is such a system, its sibling in metres where it is in feet, in China the CGCS2000 3-degree zone of the middle
 * longitude (without zone prefix; TWD97 TM2 in Taiwan), elsewhere the UTM zone. Web Mercator and its like, whose metres are stretched, never.
 *
 * Errors: `crs/coordinates-outside` when the extent has no place on earth in `source`.
 */
export async function suggestProjectCrs(source: CoordinateSystem, extent: Extent): Promise<ProjectCrsSuggestion> {
  const definitions = await loadDefinitions();
  const geographic = await coordinateSystem(4326);
  const degrees = transformExtent(extent, source, geographic);
  const longitude = degrees ? (degrees[0] + degrees[2]) / 2 : Number.NaN;
  const latitude = degrees ? (degrees[1] + degrees[3]) / 2 : Number.NaN;
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    throw new WorkbenchError('crs/coordinates-outside', {
      file: source.name,
      seen: extent.map((side) => Number(side.toPrecision(8))).join(', '),
      crs: crsTitle(source),
      reason: { zh: '换算不出经纬度', en: 'they have no longitude and latitude' },
      candidates: '',
    });
  }
  const scale = source.kind === 'projected' ? scaleAt(source, geographic, longitude, latitude) : undefined;
  const obstacle = whyNot(source, scale);
  if (!obstacle) {
    return {
      crs: source,
      reason: {
        zh: '数据自己的坐标系，投影坐标，以米为单位',
        en: 'the system of the data itself, projected and in metres',
      },
    };
  }
  const sibling =
    source.epsg === undefined || source.unitMetres === 1 ? undefined : metreSibling(definitions, source.epsg);
  if (sibling !== undefined && scale && isTrue(scale.east) && isTrue(scale.north)) {
    return {
      crs: await coordinateSystem(sibling),
      reason: {
        zh: `${obstacle.zh}，这是同一投影的米制坐标系`,
        en: `${obstacle.en}; this is the same projection in metres`,
      },
    };
  }
  const place = `${longitude.toFixed(2)}°, ${latitude.toFixed(2)}°`;
  if (isInArea(taiwan, longitude, latitude)) {
    return {
      crs: await coordinateSystem(taiwanCode),
      reason: {
        zh: `${obstacle.zh}；数据在台湾（${place}），取当地通用的 TWD97 二度分带`,
        en: `${obstacle.en}; the data lies in Taiwan (${place}), where TWD97 TM2 is in use`,
      },
    };
  }
  const zone = chineseZone(definitions, longitude, latitude);
  if (zone !== undefined) {
    return {
      crs: await coordinateSystem(zone),
      reason: {
        zh: `${obstacle.zh}；数据在中国（${place}），取中央经线最近的 CGCS2000 三度带`,
        en: `${obstacle.en}; the data lies in China (${place}), so the CGCS2000 3-degree zone with the nearest central meridian was taken`,
      },
    };
  }
  return {
    crs: await coordinateSystem(utmZone(longitude, latitude)),
    reason: {
      zh: `${obstacle.zh}；按数据位置（${place}）取 UTM 分带`,
      en: `${obstacle.en}; the UTM zone of the data (${place}) was taken`,
    },
  };
}

/**
 * Makes sure that `crs` can be the system of a project whose data lies around a place given in degrees.
 * Errors: `crs/not-for-projects` with the reason and a system that suits the place.
 */
export async function checkProjectCrs(crs: CoordinateSystem, longitude: number, latitude: number): Promise<void> {
  const geographic = await coordinateSystem(4326);
  const scale = crs.kind === 'projected' ? scaleAt(crs, geographic, longitude, latitude) : undefined;
  const reason = whyNot(crs, scale);
  if (!reason) return;
  const suggestion = await suggestProjectCrs(geographic, [longitude, latitude, longitude, latitude]);
  throw new WorkbenchError('crs/not-for-projects', {
    crs: crsTitle(crs),
    reason,
    suggestion: crsTitle(suggestion.crs),
  });
}
