import { requireSameLength } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';

/** How much of a population (or floor area, or land) lies within a distance, inclusive. */
export interface Coverage {
  readonly covered: number;
  readonly total: number;
  readonly share: MethodValue;
  /** Places whose population is not known; they are in neither sum. */
  readonly unknown: number;
}

function coverageWhere(amounts: ArrayLike<number>, isCovered: (index: number) => boolean): Coverage {
  let covered = 0;
  let total = 0;
  let unknown = 0;
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index]!;
    if (Number.isNaN(amount)) {
      unknown++;
      continue;
    }
    total += amount;
    if (isCovered(index)) covered += amount;
  }
  const share =
    unknown === amounts.length
      ? insufficient('没有人口数据', 'there are no population data')
      : total === 0
        ? notDefined('总人口为 0', 'the total population is 0')
        : ok(covered / total);
  return { covered, total, share, unknown };
}

/**
 * Share of `amounts` within `limitMetres` (inclusive) of what is reached: Σ Pᵢ [dᵢ ≤ L] / Σ Pᵢ. Distances that are NaN or
 * infinite reach nothing. State what the amounts are: shares of land and of people differ by a factor of 1.5 and more.
 */
export function coverageWithin(
  amounts: ArrayLike<number>,
  distances: ArrayLike<number>,
  limitMetres: number,
): Coverage {
  requireSameLength('coverage', { amounts, distances });
  return coverageWhere(amounts, (index) => distances[index]! <= limitMetres);
}

export interface TransitAccess extends Coverage {
  readonly byLowCapacity: number;
  readonly byHighCapacity: number;
}

/**
 * SDG indicator 11.2.1: share of the population with a network walk of at most 500 m to a stop of low capacity (bus, bus
 * rapid transit) or at most 1,000 m to one of high capacity (rail, metro, ferry). Both limits are inclusive.
 *
 * Source: UN-Habitat metadata 11-02-01, September 2021. Unit 1. Pitfalls: bus rapid transit is in the low class here, while
 * ITDP counts it as rapid transit; distances are walks, so straight lines give an upper bound.
 */
export function transitAccess(
  population: ArrayLike<number>,
  lowCapacityMetres: ArrayLike<number>,
  highCapacityMetres: ArrayLike<number>,
  limits: { readonly lowMetres?: number; readonly highMetres?: number } = {},
): TransitAccess {
  requireSameLength('transit-access', { population, lowCapacityMetres, highCapacityMetres });
  const { lowMetres = 500, highMetres = 1000 } = limits;
  const low = coverageWithin(population, lowCapacityMetres, lowMetres);
  const high = coverageWithin(population, highCapacityMetres, highMetres);
  const either = coverageWhere(
    population,
    (index) => lowCapacityMetres[index]! <= lowMetres || highCapacityMetres[index]! <= highMetres,
  );
  return { ...either, byLowCapacity: low.covered, byHighCapacity: high.covered };
}

/**
 * People near transit: share of the metropolitan population within 1 km in a straight line of rapid transit (bus rapid
 * transit that meets the BRT Standard, light rail, metro, frequent commuter rail).
 * Source: ITDP, People Near Transit, 2016. Pitfall: the denominator is the metropolitan area, not the plan; with a plan's
 * population the figure is not comparable with published ones.
 */
export function peopleNearTransit(
  population: ArrayLike<number>,
  straightMetres: ArrayLike<number>,
  limitMetres = 1000,
): Coverage {
  return coverageWithin(population, straightMetres, limitMetres);
}

type StationZone = 'core' | 'influence' | 'outside';

/**
 * Zone of a place by its distance from the station: core (站点核心区, 300 to 500 m), influence (轨道影响区, 500 to 800 m, about
 * 15 minutes on foot), outside. Bounds are inclusive.
 * Source: 城市轨道沿线地区规划设计导则 (MOHURD, November 2015). Defaults 500 and 800 m: verify locally.
 */
export function stationZone(distanceMetres: number, coreMetres = 500, influenceMetres = 800): StationZone {
  if (distanceMetres <= coreMetres) return 'core';
  return distanceMetres <= influenceMetres ? 'influence' : 'outside';
}

export interface Detour {
  /** Network distance over straight distance, weighted by `amounts`; 1 is a straight walk. */
  readonly ratio: MethodValue;
  /** Places that have both distances. */
  readonly places: number;
}

/** Mean detour of walks: Σ w · network / Σ w · straight over the places that have both. Unit 1, at least about 1. */
export function detourRatio(
  amounts: ArrayLike<number>,
  networkMetres: ArrayLike<number>,
  straightMetres: ArrayLike<number>,
): Detour {
  requireSameLength('detour', { amounts, networkMetres, straightMetres });
  let network = 0;
  let straight = 0;
  let places = 0;
  for (let index = 0; index < amounts.length; index++) {
    const weight = amounts[index]!;
    if (!(weight > 0) || !Number.isFinite(networkMetres[index]!) || !Number.isFinite(straightMetres[index]!)) continue;
    network += weight * networkMetres[index]!;
    straight += weight * straightMetres[index]!;
    places++;
  }
  if (places === 0) return { ratio: insufficient('没有两种距离俱全的地点', 'no place has both distances'), places };
  return {
    ratio: straight === 0 ? notDefined('直线距离为 0', 'the straight distance is 0') : ok(network / straight),
    places,
  };
}
