import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';
import { mostSobolDimensions, sobolPoints } from './sobol-sequence.ts';

/** Inputs for which a Sobol design can be made: two independent samples need two dimensions each. */
export const mostSobolInputs = mostSobolDimensions / 2;

/**
 * The design for Sobol indices of `inputs` in [0, 1): for each of `samples` base points the rows A, B and AB₁ … AB_k, where AB_i
 * is A with input i taken from B: samples × (k + 2) rows, those of a base point together. `samples` should be a power of two.
 * Source: Saltelli et al. 2010 (radial sampling of two independent samples).
 */
export function sobolDesign(inputs: number, samples: number, seed: number): Float64Array[] {
  return sobolPoints(samples, 2 * inputs, seed).flatMap((point) => {
    const a = point.slice(0, inputs);
    const b = point.slice(inputs);
    const mixed = Array.from({ length: inputs }, (_, input) => {
      const row = a.slice();
      row[input] = b[input]!;
      return row;
    });
    return [a, b, ...mixed];
  });
}

export interface SobolIndex {
  /** Share of the variance that the input explains alone. */
  readonly first: MethodValue;
  /** Share in which it takes part at all, with all interactions. */
  readonly total: MethodValue;
  /** Half-width of the 95 % interval by bootstrap of the base points. */
  readonly firstConfidence: MethodValue;
  readonly totalConfidence: MethodValue;
}

export interface SobolIndices {
  readonly indices: readonly SobolIndex[];
  readonly mean: MethodValue;
  readonly variance: MethodValue;
  /** Base points of which all rows have a value. */
  readonly used: number;
}

interface Estimates {
  readonly first: Float64Array;
  readonly total: Float64Array;
  readonly mean: number;
  readonly variance: number;
}

/** Estimates from the base points `picked`, whose outputs are centred first: the estimator of first order is sensitive to the mean. */
function estimate(outputs: ArrayLike<number>, inputs: number, picked: ArrayLike<number>): Estimates {
  const width = inputs + 2;
  const count = picked.length;
  let mean = 0;
  for (let at = 0; at < count; at++) {
    const row = width * picked[at]!;
    mean += (outputs[row]! + outputs[row + 1]!) / (2 * count);
  }
  let variance = 0;
  const first = new Float64Array(inputs);
  const total = new Float64Array(inputs);
  for (let at = 0; at < count; at++) {
    const row = width * picked[at]!;
    const a = outputs[row]! - mean;
    const b = outputs[row + 1]! - mean;
    variance += (a * a + b * b) / (2 * count);
    for (let input = 0; input < inputs; input++) {
      const mixed = outputs[row + 2 + input]! - mean;
      first[input]! += (b * (mixed - a)) / count;
      total[input]! += (a - mixed) ** 2 / (2 * count);
    }
  }
  return {
    first: first.map((part) => part / variance),
    total: total.map((part) => part / variance),
    mean,
    variance,
  };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

const resamples = 100;

/**
 * First-order and total Sobol indices from the outputs of a `sobolDesign`, row for row. Base points in which an output is
 * missing (NaN) are left out whole. Estimators: first order Saltelli et al. 2010, total Jansen 1999. `next` draws the bootstrap.
 * A constant output has no variance to share out. Small samples give indices a little below 0 or above 1: see the confidence.
 */
export function sobolIndices(outputs: ArrayLike<number>, inputs: number, next: () => number): SobolIndices {
  const width = inputs + 2;
  const samples = Math.floor(outputs.length / width);
  const complete: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    let isComplete = true;
    for (let row = width * sample; row < width * (sample + 1); row++) isComplete &&= Number.isFinite(outputs[row]!);
    if (isComplete) complete.push(sample);
  }
  const used = complete.length;
  const without = (reason: MethodValue, mean: MethodValue, variance: MethodValue): SobolIndices => {
    const none = { first: reason, total: reason, firstConfidence: reason, totalConfidence: reason };
    return { indices: Array.from({ length: inputs }, () => none), mean, variance, used };
  };
  if (used < 2) {
    const few = insufficient('完整的样本少于两个', 'there are fewer than two complete samples');
    return without(few, few, few);
  }
  const whole = estimate(outputs, inputs, complete);
  // What differs by rounding alone does not vary.
  if (!(whole.variance > 1e-20 * Math.max(1, whole.mean ** 2))) {
    return without(notDefined('结果不随输入变化', 'the result does not change with the inputs'), ok(whole.mean), ok(0));
  }
  const draws = Array.from({ length: resamples }, () =>
    estimate(
      outputs,
      inputs,
      complete.map(() => complete[Math.floor(next() * used)]!),
    ),
  );
  const confidence = (of: (draw: Estimates) => number) => ok(1.96 * deviation(draws.map(of)));
  return {
    indices: Array.from({ length: inputs }, (_, input) => ({
      first: ok(whole.first[input]!),
      total: ok(whole.total[input]!),
      firstConfidence: confidence(({ first }) => first[input]!),
      totalConfidence: confidence(({ total }) => total[input]!),
    })),
    mean: ok(whole.mean),
    variance: ok(whole.variance),
    used,
  };
}
