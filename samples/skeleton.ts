import type { StreetClass } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { add, direction, left, type Point, type Ring, smoothCurve } from './plane.ts';
import type { TownShape } from './town-shape.ts';

/** What a line of the plan is: a street of some class, the edge of water, a limit between green and other land, the town's border. */
export type LineKind = StreetClass | 'shore' | 'limit' | 'border';

/** One named line of the plan. */
export interface PlanLine {
  readonly kind: LineKind;
  readonly name: LocalText;
  /** Width between the street lines (red lines), m; 0 for what is no street. */
  readonly width: number;
}

export interface SkeletonLine extends PlanLine {
  readonly points: Ring;
}

/** Metres between the vertices of skeleton lines: side streets begin at one of them. */
const skeletonStep = 20;

type Row = readonly [kind: LineKind, width: number, zh: string, en: string, points: string];

/**
 * The hand-drawn frame: main streets through the whole town, as points x,y in plan metres from its middle. N and S instead of y
 * stand for just beyond the riverside road on the northern and southern bank.
 */
const rows: readonly Row[] = [
  ['arterial', 42, '文汇路', 'Wenhui Road', '-3700,760 -2400,900 -1200,985 0,955 1200,990 2300,900 3700,1010'],
  ['arterial', 44, '临江路', 'Linjiang Road', '-3700,-80 -2400,70 -1300,170 -250,150 1200,120 2300,240 3700,350'],
  [
    'arterial',
    40,
    '江南大道',
    'Jiangnan Avenue',
    '-3700,-1330 -2300,-1420 -1200,-1500 0,-1430 1200,-1440 2300,-1330 3700,-1390',
  ],
  ['secondary', 28, '北苑路', 'Beiyuan Road', '-1790,1400 -1300,1450 -200,1440 700,1420 1500,1450 2220,1370'],
  ['secondary', 28, '青年路', 'Qingnian Road', '-1690,530 -900,570 0,545 900,570 2300,560 3700,690'],
  ['secondary', 26, '古渡路', 'Gudu Road', '-2560,-270 -1700,-250 -900,-190 0,-235 900,-215 1900,-170 2440,-190'],
  ['secondary', 28, '南苑路', 'Nanyuan Road', '-2250,-1740 -1200,-1790 0,-1770 1200,-1760 2080,-1700'],
  ['arterial', 40, '学院路', 'Xueyuan Road', '-1990,2800 -1800,1700 -1680,900 -1640,100 -1690,N'],
  ['secondary', 30, '文昌路', 'Wenchang Road', '-1080,2010 -1020,1300 -950,500 -950,-100 -920,N'],
  ['arterial', 46, '迎江大道', 'Yingjiang Avenue', '-330,2800 -290,1500 -250,300 -260,-900 -380,-2000 -420,-2900'],
  ['arterial', 42, '市府大街', 'Shifu Street', '480,2060 510,1300 560,300 610,-900 780,-1900 860,-2900'],
  ['arterial', 40, '和平路', 'Heping Road', '960,2800 1040,1800 1150,900 1380,200 1480,N'],
  ['secondary', 30, '东湖路', 'Donghu Road', '1780,1750 1800,1100 1900,500 1980,-100 1960,N'],
  ['secondary', 28, '明德路', 'Mingde Road', '-1560,S -1660,-1500 -1860,-2200 -1960,-2900'],
  ['secondary', 28, '康宁路', 'Kangning Road', '1260,S 1400,-1450 1560,-2100'],
  ['arterial', 42, '工业大道', 'Gongye Avenue', '2700,2700 2760,1600 2850,600 2830,N'],
  ['secondary', 32, '物流路', 'Wuliu Road', '2760,S 2740,-1500 2620,-2500'],
  ['secondary', 28, '西苑路', 'Xiyuan Road', '-2980,1900 -2960,800 -2990,-20 -3010,N'],
  ['secondary', 28, '创新路', 'Chuangxin Road', '2140,1500 2800,1560 3700,1640'],
  [
    'secondary',
    26,
    '北岭路',
    'Beiling Road',
    '-1790,2220 -1000,2270 -300,2200 450,2240 1010,2210 1700,2090 2300,1930 2770,1760',
  ],
  ['secondary', 28, '春晖路', 'Chunhui Road', '-1490,930 -1470,1180 -1330,1440 -1080,1630 -640,1690 -260,1680'],
  ['secondary', 26, '南岭路', 'Nanling Road', '2720,-1930 1900,-2230 1000,-2320 0,-2350 -1000,-2330 -1920,-2270'],
  ['footbridge', 7, '听涛桥', 'Tingtao Footbridge', '-1640,-500 -1630,-800 -1560,-1250'],
];

const border =
  '-3350,-800 -3380,300 -3300,1350 -2700,2150 -1700,2480 -500,2520 700,2500 1800,2420 2800,2130 3300,1350 3430,300 3400,-800 3250,-1700 2500,-2320 1400,-2500 200,-2470 -1100,-2540 -2300,-2350 -3120,-1700';
const ring =
  '-2480,-400 -2450,400 -2320,1100 -1900,1640 -1150,1850 0,1920 1050,1860 1800,1640 2180,1150 2300,450 2300,-400 2230,-1150 1960,-1700 1250,-2010 0,-2110 -1200,-2060 -1980,-1740 -2380,-1150';
const creek =
  '-3700,2480 -3000,1960 -2480,1640 -2100,1350 -1960,1040 -2010,740 -1950,400 -2060,60 -2150,-300 -2100,-750';

function pointsOf(text: string, shape: TownShape): Point[] {
  return text.split(' ').map((pair) => {
    const [x, y] = pair.split(',') as [string, string];
    const moved = shape.shift([Number(x), y === 'N' || y === 'S' ? 0 : Number(y)]);
    if (y === 'N') return [moved[0], shape.northRiverside(moved[0]) - 25];
    if (y === 'S') return [moved[0], shape.southRiverside(moved[0]) + 25];
    return moved;
  });
}

function across(edge: (x: number) => number): Point[] {
  const points: Point[] = [];
  for (let x = -3700; x <= 3700; x += skeletonStep) points.push([x, edge(x)]);
  return points;
}

/** A line beside `line`, `offset` metres to its left. */
function beside(line: Ring, offset: number): Point[] {
  return line.map((point, index) => {
    const a = line[Math.max(0, index - 1)]!;
    const b = line[Math.min(line.length - 1, index + 1)]!;
    return add(point, left(direction(a, b)), offset);
  });
}

const noName: LocalText = { zh: '', en: '' };

/** Half the width of the creek, m. */
const creekHalfWidth = 9;

/** All lines of the frame in the plan: border, ring, main streets, shores of river and creek. Closed ones end where they begin. */
export function skeletonLines(shape: TownShape): SkeletonLine[] {
  const closed = (points: string): Point[] => {
    const curve = smoothCurve(pointsOf(points, shape), skeletonStep, true);
    return [...curve, curve[0]!];
  };
  const lines: SkeletonLine[] = [
    { kind: 'border', width: 0, name: noName, points: closed(border) },
    { kind: 'motorway', width: 52, name: { zh: '环城路', en: 'Ring Road' }, points: closed(ring) },
    { kind: 'shore', width: 0, name: noName, points: across(shape.northShore) },
    { kind: 'shore', width: 0, name: noName, points: across(shape.southShore) },
    {
      kind: 'arterial',
      width: 34,
      name: { zh: '滨江大道', en: 'Binjiang Avenue' },
      points: across(shape.northRiverside),
    },
    {
      kind: 'secondary',
      width: 28,
      name: { zh: '江滨南路', en: 'Jiangbin South Road' },
      points: across(shape.southRiverside),
    },
  ];
  for (const [kind, width, zh, en, points] of rows) {
    lines.push({ kind, width, name: { zh, en }, points: smoothCurve(pointsOf(points, shape), skeletonStep) });
  }
  const middle = smoothCurve(pointsOf(creek, shape), skeletonStep);
  for (const side of [creekHalfWidth, -creekHalfWidth]) {
    lines.push({ kind: 'shore', width: 0, name: noName, points: beside(middle, side) });
  }
  return lines;
}
