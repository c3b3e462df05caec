import { insufficient, type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/** Daily rain in ascending order with its running sums, ready to be asked. */
export interface RainRecord {
  /** mm, ascending; events at or below the threshold and snow are not in it. */
  readonly depths: Float64Array;
  /** `sums[i]` is the sum of the first i depths. */
  readonly sums: Float64Array;
}

/**
 * The record behind the volume capture ratio of annual runoff: days with more than `thresholdMillimetres`, without snow.
 * NaN depths are left out. Source: clause A.0.1 (as in GB/T 51345-2018), which asks for at least 30 years of daily rain.
 */
export function rainRecord(
  dailyMillimetres: ArrayLike<number>,
  isSnow?: ArrayLike<boolean | number>,
  thresholdMillimetres = 2,
): RainRecord {
  const kept: number[] = [];
  for (let day = 0; day < dailyMillimetres.length; day++) {
    const snow = isSnow?.[day];
    const fell = dailyMillimetres[day]!;
    if (fell > thresholdMillimetres && snow !== true && snow !== 1) kept.push(fell);
  }
  const depths = Float64Array.from(kept).sort();
  const sums = new Float64Array(depths.length + 1);
  for (let day = 0; day < depths.length; day++) sums[day + 1] = sums[day]! + depths[day]!;
  return { depths, sums };
}

/** How many of the ascending `depths` are at most `depth`. */
function countUpTo(depths: Float64Array, depth: number): number {
  let low = 0;
  let high = depths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (depths[middle]! <= depth) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Share of all rain that a system holds which takes the first `depth` millimetres of every day:
 * [Σ_{k≤i} X_k + H (N − i)] / Σ X, between the observed depths as at them. NaN for an empty record.
 */
export function captureOf({ depths, sums }: RainRecord, depth: number): number {
  const below = countUpTo(depths, depth);
  return (sums[below]! + Math.max(0, depth) * (depths.length - below)) / sums[depths.length]!;
}

const noRain = () => insufficient('没有可用的日降雨', 'there is no usable daily rain');

/** {@link captureOf} with a status. */
export function captureRatio(record: RainRecord, depthMillimetres: number): MethodValue {
  return record.depths.length === 0 ? noRain() : ok(captureOf(record, depthMillimetres));
}

/**
 * Design rainfall: the depth that captures the share `target` (0 to 1) of all rain. The ratio is piecewise linear in the
 * depth, so the inverse is exact. Out of range for targets outside 0 to 1.
 */
export function designRainfall({ depths, sums }: RainRecord, target: number): MethodValue {
  if (depths.length === 0) return noRain();
  if (!(target >= 0 && target <= 1)) {
    return outOfRange('年径流总量控制率须在 0 与 1 之间', 'the capture ratio must lie between 0 and 1');
  }
  const count = depths.length;
  const wanted = target * sums[count]!;
  // The first observed depth that captures enough; the ratio is linear from the one before it.
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle + 1]! + depths[middle]! * (count - middle - 1) >= wanted) high = middle;
    else low = middle + 1;
  }
  return ok(Math.min(depths[low]!, Math.max(0, (wanted - sums[low]!) / (count - low))));
}

/** A piece of ground by what runs off it. */
export interface Surface {
  readonly hectares: number;
  /** Volumetric runoff coefficient, 0 to 1. */
  readonly coefficient: number;
}

export interface StorageVolume {
  readonly hectares: number;
  /** Area-weighted volumetric coefficient. */
  readonly coefficient: MethodValue;
  /** m³ */
  readonly cubicMetres: MethodValue;
}

/**
 * Storage that holds a design rainfall: V = 10 H φ F, m³ from mm and ha, φ weighted by area.
 * Source: 海绵城市建设技术指南 2014, volume method. `undefined` without area.
 */
export function storageVolume(designMillimetres: number, surfaces: readonly Surface[]): StorageVolume {
  const hectares = surfaces.reduce((sum, surface) => sum + surface.hectares, 0);
  if (hectares === 0) {
    const none = notDefined('没有汇水面积', 'there is no catchment area');
    return { hectares, coefficient: none, cubicMetres: none };
  }
  const coefficient = surfaces.reduce((sum, surface) => sum + surface.hectares * surface.coefficient, 0) / hectares;
  return {
    hectares,
    coefficient: ok(coefficient),
    cubicMetres: ok(10 * designMillimetres * coefficient * hectares),
  };
}

/**
 * Rain that a storage holds, mm: H = V / (10 φ F). `undefined` where nothing runs off. From it the achieved capture ratio
 * is read; ratios of several catchments are averaged by area, their depths are not.
 */
export function achievedRainfall(cubicMetres: number, coefficient: number, hectares: number): MethodValue {
  const runoff = 10 * coefficient * hectares;
  return runoff === 0 ? notDefined('没有径流', 'nothing runs off') : ok(cubicMetres / runoff);
}
