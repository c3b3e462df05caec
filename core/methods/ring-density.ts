import { requireSameLength } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';
import { linearRegression, type Regression } from './statistics.ts';

/** Parcels around a station, in columns; NaN where a value is not known. */
export interface RingParcels {
  readonly distanceMetres: ArrayLike<number>;
  readonly floorAreaSquareMetres: ArrayLike<number>;
  readonly residents: ArrayLike<number>;
  readonly jobs: ArrayLike<number>;
}

export interface Ring {
  readonly innerMetres: number;
  readonly outerMetres: number;
  readonly landSquareMetres: number;
  readonly parcels: number;
  readonly floorAreaSquareMetres: number;
  readonly residents: number;
  readonly jobs: number;
  /** Floor area over all land of the ring, streets included. */
  readonly grossFar: MethodValue;
  readonly residentsPerHectare: MethodValue;
  readonly jobsPerHectare: MethodValue;
  /** (residents + jobs) / ha. */
  readonly activityPerHectare: MethodValue;
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

/**
 * Density and gross floor-area ratio by ring: sums over the parcels of a ring divided by the ring's LAND inside the plan
 * boundary, never by π r². A parcel belongs to the ring whose outer bound is the first that is not below its distance
 * (inclusive). Rings without land are `undefined`.
 * Units: m, m², persons/ha, jobs/ha. Source: floor-area ratio and density as defined in GB 50137-2011.
 */
export function ringDensities(
  outerMetres: readonly number[],
  landSquareMetres: ArrayLike<number>,
  parcels: RingParcels,
): readonly Ring[] {
  requireSameLength('ring-density', { outerMetres, landSquareMetres });
  requireSameLength('ring-density', { ...parcels });
  const count = outerMetres.length;
  const floor = new Float64Array(count);
  const residents = new Float64Array(count);
  const jobs = new Float64Array(count);
  const parcelCounts = new Uint32Array(count);
  const hasPeople = new Uint8Array(count);
  const hasJobs = new Uint8Array(count);
  const hasFloor = new Uint8Array(count);
  for (let index = 0; index < parcels.distanceMetres.length; index++) {
    const distance = parcels.distanceMetres[index]!;
    const ring = outerMetres.findIndex((outer) => distance <= outer);
    if (ring < 0) continue;
    parcelCounts[ring]!++;
    floor[ring]! += known(parcels.floorAreaSquareMetres[index]!);
    residents[ring]! += known(parcels.residents[index]!);
    jobs[ring]! += known(parcels.jobs[index]!);
    hasFloor[ring]! |= Number(!Number.isNaN(parcels.floorAreaSquareMetres[index]!));
    hasPeople[ring]! |= Number(!Number.isNaN(parcels.residents[index]!));
    hasJobs[ring]! |= Number(!Number.isNaN(parcels.jobs[index]!));
  }
  return outerMetres.map((outer, ring): Ring => {
    const land = landSquareMetres[ring]!;
    const per = (amount: number, unitArea: number, isKnown: boolean): MethodValue => {
      if (!(land > 0)) return notDefined('圈层内没有用地', 'the ring has no land');
      if (parcelCounts[ring]! > 0 && !isKnown) return insufficient('圈层内没有数据', 'the ring has no data');
      return ok((amount / land) * unitArea);
    };
    const isPeopleKnown = hasPeople[ring] === 1;
    const isJobsKnown = hasJobs[ring] === 1;
    return {
      innerMetres: ring === 0 ? 0 : outerMetres[ring - 1]!,
      outerMetres: outer,
      landSquareMetres: land,
      parcels: parcelCounts[ring]!,
      floorAreaSquareMetres: floor[ring]!,
      residents: residents[ring]!,
      jobs: jobs[ring]!,
      grossFar: per(floor[ring]!, 1, hasFloor[ring] === 1),
      residentsPerHectare: per(residents[ring]!, 10_000, isPeopleKnown),
      jobsPerHectare: per(jobs[ring]!, 10_000, isJobsKnown),
      activityPerHectare: per(residents[ring]! + jobs[ring]!, 10_000, isPeopleKnown || isJobsKnown),
    };
  });
}

export interface FarGradient {
  /** Line of ln(FAR) on distance in metres. */
  readonly line: Regression;
  /** 100 (exp(100 · slope) − 1): how much FAR changes over 100 m, in percent. */
  readonly percentPer100Metres: MethodValue;
  /** Share of neighbouring pairs, ordered by distance, in which FAR falls or stays: 1 is a monotone decrease. */
  readonly monotonicity: MethodValue;
  /** Places without floor area, for which the logarithm has no value; they are left out of the line, not of the order. */
  readonly empty: number;
}

/**
 * Density gradient: least-squares slope of ln(FAR) on distance, and whether FAR falls monotonically outwards.
 * Source: Clark 1951 (negative exponential density). Pitfall: a ring with FAR 0 has no logarithm; it is counted in `empty`.
 */
export function farGradient(distanceMetres: ArrayLike<number>, far: ArrayLike<number>): FarGradient {
  requireSameLength('far-gradient', { distanceMetres, far });
  const order = Array.from(distanceMetres, (_, index) => index)
    .filter((index) => Number.isFinite(distanceMetres[index]!) && Number.isFinite(far[index]!))
    .sort((a, b) => distanceMetres[a]! - distanceMetres[b]!);
  const positive = order.filter((index) => far[index]! > 0);
  const line = linearRegression(
    positive.map((index) => distanceMetres[index]!),
    positive.map((index) => Math.log(far[index]!)),
  );
  let falling = 0;
  for (let position = 1; position < order.length; position++) {
    if (far[order[position]!]! <= far[order[position - 1]!]!) falling++;
  }
  return {
    line,
    percentPer100Metres: line.slope.status === 'ok' ? ok(100 * Math.expm1(100 * line.slope.value)) : line.slope,
    monotonicity:
      order.length < 2
        ? insufficient('少于两个圈层', 'there are fewer than two rings')
        : ok(falling / (order.length - 1)),
    empty: order.length - positive.length,
  };
}
