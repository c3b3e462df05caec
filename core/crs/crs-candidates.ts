import type { LocalText } from '#core/model/text.ts';
import { isInArea } from './area-of-use.ts';
import {
  isBeyondNarrowZones,
  isDegreePair,
  isMercator,
  isTaiwanGrid,
  isWithoutZone,
  unprefixedZones,
  zoneSystems,
} from './chinese-zones.ts';
import { type CoordinateSystem, coordinateSystem, isTurned } from './coordinate-system.ts';
import { type Extent, loadDefinitions } from './definitions.ts';
import { feetSystems, footName, type UnitHint } from './feet-systems.ts';
import { placedExtent } from './placement.ts';
import { transformExtent } from './transform.ts';

/** A guess where coordinates without a statement lie. Plain data. */
export interface CrsCandidate {
  /** Text that `parseCoordinateSystem` reads. */
  readonly id: string;
  readonly name: string;
  readonly reason: LocalText;
  /** The file has y (north) before x (east). */
  readonly exchanged: boolean;
  /** Longitudes and latitudes that the data would cover. */
  readonly degrees: Extent;
  /** Kilometres from what it is compared with; absent where there is nothing to compare. */
  readonly kilometresAway?: number;
}

/** Data whose place is known: the project's own layers, or other files of the same import. */
export interface KnownPlace {
  readonly degrees: Extent;
  readonly crs?: CoordinateSystem;
}

/** Candidates that are offered at most. */
const mostCandidates = 24;
/** Data of one project lies this near together, in kilometres. */
const nearKilometres = 60;
/** Guesses in metres that stand before those in feet where nothing tells the unit. */
const mostBeforeFeet = 6;
/** Systems found by place alone that are offered at most. */
const mostFound = 8;

const exchangedReason: LocalText = { zh: 'x 与 y 对调后', en: 'with x and y exchanged' };

interface Guess {
  readonly code: number;
  readonly reason: LocalText;
}

/** Systems that the size of the numbers suggests, the likelier first. `extent` has x east and y north. */
function guessesBySize(extent: Extent): Guess[] {
  const guesses: Guess[] = [];
  if (isDegreePair(extent)) {
    guesses.push({
      code: 4326,
      reason: { zh: '数值在经纬度范围内', en: 'the values are in the range of longitudes and latitudes' },
    });
  }
  guesses.push(...zoneSystems(extent));
  if (isTaiwanGrid(extent)) {
    guesses.push({
      code: 3826,
      reason: { zh: '数值像台湾 TWD97 二度分带的坐标', en: 'the values are like those of TWD97 TM2 in Taiwan' },
    });
  }
  if (isWithoutZone(extent)) guesses.push(...unprefixedZones(extent));
  if (isMercator(extent)) {
    guesses.push({
      code: 3857,
      reason: { zh: '数值像网络地图的墨卡托米数', en: 'the values are like the Mercator metres of web maps' },
    });
  }
  return guesses;
}

/** National grids that are recognised by numbers alone, where the data would lie in their area. */
const nationalGrids = [2326, 3826, 27700, 28992, 2154, 31370, 25832, 25833, 3006, 2056, 5514, 2180, 3414, 2193, 5179];

/** Smaller numbers are more likely those of a drawing of its own. */
const smallestGrid = 20_000;

/** The middle of an extent. */
function middle([west, south, east, north]: Extent): readonly [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

/** Kilometres between two places in degrees, on a sphere; good enough to tell near from far. */
export function kilometresBetween(a: Extent, b: Extent): number {
  const [x1, y1] = middle(a);
  const [x2, y2] = middle(b);
  const radians = Math.PI / 180;
  const sine = Math.sin(((y2 - y1) * radians) / 2) ** 2;
  const across = Math.cos(y1 * radians) * Math.cos(y2 * radians) * Math.sin(((x2 - x1) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(sine + across)));
}

/** Guesses that a message names at most. */
const mostNamed = 4;

/** The guesses that lie beside known data, as the sentence of a message; undefined without any. */
export function describeNear(candidates: readonly CrsCandidate[]): LocalText | undefined {
  const near = candidates.filter(({ kilometresAway }) => (kilometresAway ?? Infinity) <= nearKilometres);
  if (near.length === 0) return undefined;
  const named = near.slice(0, mostNamed).map(({ id, name, exchanged, kilometresAway }) => {
    const away = kilometresAway!.toFixed(1);
    return {
      zh: `${id}（${name}${exchanged ? '，x 与 y 对调' : ''}；距已知图层 ${away} km）`,
      en: `${id} (${name}${exchanged ? ', x and y exchanged' : ''}; ${away} km from known layers)`,
    };
  });
  return {
    zh: `最可能是：${named.map(({ zh }) => zh).join('；')}。`,
    en: `It most probably is: ${named.map(({ en }) => en).join('; ')}. `,
  };
}

class Detective {
  readonly #extent: Extent;
  readonly #known: KnownPlace | undefined;
  readonly #geographic: CoordinateSystem;
  readonly found: CrsCandidate[] = [];
  /** Ids of those in feet. */
  readonly inFeet = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(extent: Extent, known: KnownPlace | undefined, geographic: CoordinateSystem) {
    this.#extent = extent;
    this.#known = known;
    this.#geographic = geographic;
  }

  /** Where the data would lie in a system; undefined where that is nowhere, or outside what the system is meant for. */
  degreesIn(crs: CoordinateSystem, exchanged: boolean): Extent | undefined {
    const extent = placedExtent(this.#extent, { exchanged });
    const degrees = transformExtent(extent, crs, this.#geographic);
    if (!degrees || !degrees.every(Number.isFinite)) return undefined;
    const [longitude, latitude] = middle(degrees);
    return crs.area && !isInArea(crs.area, longitude, latitude, 0.5) ? undefined : degrees;
  }

  async add(code: number, reason: LocalText, exchanged: boolean): Promise<void> {
    const key = `${code} ${exchanged}`;
    if (this.#seen.has(key)) return;
    const crs = await coordinateSystem(code).catch(() => undefined);
    const degrees = crs && !isTurned(crs) ? this.degreesIn(crs, exchanged) : undefined;
    if (!crs || !degrees) return;
    this.#seen.add(key);
    if (footName(crs.unitMetres)) this.inFeet.add(crs.id);
    const away = this.#known ? { kilometresAway: kilometresBetween(degrees, this.#known.degrees) } : {};
    const told = exchanged
      ? { zh: `${exchangedReason.zh}，${reason.zh}`, en: `${exchangedReason.en}, ${reason.en}` }
      : reason;
    this.found.push({ id: crs.id, name: crs.name, reason: told, exchanged, degrees, ...away });
  }

  /** Every system of the register that is meant for the known place and puts the data there. */
  async addByPlace(exchanged: boolean): Promise<void> {
    const known = this.#known;
    if (!known) return;
    const definitions = await loadDefinitions();
    const [longitude, latitude] = middle(known.degrees);
    const near: { readonly code: number; readonly away: number }[] = [];
    for (const code of definitions.parameters().keys()) {
      const entry = definitions.find(code);
      if (entry?.kind !== 'projected' || !isInArea(entry.area, longitude, latitude)) continue;
      const crs = await coordinateSystem(code);
      const degrees = isTurned(crs) ? undefined : this.degreesIn(crs, exchanged);
      const away = degrees ? kilometresBetween(degrees, known.degrees) : Number.NaN;
      if (away <= nearKilometres) near.push({ code, away });
    }
    near.sort((a, b) => a.away - b.away || a.code - b.code);
    const reason = { zh: '落在已有图层旁边', en: 'it puts the data beside what is known' };
    for (const { code } of near.slice(0, mostFound)) await this.add(code, reason, exchanged);
  }
}

/**
 * Where coordinates without a statement may lie, the likeliest first: by the size of the numbers (degrees, zone numbers,
 * Web Mercator, zones without number), by national grids, where a place is known by every system of the register that
 * puts the data near it, and else by state planes in feet; all but the last also with x and y exchanged. A field of areas
 * (`hint`) decides between metres and feet. Empty where nothing fits: then the file has coordinates of its own, and has to be
 * placed by points. `extent` is the bulk of the data as it stands in the file.
 */
export async function crsCandidates(
  extent: Extent,
  known?: KnownPlace,
  hint?: UnitHint,
): Promise<readonly CrsCandidate[]> {
  const detective = new Detective(extent, known, await coordinateSystem(4326));
  const own = known?.crs;
  if (own?.epsg !== undefined) {
    const reason = { zh: '项目自己的坐标系', en: "the project's own system" };
    for (const exchanged of [false, true]) await detective.add(own.epsg, reason, exchanged);
  }
  for (const exchanged of [false, true]) {
    for (const { code, reason } of guessesBySize(placedExtent(extent, { exchanged })))
      await detective.add(code, reason, exchanged);
  }
  const isProjected = !isDegreePair(extent);
  if (isProjected) {
    await detective.addByPlace(false);
    await detective.addByPlace(true);
    const reason = { zh: '数值落在这个国家网格的适用范围内', en: 'the values lie in the area of this national grid' };
    const isLarge = Math.max(...extent.map(Math.abs)) >= smallestGrid;
    if (!known && isLarge && detective.found.length === 0)
      for (const exchanged of [false, true])
        for (const code of nationalGrids) await detective.add(code, reason, exchanged);
  }
  const isNear = ({ kilometresAway }: CrsCandidate) => (kilometresAway ?? Number.POSITIVE_INFINITY) <= nearKilometres;
  const metres = detective.found.filter((one) => !isNear(one));
  const near = detective.found.filter(isNear);
  if (hint?.unit !== 'metre' && (hint || near.length === 0)) {
    const before = detective.found.length;
    for (const { code, reason } of await feetSystems(extent)) await detective.add(code, reason, false);
    const feet = detective.found.slice(before);
    const areFirst = !known && isBeyondNarrowZones(extent) && !isTaiwanGrid(extent);
    metres.splice(areFirst ? 0 : mostBeforeFeet, 0, ...feet);
  }
  // Those in the unit that the values speak for before others, near ones before far ones; within these, as thought of.
  const ranked = [...near, ...metres];
  if (!hint) return ranked.slice(0, mostCandidates);
  const isSpokenFor = ({ id }: CrsCandidate) => detective.inFeet.has(id) === (hint.unit === 'foot');
  return [...ranked.filter(isSpokenFor), ...ranked.filter((one) => !isSpokenFor(one))].slice(0, mostCandidates);
}
