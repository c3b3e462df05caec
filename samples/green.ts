import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import { namePairs } from './names.ts';
import type { Parcel } from './parcels.ts';
import { centroid, distance, type Point, type Ring } from './plane.ts';
import type { TransitStop } from './transit.ts';
import { deepestPoint } from './water.ts';

export interface GreenSpace {
  readonly name: LocalText;
  readonly kind: 'park' | 'corridor' | 'protective' | 'square';
  readonly isPublic: boolean;
  readonly ring: Ring;
  readonly parcel: Parcel;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A whole number below 100 in Chinese. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[value % 10]}`;
}

/** Numbers sections of the same name from west to east. */
class Sections {
  readonly #count = new Map<string, number>();

  name(zh: string, en: string): LocalText {
    const number = (this.#count.get(zh) ?? 0) + 1;
    this.#count.set(zh, number);
    return { zh: `${zh}${chineseNumber(number)}段`, en: `${en} ${number}` };
  }
}

/** Parks, corridors along the water, protective green and squares: the parcels coded G, with names. */
export function greenSpaces(parcels: readonly Parcel[], stops: readonly TransitStop[], seed: number): GreenSpace[] {
  const pair = namePairs(new Dice(seed, 'green'));
  const sections = new Sections();
  const stations = stops.filter(({ mode }) => mode === 'metro');
  const named = new Set<string>();
  const green = parcels
    .filter(({ code }) => code[0] === 'G')
    .map((parcel) => ({ parcel, middle: centroid(parcel.lot.ring) }));
  green.sort((a, b) => a.middle[0] - b.middle[0]);
  return green.map(({ parcel, middle }): GreenSpace => {
    const { lot, code } = parcel;
    const { kind, park } = lot.block.plan;
    const space = { ring: lot.ring, parcel, isPublic: true };
    if (park && !named.has(park.name.zh)) {
      named.add(park.name.zh);
      return { ...space, name: park.name, kind: 'park' };
    }
    if (kind === 'bank') {
      if (lot.block.middle[1] < -750 && deepestPoint(lot.ring).depth > 62) {
        return { ...space, name: sections.name('江湾湿地公园', 'Jiangwan Wetland Park'), kind: 'park' };
      }
      const isNorth = lot.block.middle[1] > -750;
      const name = isNorth
        ? sections.name('滨江绿带北岸', 'North Bank Green')
        : sections.name('滨江绿带南岸', 'South Bank Green');
      return { ...space, name, kind: 'corridor' };
    }
    if (kind === 'strip' && code === 'G1')
      return { ...space, name: sections.name('青溪绿带', 'Qing Creek Green'), kind: 'corridor' };
    if (code === 'G2') {
      return { ...space, name: sections.name('环城防护绿带', 'Ring Green Belt'), kind: 'protective', isPublic: false };
    }
    if (code === 'G3') return { ...space, name: squareName(middle, stations, named, pair), kind: 'square' };
    const { zh, en } = pair();
    return { ...space, name: { zh: `${zh}游园`, en: `${en} Garden` }, kind: 'park' };
  });
}

function squareName(
  middle: Point,
  stations: readonly TransitStop[],
  named: Set<string>,
  pair: () => LocalText,
): LocalText {
  const station = stations.find(({ point, name }) => distance(point, middle) < 330 && !named.has(`${name.zh}站前广场`));
  if (station) {
    named.add(`${station.name.zh}站前广场`);
    return { zh: `${station.name.zh}站前广场`, en: `${station.name.en} Station Square` };
  }
  const { zh, en } = pair();
  return { zh: `${zh}广场`, en: `${en} Square` };
}
