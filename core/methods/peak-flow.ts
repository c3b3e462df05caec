import { type MethodValue, ok, outOfRange } from './outcome.ts';

/** Largest catchment of the rational method, ha: 2 km² (GB 50014-2021), 200 acres in American practice. */
export const largestCatchmentHectares = { metric: 200, us: 200 * 0.404_685_642_24 } as const;

const hectaresPerAcre = 0.404_685_642_24;
const millimetresPerInch = 25.4;

/** A formula of storm intensity as Chinese cities publish it: i = A₁ (1 + C lg P) / (t + b)^n in mm/min. */
export interface IntensityFormula {
  readonly a1: number;
  readonly c: number;
  readonly b: number;
  readonly n: number;
}

/**
 * Storm intensity q = 167 A₁ (1 + C lg P) / (t + b)^n, L/(s·ha), for a return period P in years and a duration t in minutes.
 * Source: GB 50014-2021. Out of range for P below 0.25 a or where the formula is not positive.
 */
export function stormIntensity(
  { a1, c, b, n }: IntensityFormula,
  returnPeriodYears: number,
  durationMinutes: number,
): MethodValue {
  const intensity = (167 * a1 * (1 + c * Math.log10(returnPeriodYears))) / (durationMinutes + b) ** n;
  if (intensity > 0 && Number.isFinite(intensity)) return ok(intensity);
  return outOfRange(
    `重现期 ${returnPeriodYears} a、历时 ${durationMinutes} min 下公式没有正值`,
    `the formula is not positive for a return period of ${returnPeriodYears} a and ${durationMinutes} min`,
  );
}

function tooLarge(hectares: number, limit: number): MethodValue {
  const [seen, most] = [hectares.toFixed(1), limit.toFixed(1)];
  return outOfRange(
    `汇水面积 ${seen} 公顷超过推理公式上限 ${most} 公顷，应采用数学模型法`,
    `the catchment of ${seen} ha exceeds the ${most} ha of the rational method; a hydraulic model is needed`,
  );
}

/**
 * Peak flow Q = ψ q F, L/s, from an intensity in L/(s·ha) and a catchment in ha; out of range above 2 km².
 * Source: GB 50014-2021. ψ is the peak coefficient, not the volumetric one.
 */
export function peakFlow(coefficient: number, litresPerSecondHectare: number, hectares: number): MethodValue {
  const limit = largestCatchmentHectares.metric;
  return hectares > limit ? tooLarge(hectares, limit) : ok(coefficient * litresPerSecondHectare * hectares);
}

export interface RationalPeak {
  readonly cubicMetresPerSecond: MethodValue;
  /** In American units only: C i A with the factor 1.008 taken as 1, as its practice has it. */
  readonly cubicFeetPerSecond: MethodValue | undefined;
}

/** Rational method from mm/h and ha: Q = C i A / 360, m³/s; out of range above 2 km². Source: Kuichling 1889. */
export function rationalPeak(coefficient: number, millimetresPerHour: number, hectares: number): RationalPeak {
  const limit = largestCatchmentHectares.metric;
  const value = hectares > limit ? tooLarge(hectares, limit) : ok((coefficient * millimetresPerHour * hectares) / 360);
  return { cubicMetresPerSecond: value, cubicFeetPerSecond: undefined };
}

/** Rational method from in/h and acres: Q = C i A, ft³/s, and the exact conversion in m³/s; out of range above 200 acres. */
export function rationalPeakAmerican(coefficient: number, inchesPerHour: number, acres: number): RationalPeak {
  const hectares = acres * hectaresPerAcre;
  const limit = largestCatchmentHectares.us;
  if (acres > 200) {
    const none = tooLarge(hectares, limit);
    return { cubicMetresPerSecond: none, cubicFeetPerSecond: none };
  }
  return {
    cubicMetresPerSecond: ok((coefficient * inchesPerHour * millimetresPerInch * hectares) / 360),
    cubicFeetPerSecond: ok(coefficient * inchesPerHour * acres),
  };
}
