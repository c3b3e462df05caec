import type { LocalText } from '#core/model/text.ts';
import { describeArea, isInArea } from './area-of-use.ts';
import { isDegreePair, isExchangedZone, isTaiwanGrid } from './chinese-zones.ts';
import { type CoordinateSystem, coordinateSystem, isTurned } from './coordinate-system.ts';
import { type Extent, loadDefinitions } from './definitions.ts';
import { transformExtent } from './transform.ts';

/** Metres of the international foot and of the US survey foot (1200 / 3937 m): 2 m apart in 1,000 km. */
const internationalFoot = 0.3048;
const surveyFoot = 1200 / 3937;
/** Name of NAD 83 as `CoordinateSystem.datum` has it; its later adjustments have like values. */
const northAmerican = 'northamerican1983';
/** State planes have no smaller and no greater numbers, in feet. */
const leastFeet = 10_000;
const mostFeet = 25_000_000;

/** A system in feet in whose area of use data would lie. */
export interface FeetSystem {
  readonly code: number;
  readonly name: string;
  readonly reason: LocalText;
}

/** What a foot is called; undefined for a unit that is none of the two in use. */
export function footName(unitMetres: number | undefined): LocalText | undefined {
  if (unitMetres === undefined) return undefined;
  if (Math.abs(unitMetres - internationalFoot) < 1e-9) return { zh: '国际英尺', en: 'international feet' };
  return Math.abs(unitMetres - surveyFoot) < 1e-9 ? { zh: '美国测量英尺', en: 'US survey feet' } : undefined;
}

/** Whether numbers can be feet of a state plane at all. */
function canBeFeet(extent: Extent): boolean {
  const far = Math.max(...extent.map(Math.abs));
  return !isDegreePair(extent) && extent[0] >= 0 && far >= leastFeet && far <= mostFeet;
}

/**
 * The state planes of NAD 83 in feet, international or US survey, in whose area of use all of `extent` would lie (x east, y
 * north, as they stand in the file). Empty for degrees and for the small numbers of a drawing of its own.
 */
export async function feetSystems(extent: Extent): Promise<readonly FeetSystem[]> {
  if (!canBeFeet(extent)) return [];
  const definitions = await loadDefinitions();
  const geographic = await coordinateSystem(4326);
  const found: FeetSystem[] = [];
  for (const [code, { datum, unitMetres, kind }] of definitions.parameters()) {
    const foot = kind === 'projected' && datum === northAmerican ? footName(unitMetres) : undefined;
    if (!foot) continue;
    const crs = await coordinateSystem(code);
    if (!isWithinArea(extent, crs, geographic)) continue;
    found.push({
      code,
      name: crs.name,
      reason: {
        zh: `若单位是${foot.zh}，落在这个州平面坐标系的适用范围内`,
        en: `if they are ${foot.en}, they lie in the area of this state plane`,
      },
    });
  }
  return found;
}

function isWithinArea(extent: Extent, crs: CoordinateSystem, geographic: CoordinateSystem): boolean {
  if (!crs.area || isTurned(crs)) return false;
  const degrees = transformExtent(extent, crs, geographic);
  if (!degrees?.every(Number.isFinite)) return false;
  const [west, south, east, north] = degrees;
  return isInArea(crs.area, west, south) && isInArea(crs.area, east, north);
}

/** What the values of a file say about the unit of its coordinates. */
export interface UnitHint {
  readonly unit: 'metre' | 'foot';
  /** Field of the file that gives areas, and the unit they are in. */
  readonly field: string;
  readonly areaUnit: LocalText;
}

/**
 * Why coordinates may not be in the unit of the system that was stated or taken for them, as part of a sentence; undefined
 * where nothing speaks against it. A field of areas decides where there is one (`hint`); else feet are suspected where the
 * metres lie outside what the system is meant for and the same numbers in feet lie inside a state plane.
 */
export async function unitDoubt(
  extent: Extent,
  crs: CoordinateSystem,
  hint?: UnitHint,
): Promise<LocalText | undefined> {
  const isInMetres = crs.unitMetres === 1;
  if (hint) {
    const isAgreed = hint.unit === 'metre' ? !footName(crs.unitMetres) : !isInMetres;
    if (isAgreed || crs.kind !== 'projected') return undefined;
    const unit = hint.unit === 'metre' ? { zh: '米', en: 'metres' } : { zh: '英尺', en: 'feet' };
    return {
      zh: `字段“${hint.field}”（${hint.areaUnit.zh}）与图上面积只有按${unit.zh}计才相符`,
      en: `the field "${hint.field}" (${hint.areaUnit.en}) agrees with the drawn areas only in ${unit.en}`,
    };
  }
  // Other explanations are likelier.
  if (isTaiwanGrid(extent) || isExchangedZone(extent)) return undefined;
  if (!isInMetres || !crs.area || isWithinArea(extent, crs, await coordinateSystem(4326))) return undefined;
  const feet = describeFeet(await feetSystems(extent));
  return (
    feet && {
      zh: `按米计超出了它的适用范围（${describeArea(crs.area)}）；按英尺计则符合${feet.zh}`,
      en: `in metres they leave its area of use (${describeArea(crs.area)}), while ${feet.en} would fit`,
    }
  );
}

/** Systems that a sentence names at most. */
const mostNamed = 3;

/** State planes in feet as part of a sentence: `EPSG:2249 NAD83 / Massachusetts Mainland (ftUS) in feet`; undefined without any. */
export function describeFeet(systems: readonly FeetSystem[]): LocalText | undefined {
  if (systems.length === 0) return undefined;
  const named = systems.slice(0, mostNamed).map(({ code, name }) => `EPSG:${code} ${name}`);
  const isMore = systems.length > mostNamed;
  return {
    zh: `英尺坐标系 ${named.join('、')}${isMore ? ' 等' : ''}`,
    en: `${named.join(', ')}${isMore ? ' and others' : ''} in feet`,
  };
}
