import type { LocalText } from '#core/model/text.ts';
import { distance, type Point } from './plane.ts';

interface StationSite {
  readonly name: LocalText;
  /** Plan metres; the station itself stands at the nearest junction of main streets. */
  readonly point: Point;
  readonly lines: readonly (1 | 2)[];
}

export const stationSites: readonly StationSite[] = [
  { name: { zh: '科技园', en: 'Keji Park' }, point: [-2970, -10], lines: [1] },
  { name: { zh: '学院路', en: 'Xueyuan Road' }, point: [-1640, 130], lines: [1] },
  { name: { zh: '文昌路', en: 'Wenchang Road' }, point: [-950, 165], lines: [1] },
  { name: { zh: '临江路', en: 'Linjiang Road' }, point: [-250, 150], lines: [1, 2] },
  { name: { zh: '市民中心', en: 'Civic Centre' }, point: [565, 135], lines: [1] },
  { name: { zh: '和平路', en: 'Heping Road' }, point: [1385, 140], lines: [1] },
  { name: { zh: '东湖路', en: 'Donghu Road' }, point: [1940, 190], lines: [1] },
  { name: { zh: '工业大道', en: 'Gongye Avenue' }, point: [2845, 280], lines: [1] },
  { name: { zh: '北岭', en: 'Beiling' }, point: [-320, 2200], lines: [2] },
  { name: { zh: '北苑路', en: 'Beiyuan Road' }, point: [-288, 1440], lines: [2] },
  { name: { zh: '文汇路', en: 'Wenhui Road' }, point: [-270, 957], lines: [2] },
  { name: { zh: '江南', en: 'Jiangnan' }, point: [-265, -960], lines: [2] },
  { name: { zh: '江南大道', en: 'Jiangnan Avenue' }, point: [-310, -1440], lines: [2] },
  { name: { zh: '南岭', en: 'Nanling' }, point: [-400, -2345], lines: [2] },
];

/** The interchange, middle of the planned core, in plan metres. */
export const interchange: Point = [-250, 150];

/** Distance to the nearest metro station in plan metres. */
export function stationDistance(point: Point): number {
  return Math.min(...stationSites.map((site) => distance(site.point, point)));
}
