import { Dice } from './dice.ts';
import { rounded, sine } from './exact-math.ts';
import { type Point, snapped } from './plane.ts';
import { datesBetween, type RainDay } from './rainfall.ts';
import type { TownShape } from './town-shape.ts';

export interface Observation {
  readonly station: string;
  readonly point: Point;
  /** ISO 8601 date. */
  readonly time: string;
  readonly quantity: string;
  readonly value: number;
  readonly unit: string;
}

interface Station {
  readonly name: string;
  /** Plan metres. */
  readonly at: Point;
  readonly level: number;
}

const first = '2022-01-01';
const last = '2024-12-31';

/** Dates without those on which the instrument was out of order. */
function dailyDates(dice: Dice, fault: number): string[] {
  let out = 0;
  return datesBetween(first, last).filter(() => {
    if (out > 0) out--;
    else if (dice.chance(fault)) out = dice.whole(2, 16);
    return out === 0 && !dice.chance(0.006);
  });
}

function monthlyDates(dice: Dice): string[] {
  return datesBetween(first, last).filter((date) => date.endsWith('-15') && !dice.chance(0.06));
}

/** Course of the year: -1 in the middle of January, 1 in the middle of July. */
function season(date: string): number {
  const day = Number(date.slice(5, 7)) * 30.4 + Number(date.slice(8, 10)) - 30.4;
  return -sine(((day - 15) * 2 * Math.PI) / 365 + Math.PI / 2);
}

/** Measured series with gaps: river level, fine dust, traffic and noise at a few stations. */
export function observationsOf(shape: TownShape, rain: readonly RainDay[], seed: number): Observation[] {
  const dice = new Dice(seed, 'observations');
  const rows: Observation[] = [];
  const depthOn = new Map(rain.map(({ date, depth }) => [date, depth]));
  const series = (
    stations: readonly Station[],
    quantity: string,
    unit: string,
    dates: () => string[],
    valueOn: (date: string, level: number, index: number) => number,
    decimals: number,
  ): void => {
    for (const { name, at, level } of stations) {
      const point = snapped(shape.bend(at));
      for (const [index, time] of dates().entries()) {
        rows.push({
          station: name,
          point,
          time,
          quantity,
          value: rounded(valueOn(time, level, index), decimals),
          unit,
        });
      }
    }
  };

  let store = 0;
  let storedOn = '';
  const riverLevel = (date: string, level: number): number => {
    if (date < storedOn) store = 0;
    storedOn = date;
    store = 0.93 * store + 0.012 * (depthOn.get(date) ?? 0);
    return level + 0.85 * season(date) + store + 0.05 * dice.bell();
  };
  const riverStations = [
    { name: '临江大桥水文站', at: [-258, -650] as Point, level: 2.95 },
    { name: '江湾水位站', at: [-1500, -905] as Point, level: 3.12 },
  ];
  series(riverStations, '水位', 'm', () => dailyDates(dice, 0.004), riverLevel, 2);

  let haze = 0;
  const dust = (date: string, level: number): number => {
    haze = 0.72 * haze + 9.5 * dice.bell();
    const washed = (depthOn.get(date) ?? 0) > 4 ? 0.62 : 1;
    const trend = 1 - 0.035 * (Number(date.slice(0, 4)) - 2022);
    return Math.max(4, (level - 0.45 * level * season(date) + haze) * washed * trend);
  };
  const dustStations = [
    { name: '市民中心空气站', at: [760, 300] as Point, level: 31 },
    { name: '学院空气站', at: [-1800, 500] as Point, level: 29 },
    { name: '东工业园空气站', at: [2650, 500] as Point, level: 38 },
  ];
  series(dustStations, 'PM2.5', 'µg/m³', () => dailyDates(dice, 0.006), dust, 0);

  const traffic = (_date: string, level: number, index: number): number =>
    Math.round((level * (1 + 0.0035 * index) * (1 + 0.035 * dice.bell())) / 10) * 10;
  const trafficStations = [
    { name: '临江大桥', at: [-262, -760] as Point, level: 46_500 },
    { name: '市府桥', at: [602, -752] as Point, level: 38_200 },
    { name: '临江路文昌路口', at: [-950, 165] as Point, level: 33_800 },
    { name: '文汇路和平路口', at: [1140, 985] as Point, level: 29_400 },
    { name: '工业大道', at: [2840, 420] as Point, level: 24_600 },
  ];
  series(trafficStations, '交通量', '辆/日', () => monthlyDates(dice), traffic, 0);

  const noise = (_date: string, level: number, index: number): number => level - 0.012 * index + 0.9 * dice.bell();
  const noiseStations = [
    { name: '临江路声环境点', at: [-420, 185] as Point, level: 69.2 },
    { name: '北苑路声环境点', at: [700, 1440] as Point, level: 63.4 },
    { name: '古渡老街声环境点', at: [-1300, -380] as Point, level: 58.1 },
    { name: '江南大道声环境点', at: [420, -1410] as Point, level: 67.6 },
    { name: '环城东路声环境点', at: [2235, 700] as Point, level: 71.8 },
  ];
  series(noiseStations, '昼间噪声', 'dB(A)', () => monthlyDates(dice), noise, 1);
  return rows;
}
