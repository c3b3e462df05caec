import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/** Millimetres of an inch: the equation was fitted in inches. */
export const millimetresPerInch = 25.4;

/** Initial abstraction as a share of the storage S. The two shares go with two different storages. */
export type AbstractionShare = 0.2 | 0.05;

/** A weighted curve number below this is outside the method (TR-55, chapter 2). */
export const lowestCurveNumber = 40;

/** How wet the ground is before the storm: dry (I), average (II), wet (III). */
export type MoistureCondition = 'I' | 'II' | 'III';

/**
 * Curve number of the average condition carried to another antecedent moisture condition: CN(I) = 4.2 CN / (10 − 0.058 CN),
 * CN(III) = 23 CN / (10 + 0.13 CN). Source: Chow, Maidment & Mays 1988, equations 5.5.6 and 5.5.7.
 */
export function curveNumberUnder(curveNumber: number, condition: MoistureCondition): number {
  if (condition === 'II') return curveNumber;
  return condition === 'I'
    ? (4.2 * curveNumber) / (10 - 0.058 * curveNumber)
    : (23 * curveNumber) / (10 + 0.13 * curveNumber);
}

/** CN of surfaces that take no water. */
export const imperviousCurveNumber = 98;

/** Unconnected impervious land only matters up to this share of the whole, percent (TR-55, figure 2-4). */
export const unconnectedLimitPercent = 30;

/**
 * Storage S after runoff begins, mm: 25400 / CN − 254 for the share 0.2. For 0.05 the storage is another one,
 * S₀.₀₅ = 1.33 S₀.₂^1.15 in inches: changing the share alone would be wrong. Source: USDA TR-55 1986; Hawkins et al. 2002.
 */
export function storageMillimetres(curveNumber: number, share: AbstractionShare = 0.2): number {
  const storage = 25_400 / curveNumber - 254;
  return share === 0.2 ? storage : millimetresPerInch * 1.33 * (storage / millimetresPerInch) ** 1.15;
}

/**
 * Runoff of a storm, mm: (P − Iₐ)² / (P − Iₐ + S) with Iₐ = share · S, 0 while P ≤ Iₐ. `curveNumber` above 0, at most 100.
 * Source: USDA TR-55 1986.
 */
export function runoffMillimetres(rainMillimetres: number, curveNumber: number, share: AbstractionShare = 0.2): number {
  const storage = storageMillimetres(curveNumber, share);
  const excess = rainMillimetres - share * storage;
  return excess <= 0 ? 0 : excess ** 2 / (excess + storage);
}

export interface CurveNumberRunoff {
  /** Under the moisture condition that was asked for. */
  readonly curveNumber: number;
  /** S and Iₐ, mm. */
  readonly storage: number;
  readonly initialAbstraction: number;
  /** mm for each depth of rain; out of range where the curve number is below {@link lowestCurveNumber}. */
  readonly runoff: readonly MethodValue[];
}

/** {@link runoffMillimetres} for several depths, with the limits of the method; `curveNumber` is that of the average condition. */
export function curveNumberRunoff(
  rainMillimetres: ArrayLike<number>,
  curveNumber: number,
  share: AbstractionShare = 0.2,
  condition: MoistureCondition = 'II',
): CurveNumberRunoff {
  const number = curveNumberUnder(curveNumber, condition);
  const storage = storageMillimetres(number, share);
  const low = outOfRange(
    `曲线数 ${curveNumber} 低于方法下限 ${lowestCurveNumber}`,
    `the curve number ${curveNumber} is below ${lowestCurveNumber}, where the method ends`,
  );
  const runoff = Array.from(rainMillimetres, (rain) =>
    curveNumber < lowestCurveNumber ? low : ok(runoffMillimetres(rain, number, share)),
  );
  return { curveNumber: number, storage, initialAbstraction: share * storage, runoff };
}

/** Curve number of several surfaces, weighted by their area; `undefined` without area. Source: USDA TR-55 1986. */
export function weightedCurveNumber(areas: ArrayLike<number>, curveNumbers: ArrayLike<number>): MethodValue {
  let area = 0;
  let sum = 0;
  for (let surface = 0; surface < areas.length; surface++) {
    area += areas[surface]!;
    sum += areas[surface]! * curveNumbers[surface]!;
  }
  return area === 0 ? notDefined('没有面积', 'there is no area') : ok(sum / area);
}

/**
 * Curve number with impervious land in it: CNp + Pimp/100 (98 − CNp) (1 − 0.5 R), R being the share of the impervious land
 * that drains over pervious land. Above 30 % impervious the pervious rest no longer matters and R counts as 0.
 * Source: USDA TR-55 1986, figures 2-3 and 2-4.
 */
export function compositeCurveNumber(
  perviousCurveNumber: number,
  imperviousPercent: number,
  unconnectedShare = 0,
): number {
  const unconnected = imperviousPercent <= unconnectedLimitPercent ? unconnectedShare : 0;
  const gain = (imperviousPercent / 100) * (imperviousCurveNumber - perviousCurveNumber);
  return perviousCurveNumber + gain * (1 - 0.5 * unconnected);
}
