import { rejectInput } from './input.ts';
import { type MethodValue, ok, outOfRange } from './outcome.ts';

/** How priorities follow from the judgements; the two differ in the third digit. */
export type PriorityMethod = 'eigenvector' | 'geometric-mean';

/** Mean consistency index of random judgements by n = 1 to 10. Source: Saaty 1980. */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49] as const;

/** Largest consistency ratio at which judgements count as consistent (inclusive). Source: Saaty 1980. */
export const acceptedRatio = 0.1;

export interface Priorities {
  /** Adding up to 1. */
  readonly weights: Float64Array;
  readonly method: PriorityMethod;
  readonly lambdaMax: number;
  /** (λmax − n) / (n − 1); 0 for n ≤ 2. */
  readonly consistencyIndex: number;
  readonly randomIndex: MethodValue;
  /** Consistency index / random index; 0 for n ≤ 2, beyond the table (n > 10) out of range. */
  readonly consistencyRatio: MethodValue;
  /** Ratio of at most 0.10; undefined where there is no ratio. */
  readonly isConsistent: boolean | undefined;
}

function product(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => row.reduce((sum, value, column) => sum + value * vector[column]!, 0));
}

function toShares(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

/** A positive matrix has one positive eigenvector, to which repeated multiplication leads (Perron and Frobenius). */
function principalEigenvector(matrix: readonly Float64Array[]): Float64Array {
  let vector: Float64Array = new Float64Array(matrix.length).fill(1 / matrix.length);
  for (let step = 0; step < 1000; step++) {
    const next = toShares(product(matrix, vector));
    const change = next.reduce((most, value, at) => Math.max(most, Math.abs(value - vector[at]!)), 0);
    vector = next;
    if (change < 1e-14) break;
  }
  return vector;
}

function geometricMeans(matrix: readonly Float64Array[]): Float64Array {
  return toShares(
    Float64Array.from(matrix, (row) => Math.exp(row.reduce((sum, value) => sum + Math.log(value), 0) / matrix.length)),
  );
}

/** Throws `evaluation/method-input` unless the matrix is square, positive and reciprocal (within 1 % or half a unit of the second decimal, for
 * ninths and sevenths as tables print them). */
function requireReciprocal(matrix: readonly Float64Array[]): void {
  const count = matrix.length;
  for (const [row, values] of matrix.entries()) {
    if (values.length !== count) {
      rejectInput({ method: 'ahp', path: `$.matrix[${row}]` }, values.length, {
        zh: `方阵的一行（${count} 个）`,
        en: `a row of a square matrix (${count})`,
      });
    }
    for (let column = 0; column <= row; column++) {
      const given = values[column]!;
      const mirrored = 1 / matrix[column]![row]!;
      if (given > 0 && Math.abs(given - mirrored) <= Math.max(0.01 * mirrored, 0.0051)) continue;
      rejectInput({ method: 'ahp', path: `$.matrix[${row}][${column}]` }, given, {
        zh: `${mirrored}，即对称位置的倒数`,
        en: `${mirrored}, the reciprocal of the opposite entry`,
      });
    }
  }
}

/**
 * Analytic hierarchy process: weights of n criteria from pairwise judgements (a_ij: how many times i outweighs j), with the
 * consistency of the judgements. λmax is the mean of (A w)_i / w_i. `matrix` must be positive and reciprocal.
 * Source: Saaty 1980; geometric means: Crawford & Williams 1985.
 */
export function ahp(matrix: readonly Float64Array[], method: PriorityMethod = 'eigenvector'): Priorities {
  requireReciprocal(matrix);
  const count = matrix.length;
  const weights = method === 'eigenvector' ? principalEigenvector(matrix) : geometricMeans(matrix);
  const image = product(matrix, weights);
  const lambdaMax = image.reduce((sum, value, at) => sum + value / weights[at]!, 0) / count;
  const consistencyIndex = count <= 2 ? 0 : (lambdaMax - count) / (count - 1);
  const random = randomIndex[count - 1];
  const beyond = outOfRange('随机指数表只到 n = 10', 'the table of random indices ends at n = 10');
  const ratio = count <= 2 ? 0 : consistencyIndex / (random ?? Number.NaN);
  return {
    weights,
    method,
    lambdaMax,
    consistencyIndex,
    randomIndex: random === undefined ? beyond : ok(random),
    consistencyRatio: random === undefined ? beyond : ok(ratio),
    isConsistent: random === undefined ? undefined : ratio <= acceptedRatio,
  };
}

/** The full matrix of n criteria from its judgements above the diagonal, row by row: n (n − 1) / 2 of them. */
export function judgementMatrix(upper: ArrayLike<number>, count: number): Float64Array[] {
  const matrix = Array.from({ length: count }, () => new Float64Array(count).fill(1));
  let next = 0;
  for (let row = 0; row < count; row++) {
    for (let column = row + 1; column < count; column++) {
      const value = upper[next++]!;
      matrix[row]![column] = value;
      matrix[column]![row] = 1 / value;
    }
  }
  return matrix;
}
