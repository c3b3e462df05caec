/** A parcel that may be converted, with what it is now and what it could become. */
export interface AllocationParcel {
  readonly areaSquareMetres: number;
  /** m to the station. */
  readonly distance: number;
  readonly residents: number;
  readonly jobs: number;
  /** Per m² of floor area of the type it would get. */
  readonly residentsPerFloor: number;
  readonly jobsPerFloor: number;
  /** It is not made denser than this. */
  readonly mostFar: number;
}

export interface AllocationTargets {
  readonly residents?: number;
  readonly jobs?: number;
  readonly order: 'distance' | 'capacity';
}

export interface Allocation {
  /** Floor-area ratio of each parcel; NaN where it stays as it is. */
  readonly far: Float64Array;
  /** Of the whole catchment afterwards. */
  readonly residents: number;
  readonly jobs: number;
}

/** Smaller gains than this are rounding. */
const least = 1e-9;

/**
 * Fills targets for the residents and jobs of a catchment, which has `present` of them now: parcels are converted one after
 * another, each only as dense as what is still missing asks for and never denser than it may be, until nothing is missing. A
 * parcel that would bring no nearer to what is missing stays as it is, and so does one that would cost more of one than it
 * brings of the other, measured by the targets. For one target the result is monotone: a higher target never converts less.
 */
export function allocateTargets(
  parcels: readonly AllocationParcel[],
  present: { readonly residents: number; readonly jobs: number },
  targets: AllocationTargets,
): Allocation {
  const far = new Float64Array(parcels.length).fill(Number.NaN);
  const capacity = ({ areaSquareMetres, mostFar }: AllocationParcel) => areaSquareMetres * mostFar;
  const places = [...parcels.keys()].sort((a, b) => {
    const [one, other] = [parcels[a]!, parcels[b]!];
    const by = targets.order === 'distance' ? one.distance - other.distance : capacity(other) - capacity(one);
    return by || a - b;
  });
  let { residents, jobs } = present;
  const missing = (target: number | undefined, now: number) => (target === undefined ? 0 : Math.max(0, target - now));
  for (const place of places) {
    const parcel = parcels[place]!;
    const [needResidents, needJobs] = [missing(targets.residents, residents), missing(targets.jobs, jobs)];
    if (needResidents <= least && needJobs <= least) break;
    // Floor area with which this parcel alone would bring what is missing; infinite where its type brings none of it.
    const floorFor = (need: number, now: number, rate: number) => (need > least ? (need + now) / rate : 0);
    const wanted = Math.max(
      floorFor(needResidents, parcel.residents, parcel.residentsPerFloor),
      floorFor(needJobs, parcel.jobs, parcel.jobsPerFloor),
    );
    const chosen = Math.min(parcel.mostFar, wanted / parcel.areaSquareMetres);
    const floor = chosen * parcel.areaSquareMetres;
    const newResidents = floor * parcel.residentsPerFloor;
    const newJobs = floor * parcel.jobsPerFloor;
    const nearer =
      progress(targets.residents, residents, newResidents - parcel.residents) +
      progress(targets.jobs, jobs, newJobs - parcel.jobs);
    if (!(nearer > least)) continue;
    far[place] = chosen;
    residents += newResidents - parcel.residents;
    jobs += newJobs - parcel.jobs;
  }
  return { far, residents, jobs };
}

/** By which share of a target a change closes what is missing of it; below 0 where it opens it. */
function progress(target: number | undefined, now: number, change: number): number {
  if (target === undefined || target <= 0) return 0;
  const before = Math.max(0, target - now);
  const after = Math.max(0, target - now - change);
  return (before - after) / target;
}
