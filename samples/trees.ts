import { Dice } from './dice.ts';
import { rounded } from './exact-math.ts';
import type { GreenSpace } from './green.ts';
import type { Network } from './network.ts';
import { add, boxOf, contains, left, type Point, pointAlong, snapped } from './plane.ts';
import type { WaterBody } from './water.ts';

export interface Tree {
  readonly point: Point;
  /** m. */
  readonly height: number;
  readonly crown: number;
  readonly species: string;
  readonly place: 'street' | 'park';
}

interface Species {
  readonly name: string;
  readonly height: readonly [number, number];
  /** Crown diameter as a share of height. */
  readonly spread: number;
}

const streetSpecies: readonly Species[] = [
  { name: '香樟', height: [6, 14], spread: 0.78 },
  { name: '悬铃木', height: [9, 20], spread: 0.72 },
  { name: '银杏', height: [6, 15], spread: 0.46 },
  { name: '栾树', height: [6, 12], spread: 0.66 },
  { name: '无患子', height: [6, 12], spread: 0.62 },
];
const parkSpecies: readonly Species[] = [
  ...streetSpecies,
  { name: '垂柳', height: [5, 11], spread: 0.85 },
  { name: '水杉', height: [10, 24], spread: 0.3 },
  { name: '桂花', height: [3, 6], spread: 0.8 },
  { name: '樱花', height: [3, 7], spread: 0.9 },
  { name: '朴树', height: [6, 15], spread: 0.7 },
];

function tree(point: Point, species: Species, place: Tree['place'], dice: Dice): Tree {
  const [low, high] = species.height;
  const height = rounded(low + (high - low) * (0.5 * dice.next() + 0.5 * dice.next()), 1);
  return {
    point: snapped(point),
    height,
    crown: rounded(height * species.spread * dice.between(0.8, 1.2), 1),
    species: species.name,
    place,
  };
}

/** A sample of the town's trees: rows along main streets, single trees in parks; none in water. */
export function treesOf(
  network: Network,
  green: readonly GreenSpace[],
  water: readonly WaterBody[],
  seed: number,
): Tree[] {
  const dice = new Dice(seed, 'trees');
  const trees: Tree[] = [];
  const basins = water.map(({ ring }) => ({ ring, box: boxOf(ring) }));
  const isDry = ([x, y]: Point): boolean =>
    !basins.some(
      ({ ring, box }) => x > box.left && x < box.right && y > box.bottom && y < box.top && contains(ring, [x, y]),
    );
  const usual = new Map<string, Species>();
  for (const street of network.streets) {
    const { kind, name, width } = street.line;
    if (kind !== 'arterial' && kind !== 'secondary') continue;
    const species = usual.get(name.zh) ?? dice.pick(streetSpecies);
    usual.set(name.zh, species);
    const spacing = kind === 'arterial' ? 26 : 52;
    for (let at = 24; at < street.length - 24; at += spacing * dice.between(0.85, 1.15)) {
      const { point, towards } = pointAlong(street.points, at);
      for (const side of [1, -1]) {
        const place = add(point, left(towards), side * (width / 2 - 3.2));
        if (isDry(place) && !dice.chance(0.07)) trees.push(tree(place, species, 'street', dice));
      }
    }
  }
  const parks = green.filter(({ kind }) => kind === 'park' || kind === 'corridor');
  const total = parks.reduce((sum, { parcel }) => sum + Math.min(parcel.lot.area, 160_000), 0);
  for (const { ring, parcel } of parks) {
    const box = boxOf(ring);
    const wanted = Math.max(2, Math.round((2050 * Math.min(parcel.lot.area, 160_000)) / total));
    for (let planted = 0, attempt = 0; planted < wanted && attempt < 20 * wanted; attempt++) {
      const point: Point = [dice.between(box.left, box.right), dice.between(box.bottom, box.top)];
      if (!contains(ring, point) || !isDry(point)) continue;
      planted++;
      trees.push(tree(point, dice.pick(parkSpecies), 'park', dice));
    }
  }
  return trees;
}
