import type { LocalText } from '#core/model/text.ts';
import type { Extent } from './definitions.ts';

/** Northings of China in metres, and eastings within a zone around the false easting of 500 km. */
const northings = [1_800_000, 6_100_000] as const;
const eastings = [140_000, 860_000] as const;
/** Eastings that a zone of 3 degrees has with a little of its neighbours; beyond, it is one of 6 degrees. */
const narrowEastings = [330_000, 670_000] as const;
/** Half of the world in Web Mercator. */
const halfWorld = 20_037_509;

function isWithin([minX, minY, maxX, maxY]: Extent, [left, bottom, right, top]: Extent): boolean {
  return minX >= left && minY >= bottom && maxX <= right && maxY <= top;
}

/** Whether numbers can be longitudes and latitudes. */
export function isDegreePair(extent: Extent): boolean {
  return isWithin(extent, [-180, -90, 180, 90]);
}

/** Whether numbers are like those of web maps: within the world, and not so small that they are a drawing's own. */
export function isMercator(extent: Extent): boolean {
  const [minX, minY, maxX, maxY] = extent;
  const far = Math.max(Math.abs(minX), Math.abs(minY), Math.abs(maxX), Math.abs(maxY));
  return isWithin(extent, [-halfWorld, -halfWorld, halfWorld, halfWorld]) && far > 1_000_000;
}

/** Zones 13 to 15 lie in the far west; the same numbers are the east of China in Web Mercator. */
export function isEastInMercator(extent: Extent): boolean {
  return isMercator(extent) && extent[2] <= 15_100_000;
}

/** Whether numbers are eastings of six and northings of seven digits, as in China without number of the zone. */
export function isWithoutZone(extent: Extent): boolean {
  return isWithin(extent, [eastings[0], northings[0], eastings[1], northings[1]]);
}

/** Eastings and northings of Taiwan in the TM2 zone 121 of TWD97 (and, 830 m off, TWD67). */
const taiwan: Extent = [140_000, 2_410_000, 360_000, 2_930_000];

/** Whether numbers are like those of the maps of Taiwan, TWD97 TM2. */
export function isTaiwanGrid(extent: Extent): boolean {
  return isWithin(extent, taiwan);
}

/** Whether numbers are like those of China without number of the zone, with north before east. */
export function isExchangedZone([minX, minY, maxX, maxY]: Extent): boolean {
  return isWithoutZone([minY, minX, maxY, maxX]);
}

/** Whether numbers without number of the zone reach further than zones of 3 degrees do, which most plans are in. */
export function isBeyondNarrowZones(extent: Extent): boolean {
  return isWithoutZone(extent) && !isNarrow(extent);
}

function isNarrow([minX, , maxX]: Extent): boolean {
  return minX >= narrowEastings[0] && maxX <= narrowEastings[1];
}

/** The number before eastings of eight digits; undefined where they have none. */
export function zoneNumber([minX, minY, maxX, maxY]: Extent): number | undefined {
  const zone = Math.floor(minX / 1e6);
  const isOne = Math.floor(maxX / 1e6) === zone && zone >= 13 && zone <= 45 && zone !== 24;
  return isOne && isWithoutZone([minX - zone * 1e6, minY, maxX - zone * 1e6, maxY]) ? zone : undefined;
}

interface Family {
  readonly label: LocalText;
  /** Codes of zone 13 and central meridian 75° of 6 degrees; of zone 25 and central meridian 75° of 3 degrees. */
  readonly wideZone: number;
  readonly wideMeridian: number;
  readonly narrowZone: number;
  readonly narrowMeridian: number;
}

/** The three national datums: their codes run zone by zone (EPSG register). */
const families: readonly Family[] = [
  {
    label: { zh: 'CGCS2000', en: 'CGCS2000' },
    wideZone: 4491,
    wideMeridian: 4502,
    narrowZone: 4513,
    narrowMeridian: 4534,
  },
  {
    label: { zh: '西安 80', en: "Xi'an 1980" },
    wideZone: 2327,
    wideMeridian: 2338,
    narrowZone: 2349,
    narrowMeridian: 2370,
  },
  {
    label: { zh: '北京 54', en: 'Beijing 1954' },
    wideZone: 21_413,
    wideMeridian: 21_453,
    narrowZone: 2401,
    narrowMeridian: 2422,
  },
];

/** Systems of a zone that stands before eastings of eight digits. */
export function zoneSystems(extent: Extent): { readonly code: number; readonly reason: LocalText }[] {
  const zone = zoneNumber(extent);
  if (zone === undefined) return [];
  const isWide = zone <= 23;
  const meridian = isWide ? 6 * zone - 3 : 3 * zone;
  const width = isWide ? 6 : 3;
  return families.map(({ wideZone, narrowZone }, index) => ({
    code: isWide ? wideZone + zone - 13 : narrowZone + zone - 25,
    reason:
      index === 0
        ? {
            zh: `横坐标有 8 位，以带号 ${zone} 开头：${width} 度带，中央经线 ${meridian}°`,
            en: `eastings of eight digits begin with zone ${zone}: ${width}-degree zone, central meridian ${meridian}°`,
          }
        : {
            zh: '带号相同，数值相近，只凭坐标分不出来；向提供方核实',
            en: 'the same zone with like values: coordinates alone cannot tell; ask who gave the file',
          },
  }));
}

/** CGCS2000 zones by central meridian for eastings without zone number, those in the populated east first. */
export function unprefixedZones(extent: Extent): { readonly code: number; readonly reason: LocalText }[] {
  const isOfThree = isNarrow(extent);
  const step = isOfThree ? 3 : 6;
  const first = isOfThree ? families[0]!.narrowMeridian : families[0]!.wideMeridian;
  const meridians = Array.from({ length: 60 / step + 1 }, (_, index) => 75 + step * index);
  return meridians
    .sort((a, b) => Math.abs(a - 114.5) - Math.abs(b - 114.5))
    .map((meridian) => ({
      code: first + (meridian - 75) / step,
      reason: {
        zh: `横坐标没有带号；若中央经线为 ${meridian}°（${step} 度带）`,
        en: `eastings without zone number; if the central meridian is ${meridian}° (${step}-degree zone)`,
      },
    }));
}
