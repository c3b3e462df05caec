import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { describeExtent, isInArea } from './area-of-use.ts';
import { isEastInMercator, isExchangedZone, isTaiwanGrid, isWithoutZone, zoneSystems } from './chinese-zones.ts';
import { type CoordinateSystem, coordinateSystem } from './coordinate-system.ts';
import type { Extent } from './definitions.ts';
import { describeFeet, feetSystems, type UnitHint } from './feet-systems.ts';
import { transformExtent } from './transform.ts';

/** A coordinate system taken for a file that states none, and why. */
export interface AssumedCrs {
  readonly crs: CoordinateSystem;
  readonly reason: LocalText;
}

function isWithin([minX, minY, maxX, maxY]: Extent, [left, bottom, right, top]: Extent): boolean {
  return minX >= left && minY >= bottom && maxX <= right && maxY <= top;
}

/**
 * The systems that coordinates without any statement may be in, as a sentence for the person who knows; empty when
 * nothing fits.
 */
export async function describeCandidates(
  extent: Extent,
  projectCrs?: CoordinateSystem,
  hint?: UnitHint,
): Promise<LocalText> {
  const feet = hint?.unit === 'metre' ? undefined : describeFeet(await feetSystems(extent));
  const candidates = hint?.unit === 'foot' ? [] : await metreCandidates(extent, projectCrs);
  if (feet) candidates.push(feet);
  if (candidates.length === 0) {
    return {
      zh: '数值不像任何常见坐标系，可能是图纸的局部坐标：按两个以上的点定位（窗口里“按点定位”，命令行 --place）。否则',
      en: 'The values fit no common system; they may be local coordinates of a drawing: place it by two or more points (in the window, or --place on the command line). Otherwise: ',
    };
  }
  return {
    zh: `可能是：${candidates.map(({ zh }) => zh).join('；')}。`,
    en: `It may be: ${candidates.map(({ en }) => en).join('; ')}. `,
  };
}

async function metreCandidates(extent: Extent, projectCrs?: CoordinateSystem): Promise<LocalText[]> {
  const candidates: LocalText[] = [];
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
  if (isTaiwanGrid(extent)) candidates.push({ zh: 'EPSG:3826（TWD97）', en: 'EPSG:3826 (TWD97)' });
  if (isWithoutZone(extent)) {
    candidates.push({
      zh: 'EPSG:4534–4554（CGCS2000 三度带，中央经线 75°–135°，例如 114° 为 EPSG:4547）',
      en: 'EPSG:4534 to 4554 (CGCS2000 3-degree zones, central meridians 75° to 135°; 114° is EPSG:4547)',
    });
  }
  if (isExchangedZone(extent)) {
    candidates.push({
      zh: 'CGCS2000 分带坐标，但 x 与 y 写反（窗口里勾选“x 与 y 对调”，命令行 --swap-axes）',
      en: 'a zone of CGCS2000 with x and y exchanged (tick "Exchange x and y" in the window, or --swap-axes)',
    });
  }
  if (isWithin(extent, [100_000, 0, 900_000, 10_000_000])) {
    candidates.push({ zh: 'EPSG:326xx/327xx（UTM，xx 为带号）', en: 'EPSG:326xx or 327xx (UTM, xx is the zone)' });
  }
  const sphere = 20_037_509;
  if (candidates.length === 0 && isWithin(extent, [-sphere, -sphere, sphere, sphere]) && Math.abs(extent[0]) > 1e6) {
    candidates.push({ zh: 'EPSG:3857（网络墨卡托）', en: 'EPSG:3857 (Web Mercator)' });
  }
  return candidates;
}

/**
 * A coordinate system for a file that states none, where the numbers leave no doubt: degrees are WGS 84, eastings of eight
 * digits name their CGCS2000 zone, unless a field of areas says that they are feet (`hint`). `extent` covers all finite
 * coordinates.
 *
 * Errors: `crs/missing` with what was seen and what it may be.
 */
export async function assumeCrs(
  file: string,
  extent: Extent,
  projectCrs?: CoordinateSystem,
  hint?: UnitHint,
): Promise<AssumedCrs> {
  if (isWithin(extent, [-180, -90, 180, 90])) {
    return {
      crs: await coordinateSystem(4326),
      reason: { zh: '数值在经纬度范围内', en: 'its values are in the range of longitudes and latitudes' },
    };
  }
  const zone = hint?.unit === 'foot' ? undefined : zoneSystems(extent)[0];
  if (zone && !isEastInMercator(extent)) return { crs: await coordinateSystem(zone.code), reason: zone.reason };
  throw new WorkbenchError('crs/missing', {
    file,
    seen: describeExtent(extent),
    candidates: await describeCandidates(extent, projectCrs, hint),
  });
}
