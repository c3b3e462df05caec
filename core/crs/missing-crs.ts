import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { describeExtent, isInArea } from './area-of-use.ts';
import { type CoordinateSystem, coordinateSystem } from './coordinate-system.ts';
import type { Extent } from './definitions.ts';
import { transformExtent } from './transform.ts';

/** A coordinate system taken for a file that states none, and why. */
export interface AssumedCrs {
  readonly crs: CoordinateSystem;
  readonly reason: LocalText;
}

function isWithin([minX, minY, maxX, maxY]: Extent, [left, bottom, right, top]: Extent): boolean {
  return minX >= left && minY >= bottom && maxX <= right && maxY <= top;
}

/** Northings of China in metres, and eastings within a zone around the false easting of 500 km. */
const northings = [1_800_000, 6_100_000] as const;
const eastings = [140_000, 860_000] as const;
/** Eastings and northings of Taiwan in the TM2 zone 121 of TWD97 (and, 830 m off, TWD67). */
const taiwan: Extent = [140_000, 2_410_000, 360_000, 2_930_000];

/** Zones of 6 degrees have the prefixes 13 to 23 (EPSG:4491 to 4501), those of 3 degrees 25 to 45 (4513 to 4533). */
function zonePrefixed([minX, minY, maxX, maxY]: Extent):
  | { readonly code: number; readonly prefix: number }
  | undefined {
  const prefix = Math.floor(minX / 1e6);
  if (
    Math.floor(maxX / 1e6) !== prefix ||
    !isWithin(
      [minX - prefix * 1e6, minY, maxX - prefix * 1e6, maxY],
      [eastings[0], northings[0], eastings[1], northings[1]],
    )
  ) {
    return undefined;
  }
  if (prefix >= 13 && prefix <= 23) return { code: 4491 + prefix - 13, prefix };
  if (prefix >= 25 && prefix <= 45) return { code: 4513 + prefix - 25, prefix };
  return undefined;
}

/**
 * The systems that coordinates without any statement may be in, as a sentence for the person who knows; empty when
 * nothing fits.
 */
export async function describeCandidates(extent: Extent, projectCrs?: CoordinateSystem): Promise<LocalText> {
  const candidates: { zh: string; en: string }[] = [];
  if (projectCrs?.area) {
    const degrees = transformExtent(extent, projectCrs, await coordinateSystem(4326));
    if (
      degrees &&
      isInArea(projectCrs.area, degrees[0], degrees[1]) &&
      isInArea(projectCrs.area, degrees[2], degrees[3])
    ) {
      candidates.push({
        zh: `项目自己的坐标系 ${projectCrs.id}`,
        en: `the project's own system ${projectCrs.id}`,
      });
    }
  }
  if (isWithin(extent, taiwan)) candidates.push({ zh: 'EPSG:3826（TWD97）', en: 'EPSG:3826 (TWD97)' });
  if (isWithin(extent, [eastings[0], northings[0], eastings[1], northings[1]])) {
    candidates.push({
      zh: 'EPSG:4534–4554（CGCS2000 三度带，中央经线 75°–135°，例如 114° 为 EPSG:4547）',
      en: 'EPSG:4534 to 4554 (CGCS2000 3-degree zones, central meridians 75° to 135°; 114° is EPSG:4547)',
    });
  }
  if (isWithin(extent, [100_000, 0, 900_000, 10_000_000])) {
    candidates.push({ zh: 'EPSG:326xx/327xx（UTM，xx 为带号）', en: 'EPSG:326xx or 327xx (UTM, xx is the zone)' });
  }
  const sphere = 20_037_509;
  if (candidates.length === 0 && isWithin(extent, [-sphere, -sphere, sphere, sphere]) && Math.abs(extent[0]) > 1e6) {
    candidates.push({ zh: 'EPSG:3857（网络墨卡托）', en: 'EPSG:3857 (Web Mercator)' });
  }
  if (candidates.length === 0) {
    return {
      zh: '数值不像任何常见坐标系，可能是图纸的局部坐标。',
      en: 'The values fit no common system; they may be local coordinates of a drawing. ',
    };
  }
  return {
    zh: `可能是：${candidates.map(({ zh }) => zh).join('；')}。`,
    en: `It may be: ${candidates.map(({ en }) => en).join('; ')}. `,
  };
}

/**
 * A coordinate system for a file that states none, where the numbers leave no doubt: degrees are WGS 84, eastings of eight
 * digits name their CGCS2000 zone. `extent` covers all finite coordinates.
 *
 * Errors: `crs/missing` with what was seen and what it may be.
 */
export async function assumeCrs(file: string, extent: Extent, projectCrs?: CoordinateSystem): Promise<AssumedCrs> {
  if (isWithin(extent, [-180, -90, 180, 90])) {
    return {
      crs: await coordinateSystem(4326),
      reason: { zh: '数值在经纬度范围内', en: 'its values are in the range of longitudes and latitudes' },
    };
  }
  const zone = zonePrefixed(extent);
  if (zone) {
    return {
      crs: await coordinateSystem(zone.code),
      reason: {
        zh: `横坐标有 8 位，带号 ${zone.prefix}`,
        en: `its eastings have eight digits and begin with the zone ${zone.prefix}`,
      },
    };
  }
  throw new WorkbenchError('crs/missing', {
    file,
    seen: describeExtent(extent),
    candidates: await describeCandidates(extent, projectCrs),
  });
}
