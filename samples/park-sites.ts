import type { LocalText } from '#core/model/text.ts';
import type { Point } from './plane.ts';

/** A place kept free for a larger park: the block around it is not cut below `largest` m2. */
export interface ParkSite {
  readonly name: LocalText;
  readonly point: Point;
  readonly largest: number;
  /** Share of the park that is water. */
  readonly pond: number;
}

export const parkSites: readonly ParkSite[] = [
  { name: { zh: '北山公园', en: 'Beishan Park' }, point: [120, 1640], largest: 420_000, pond: 0.09 },
  { name: { zh: '东湖公园', en: 'Donghu Park' }, point: [1620, 760], largest: 150_000, pond: 0.3 },
  { name: { zh: '西岭森林公园', en: 'Xiling Forest Park' }, point: [-1250, 2140], largest: 520_000, pond: 0.02 },
  { name: { zh: '体育公园', en: 'Sports Park' }, point: [-1230, 1200], largest: 90_000, pond: 0.08 },
  { name: { zh: '市民公园', en: 'Civic Park' }, point: [960, 380], largest: 75_000, pond: 0.1 },
  { name: { zh: '古渡公园', en: 'Old Ferry Park' }, point: [-1310, -480], largest: 24_000, pond: 0.08 },
  { name: { zh: '南苑公园', en: 'Nanyuan Park' }, point: [150, -1600], largest: 75_000, pond: 0.12 },
  { name: { zh: '科创公园', en: 'Kechuang Park' }, point: [-2700, 420], largest: 80_000, pond: 0.1 },
  { name: { zh: '东郊公园', en: 'Dongjiao Park' }, point: [2560, 840], largest: 90_000, pond: 0.14 },
  { name: { zh: '柳浪公园', en: 'Liulang Park' }, point: [-640, 760], largest: 45_000, pond: 0.16 },
  { name: { zh: '康宁公园', en: 'Kangning Park' }, point: [980, -1120], largest: 42_000, pond: 0.1 },
  { name: { zh: '南坡郊野公园', en: 'Nanpo Country Park' }, point: [-700, -2310], largest: 300_000, pond: 0.05 },
];
