import {
  morrisDesign,
  mostSobolInputs,
  type Others,
  type ParameterValues,
  type PlannedRun,
  seededRandom,
  sobolDesign,
} from '#sdk';
import { type Factor, factorsOf, runWith } from './factors.ts';

export type SensitivityMethod = 'one-at-a-time' | 'morris' | 'sobol';

/** What is run: the values of the factors by row, the same rows in every scenario that is run. */
export interface Design {
  readonly method: SensitivityMethod;
  readonly factors: readonly Factor[];
  readonly scenarios: readonly PlannedRun['scenario'][];
  /** Row 0 is the base. One at a time: then low and high of each factor in turn. Otherwise: the rows of `points`. */
  readonly rows: readonly Float64Array[];
  /** Rows of the Morris or Sobol design in the unit cube. */
  readonly points: readonly Float64Array[];
}

/** A design has more factors than there are directions for. */
export function tooManyFactors(design: Pick<Design, 'method' | 'factors'>): boolean {
  return design.method === 'sobol' && design.factors.length > mostSobolInputs;
}

/** Levels of the Morris grid. */
const levels = 4;

function pointsOf(method: SensitivityMethod, count: number, parameters: ParameterValues): Float64Array[] {
  const seed = parameters.seed as number;
  if (count === 0) return [];
  if (method === 'morris') {
    return morrisDesign(count, parameters.trajectories as number, levels, seededRandom(seed).next);
  }
  if (method !== 'sobol' || count > mostSobolInputs) return [];
  return sobolDesign(count, parameters.samples as number, seed);
}

/** The design that the parameters ask for: the same for all scenarios, so that each run is made once for all of them. */
export function designOf(others: Others, parameters: ParameterValues): Design {
  const method = parameters.method as SensitivityMethod;
  const factors = others.subject ? factorsOf(others, parameters) : [];
  const base = Float64Array.from(factors, (factor) => factor.base);
  const points = pointsOf(method, factors.length, parameters);
  const ends = factors.flatMap((factor, at) => [factor.low, factor.high].map((value) => base.with(at, value)));
  const inRange = points.map((point) =>
    point.map((share, at) => {
      const { low, high, isWhole } = factors[at]!;
      const value = low + share * (high - low);
      return isWhole ? Math.round(value) : value;
    }),
  );
  const rest = others.scenarios.map(({ id }) => id).filter((id) => id !== others.own);
  return {
    method,
    factors,
    scenarios: parameters.compare === true ? [others.own, ...rest] : [others.own],
    rows: [base, ...(method === 'one-at-a-time' ? ends : inRange)],
    points,
  };
}

/** The runs of a design, scenario by scenario. */
export function plannedRuns(others: Others, design: Design): readonly PlannedRun[] {
  if (!others.subject || design.factors.length === 0 || tooManyFactors(design)) return [];
  return design.scenarios.flatMap((scenario) =>
    design.rows.map((row) => runWith(others, scenario, design.factors, row)),
  );
}
