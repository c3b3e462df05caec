import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import { type Network, nearestJunction, type Street } from './network.ts';
import { add, distance, left, lineLength, type Point, pointAlong, type Ring, snapped } from './plane.ts';
import { cheapestWay } from './routing.ts';
import { stationSites } from './station-sites.ts';
import type { TownShape } from './town-shape.ts';

export interface TransitLine {
  readonly name: LocalText;
  readonly mode: 'metro' | 'bus';
  readonly points: Ring;
}

export interface TransitStop {
  readonly name: LocalText;
  readonly mode: 'metro' | 'bus';
  readonly point: Point;
  readonly lines: string[];
  headway: number;
}

export interface Transit {
  readonly lines: readonly TransitLine[];
  readonly stops: readonly TransitStop[];
}

/** Ways of the bus routes in plan metres: from end to end by way of the points between. */
const busWays = [
  '-2400,900 -950,970 550,970 2320,900',
  '-2960,800 -1650,520 -270,550 1180,560 2850,620',
  '-2440,-260 -930,-200 600,-220 1950,-180',
  '-1700,1600 -1650,900 -1640,130 -1680,-560 -260,-580 -260,-960 -1600,-1500',
  '-1030,1440 -950,560 -940,-560 600,-580 620,-960 1380,-1440',
  '500,1880 560,560 590,-220 620,-1430 760,-1900 1540,-1760',
  '1020,2200 1050,1430 1170,560 1400,140 1480,-560 2300,-580',
  '-2300,-1400 -1660,-1480 -300,-1430 1380,-1440 2180,-1380 2740,-1500',
  '-2000,-1750 -1780,-1780 -370,-1770 750,-1760 1500,-1740',
  '1810,1420 1860,560 1950,190 2850,300 2760,1560 2150,1500',
  '-1790,1400 -290,1440 520,1420 1500,1450 1800,1000 2300,950',
  '-3000,-560 -2480,-590 -1690,-590 -930,-590 600,-590 2830,-600',
];

function joined(
  network: Network,
  nodes: readonly number[],
  costOf: (street: Street) => number,
): { points: Point[]; streets: Street[] } {
  const points: Point[] = [];
  const streets: Street[] = [];
  for (let index = 0; index + 1 < nodes.length; index++) {
    for (const { street, isForward } of cheapestWay(network, nodes[index]!, nodes[index + 1]!, costOf)) {
      const own = isForward ? street.points : street.points.toReversed();
      points.push(...(points.length === 0 ? own : own.slice(1)));
      streets.push(street);
    }
  }
  return { points, streets };
}

function metro(network: Network, shape: TownShape): Transit {
  const nodes = stationSites.map((site) => nearestJunction(network, shape.bend(site.point), ['arterial', 'secondary']));
  const stops = stationSites.map(
    (site, index): TransitStop => ({
      name: site.name,
      mode: 'metro',
      point: network.places[nodes[index]!]!,
      lines: site.lines.map((line) => `${line}号线`),
      headway: site.lines.includes(1) ? 5 : 6,
    }),
  );
  const lines = ([1, 2] as const).map((line): TransitLine => {
    const axis: 0 | 1 = line === 1 ? 0 : 1;
    const order = stationSites.map((_, index) => index).filter((index) => stationSites[index]!.lines.includes(line));
    order.sort((a, b) => stationSites[a]!.point[axis] - stationSites[b]!.point[axis]);
    const own = line === 1 ? '临江路' : '迎江大道';
    const { points } = joined(
      network,
      order.map((index) => nodes[index]!),
      ({ line: street }) =>
        street.name.zh === own ? 1 : street.kind === 'arterial' || street.kind === 'secondary' ? 6 : Infinity,
    );
    return { name: { zh: `${line}号线`, en: `Line ${line}` }, mode: 'metro', points };
  });
  return { lines, stops };
}

/** Names of the two streets that meet nearest to `point`, the one with the route first. */
function cornerName(network: Network, point: Point, own: string): LocalText | undefined {
  let best: LocalText | undefined;
  let least = 260;
  for (const [node, streets] of network.around) {
    const away = distance(network.places[node]!, point);
    if (away >= least) continue;
    const names = streets
      .filter(({ line }) => line.kind !== 'path' && line.kind !== 'footbridge')
      .map(({ line }) => line.name);
    const main = names.find(({ zh }) => zh === own);
    const other = names.find(({ zh }) => zh !== own);
    if (!main || !other) continue;
    least = away;
    best = { zh: `${main.zh}${other.zh}口`, en: `${main.en} at ${other.en}` };
  }
  return best;
}

/** Metres between stops that serve as one. */
const shared = 150;

/** The name with the side on which the stop lies of the one that has the plain name; numbered where that is taken too. */
function sideName(base: LocalText, named: ReadonlyMap<string, Point>, point: Point): LocalText {
  const first = named.get(base.zh);
  if (!first) return base;
  const [dx, dy] = [point[0] - first[0], point[1] - first[1]];
  const [zh, en] =
    Math.abs(dx) > Math.abs(dy)
      ? dx > 0
        ? ['东', 'East']
        : ['西', 'West']
      : dy > 0
        ? ['北', 'North']
        : ['南', 'South'];
  const name = { zh: base.zh + zh!, en: `${base.en} ${en}` };
  return named.has(name.zh) ? { zh: `${name.zh}${named.size}`, en: `${name.en} ${named.size}` } : name;
}

function buses(network: Network, shape: TownShape, dice: Dice): Transit {
  const lines: TransitLine[] = [];
  const stops: TransitStop[] = [];
  const named = new Map<string, Point>();
  for (const [index, way] of busWays.entries()) {
    const nodes = way.split(' ').map((pair) => {
      const [x, y] = pair.split(',').map(Number) as [number, number];
      return nearestJunction(network, shape.bend([x, y]), ['arterial', 'secondary']);
    });
    const { points, streets } = joined(network, nodes, ({ line: { kind } }) =>
      kind === 'arterial' || kind === 'secondary' ? 1 : kind === 'local' ? 1.7 : Infinity,
    );
    if (points.length < 2) continue;
    const label = `${index + 1}路`;
    lines.push({ name: { zh: label, en: `Bus ${index + 1}` }, mode: 'bus', points });
    const headway = dice.pick([6, 7, 8, 8, 10, 10, 12, 15]);
    const total = lineLength(points);
    const starts: number[] = [];
    let walked = 0;
    for (const street of streets) {
      starts.push(walked);
      walked += street.length;
    }
    let at = dice.between(40, 90);
    while (at < total - 30) {
      const { point, towards } = pointAlong(points, at);
      const existing = stops.find((stop) => distance(stop.point, point) < shared);
      if (existing) {
        if (!existing.lines.includes(label)) existing.lines.push(label);
        existing.headway = Math.min(existing.headway, headway);
      } else {
        const on =
          streets[
            Math.max(
              0,
              starts.findLastIndex((start) => start <= at),
            )
          ]!;
        const base = cornerName(network, point, on.line.name.zh) ?? { zh: on.line.name.zh, en: on.line.name.en };
        const name = sideName(base, named, point);
        named.set(name.zh, point);
        const isOnBridge = on.length > 330 && /桥/.test(on.line.name.zh);
        const aside = isOnBridge ? 0 : Math.min(14, on.line.width / 2 - 3);
        stops.push({ name, mode: 'bus', point: snapped(add(point, left(towards), -aside)), lines: [label], headway });
      }
      at += dice.between(430, 560);
    }
  }
  return { lines, stops };
}

/** Two metro lines under the main streets and twelve bus routes on them. */
export function transitOf(network: Network, shape: TownShape, seed: number): Transit {
  const rail = metro(network, shape);
  const road = buses(network, shape, new Dice(seed, 'transit'));
  return { lines: [...rail.lines, ...road.lines], stops: [...rail.stops, ...road.stops] };
}
