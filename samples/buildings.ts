import type { FloorUse } from '#core/model/role.ts';
import {
  builtIn,
  civic,
  type Housing,
  hall,
  home,
  housingMixes,
  office,
  other,
  shop,
  thinned,
} from './building-program.ts';
import { Dice, weightsOf } from './dice.ts';
import { fillRoom, layHouses, layOldHouses, layRows, layShops, layTowers } from './housing.ts';
import { layComb, layHalls, layPavilions, layPodium, layStadium } from './large-buildings.ts';
import type { Lot } from './lots.ts';
import { centroid, mix, type Point, segmentDistance } from './plane.ts';
import { type Building, type BuildingKind, rectangleRing, Site } from './site.ts';

/** Puts buildings on one lot after another. */
class Builder {
  readonly #dice: Dice;
  readonly #housing: Housing;
  readonly #lot: Lot;
  readonly #year: number;

  constructor(lot: Lot, dice: Dice, housing: Housing) {
    this.#lot = lot;
    this.#dice = dice;
    this.#housing = housing;
    const [from, to] = builtIn[lot.district];
    const isOld = lot.code === 'R3' ? 10 : 0;
    this.#year = dice.whole(from, to) - (housing === 'walk-up' ? 5 : 0) - isOld;
  }

  #site(setback: number, axis: 'east-west' | 'long-side' = 'long-side'): Site {
    return new Site(this.#lot.ring, setback, axis, this.#year);
  }

  /** Towards the street of the lot, in the site's axes. */
  #front(site: Site): readonly [number, number] {
    const { block, ring, frontage } = this.#lot;
    const middle = centroid(ring);
    let nearest: Point = middle;
    let least = Infinity;
    for (const [index, kind] of block.sides.entries()) {
      if (kind !== frontage) continue;
      const [a, b] = [block.ring[index]!, block.ring[(index + 1) % block.ring.length]!];
      const away = segmentDistance(middle, a, b);
      if (away >= least) continue;
      least = away;
      nearest = mix(a, b, 0.5);
    }
    const [u, v] = site.ownPoint(nearest);
    return [u, v];
  }

  #homes(site: Site, housing: Housing): void {
    const dice = this.#dice;
    if (housing === 'walk-up') {
      const floors = dice.whole(5, 6);
      layRows(site, { depth: 11.5, shortest: 17, longest: 33, gap: 6, spacing: 14.5, missing: 0.03 }, dice, () =>
        home(floors),
      );
      fillRoom(site, 16, 11, 8.5, 4, () => home(floors));
    } else if (housing === 'mid-rise') {
      const floors = dice.whole(7, 10);
      const rows = { depth: 13, shortest: 20, longest: 35, gap: 9, spacing: 20, missing: 0.04 };
      layRows(site, rows, dice, () => home(Math.min(11, floors + dice.whole(-1, 1))));
      fillRoom(site, 18, 12.5, 13, 2, () => home(floors));
    } else if (housing === 'high-rise') {
      const floors = dice.whole(15, 18);
      const rows = { depth: 15, shortest: 24, longest: 35, gap: 13, spacing: 30, missing: 0.06 };
      layRows(site, rows, dice, () => home(Math.min(18, floors + dice.whole(-2, 1))));
    } else {
      const floors = dice.whole(24, 32);
      layTowers(site, 23, 41, dice, () => home(floors + dice.whole(-3, 1)));
    }
    if (site.buildings.length === 0)
      layRows(site, { depth: 11, shortest: 14, longest: 40, gap: 6, spacing: 16, missing: 0 }, dice, () => home(5));
    if (site.buildings.length === 0) layHalls(site, 1, 1, 6, 9, () => home(4));
  }

  #residential(): Site {
    const dice = this.#dice;
    const { code, district, area, frontage } = this.#lot;
    if (code === 'R1') {
      const site = this.#site(4, 'east-west');
      if (dice.chance(0.6)) layHouses(site, 12.5, 6.5, 10, dice, () => home(dice.whole(2, 3)));
      else
        layRows(site, { depth: 12, shortest: 24, longest: 38, gap: 7, spacing: 12, missing: 0.05 }, dice, () =>
          home(3),
        );
      return site;
    }
    if (code === 'R3') {
      if (district === 'village') {
        const site = this.#site(2.5);
        layHouses(site, 11, 2.2, 4.2, dice, () => home(dice.whole(2, 4)));
        fillRoom(site, 10.5, 9.5, 2, 4, () => home(dice.whole(1, 3)));
        return site;
      }
      const site = this.#site(2.5, 'east-west');
      const floors = district === 'old' ? 2 : 4;
      layOldHouses(site, dice, () => home(dice.whole(Math.max(1, floors - 1), floors + 1)));
      return site;
    }
    const site = this.#site(area < 4500 ? 4 : 5, 'east-west');
    const hasShops = frontage === 'arterial' || frontage === 'secondary' ? 0.3 : 0.08;
    if (area > 4500 && dice.chance(hasShops)) layShops(site, this.#front(site), 11, shop(dice.whole(1, 2)));
    this.#homes(site, this.#housing);
    const isHigh = this.#housing === 'high-rise' || this.#housing === 'tower';
    if (isHigh && site.buildings.length > 0)
      fillRoom(site, 21, 12, 11, 2, () => (dice.chance(0.5) ? shop(2) : civic(2)));
    if (area > 4000 && dice.chance(0.45)) this.#annex(site, civic(dice.whole(1, 2)));
    return site;
  }

  /** A small house (for neighbours to meet, for a transformer), wherever there is room. */
  #annex(site: Site, kind: BuildingKind): void {
    if (site.isEmpty) return;
    const dice = this.#dice;
    const box = site.box;
    const [width, depth] = [dice.between(13, 19), dice.between(9, 12)];
    for (let attempt = 0; attempt < 12; attempt++) {
      const u = box.u + (box.width - width) * dice.next();
      const v = box.v + (box.depth - depth) * dice.next();
      if (site.build(rectangleRing({ u, v, width, depth }), kind, 5)) return;
    }
  }

  #mixed(): Site {
    const dice = this.#dice;
    const isCentral = this.#lot.district === 'core' || this.#lot.district === 'civic';
    if (isCentral && dice.chance(0.55)) {
      const site = this.#site(6, 'east-west');
      const floors = dice.whole(16, 28);
      const towers = this.#lot.area > 5200 ? [home(floors), home(floors - dice.whole(0, 4))] : [home(floors)];
      if (layPodium(site, { share: 0.8, podium: shop(dice.whole(2, 3)), towers, towerWidth: 30, towerDepth: 17 }))
        return site;
    }
    if (this.#lot.district === 'old') {
      const site = this.#site(2.5, 'east-west');
      layShops(site, this.#front(site), 10, shop(2));
      layOldHouses(site, dice, () => home(dice.whole(2, 3)));
      return site;
    }
    const site = this.#site(5, 'east-west');
    layShops(site, this.#front(site), 14, shop(dice.whole(2, 3)));
    this.#homes(site, this.#housing === 'walk-up' && dice.chance(0.5) ? 'mid-rise' : this.#housing);
    fillRoom(site, 17, 11.5, 10, 2, () => home(6));
    return site;
  }

  #business(): Site {
    const dice = this.#dice;
    const { code, district, area, purpose } = this.#lot;
    const site = this.#site(6);
    if (purpose === 'market') {
      layHalls(site, 1, 1, 8, 18, () => shop(2));
      return site;
    }
    if (district === 'technology' && code === 'B2') {
      layPavilions(site, 46, 40, 18, dice, () => office(dice.whole(5, 11)));
      return site;
    }
    if (code === 'B2') {
      const isCore = district === 'core';
      const floors = isCore ? dice.whole(14, 34) : dice.whole(9, 18);
      const towers = area > 7500 ? [office(floors), office(Math.max(8, floors - dice.whole(2, 9)))] : [office(floors)];
      const podium = dice.chance(0.6) ? shop(dice.whole(2, 4)) : office(dice.whole(2, 4));
      const share = isCore ? 0.82 : 0.74;
      if (dice.chance(0.82) && layPodium(site, { share, podium, towers, towerWidth: 38, towerDepth: 32 })) return site;
      layRows(site, { depth: 18, shortest: 30, longest: 56, gap: 14, spacing: 26, missing: 0 }, dice, () =>
        office(dice.whole(7, 13)),
      );
      if (site.buildings.length === 0) layHalls(site, 1, 1, 8, 12, () => office(6));
      return site;
    }
    const hotel = district === 'core' ? 0.4 : 0.16;
    if (dice.chance(hotel)) {
      const tower = [shop(dice.whole(12, 20))];
      if (layPodium(site, { share: 0.8, podium: shop(4), towers: tower, towerWidth: 36, towerDepth: 18 })) return site;
    }
    if (area > 4200 && dice.chance(0.4)) {
      layRows(site, { depth: 15, shortest: 26, longest: 58, gap: 8, spacing: 10, missing: 0.05 }, dice, () =>
        shop(dice.whole(2, 3)),
      );
    } else layHalls(site, area > 6000 ? 2 : 1, 1, 12, 16, () => shop(dice.whole(3, 5)));
    return site;
  }

  #industrial(): Site {
    const dice = this.#dice;
    const { code, area } = this.#lot;
    const site = this.#site(8);
    if (site.isEmpty) return site;
    const { width, depth } = site.box;
    if (code !== 'W1' && area > 7000) {
      const front = this.#front(site);
      const isAcross = Math.abs(front[1]) / depth > Math.abs(front[0]) / width;
      const floors = code === 'M1' && dice.chance(0.3) ? dice.whole(5, 7) : dice.whole(3, 4);
      const size = isAcross
        ? { width: Math.min(48, width * 0.4), depth: 15 }
        : { width: 15, depth: Math.min(48, depth * 0.4) };
      const u = front[0] > 0 ? site.box.u + width - size.width - 2 : site.box.u + 2;
      const v = front[1] > 0 ? site.box.v + depth - size.depth - 2 : site.box.v + 2;
      site.build(
        [
          [u, v],
          [u + size.width, v],
          [u + size.width, v + size.depth],
          [u, v + size.depth],
        ],
        office(floors),
        10,
      );
    }
    const columns = Math.max(1, Math.round(width / (code === 'M2' || code === 'W1' ? 105 : 70)));
    const rows = Math.max(1, Math.round(depth / (code === 'W1' ? 62 : 58)));
    layHalls(site, columns, rows, code === 'W1' ? 26 : 17, 18, () => {
      const storeys =
        code === 'M1'
          ? dice.weighted([
              [1, 30],
              [2, 30],
              [3, 25],
              [4, 15],
            ])
          : dice.weighted([
              [1, 78],
              [2, 22],
            ]);
      return hall(storeys);
    });
    for (let small = 0; small < dice.whole(1, 2); small++) this.#annex(site, other(1));
    return site;
  }

  #public(): Site {
    const dice = this.#dice;
    const { code, purpose, area, district } = this.#lot;
    const site = this.#site(area < 5000 ? 5 : 7, 'east-west');
    if (site.isEmpty) return site;
    if (purpose === 'kindergarten') {
      if (!layComb(site, 48, 34, 2, civic(3), 0.72)) layHalls(site, 1, 1, 6, 14, () => civic(3));
    } else if (purpose === 'primary-school' || purpose === 'middle-school') {
      const floors = purpose === 'primary-school' ? 4 : 5;
      layComb(site, purpose === 'primary-school' ? 88 : 104, 62, 3, civic(floors), 0.55);
      layHalls(site, 2, 2, 16, 22, () => civic(dice.whole(1, 3)));
      while (site.buildings.length > 4) site.buildings.pop();
    } else if (purpose === 'hospital') {
      layComb(site, 110, 60, 3, civic(5), 0.5);
      layRows(site, { depth: 22, shortest: 44, longest: 74, gap: 18, spacing: 26, missing: 0 }, dice, () =>
        civic(dice.whole(8, 14)),
      );
    } else if (code === 'A4') {
      if (area > 20_000) layStadium(site, civic(2));
      layHalls(site, 2, 1, 18, 26, () => civic(2));
    } else if (code === 'A31') {
      layPavilions(site, 50, 34, 21, dice, () => civic(dice.whole(4, 7)));
    } else if (code === 'A35') {
      layPavilions(site, 48, 34, 20, dice, () => civic(dice.whole(4, 8)));
    } else if (code === 'A1') {
      const floors = district === 'civic' ? dice.whole(7, 12) : dice.whole(4, 7);
      layComb(site, 84, 46, 2, civic(floors), 0.7);
      layHalls(site, 2, 1, 12, 16, () => civic(2));
      while (site.buildings.length > 3) site.buildings.pop();
    } else if (code === 'A7') {
      layOldHouses(site, dice, () => civic(1));
    } else if (code === 'A2') layHalls(site, area > 8000 ? 2 : 1, 1, 18, 20, () => civic(dice.whole(2, 4)));
    else if (!layComb(site, 56, 36, purpose === 'elderly-care' ? 2 : 1, civic(dice.whole(3, 5)), 0.85)) {
      layHalls(site, 1, 1, 6, 10, () => civic(3));
    }
    if (site.buildings.length === 0) layHalls(site, 1, 1, 6, 10, () => civic(3));
    if (area > 3000) this.#annex(site, civic(dice.whole(1, 2)));
    return site;
  }

  /** Everything that stands on the lot. */
  build(): Building[] {
    const { code, area } = this.#lot;
    const head = code[0];
    if (head === 'E' || head === 'G') return [];
    let site: Site;
    if (code === 'RB') site = this.#mixed();
    else if (head === 'R') site = this.#residential();
    else if (head === 'B') site = this.#business();
    else if (head === 'M' || head === 'W') site = this.#industrial();
    else if (head === 'A') site = this.#public();
    else {
      site = this.#site(6);
      if (code === 'S4') layHalls(site, 2, 2, area > 12_000 ? 30 : 18, 12, () => other(1));
      else if (code === 'U3') layComb(site, 42, 32, 1, civic(3), 0.9);
      else layHalls(site, 2, 1, 12, 8, () => other(this.#dice.whole(1, 2)));
      while (site.buildings.length > 3) site.buildings.pop();
    }
    return thinned(site.buildings, this.#lot);
  }
}

/** Buildings of every lot, in the order of the lots. */
export function buildingsOf(lots: readonly Lot[], seed: number): Building[][] {
  const dice = new Dice(seed, 'buildings');
  const housing = new Map<number, Housing>();
  return lots.map((lot) => {
    const choices = weightsOf<Housing>(housingMixes[lot.district] ?? 'walk-up 1');
    const usual = housing.get(lot.blockIndex) ?? dice.weighted(choices);
    housing.set(lot.blockIndex, usual);
    return new Builder(lot, dice, dice.chance(0.88) ? usual : dice.weighted(choices)).build();
  });
}

/** Floor area by use of some buildings, m2. */
export function floorAreaByUse(buildings: readonly Building[]): Record<FloorUse, number> {
  const sums = { residential: 0, commercial: 0, office: 0, industrial: 0, civic: 0, other: 0 };
  for (const { use, floorArea } of buildings) sums[use] += floorArea;
  return sums;
}
